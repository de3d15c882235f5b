"""Hard cases of transfers: whatever comes in between, on no day is the guard nobody's, and on none two units'."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.factories import imports
from tests.factories.certificates import act, candidate, certificate, number_of
from tests.factories.roster import day, hired, posted, site
from tests.factories.transfers import Two, ahead, look
from tests.support.world import GUANGZHOU, World

pytestmark = pytest.mark.usefixtures("database")
LEAVING = {"leaving_reason": "resigned"}


def unbroken(two: Two) -> list[tuple[str, str, str | None]]:
    """Unit, first and last day of each employment, in order: each begins on the day the one before ended."""
    items = two.world.officer(GUANGZHOU).get(f"/guards/{two.guard_id}/employments").json["items"]
    found = sorted((row["started_on"], row["ended_on"], row["unit_id"]) for row in items)
    for (_, ended, _), (began, _, _) in pairwise(found):
        assert ended == began
    assert [ended for _, ended, _ in found[:-1]].count(None) == 0
    return [(unit, began, ended) for began, ended, unit in found]


def agreed(two: Two, effective_on: str) -> dict[str, Any]:
    """A transfer that both agreed on."""
    proposed = two.take(effective_on=effective_on)
    assert proposed.status_code == 201, proposed.text
    return dict(two.giver.post(f"/transfers/{proposed.json['id']}/acceptance").json)


def test_a_day_in_the_past_is_the_day_of_the_change_unless_something_was_recorded_after_it(world: World) -> None:
    two, late = Two(world), Two(world)
    posted(world, two.giver, site(two.giver, two.old)["id"], two.entry)
    assert agreed(two, day(world, 30))["effective_on"] == day(world, 30)
    assert unbroken(two) == [(str(two.old), day(world, 100), day(world, 30)), (str(two.new), day(world, 30), None)]
    posted(world, late.giver, site(late.giver, late.old)["id"], late.entry, days_ago=4)
    assert agreed(late, day(world, 30))["effective_on"] == day(world, 4)
    assert unbroken(late)[0] == (str(late.old), day(world, 100), day(world, 4))


def test_a_certificate_revoked_in_between_stops_no_transfer(world: World) -> None:
    two = Two(world)
    guard = candidate(world, name="黄美玲")
    card = certificate(world, guard)
    two.entry = hired(two.giver, two.old, {"certificate_number": number_of(world, card), "name": "黄美玲", "started_on": day(world, 50)})
    proposed = two.send(effective_on=ahead(world, 2)).json
    assert two.taker.post(f"/transfers/{proposed['id']}/acceptance").json["state"] == "accepted"
    act(world, card, "revoke", days=0)
    two.later(2)
    assert unbroken(two)[1] == (str(two.new), day(world), None)
    assert two.taker.get(f"/transfers/{proposed['id']}").json["certificate_state"] == "revoked"


def test_while_no_worker_looks_nobody_ends_otherwise_what_was_agreed_to_end(world: World) -> None:
    two = Two(world)
    transfer = agreed(two, ahead(world, 3))
    world.clock.forward(days=5)  # type: ignore[attr-defined]
    giver = world.manager(two.old)
    for path, body in (
        (f"/employments/{two.entry['employment_id']}/leaving", {"ended_on": day(world, 4), **LEAVING}),
        (f"/transfers/{transfer['id']}/withdrawal", {}),
    ):
        refused = giver.post(path, body)
        assert (refused.status_code, refused.json["code"]) == (409, "transfer.day_has_come")
    assert giver.get(f"/transfers/{transfer['id']}").json["may_withdraw"] is False
    look(world)
    assert unbroken(two)[1] == (str(two.new), day(world, 2), None)


def test_a_whole_roster_without_him_does_not_enter_as_left_who_was_transferred(world: World) -> None:
    """The clerk of the old unit leaves him out of the file because he has gone, and no worker has carried it out yet."""
    two = Two(world)
    stays = hired_too(two)
    agreed(two, ahead(world, 1))
    world.clock.forward(days=1)  # type: ignore[attr-defined]
    giver = world.manager(two.old)
    checked = imports.checked(world, giver, two.old, [stays], "full_roster")
    assert [row["values"]["name"] for row in imports.rows_of(giver, checked, "leave")] == ["陈志强"]
    imports.applied(world, giver, checked, only_good=True, confirm_leaving=1)
    assert unbroken(two) == [(str(two.old), day(world, 101), day(world)), (str(two.new), day(world), None)]


def hired_too(two: Two) -> list[str | None]:
    """Somebody else of the old unit, as a row of a file has him."""
    number = number_of(two.world, certificate(two.world, candidate(two.world, name="李明")))
    hired(two.giver, two.old, {"certificate_number": number, "name": "李明", "started_on": day(two.world, 20)})
    return ["李明", None, number, "队员", day(two.world, 20)]


def test_a_leaving_by_an_import_ends_the_transfer_and_undoing_it_brings_no_transfer_back(world: World) -> None:
    two = Two(world)
    transfer = agreed(two, ahead(world, 5))
    row = ["陈志强", None, two.number, "队员", day(world, 100), None, day(world), "辞职"]
    done = imports.applied(world, two.giver, imports.checked(world, two.giver, two.old, [row]))
    assert two.taker.get(f"/transfers/{transfer['id']}").json["lapse_reason"] == "left"
    assert unbroken(two) == [(str(two.old), day(world, 100), day(world))]
    imports.undone(world, two.giver, done)
    two.later(6)
    assert unbroken(two) == [(str(two.old), day(world, 106), None)]
    assert two.taker.get(f"/transfers/{transfer['id']}").json["state"] == "lapsed"
    assert agreed(two, day(world))["state"] == "done"


def test_an_import_that_hired_him_is_not_undone_once_he_is_asked_for_or_has_gone(world: World) -> None:
    two = Two(world)
    number = number_of(world, certificate(world, candidate(world, name="李明")))
    done = imports.applied(world, two.giver, imports.checked(world, two.giver, two.old, [["李明", None, number, "队员", day(world, 9)]]))
    proposed = two.take(certificate_number=number, name="李明").json
    (row,) = imports.rows_of(two.giver, imports.undone(world, two.giver, done), "hire")
    assert row["undo_problem"] == "row.used_elsewhere"
    accepted = two.giver.post(f"/transfers/{proposed['id']}/acceptance").json
    two.entry = {"guard": {"id": accepted["guard_id"] or two.taker.get(f"/transfers/{proposed['id']}").json["guard_id"]}}
    assert unbroken(two) == [(str(two.old), day(world, 9), day(world)), (str(two.new), day(world), None)]
