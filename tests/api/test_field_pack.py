"""The pack for work without network tells exactly what the lists and forms tell, though it is read in another way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from backend.guards import operations
from backend.guards.queries import lock_guard
from backend.inspections import field_pack
from backend.inspections.schemas import PackedGuardSchema
from backend.units.schemas import UnitSummarySchema
from tests.factories.certificates import days_ago
from tests.factories.roster import employee, posted, site
from tests.support.world import TIANHE, World

PLACE = "latitude=23.1338&longitude=113.3271&"


def test_the_pack_tells_what_the_lists_tell(world: World) -> None:
    unit, officer = world.unit(), world.officer(TIANHE)
    manager = world.manager(unit)
    client = manager.post(f"/units/{unit}/clients", {"name": "天河城"}).json
    near = site(manager, unit, latitude=23.1338, longitude=113.327)
    sites = [near, site(manager, unit, name="二号岗"), site(manager, unit, name="三号岗", client_id=client["id"])]
    people = [employee(world, manager, unit, name=name) for name in ("陈志强", "阿不都·热合曼")]
    for entry in people:
        posted(world, manager, near["id"], entry)
    with world.session():
        operations.set_certificate(lock_guard(UUID(people[1]["guard"]["id"])), "440120260009", "valid", days_ago(world, 1))
    for where in ("", PLACE):
        pack = officer.get(f"/field-pack?{where}").json
        assert pack["sites"] == officer.get(f"/sites?{where}status=active&limit=100").json["items"]
        assert pack["sites"][0]["distance_m"] == (10 if where else None)
        assert pack["units"] == [_brief(row) for row in officer.get("/units?limit=100").json["items"]]
        assert pack["officers"] == officer.get("/officers?limit=100").json["items"]
        rosters = {roster["site_id"]: roster["entries"] for roster in pack["rosters"]}
        assert set(rosters) == {row["id"] for row in sites}
        guards = rosters[near["id"]]
        assert {(row["guard_id"], row["name"], row["certificate_state"]) for row in guards} == {
            (people[0]["guard"]["id"], "陈志强", "valid"), (people[1]["guard"]["id"], "阿不都·热合曼", "expired"),
        }  # fmt: skip
        assert guards == PackedGuardSchema(many=True).dump(PackedGuardSchema(many=True).load(guards))


def test_a_roster_that_would_be_cut_is_left_out_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    sites = [site(manager, unit, name=f"{number}号岗")["id"] for number in range(3)]
    for number in range(6):
        posted(world, manager, sites[number % 3], employee(world, manager, unit))
    for most, whole in ((6, 3), (5, 2), (4, 2), (3, 1)):
        monkeypatch.setattr(field_pack, "MOST_ENTRIES", most)
        rosters = world.officer(TIANHE).get("/field-pack").json["rosters"]
        assert {roster["site_id"]: len(roster["entries"]) for roster in rosters} == dict.fromkeys(sorted(sites)[:whole], 2)


def _brief(unit: dict[str, Any]) -> dict[str, Any]:
    return {name: unit[name] for name in UnitSummarySchema().fields}
