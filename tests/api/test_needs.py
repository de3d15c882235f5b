"""What sites need by shift, beside who is posted and may stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

import pytest

from backend.contracts import needs as reckoning
from backend.contracts.needs import Need
from tests.factories.contracts import DAY_SHIFT, client, draft, needs
from tests.factories.roster import day, employee, posted, site
from tests.support.world import World

EVERY_DAY, WEEKDAYS = [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("posts", "able", "expected"),
    [
        ([Need(EVERY_DAY, 2, None)], {"队员": 2}, (2, 0)),
        ([Need(EVERY_DAY, 2, None), Need(EVERY_DAY, 1, None)], {"队员": 2}, (3, 1)),  # nobody stands two shifts a day
        ([Need(WEEKDAYS, 3, None), Need([6, 7], 1, None)], {"队员": 3}, (3, 0)),  # the same people on other days
        ([Need(EVERY_DAY, 1, "队长"), Need(EVERY_DAY, 2, None)], {"队员": 3}, (3, 1)),  # nobody else leads
        ([Need(EVERY_DAY, 1, "队长"), Need(EVERY_DAY, 2, None)], {"队员": 1, "队长": 2}, (3, 0)),  # a second leader stands guard
        ([Need(WEEKDAYS, 1, "队长"), Need([6], 4, None)], {"队员": 2}, (4, 2)),  # the worst day counts
        ([Need(EVERY_DAY, 2, None)], {}, (2, 2)),
    ],
)
def test_the_least_that_can_be_true_is_reckoned(posts: list[Need], able: dict[str, int], expected: tuple[int, int]) -> None:
    assert reckoning.reckon(posts, Counter(able)) == expected


def test_a_site_that_needs_more_than_are_posted_is_short(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    here = site(manager, unit)["id"]
    posted(world, manager, here, employee(world, manager, unit))
    night = {**DAY_SHIFT, "shift": "夜班", "begins": "20:00", "ends": "08:00", "weekdays": [7, 1], "needed": 1}
    said = needs(manager, here, posts=[DAY_SHIFT, night])
    assert [(row["shift"], row["begins"], row["weekdays"]) for row in said["posts"]][1] == ("夜班", "20:00", [1, 7])
    standing = said["standing"]
    assert {name: standing[name] for name in ("needed", "posted", "able", "short", "over")} == {
        "needed": 3, "posted": 1, "able": 1, "short": 2, "over": 0,
    }  # fmt: skip
    assert [row["site_id"] for row in manager.get(f"/units/{unit}/shortfalls").json["items"]] == [here]
    needs(manager, here, posts=[{**DAY_SHIFT, "needed": 1}])
    assert manager.get(f"/units/{unit}/shortfalls").json["items"] == []


def test_whoever_has_no_valid_certificate_is_posted_but_not_able(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    here = site(manager, unit)["id"]
    expiring = employee(world, manager, unit, expires_on=date.fromisoformat(day(world)))
    posted(world, manager, here, expiring)
    assert needs(manager, here, posts=[{**DAY_SHIFT, "needed": 1}])["standing"]["short"] == 0
    world.clock.forward(days=1)  # type: ignore[attr-defined]
    manager = world.manager(unit)
    standing = manager.get(f"/sites/{here}/needs").json["standing"]
    assert (standing["posted"], standing["able"], standing["short"]) == (1, 0, 1)


def test_shortfalls_are_found_for_a_unit_for_sites_and_for_everybody(world: World) -> None:
    units = [world.unit(), world.unit()]
    ids = []
    for unit in units:
        manager = world.manager(unit)
        ids.append(UUID(site(manager, unit)["id"]))
        needs(manager, str(ids[-1]), posts=[DAY_SHIFT])
        site(manager, unit, name="没有岗位需求的驻点")
    today = date.fromisoformat(day(world))
    with world.app.app_context():
        assert [one.site_id for one in reckoning.shortfalls(today)] == sorted(ids)
        assert [one.site_id for one in reckoning.shortfalls(today, unit_id=units[1])] == [ids[1]]
        assert [(one.unit_id, one.short) for one in reckoning.shortfalls(today, site_ids=[ids[0]])] == [(units[0], 2)]


def test_needs_are_changed_only_on_the_version_that_was_read(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    path = f"/sites/{site(manager, unit)['id']}/needs"
    values = {"contract_id": None, "venue": None, "posts": [DAY_SHIFT]}
    assert manager.put(path, json=values).status_code == 428
    assert manager.put(path, json=values, headers={"If-Match": '"0"'}).status_code == 200
    assert manager.put(path, json=values, headers={"If-Match": '"0"'}).status_code == 412
    assert len(manager.get(path).json["posts"]) == 1


@pytest.mark.same_on_all("what is refused never comes to a database")
def test_needs_that_cannot_be_are_refused(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    ours, theirs = client(manager, unit), client(manager, unit, "另一家")
    here = site(manager, unit, client_id=ours)["id"]
    others = draft(world, manager, unit, theirs)["id"]

    def refusal(**more: object) -> list[str]:
        values = {"contract_id": None, "venue": None, "posts": [], **more}
        return [error["field"] for error in manager.put(f"/sites/{here}/needs", json=values, headers={"If-Match": '"0"'}).json["errors"]]

    assert refusal(contract_id=others) == ["contract_id"]
    assert refusal(venue="moon") == ["venue"]
    assert refusal(posts=[{**DAY_SHIFT, "needed": 0}]) == ["posts.0.needed"]
    assert refusal(posts=[{**DAY_SHIFT, "weekdays": [1, 1]}]) == ["posts.0.weekdays"]
    assert refusal(posts=[{**DAY_SHIFT, "begins": "25:00"}]) == ["posts.0.begins"]
    assert refusal(posts=[DAY_SHIFT] * 51) == ["posts"]
