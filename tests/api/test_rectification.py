"""Rectification: from the record that requires it to the last re-check, and who is told when nobody sees to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select

from backend.audit.models import AuditEvent
from backend.extensions import db
from backend.inspections.models import InspectedGuard
from backend.permissions import Role
from backend.rectification import escalation
from backend.rectification.models import RectificationEvent, RectificationItem, RectificationNotice
from backend.tasks.models import Task
from backend.working_days.models import Holiday
from tests.conftest import SettableClock
from tests.factories.inspections import send_picture, visit
from tests.factories.notices import notice_of, recheck, wrong_visit
from tests.factories.roster import employee
from tests.support.world import GUANGZHOU, PROVINCE, SHIPAI, TIANHE, YUEXIU, Browser, World

MONDAY, NEXT_MONDAY = "2026-11-23", "2026-11-30"
"""Today, and the deadline; three working days after it is Thursday, December 3."""

ONE = pytest.mark.same_on_all("which act is lawful when; what the database does for it is tried on both beside it")


@dataclass
class Case:
    """A unit of Tianhe, its manager, an officer with a colleague, and the notice of a visit that found two points wrong."""

    world: World
    officer: Browser
    colleague: str
    unit: UUID
    manager: Browser
    names: tuple[str, str]
    notice: dict[str, Any]

    @property
    def path(self) -> str:
        """The notice's address."""
        return f"/notices/{self.notice['id']}"

    def now(self) -> dict[str, Any]:
        """The notice as it is now."""
        return dict(self.officer.get(self.path).json)

    def later(self, days: int) -> None:
        """Some days on, when both have signed in again."""
        self.world.clock.forward(days=days)  # type: ignore[attr-defined]
        self.officer, self.manager = map(self.world.browser, self.names)

    def answer(self, *, items: int = 2, **more: Any) -> Any:
        """The manager answers the first items."""
        ids = [item["id"] for item in self.notice["items"][:items]]
        return self.manager.post(f"{self.path}/answers", {"item_ids": ids, "text": "已补齐", "media_ids": [], **more})

    def act(self, what: str, officer: Browser | None = None, **values: Any) -> Any:
        """An officer's act on the version that is there."""
        return (officer or self.officer).post(f"{self.path}/{what}", {"version": self.now()["version"], **values})

    def recheck(self, state: str = "corrected", **change: Any) -> Any:
        """The officer looks again at all items."""
        return self.officer.post("/inspections", recheck(self.world, self.officer, self.colleague, self.notice, state, **change))

    def kinds(self) -> list[str]:
        """What has happened."""
        return [event["kind"] for event in self.now()["events"]]


@pytest.fixture
def case(world: World) -> Case:
    """See `Case`."""
    unit, colleague = world.unit(), world.officer_name(TIANHE)
    names = world.officer_name(TIANHE), world.account(Role.COMPANY_MANAGER, None, unit)
    officer, manager = map(world.browser, names)
    answer = officer.post("/inspections", wrong_visit(world, officer, colleague, unit, NEXT_MONDAY, points=2))
    assert answer.status_code == 201, answer.text
    return Case(world, officer, colleague, unit, manager, names, notice_of(officer, answer.json["id"]))


def code(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json["code"]


@ONE
def test_a_record_that_requires_it_makes_its_notice(case: Case) -> None:
    notice = case.notice
    assert (notice["state"], notice["due_on"], notice["recheck_due_on"]) == ("open", NEXT_MONDAY, "2026-12-03")
    assert notice["number"] == "R4401062026000001"
    assert notice["calendar_known"] is True
    assert [(item["article"], item["state"]) for item in notice["items"]] == [("M. 37(1)", "open"), ("M. 37(2); Reg. 12", "open")]
    assert notice["items"][0]["text"].endswith("：缺交接签名")
    assert case.kinds() == ["issued"]
    assert case.manager.get(case.path).json["items"] == notice["items"]


def test_the_record_makes_one_notice_however_often_it_comes_and_none_where_nothing_is_required(world: World, database: str) -> None:
    officer, colleague, unit = world.officer(TIANHE), world.officer_name(TIANHE), world.unit()
    body = wrong_visit(world, officer, colleague, unit, NEXT_MONDAY)
    assert [officer.post("/inspections", body).status_code for _ in range(2)] == [201, 200]
    fine = visit(world, officer, colleague, unit)
    assert officer.post("/inspections", fine).status_code == 201
    assert len(officer.get("/notices").json["items"]) == 1


@ONE
def test_each_finding_about_a_guard_is_an_item_and_an_old_phones_words_are_understood(world: World) -> None:
    officer, colleague, unit = world.officer(TIANHE), world.officer_name(TIANHE), world.unit()
    guard = employee(world, world.manager(unit), unit)["guard"]
    row = {"guard_id": guard["id"], "certificate_number": None, "name": "陈志强", "verification_id": None, "reason": None, "note": ""}
    guards = [
        {**row, "presence": "absent", "finding": "absent"},
        {**row, "presence": "absent", "finding": None},  # the officer took it back
        {**row, "presence": "present", "reason": "expired"},  # a phone that knows no findings
        {**row, "presence": "present"},
    ]
    body = wrong_visit(world, officer, colleague, unit, NEXT_MONDAY, points=0, guards=guards)
    notice = notice_of(officer, officer.post("/inspections", body).json["id"])
    assert [(item["finding"], item["guard_id"]) for item in notice["items"]] == [("absent", guard["id"]), ("expired", guard["id"])]
    assert "陈志强" in notice["items"][0]["text"]
    nothing_marked = officer.post("/inspections", wrong_visit(world, officer, colleague, unit, NEXT_MONDAY, points=0))
    assert [item["text"] for item in notice_of(officer, nothing_marked.json["id"])["items"]] == ["值班记录不完整。"]


def test_the_unit_answers_with_photos_that_nobody_else_can_use_or_see(case: Case, database: str) -> None:
    photo = send_picture(case.manager, "answer_photo").json["id"]
    assert case.answer(items=1, media_ids=[photo]).json["state"] == "open"
    shown = case.now()
    assert (shown["items"][0]["answer"], shown["items"][0]["state"]) == ("已补齐", "answered")
    assert shown["events"][-1]["photos"] == [{"media_id": photo}]
    picture = f"{case.path}/photos/{photo}"
    assert case.officer.get(picture).mimetype == case.manager.get(picture).mimetype == "image/jpeg"
    stranger = case.world.manager(case.world.unit())
    for path in (case.path, picture):
        assert stranger.get(path).status_code == case.world.officer(YUEXIU).get(path).status_code == 404
    mine = send_picture(case.officer, "answer_photo").json["id"]
    for media_ids in ([photo], [mine], [str(uuid4())]):
        assert code(case.answer(media_ids=media_ids)) == (422, "inspection.media_unknown")
    assert code(case.answer(item_ids=[str(uuid4())])) == (422, "notice.item_unknown")
    assert case.answer().json["state"] == "answered"
    assert case.kinds() == ["issued", "answered", "answered"]


@ONE
def test_a_re_check_is_asked_for_once_all_is_answered_and_comes_earlier_then(case: Case) -> None:
    ask = f"{case.path}/recheck-requests"
    assert code(case.manager.post(ask, {"note": ""})) == (409, "notice.items_unanswered")
    case.answer()
    assert case.manager.post(ask, {"note": "请复查"}).json["recheck_due_on"] == "2026-11-26"
    assert code(case.manager.post(ask, {"note": ""})) == (409, "notice.recheck_requested")
    assert [row["id"] for row in case.officer.get("/notices?recheck_requested=true").json["items"]] == [case.notice["id"]]


def test_a_re_check_that_finds_all_corrected_closes_the_notice(case: Case, database: str) -> None:
    record = case.recheck()
    assert record.json["notice_id"] == case.notice["id"]
    shown = case.now()
    assert (shown["state"], shown["corrected_count"], shown["recheck_due_on"]) == ("closed", 2, None)
    assert [event["kind"] for event in shown["events"]] == ["issued", "rechecked", "closed"]
    assert shown["events"][1]["facts"]["inspection_id"] == record.json["id"]
    late = case.recheck("not_corrected")  # made before, arrived after: kept, and changes nothing
    assert (late.status_code, case.now()["state"], case.now()["corrected_count"], case.kinds()[-1]) == (201, "closed", 2, "rechecked")
    with case.world.app.app_context():
        acts = db.session.scalars(select(AuditEvent.action).where(AuditEvent.subject_type == "notice").order_by(AuditEvent.seq)).all()
    assert acts == ["issue", "recheck", "close", "recheck"]


@ONE
def test_what_a_re_check_finds_again_stays_in_its_notice_and_what_is_new_makes_another(case: Case, clock: SettableClock) -> None:
    case.answer()
    case.manager.post(f"{case.path}/recheck-requests", {"note": ""})
    case.later(8)
    again = wrong_visit(case.world, case.officer, case.colleague, case.unit, "2026-12-20", points=3)
    rechecked = [{"item_id": item["id"], "state": "not_corrected"} for item in case.notice["items"]]
    record = case.officer.post("/inspections", {**again, "notice_id": case.notice["id"], "rechecked": rechecked})
    old, new = case.now(), notice_of(case.officer, record.json["id"])
    assert (old["state"], old["overdue"], old["recheck_due_on"], old["recheck_requested_at"]) == ("open", True, None, None)
    assert [item["article"] for item in new["items"]] == ["M. 37(3); Reg. 21, 25"]
    assert case.answer().json["state"] == "answered"
    assert case.manager.post(f"{case.path}/recheck-requests", {"note": ""}).json["recheck_due_on"] == "2026-12-04"


@ONE
def test_a_re_check_of_another_units_notice_is_refused_and_nothing_of_it_is_kept(case: Case) -> None:
    other = case.world.unit()
    for change in ({"unit_id": str(other)}, {"notice_id": str(uuid4())}, {"rechecked": [{"item_id": str(uuid4()), "state": "corrected"}]}):
        assert code(case.recheck(**change)) == (422, "inspection.notice_unsuitable")
    assert len(case.officer.get("/inspections").json["items"]) == 1
    assert case.kinds() == ["issued"]


@ONE
def test_a_deadline_is_extended_with_a_reason_and_far_only_by_the_city(case: Case, clock: SettableClock) -> None:
    assert code(case.act("extensions", due_on=NEXT_MONDAY, reason="材料在途")) == (422, "notice.deadline_not_later")
    shown = case.act("extensions", due_on="2026-12-30", reason="材料在途").json
    assert (shown["due_on"], shown["original_due_on"], shown["recheck_due_on"]) == ("2026-12-30", NEXT_MONDAY, "2027-01-05")
    assert (shown["calendar_known"], {item["due_on"] for item in shown["items"]}) == (False, {"2026-12-30"})
    assert shown["events"][-1]["facts"] == {"from": NEXT_MONDAY, "to": "2026-12-30"}
    assert code(case.act("extensions", due_on="2026-12-31", reason="再延")) == (403, "notice.extension_too_long")
    assert case.act("extensions", case.world.officer(GUANGZHOU), due_on="2027-01-31", reason="同意").status_code == 200
    case.later(90)
    assert code(case.act("extensions", due_on="2027-02-01", reason="补办")) == (422, "notice.deadline_not_later")


@ONE
def test_a_notice_is_closed_on_a_ground_that_holds(case: Case) -> None:
    for basis in ("recheck", "documents", "penalty"):
        assert code(case.act("closure", basis=basis, note="")) == (409, "notice.not_corrected")
    case.answer()
    shown = case.act("closure", basis="documents", note="材料齐全").json
    assert (shown["state"], shown["corrected_count"]) == ("closed", 2)
    for refused in (
        case.act("closure", basis="documents", note=""),
        case.act("extensions", due_on="2026-12-10", reason="迟了"),
        case.answer(),
        case.manager.post(f"{case.path}/recheck-requests", {"note": ""}),
    ):
        assert code(refused) == (409, "notice.ended")


@ONE
def test_a_penalty_is_proposed_within_the_law_in_force(case: Case) -> None:
    law = {row["code"]: row for row in case.officer.get("/penalty-provisions").json["items"]}
    assert case.officer.get("/penalty-provisions?on=2009-12-31").json["items"] == []
    fine, warning = law["reg42.fine"], law["reg42.warning"]
    assert (fine["from_yuan"], fine["to_yuan"]) == (10_000, 50_000)
    for provision, amount in ((fine, 9_999), (fine, 50_001), (fine, None), (warning, 1)):
        answer = case.act("penalty-proposals", provision_id=provision["id"], amount_yuan=amount, reason="逾期未改")
        assert code(answer) == (422, "penalty.amount_out_of_range")
    unknown = case.act("penalty-proposals", provision_id=str(uuid4()), amount_yuan=None, reason="逾期未改")
    assert code(unknown) == (422, "penalty.provision_unknown")
    shown = case.act("penalty-proposals", provision_id=fine["id"], amount_yuan=50_000, reason="逾期未改").json
    assert (shown["state"], shown["recheck_due_on"], shown["proposals"][0]["amount_yuan"]) == ("proposed", None, 50_000)
    assert case.act("closure", basis="penalty", note="已处罚").json["state"] == "closed"


def test_what_nobody_sees_to_climbs_once_to_each_level(case: Case, clock: SettableClock, database: str) -> None:
    seen = []
    for _ in range(30):  # a day at a time, over the weekends too, with several looks a day
        clock.forward(days=1)
        with case.world.session():
            climbed = [escalation.climb(clock.now()) for _ in range(2)]
            above = db.session.scalar(select(RectificationNotice.escalated_to))
        if any(climbed):
            seen.append((clock.now().date().isoformat(), climbed, above))
    case.later(0)
    city, station = case.world.officer(GUANGZHOU), case.world.officer(SHIPAI)
    # Monday the 30th, five working days to December 7, five more to the 14th; above the province is nobody
    assert seen == [("2026-12-07", [1, 0], GUANGZHOU), ("2026-12-14", [1, 0], PROVINCE)]
    assert case.kinds() == ["issued", "escalated", "escalated"]
    assert [city.get("/notices?overdue=true").json["items"][0]["escalated_level"], station.get(case.path).status_code] == [2, 404]
    assert case.now()["events"][-1]["by_name"] is None


@ONE
def test_a_new_deadline_or_an_end_keeps_it_from_climbing(case: Case, clock: SettableClock) -> None:
    case.act("extensions", due_on="2026-12-10", reason="材料在途")
    case.later(20)
    with case.world.session():
        assert escalation.climb(clock.now()) == 0
    case.answer()
    case.act("closure", basis="documents", note="")
    clock.forward(days=100)
    with case.world.session():
        assert escalation.climb(clock.now()) == 0


def test_a_command_sent_again_is_done_once(case: Case, database: str) -> None:
    key, body = uuid4(), {"item_ids": [case.notice["items"][0]["id"]], "text": "已补齐", "media_ids": []}
    first, second = (case.manager.post(f"{case.path}/answers", body, key=key) for _ in range(2))
    assert first.json == second.json
    extension = {"version": case.now()["version"], "due_on": "2026-12-10", "reason": "材料在途"}
    key = uuid4()
    assert [case.officer.post(f"{case.path}/extensions", extension, key=key).status_code for _ in range(2)] == [200, 200]
    assert case.kinds() == ["issued", "answered", "extended"]


def test_of_two_officers_who_decide_at_once_one_is_told_that_it_has_changed(case: Case, database: str) -> None:
    case.answer()
    version, others = case.now()["version"], [case.officer, case.world.officer(GUANGZHOU)]
    acts = [("closure", {"basis": "documents", "note": ""}), ("extensions", {"due_on": "2026-12-10", "reason": "材料在途"})]
    together, found = Barrier(2), {}

    def decide(who: int) -> None:
        name, values = acts[who]
        together.wait()
        found[name] = others[who].post(f"{case.path}/{name}", {"version": version, **values})

    threads = [Thread(target=decide, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in found.values()) == [200, 412]
    assert len(case.kinds()) == 3


@ONE
def test_an_answer_that_came_meanwhile_is_not_passed_over(case: Case) -> None:
    seen = case.now()["version"]
    case.answer()
    stale = case.officer.post(f"{case.path}/closure", {"version": seen, "basis": "documents", "note": ""})
    assert code(stale) == (412, "precondition.failed")


def test_older_records_get_their_notices_chunk_by_chunk(case: Case, app: Flask, clock: SettableClock, database: str) -> None:
    for _ in range(2):
        case.officer.post("/inspections", wrong_visit(case.world, case.officer, case.colleague, case.unit, NEXT_MONDAY))
    with case.world.session():
        for table in (Task, RectificationEvent, RectificationItem, RectificationNotice):
            db.session.execute(delete(table))
        db.session.execute(delete(InspectedGuard))
    case.later(60)
    run = app.test_cli_runner()
    result = run.invoke(args=["notices", "make", "--chunk", "2"])
    assert result.output.splitlines() == ["2 notices made", "3 notices made", "All records have their notices; 3 were made now."]
    assert "0 were made now" in run.invoke(args=["notices", "make"]).output
    notices = case.officer.get("/notices?overdue=true&sort=due").json["items"]
    assert {(row["state"], row["due_on"], row["issued_at"][:10]) for row in notices} == {("open", NEXT_MONDAY, MONDAY)}
    with case.world.session():
        assert escalation.climb(clock.now()) == 0  # nobody knew of them before today


@ONE
def test_the_calendar_of_a_year_moves_the_re_checks(case: Case, app: Flask, tmp_path: Path) -> None:
    case.act("extensions", due_on="2026-12-30", reason="材料在途")
    file, run = tmp_path / "2027.json", app.test_cli_runner()
    file.write_text("{}")
    assert run.invoke(args=["holidays", "load", str(file)]).exit_code == 1
    days = [{"day": f"2027-01-0{day}", "kind": "off", "name": "元旦"} for day in (1, 4)]
    file.write_text(
        json.dumps({"year": 2027, "source": "notice", "days": [*days, {"day": "2027-01-02", "kind": "worked", "name": "元旦"}]})
    )
    assert "3 days; 0 re-checks" in run.invoke(args=["holidays", "load", str(file)]).output  # Saturday for Monday: the same day
    file.write_text(json.dumps({"year": 2027, "source": "notice", "days": days}))
    assert "2 days; 1 re-checks" in run.invoke(args=["holidays", "load", str(file)]).output
    shown = case.now()
    assert (shown["recheck_due_on"], shown["calendar_known"]) == ("2027-01-06", True)
    app.test_cli_runner().invoke(args=["setup"])
    with app.app_context():
        assert len(db.session.scalars(select(Holiday).where(Holiday.day >= date(2027, 1, 1))).all()) == 2, (
            "the set-up took a better calendar away"
        )


@ONE
def test_lists_count_and_the_field_pack_tell_of_what_is_open(case: Case, clock: SettableClock) -> None:
    other = case.officer.post("/inspections", wrong_visit(case.world, case.officer, case.colleague, case.unit, "2026-11-25")).json
    assert case.officer.get("/field-pack").json["notices"][0]["due_on"] == "2026-11-25"
    case.later(4)
    by_due = case.officer.get("/notices?sort=due&state=pending").json["items"]
    assert [row["due_on"] for row in by_due] == ["2026-11-25", NEXT_MONDAY]
    assert [row["inspection_id"] for row in case.officer.get("/notices?overdue=true").json["items"]] == [other["id"]]
    assert case.manager.get("/notices/count").json == {"pending": 2, "overdue": 1, "recheck_requested": 0}
    assert len(case.officer.get(f"/notices?unit_id={case.unit}&agency={TIANHE}").json["items"]) == 2
    assert case.officer.get(f"/notices?agency={YUEXIU}").status_code == 404
    case.recheck()
    packed = case.officer.get("/field-pack").json["notices"]
    assert [(row["items"][0]["article"], row["state"]) for row in packed] == [("M. 37(1)", "open")]
