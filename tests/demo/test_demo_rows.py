"""What was written in bulk is what the operations would have written."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import joinedload, selectinload

from backend import identity_number
from backend.certificates import credential
from backend.certificates.keys import trusted_keys
from backend.certificates.models import Certificate, CertificateEvent
from backend.clock import china_date
from backend.demo import cast, load, people, places, story, units
from backend.demo.portraits import FACES, Photo
from backend.extensions import db
from backend.guards import finders, names
from backend.guards.models import Guard, GuardArea, GuardFinder
from backend.inspections.models import Checklist, InspectedGuard, Inspection, InspectionSequence
from backend.inspections.operations import digest_of
from backend.rectification.models import RectificationNotice
from backend.roster import areas
from backend.roster.models import Employment, Posting, Site
from backend.tasks.duties import make_duties
from backend.tasks.models import DayPlan, Task, TaskVisit
from backend.units.models import Unit, UnitArea
from backend.verifications.models import Verification
from backend.verifications.schemas import VerificationSchema
from tests.conftest import SettableClock
from tests.demo.as_sent import as_sent
from tests.demo.conftest import CHUNK, GUARDS, run
from tests.support.world import World

PHOTO = Photo("0" * 32, b"0" * 16)


def indexes(app: Flask) -> dict[str, set[str]]:
    """The names of all indexes, by table."""
    with app.app_context():
        inspector = inspect(db.engine)
        return {table: {str(index["name"]) for index in inspector.get_indexes(table)} for table in inspector.get_table_names()}


def area_rows() -> tuple[set[Any], set[Any]]:
    """Which guard and which unit is seen from where."""
    guards = {tuple(row) for row in db.session.execute(select(GuardArea.guard_id, GuardArea.agency_code))}
    return guards, {tuple(row) for row in db.session.execute(select(UnitArea.unit_id, UnitArea.agency_code))}


def test_everything_agrees(loaded: Flask, clock: SettableClock) -> None:
    with loaded.app_context():
        check_areas()
        check_employments()
        check_postings()
        check_certificates(clock)
        check_search_keys()
        check_persons(clock)
        check_visits()
        check_notices()
        check_tasks(clock)
        check_foreign_keys()
    assert "whole" in run(loaded, "audit", "verify")
    run(loaded, "log", "seal")
    assert "whole" in run(loaded, "log", "verify")


def check_areas() -> None:
    """Setting all areas anew, as every change of the roster does, changes nothing."""
    before = area_rows()
    areas.follow_guards(db.session.scalars(select(Guard.id)))
    for unit in db.session.scalars(select(Unit)).all():
        areas.follow_unit(unit)
    db.session.flush()
    assert area_rows() == before
    db.session.rollback()


def check_employments() -> None:
    """One after another, and the open one is the guard's employer."""
    by_guard = defaultdict(list)
    for row in db.session.scalars(select(Employment).order_by(Employment.started_on)):
        by_guard[row.guard_id].append(row)
    for guard in db.session.scalars(select(Guard)):
        jobs = by_guard[guard.id]
        assert [job.unit_id for job in jobs if job.ended_on is None] == ([guard.unit_id] if guard.unit_id else [])
        for former, later in pairwise(jobs):
            assert former.ended_on is not None
            assert former.ended_on <= later.started_on
        assert all(job.started_on >= guard.registered_on for job in jobs)
        assert guard.unit_id is None or guard.status == "active"


def check_postings() -> None:
    """At active sites of the employer, within the employment, under a certificate that was valid on the first day."""
    issued = defaultdict(list)
    for certificate in db.session.scalars(select(Certificate)):
        issued[certificate.guard_id].append(certificate)
    statement = (
        select(Posting, Employment, Site).join(Employment, Employment.id == Posting.employment_id).join(Site, Site.id == Posting.site_id)
    )
    for posting, job, site in db.session.execute(statement):
        assert (posting.guard_id, site.unit_id, site.status) == (job.guard_id, job.unit_id, "active")
        assert job.started_on <= posting.started_on
        assert (posting.ended_on is None) == (job.ended_on is None)
        assert any(
            one.issued_on <= posting.started_on <= (one.expires_on or posting.started_on)
            and (one.state in ("valid", "superseded") or posting.started_on <= one.state_since)
            for one in issued[posting.guard_id]
        )


def check_certificates(clock: SettableClock) -> None:
    """Signed for real, noted on the guard, their events in order, their numbers continued by the next issue."""
    trust, latest = trusted_keys(), {}
    acts = defaultdict(list)
    for event in db.session.scalars(select(CertificateEvent).order_by(CertificateEvent.id)):
        acts[event.certificate_id].append(event)
    for row in db.session.scalars(select(Certificate).order_by(Certificate.issued_on)):
        card = credential.verify(row.payload, trust).fields
        assert (card.number, card.issued_on, card.expires_on, card.status_index) == (
            row.number, row.issued_on, row.expires_on, row.status_index,
        )  # fmt: skip
        assert acts[row.id][0].act == "issue"
        assert [event.effective_on for event in acts[row.id]] == sorted(event.effective_on for event in acts[row.id])
        assert (acts[row.id][-1].effective_on, acts[row.id][-1].act == "replace") == (row.state_since, row.state == "superseded")
        assert row.state_since <= china_date(clock.now())
        if row.replaced_by_id is None:
            latest[row.guard_id] = row
    for guard in db.session.scalars(select(Guard)):
        row = latest.get(guard.id)
        noted = (guard.certificate_number, guard.certificate_state, guard.certificate_expires_on)
        assert noted == ((row.number, row.state, row.expires_on) if row else (None, None, None))


def check_search_keys() -> None:
    """Every part and every reading of every name, with what decides whether it is shown, and nothing else."""
    found, codes = defaultdict(set), defaultdict(set)
    for row in db.session.scalars(select(GuardFinder)):
        found[row.guard_id].add((row.key, row.place, row.name, row.areas, row.state, row.expires_on))
    for area in db.session.scalars(select(GuardArea)):
        codes[area.guard_id].add(area.agency_code)
    for guard in db.session.scalars(select(Guard)):
        facts = finders.facts_of(guard, codes[guard.id])
        assert found[guard.id] == {(*row, *facts[-3:]) for row in finders.rows_of(facts)}
        assert guard.readings == finders.readings_of(guard.name)
        assert guard.name_key == names.sort_key(guard.name)


def check_persons(clock: SettableClock) -> None:
    """Valid numbers, and of age when they were registered."""
    for guard in db.session.scalars(select(Guard)):
        number = guard.plain_identity_number
        assert identity_number.parse(number) == number
        assert identity_number.age_on(guard.born_on, guard.registered_on) >= 18
        assert guard.registered_on <= china_date(clock.now())


def check_tasks(clock: SettableClock) -> None:
    """The daily job would make none; each counts the visits that served it; today has a plan at places with something to do."""
    today = china_date(clock.now())
    assert make_duties(today, clock.now(), db.session.flush) == 0
    tasks = db.session.scalars(select(Task)).all()
    served = Counter(db.session.scalars(select(TaskVisit.task_id)))
    assert {task.id: task.visits for task in tasks if task.visits} == served
    assert {task.kind for task in tasks} >= {"duty", "recheck"}
    assert all((task.state == "done") == (task.visits >= task.needed) for task in tasks if task.state != "dropped")
    assert db.session.scalars(select(DayPlan.day)).all() == [today, today]


def check_visits() -> None:
    """As the operation records them: all points, two officers, the digest of what was sent, numbers and devices without a gap."""
    whole = select(Inspection).options(
        joinedload(Inspection.checklist).selectinload(Checklist.items), joinedload(Inspection.site),
        *(selectinload(getattr(Inspection, part)) for part in ("officers", "items", "guards", "photos")),
    )  # fmt: skip
    counted: dict[tuple[str, int], list[int]] = defaultdict(list)
    devices: dict[UUID, list[int]] = defaultdict(list)
    for visit in db.session.scalars(whole):
        assert [item.item_id for item in visit.items] == [item.id for item in visit.checklist.items]
        found = [row for row in visit.guards if row.finding]
        assert visit.problem_count == sum(item.outcome == "problem" for item in visit.items) + len(found)
        assert all(row.article for row in found)
        assert (visit.problem_count > 0) == (visit.result != "no_problem")
        assert len(visit.officers) == 2
        assert visit.site is None or (visit.site.unit_id, visit.site.agency_code) == (visit.unit_id, visit.agency_code)
        assert visit.digest == digest_of(as_sent(visit))
        counted[visit.number[:6], int(visit.number[6:10])].append(int(visit.number[10:]))
        devices[visit.device_id].append(visit.device_sequence)
    kept = {(row.agency_code[:6], row.year): row.last for row in db.session.scalars(select(InspectionSequence))}
    assert {key: sorted(found) for key, found in counted.items()} == {key: list(range(1, last + 1)) for key, last in kept.items()}
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in devices.values())
    on_the_street = []
    for check in db.session.scalars(select(Verification)):
        if check.inspection_id is None:
            on_the_street.append(check.certificate_id)
            continue
        row = db.session.scalars(select(InspectedGuard).where(InspectedGuard.verification_id == check.id)).one()
        assert (row.inspection_id, row.guard_id, row.reason) == (check.inspection_id, check.guard_id, check.reason)
        assert VerificationSchema().dump(check)["person"]["guard_id"] == str(check.guard_id)
    assert len(on_the_street) == 2, "one card that was seen in two cities"
    assert len(set(on_the_street)) == 1


def check_notices() -> None:
    """Each is of a record that requires it, in every state one can be in; the story's company has one to answer."""
    notices = db.session.scalars(select(RectificationNotice).options(joinedload(RectificationNotice.inspection))).all()
    assert {notice.state for notice in notices} == {"open", "answered", "proposed", "closed"}
    for notice in notices:
        record = notice.inspection
        assert (record.result, record.rectify_by) == ("rectification_required", notice.original_due_on)
        assert (record.unit_id, record.site_id, record.agency_code) == (notice.unit_id, notice.site_id, notice.agency_code)
        assert next(event.kind for event in notice.events) == "issued"
        assert [event.position for event in notice.events] == list(range(1, len(notice.events) + 1))
    assert any(notice.unit_id == story.UNIT_ID and notice.state == "open" for notice in notices)


def check_foreign_keys() -> None:
    """SQLite does not check what was written while the checks were off; PostgreSQL never turns them off."""
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_indexes_are_all_there_afterwards(app: Flask, clock: SettableClock, tmp_path: Path) -> None:
    before = indexes(app)
    with app.app_context():
        load.load(tmp_path, 60, clock.now(), lambda *_: None, is_great=True)
        db.session.remove()
    assert indexes(app) == before


def test_the_same_day_gives_the_same_province(loaded: Flask, clock: SettableClock) -> None:
    with loaded.app_context():
        made = units.Units(places.Map(), china_date(clock.now()))
        cast.set_stage(made)
        made.make_some(units.how_many(GUARDS) - len(made.made))
        faces = {sex: [PHOTO] * count for sex, count in FACES.items()}
        again = people.People(made.map, faces, cast.leave_room(made.made), china_date(clock.now())).make(0, CHUNK - len(story.GUARDS))
        stored = {guard.id: (guard.name, guard.plain_identity_number) for guard in db.session.scalars(select(Guard))}
        names_of_units = set(db.session.scalars(select(Unit.name)))
    assert {person.id: (person.name, person.identity_number) for person in again}.items() <= stored.items()
    assert {unit.name for unit in made.made} == names_of_units


def test_the_next_certificate_gets_a_number_and_a_place_of_its_own(loaded: Flask, loaded_world: World) -> None:
    city = loaded_world.officer("440100000000")
    current = next(row for row in city.get("/certificates?state=valid&limit=100").json["items"] if "replace" in row["allowed_acts"])
    today = china_date(loaded_world.clock.now()).isoformat()
    answer = city.post(f"/certificates/{current['id']}/replacement", {"reason": "证件遗失", "issued_on": today, "expires_on": None})
    assert answer.status_code == 201, answer.text


def test_an_act_is_audited_like_those_that_were_loaded(loaded: Flask, loaded_world: World) -> None:
    city = loaded_world.officer("440100000000")
    current = next(row for row in city.get("/certificates?state=valid&limit=100").json["items"] if "suspend" in row["allowed_acts"])
    act = {"reason": "调查期间暂停", "effective_on": china_date(loaded_world.clock.now()).isoformat()}
    assert city.post(f"/certificates/{current['id']}/suspension", act).status_code == 200
    done, *loaded_ones = city.get("/audit-events?action=suspend&subject_type=certificate&limit=100").json["items"]
    assert loaded_ones
    for event in loaded_ones:
        assert (event["before"].keys(), event["after"].keys()) == (done["before"].keys(), done["after"].keys())


def test_people_are_found_by_everything_one_knows_of_them(loaded: Flask, loaded_world: World) -> None:
    province = loaded_world.officer("440000000000")
    with loaded.app_context():
        guard = db.session.scalars(select(Guard).where(Guard.certificate_number.is_not(None)).order_by(Guard.id).limit(1)).one()
        known = [
            guard.name,
            guard.name[1:],
            guard.plain_identity_number,
            guard.certificate_number,
            sorted(names.search_keys(guard.name))[0],
        ]
        wanted = str(guard.id)
    for q in known:
        items = province.post("/guards/search", {"q": q, "limit": 100}).json["items"]
        assert wanted in [row["id"] for row in items], q
