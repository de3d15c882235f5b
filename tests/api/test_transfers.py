"""A guard goes from one unit to another: both confirm, and he is somebody's on every day."""

from typing import Any
from uuid import UUID

import pytest

from tests.factories.guards import guard, with_certificate
from tests.factories.roster import day, employee, posted, site
from tests.factories.transfers import Two, ahead, look
from tests.support.world import GUANGZHOU, YUEXIU, Browser, World


def history(browser: Browser, guard_id: str) -> list[dict[str, Any]]:
    return list(browser.get(f"/guards/{guard_id}/employments").json["items"])


def state(browser: Browser, transfer: dict[str, Any]) -> str:
    return str(browser.get(f"/transfers/{transfer['id']}").json["state"])


# One step that both confirm


def test_a_guard_is_taken_over_when_the_employer_agrees(world: World) -> None:
    two = Two(world)
    place = site(two.giver, two.old)
    posted(world, two.giver, place["id"], two.entry)
    proposed = two.take(note="他愿意来")
    assert (proposed.status_code, proposed.json["state"]) == (201, "proposed")
    assert history(two.giver, two.guard_id)[0]["ended_on"] is None
    accepted = two.giver.post(f"/transfers/{proposed.json['id']}/acceptance")
    assert (accepted.status_code, accepted.json["state"], accepted.json["effective_on"]) == (200, "done", day(world))
    assert two.giver.get(f"/guards/{two.guard_id}").status_code == 404
    new, old = history(world.officer(GUANGZHOU), two.guard_id)
    assert (old["unit_id"], old["ended_on"], old["leaving_reason"]) == (str(two.old), day(world), "transferred")
    assert (new["unit_id"], new["started_on"], new["ended_on"], new["position"]) == (str(two.new), day(world), None, "班长")
    assert two.giver.get(f"/sites/{place['id']}/roster").json["items"] == []


def test_a_guard_is_sent_when_the_other_unit_agrees_and_says_as_what(world: World) -> None:
    two = Two(world)
    proposed = two.send()
    assert (proposed.status_code, proposed.json["position"]) == (201, "队员")
    shown = two.taker.get(f"/transfers/{proposed.json['id']}").json
    assert (shown["guard_name"], shown["certificate_number"], shown["from_unit_id"]) == ("陈志强", two.number, str(two.old))
    assert (shown["may_answer"], shown["may_withdraw"], shown["incoming"]) == (True, False, True)
    accepted = two.taker.post(f"/transfers/{proposed.json['id']}/acceptance", {"position": "监控员"})
    assert (accepted.json["state"], accepted.json["guard_id"]) == ("done", two.guard_id)
    assert [(row["unit_id"], row["position"]) for row in history(two.taker, two.guard_id)] == [(str(two.new), "监控员")]


def test_what_is_agreed_comes_about_on_its_day_and_not_before(world: World) -> None:
    two = Two(world)
    proposed = two.take(effective_on=ahead(world, 3)).json
    assert two.giver.post(f"/transfers/{proposed['id']}/acceptance").json["state"] == "accepted"
    two.later(2)
    assert history(two.giver, two.guard_id)[0]["ended_on"] is None
    two.later(1)
    look(world)
    assert state(two.taker, proposed) == "done"
    new, old = history(world.officer(GUANGZHOU), two.guard_id)
    assert old["ended_on"] == new["started_on"] == day(world)


def test_a_worker_that_is_late_leaves_no_day_open(world: World) -> None:
    """Posted under the old employment after the agreed day: that cannot be undone, so the change comes about on that day."""
    two = Two(world)
    place = site(two.giver, two.old)
    proposed = two.take(effective_on=ahead(world, 1)).json
    two.giver.post(f"/transfers/{proposed['id']}/acceptance")
    world.clock.forward(days=4)  # type: ignore[attr-defined]
    posted(world, world.manager(two.old), place["id"], two.entry, days_ago=2)
    two.later(0)
    new, old = history(world.officer(GUANGZHOU), two.guard_id)
    assert old["ended_on"] == new["started_on"] == day(world, 2)
    assert two.taker.get(f"/transfers/{proposed['id']}").json["effective_on"] == day(world, 2)


def test_a_company_moves_a_guard_to_its_branch_at_once(world: World) -> None:
    company = world.unit()
    branch = world.unit(YUEXIU, kind="branch", parent_unit_id=company)
    manager = world.manager(company)
    entry = employee(world, manager, company)
    values = {"certificate_number": entry["guard"]["certificate_number"], "name": "陈志强", "position": "队员", "effective_on": day(world)}
    assert manager.post(f"/units/{branch}/transfers", values).json["state"] == "done"


# What each may know


def test_who_proposes_by_a_number_does_not_learn_who_employs_the_guard_until_he_agrees(world: World) -> None:
    two = Two(world)
    proposed = two.take().json
    known = ("guard_id", "certificate_number", "certificate_state", "from_unit_id", "from_unit_name")
    assert [proposed[name] for name in known] == [None] * 5
    assert [two.taker.get(f"/transfers/{proposed['id']}").json[name] for name in known] == [None] * 5
    assert str(two.old) not in two.taker.get(f"/units/{two.new}/transfers").text
    two.giver.post(f"/transfers/{proposed['id']}/acceptance")
    shown = two.taker.get(f"/transfers/{proposed['id']}").json
    assert (shown["from_unit_id"], shown["certificate_number"]) == (str(two.old), two.number)


def test_a_declined_proposal_tells_nothing_but_its_reason(world: World) -> None:
    two = Two(world)
    proposed = two.take().json
    declined = two.giver.post(f"/transfers/{proposed['id']}/refusal", {"note": "合同未到期"})
    assert declined.json["state"] == "declined"
    shown = two.taker.get(f"/transfers/{proposed['id']}").json
    assert (shown["answer_note"], shown["from_unit_id"]) == ("合同未到期", None)
    assert history(two.giver, two.guard_id)[0]["ended_on"] is None


def test_lists_are_of_the_two_units_alone(world: World) -> None:
    two, stranger = Two(world), world.manager(world.unit())
    proposed = two.take().json
    for browser, unit, direction in ((two.giver, two.old, "outgoing"), (two.taker, two.new, "incoming")):
        for asked, expected in ((direction, 1), ({"incoming": "outgoing"}.get(direction, "incoming"), 0), ("", 1)):
            assert len(browser.get(f"/units/{unit}/transfers?direction={asked}").json["items"]) == expected
    assert two.giver.get(f"/units/{two.old}/transfers?state=closed").json["items"] == []
    for path in (f"/transfers/{proposed['id']}", f"/units/{two.new}/transfers"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/transfers/{proposed['id']}/acceptance").status_code == 404


# What is refused


def test_a_proposal_needs_an_employed_person_a_right_name_and_a_near_day(world: World) -> None:
    two = Two(world)
    free = guard(world, name="张伟")
    number = with_certificate(world, free, "44012026555555")
    for answer, expected in (
        (two.take(name="陈志"), (422, "roster.person_not_found")),
        (two.take(certificate_number=number, name="张伟"), (409, "transfer.not_employed")),
        (two.take(two.old, two.giver), (409, "roster.already_employed")),
        (two.take(effective_on=ahead(world, 31)), (422, "roster.date_out_of_range")),
        (two.take(effective_on=day(world, 31)), (422, "roster.date_out_of_range")),
        (two.send(uscc="914401010000000004"), (422, "validation")),
        (two.send(effective_on=day(world, 101)), (422, "roster.date_out_of_range")),
    ):
        assert (answer.status_code, answer.json["code"]) == expected
    assert two.take().status_code == 201
    assert two.take().json["code"] == two.send().json["code"] == "transfer.already_proposed"


def test_only_the_other_unit_answers_and_only_once(world: World) -> None:
    two = Two(world)
    proposed = two.take().json
    for act in ("acceptance", "refusal"):
        assert two.taker.post(f"/transfers/{proposed['id']}/{act}").json["code"] == "transfer.not_to_answer"
    assert two.giver.post(f"/transfers/{proposed['id']}/withdrawal").json["code"] == "transfer.not_to_withdraw"
    assert two.taker.post(f"/transfers/{proposed['id']}/withdrawal").json["state"] == "withdrawn"
    for act in ("acceptance", "refusal", "withdrawal"):
        assert two.giver.post(f"/transfers/{proposed['id']}/{act}").json["code"] == "transfer.not_open"


def test_either_unit_calls_off_what_was_agreed_for_a_later_day(world: World) -> None:
    two = Two(world)
    proposed = two.take(effective_on=ahead(world, 5)).json
    two.giver.post(f"/transfers/{proposed['id']}/acceptance")
    assert two.giver.post(f"/transfers/{proposed['id']}/withdrawal", {"note": "本人改变主意"}).json["state"] == "withdrawn"
    two.later(6)
    assert history(two.giver, two.guard_id)[0]["ended_on"] is None


# What lapses


def test_a_proposal_that_nobody_answers_lapses(world: World) -> None:
    two = Two(world)
    proposed = two.take().json
    two.later(14)
    assert state(two.taker, proposed) == "proposed"
    world.clock.forward(days=1)  # type: ignore[attr-defined]
    assert world.manager(two.old).post(f"/transfers/{proposed['id']}/acceptance").json["code"] == "transfer.not_open"
    two.later(0)
    shown = two.taker.get(f"/transfers/{proposed['id']}").json
    assert (shown["state"], shown["lapse_reason"]) == ("lapsed", "not_answered")


def test_a_leaving_and_another_transfer_end_the_open_ones(world: World) -> None:
    two = Two(world)
    third = world.unit()
    other = world.manager(third)
    first, second = two.take().json, two.take(third, other, effective_on=ahead(world, 9)).json
    assert two.giver.post(f"/transfers/{second['id']}/acceptance").json["state"] == "accepted"
    assert two.taker.get(f"/transfers/{first['id']}").json["lapse_reason"] == "other_transfer"
    assert two.take().status_code == 201
    leaving = {"ended_on": day(world), "leaving_reason": "other", "leaving_note": "突发疾病"}
    assert two.giver.post(f"/employments/{two.entry['employment_id']}/leaving", leaving).status_code == 200
    assert other.get(f"/transfers/{second['id']}").json["lapse_reason"] == "left"
    two.later(10)
    assert history(world.officer(GUANGZHOU), two.guard_id)[0]["leaving_reason"] == "other"


def test_nothing_comes_of_a_transfer_to_a_unit_that_was_closed_meanwhile(world: World) -> None:
    two = Two(world)
    proposed = two.take(effective_on=ahead(world, 2)).json
    two.giver.post(f"/transfers/{proposed['id']}/acceptance")
    officer = world.officer(GUANGZHOU)
    etag = officer.get(f"/units/{two.new}").headers["ETag"]
    assert officer.patch(f"/units/{two.new}", {"status": "suspended", "status_reason": "整改"}, etag).status_code == 200
    two.later(2)
    assert two.giver.get(f"/transfers/{proposed['id']}").json["lapse_reason"] == "unit_not_active"
    assert history(two.giver, two.guard_id)[0]["ended_on"] is None


# What is kept


def test_each_step_is_audited_where_it_concerns_somebody(world: World) -> None:
    two = Two(world)
    proposed = two.take(effective_on=ahead(world, 1)).json
    two.giver.post(f"/transfers/{proposed['id']}/acceptance")
    two.later(1)
    officer = world.officer(GUANGZHOU)
    events = officer.get(f"/audit-events?subject_id={proposed['id']}").json["items"]
    assert [row["action"] for row in events] == ["accept", "propose"]
    left = officer.get(f"/audit-events?subject_id={two.entry['employment_id']}").json["items"][0]
    assert (left["action"], left["after"]["transfer_id"]) == ("leave", proposed["id"])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"leaving_reason": "transferred"}, "leaving_reason"),
        ({"leaving_reason": "辞职"}, "leaving_reason"),
        ({"leaving_reason": "other"}, "leaving_note"),
    ],
)
def test_leaving_needs_a_reason_of_the_list(world: World, values: dict[str, str], field: str) -> None:
    two = Two(world)
    refused = two.giver.post(f"/employments/{two.entry['employment_id']}/leaving", {"ended_on": day(world), **values})
    assert (refused.status_code, [error["field"] for error in refused.json["errors"]]) == (422, [field])


def test_a_free_text_of_before_stays_readable(world: World) -> None:
    from backend.extensions import db
    from backend.roster.models import Employment

    two = Two(world)
    with world.session():
        row = db.session.get_one(Employment, UUID(two.entry["employment_id"]))
        row.ended_on, row.leaving_note = row.started_on, "回乡照顾老人"
    shown = history(world.officer(GUANGZHOU), two.guard_id)[0]
    assert (shown["leaving_reason"], shown["leaving_note"]) == (None, "回乡照顾老人")
