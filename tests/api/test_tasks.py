"""Who must visit whom by when: made once, served by every visit that can, seen by whom they concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from backend.accounts.models import Account
from backend.alerts import finding
from backend.alerts.models import Alert
from backend.database import new_id
from backend.extensions import db
from backend.roster.models import Site
from backend.tasks.models import Task
from backend.verifications.models import Verification
from tests.conftest import SettableClock
from tests.factories.certificates import candidate, certificate
from tests.factories.inspections import account_id
from tests.factories.notices import notice_of, recheck, wrong_visit
from tests.factories.tasks import COMPANIES, EACH, IN_HOUSE, SITES, day_begins, duty, record, tasks
from tests.support.world import GUANGZHOU, PROVINCE, SHIPAI, TIANHE, YUEXIU, Browser, World


@pytest.fixture
def county(world: World) -> Browser:
    """An officer of Tianhe."""
    return world.officer(TIANHE)


@pytest.fixture
def unit(world: World) -> UUID:
    """A company in Tianhe."""
    return world.unit(TIANHE)


def site(world: World, unit: UUID, agency_code: str = SHIPAI, place: tuple[float, float] | None = None, name: str = "北门") -> UUID:
    """A site of a unit."""
    now = world.clock.now()
    with world.session():
        row = Site(
            unit_id=unit, name=name, address="路1号", division_code="440106004", agency_code=agency_code, status="active",
            latitude=place and place[0], longitude=place and place[1], created_at=now, updated_at=now,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        return row.id


def go_to(clock: SettableClock, *day: int) -> None:
    """Nine in the morning of a day in China."""
    clock.moment = datetime(*day, 1, 0, tzinfo=UTC)  # type: ignore[arg-type, misc]


def count(world: World) -> int:
    with world.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Task)) or 0


@pytest.mark.usefixtures("database")
def test_a_period_has_its_duties_once_and_the_next_has_its_own(world: World, clock: SettableClock, unit: UUID) -> None:
    go_to(clock, 2026, 11, 30)
    world.unit(SHIPAI, kind="in_house_unit")
    assert day_begins(world) == 3  # each company of the county; one company a month for the city; one in-house unit for the county
    assert (day_begins(world), count(world)) == (0, 3)
    whole = duty(world.officer(TIANHE), EACH, unit)
    assert (whole["opens_on"], whole["due_on"], whole["needed"]) == ("2026-10-01", "2026-12-31", 1)
    month = duty(world.officer(GUANGZHOU), COMPANIES)
    assert (month["agency_code"], month["opens_on"], month["due_on"]) == (GUANGZHOU, "2026-11-01", "2026-11-30")
    assert month["needed"] == 1  # no more than there are
    assert "不少于 3 家" in month["rule"]["basis"]
    go_to(clock, 2026, 12, 1)
    assert day_begins(world) == 2
    go_to(clock, 2027, 1, 1)
    assert day_begins(world) == 3
    due = [(one["due_on"], one["overdue"]) for one in tasks(world.officer(TIANHE), "&kind=duty") if one["rule"]["code"] == EACH]
    assert due == [("2026-12-31", True), ("2027-03-31", False)]  # the one that is late stays, before the new one


@pytest.mark.usefixtures("database")
def test_a_late_visit_ends_what_is_overdue_and_a_late_record_counts_for_its_month(world: World, clock: SettableClock, unit: UUID) -> None:
    inn = world.unit(SHIPAI, kind="in_house_unit")
    day_begins(world)
    go_to(clock, 2027, 1, 4)
    day_begins(world)
    county = world.officer(TIANHE)
    missed = duty(county, IN_HOUSE, query="&state=dropped")
    assert (missed["reason"], missed["due_on"]) == ("missed", "2026-11-30"), "visits of January cannot make up for November"
    assert duty(county, EACH, unit, "&overdue=true")["due_on"] == "2026-12-31"
    assert [one["due_on"] for one in record(world, county, unit)["serves"]] == ["2026-12-31", "2027-03-31"]
    in_time = {"started_at": "2026-11-29T02:00:00+00:00", "finished_at": "2026-11-29T03:00:00+00:00"}
    assert missed["id"] in {one["id"] for one in record(world, county, inn, **in_time)["serves"]}


def test_what_is_late_by_a_whole_further_period_is_missed(world: World, clock: SettableClock, unit: UUID) -> None:
    for month in (11, 12):
        go_to(clock, 2026, month, 1)
        day_begins(world)
    go_to(clock, 2027, 3, 31)
    day_begins(world)
    open_ones = "&overdue=true"
    assert duty(world.officer(TIANHE), EACH, unit, open_ones)["due_on"] == "2026-12-31"
    go_to(clock, 2027, 4, 1)
    day_begins(world)
    assert duty(world.officer(TIANHE), EACH, unit, open_ones)["due_on"] == "2027-03-31"
    assert duty(world.officer(TIANHE), EACH, unit, "&state=dropped")["reason"] == "missed"


@pytest.mark.usefixtures("database")
def test_a_visit_serves_all_it_can_and_nothing_else(world: World, county: Browser, unit: UUID) -> None:
    other, gate, yard = world.unit(TIANHE), site(world, unit), site(world, unit, name="后院")
    city, far = world.officer(GUANGZHOU), world.unit(YUEXIU)
    day_begins(world)
    by_county = record(world, county, unit)
    assert {one["kind"] for one in by_county["serves"]} == {"duty"}
    assert duty(county, EACH, unit, "&state=done")["visits"] == 1
    assert duty(county, EACH, other)["visits"] == 0
    assert duty(city, EACH, far)["visits"] == 0
    assert duty(city, COMPANIES)["visits"] == 0, "a county's visit is not the city's"
    assert duty(county, SITES)["visits"] == 0, "the unit itself is none of its sites"
    at_the_gate = record(world, county, unit, gate)
    assert [one["id"] for one in at_the_gate["serves"]] == [duty(county, SITES)["id"]]
    assert record(world, county, unit, gate)["serves"] == [], "the same site is no other site"
    assert duty(county, SITES)["visits"] == 1
    together = record(world, county, unit, yard, world.officer_name(GUANGZHOU))
    assert {one["kind"] for one in together["serves"]} == {"duty"}
    assert duty(county, SITES, query="&state=done")["visits"] == 2
    assert duty(city, COMPANIES)["visits"] == 1
    assert county.get(f"/inspections/{together['id']}").json["serves"] == together["serves"]
    assert {one["id"] for one in tasks(city, f"&inspection_id={together['id']}")} == {one["id"] for one in together["serves"]}


def test_visits_before_the_duties_were_made_count(world: World, county: Browser, unit: UUID) -> None:
    record(world, county, unit)
    day_begins(world)
    assert duty(county, EACH, unit, "&state=done")["visits"] == 1


def test_a_visit_before_it_opens_serves_nothing(world: World, clock: SettableClock, county: Browser, unit: UUID) -> None:
    before = {"started_at": "2026-09-30T08:00:00+00:00", "finished_at": "2026-09-30T15:59:00+00:00"}  # a minute to midnight in China
    day_begins(world)
    assert record(world, county, unit, **before)["serves"] == []
    after = {"started_at": "2026-09-30T16:00:00+00:00", "finished_at": "2026-09-30T16:01:00+00:00"}
    assert len(record(world, county, unit, **after)["serves"]) == 1


def test_a_collision_with_the_yearly_cap_is_shown(world: World, county: Browser, unit: UUID) -> None:
    world.app.extensions["settings"] = replace(world.app.extensions["settings"], yearly_visits=2)
    for _ in range(2):
        record(world, county, unit, site(world, unit))
        day_begins(world)
        shown = duty(county, EACH, unit)
    assert shown["yearly"] == {"cap": 2, "visits": 2, "collides": True}
    dropped = county.post(f"/tasks/{shown['id']}/dismissal", {"reason": "已达全年上限，并入市局检查"})
    assert (dropped.json["state"], dropped.json["reason"], dropped.json["note"]) == ("dropped", "dismissed", "已达全年上限，并入市局检查")
    assert dropped.json["yearly"]["collides"] is False
    assert county.post(f"/tasks/{shown['id']}/dismissal", {"reason": "再来"}).json["code"] == "task.not_open"
    assert day_begins(world) == 0, "what was dropped does not come back"


def test_a_task_is_given_to_an_officer_who_sees_it(world: World, county: Browser, unit: UUID) -> None:
    day_begins(world)
    task, mine = duty(county, EACH, unit), world.officer_name(TIANHE)
    path, etag = f"/tasks/{task['id']}", county.get(f"/tasks/{task['id']}").headers["ETag"]
    for user_name in (
        world.officer_name(YUEXIU),
        world.officer_name(GUANGZHOU),
        world.officer_name(SHIPAI),
        world.officer_name(TIANHE, status="disabled"),
    ):
        refused = county.patch(path, {"assigned_to_id": account_id(world, user_name)}, etag)
        assert refused.json["code"] == "task.not_assignable", user_name
    given = county.patch(path, {"assigned_to_id": account_id(world, mine)}, etag)
    assert given.json["assigned_to_name"] is not None
    assert county.patch(path, {"assigned_to_id": None}, etag).status_code == 412, "what a colleague changed meanwhile stays"
    assert [one["id"] for one in tasks(world.browser(mine), "&scope=mine")] == [task["id"]]
    assert tasks(county, "&scope=mine") == []
    assert world.officer(SHIPAI).patch(path, {"assigned_to_id": None}, etag).status_code == 403
    assert world.officer(YUEXIU).get(path).status_code == 404
    back = county.patch(path, {"assigned_to_id": None}, given.headers["ETag"])
    assert (back.json["assigned_to_id"], back.json["assigned_at"]) == (None, None)


def test_lists_show_the_own_agency_or_all_below_it(world: World, county: Browser, unit: UUID) -> None:
    world.unit(YUEXIU)
    day_begins(world)
    city, station = world.officer(GUANGZHOU), world.officer(SHIPAI)
    assert {one["agency_code"] for one in tasks(city)} == {GUANGZHOU, TIANHE, YUEXIU}
    assert {one["agency_code"] for one in tasks(city, "&scope=agency")} == {GUANGZHOU}
    assert {one["agency_code"] for one in tasks(county)} == {TIANHE}
    assert tasks(station) == []
    assert len(tasks(world.officer(PROVINCE))) == len(tasks(city))


@pytest.mark.usefixtures("database")
def test_the_nearest_task_comes_first(world: World, county: Browser, unit: UUID) -> None:
    east, here = world.unit(TIANHE), (23.1338, 113.3270)
    site(world, unit, TIANHE, (23.1428, 113.3270), "一公里")
    site(world, unit, TIANHE, (23.2338, 113.3270), "十一公里")
    site(world, east, TIANHE, (23.1383, 113.3270), "五百米")
    site(world, world.unit(YUEXIU), YUEXIU, here, "外区")
    world.unit(TIANHE)  # has no site, so nobody knows how far it is
    day_begins(world)
    answer = county.post("/tasks/nearby", {"latitude": here[0], "longitude": here[1]})
    near = [(one["unit_id"], one["near_site_name"]) for one in answer.json["items"]]
    assert near == [(str(east), "五百米"), (str(unit), "一公里")]
    assert 490 < answer.json["items"][0]["distance_m"] < 510
    one = county.post("/tasks/nearby", {"latitude": here[0], "longitude": here[1], "limit": 1})
    assert len(one.json["items"]) == 1
    assert county.post("/tasks/nearby", {"latitude": 91, "longitude": 0}).status_code == 422


@pytest.mark.usefixtures("database")
def test_a_plan_is_kept_once_and_the_second_of_two_phones_is_told(world: World, county: Browser, unit: UUID) -> None:
    gate = site(world, unit)
    other = world.browser(_name(world, county))
    empty = county.get("/plans/2026-11-23")
    assert (empty.json["stops"], empty.json["version"], empty.headers["ETag"]) == ([], 0, '"0"')
    here, there = {"unit_id": str(unit), "site_id": None}, {"unit_id": str(unit), "site_id": str(gate)}
    first = _put(county, [here, there], '"0"')
    assert first.status_code == 200, first.text
    again = _put(county, [here, there], '"0"')
    assert (again.status_code, again.headers["ETag"]) == (200, first.headers["ETag"])
    assert _put(other, [there], '"0"').status_code == 412
    assert _put(other, [there], None).status_code == 428
    assert [stop["site_id"] for stop in county.get("/plans/2026-11-23").json["stops"]] == [None, str(gate)]
    turned = _put(other, [there, here], first.headers["ETag"])
    assert [stop["site_name"] for stop in turned.json["stops"]] == ["北门", None]
    assert turned.headers["ETag"] != first.headers["ETag"]
    assert county.get("/plans/2026-11-24").json["stops"] == []
    assert world.officer(TIANHE).get("/plans/2026-11-23").json["stops"] == [], "a plan is one's own"


def test_a_plan_holds_what_exists_for_its_officer(world: World, county: Browser, unit: UUID) -> None:
    far, gate = world.unit(YUEXIU), site(world, unit)
    for stops, field in (
        ([{"unit_id": str(far), "site_id": None}], "stops.0.unit_id"),
        ([{"unit_id": str(unit), "site_id": str(site(world, far, YUEXIU))}], "stops.0.site_id"),
        ([{"unit_id": str(unit), "site_id": str(gate)}] * 2, "stops.1"),
    ):
        refused = _put(county, stops, '"0"')
        assert [error["field"] for error in refused.json["errors"]] == [field]
    for day in ("2026-11-31", "20261123", "2036-11-23", "x"):
        assert county.get(f"/plans/{day}").status_code == 404
    assert county.get("/plans/2026-11-23").json["version"] == 0


def test_a_stop_shows_what_a_visit_there_could_serve(world: World, county: Browser, unit: UUID) -> None:
    gate, inn = site(world, unit), world.unit(SHIPAI, kind="in_house_unit")
    day_begins(world)
    stops = [{"unit_id": str(unit), "site_id": None}, {"unit_id": str(unit), "site_id": str(gate)}, {"unit_id": str(inn), "site_id": None}]
    shown = _put(county, stops, '"0"').json["stops"]
    assert [[one["rule"]["code"] for one in stop["tasks"]] for stop in shown] == [[EACH], [], []]


def test_the_field_pack_takes_tasks_and_plan_along(world: World, county: Browser, unit: UUID) -> None:
    day_begins(world)
    _put(county, [{"unit_id": str(unit), "site_id": None}], '"0"')
    pack = county.get("/field-pack").json
    task = duty(county, EACH, unit)
    assert pack["tasks"] == [task]
    assert pack["plan"] == county.get("/plans/2026-11-23").json


@pytest.mark.usefixtures("database")
def test_a_recheck_is_a_task_until_the_notice_needs_none(world: World, clock: SettableClock, county: Browser, unit: UUID) -> None:
    colleague = world.officer_name(TIANHE)
    made = county.post("/inspections", wrong_visit(world, county, colleague, unit, "2026-11-30"))
    (task,) = tasks(county, "&kind=recheck")
    assert (task["notice_id"], task["opens_on"], task["due_on"]) == (notice_of(county, made.json["id"])["id"], "2026-11-30", "2026-12-03")
    assert record(world, county, unit)["serves"] == [], "a visit that looks at no item of the notice is no re-check"
    go_to(clock, 2026, 12, 1)
    county = world.officer(TIANHE)
    notice = notice_of(county, made.json["id"])
    again = county.post("/inspections", recheck(world, county, colleague, notice, "not_corrected"))
    assert [one["id"] for one in again.json["serves"]] == [task["id"]]
    assert tasks(county, "&kind=recheck") == [], "nothing asks for another until the unit does, or the deadline is set anew"
    body = {"version": notice_of(county, made.json["id"])["version"], "due_on": "2026-12-10", "reason": "等候配件"}
    extended = county.post(f"/notices/{notice['id']}/extensions", body)
    assert extended.status_code == 200, extended.text
    (second,) = tasks(county, "&kind=recheck")
    assert (second["id"] != task["id"], second["due_on"]) == (True, "2026-12-15")
    go_to(clock, 2026, 12, 11)
    county = world.officer(TIANHE)
    last = county.post("/inspections", recheck(world, county, colleague, notice_of(county, made.json["id"])))
    assert [one["id"] for one in last.json["serves"]] == [second["id"]]


@pytest.mark.usefixtures("database")
def test_an_alert_sends_somebody_to_the_site_until_it_is_settled(world: World, county: Browser, unit: UUID) -> None:
    gate = site(world, unit)
    with world.session():
        card = certificate(world, candidate(world))
    raised = raise_alert(world, card, gate)
    (task,) = tasks(county, "&kind=alert")
    assert (task["alert_id"], task["site_id"], task["agency_code"], task["due_on"]) == (str(raised), str(gate), SHIPAI, "2026-11-30")
    settled = world.officer(GUANGZHOU).post(f"/alerts/{raised}/settlement", {"outcome": "harmless", "reason": "同一人"})
    assert settled.status_code == 200, settled.text
    assert [one["reason"] for one in tasks(county, "&kind=alert&state=dropped")] == ["alert_settled"]
    raise_alert(world, card, gate)
    assert record(world, county, unit)["serves"] == [], "the unit itself is not the site"
    assert [one["kind"] for one in record(world, county, unit, gate)["serves"]] == ["alert"]


def raise_alert(world: World, card: UUID, gate: UUID) -> UUID:
    """An alert about two checks, of which the later one named a site."""
    now = world.clock.now()
    with world.session():
        account = db.session.scalars(select(Account)).first()
        facts = {"account_id": account.id, "agency_code": TIANHE, "mode": "online", "checked_at": now, "received_at": now}
        scans = [
            Verification(
                id=new_id(), device_id=new_id(), certificate_id=card, reason="valid", site_id=place, presented="card", answer={}, **facts
            )
            for place in (None, gate)
        ]
        db.session.add_all(scans)
        db.session.flush()
        pair = {"first_id": scans[0].id, "second_id": scans[1].id, "first_at": now, "second_at": now, "distance_m": 9000.0, "seconds": 0}
        finding._keep({"kind": "distance", "certificate_id": card, "agency_code": GUANGZHOU, **pair}, finding.rule_in_force(), now)
        return db.session.scalars(select(Alert.id).order_by(Alert.id.desc())).first()  # type: ignore[return-value]


def _put(officer: Browser, stops: list[dict[str, Any]], etag: str | None) -> Any:
    return officer.put("/plans/2026-11-23", json={"stops": stops}, headers={"If-Match": etag} if etag else {})


def _name(world: World, officer: Browser) -> str:
    return str(officer.get("/session").json["account"]["user_name"])
