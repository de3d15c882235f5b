"""The pack for work without network tells exactly what the lists and forms tell, though it is read in another way."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.guards import operations
from backend.guards.queries import lock_guard
from backend.inspections import field_pack
from backend.inspections.field_pack_schemas import PackedGuardSchema
from backend.units.schemas import UnitSummarySchema
from tests.factories.certificates import days_ago
from tests.factories.devices import SigningPhone
from tests.factories.roster import employee, posted, site
from tests.support.world import TIANHE, YUEXIU, World

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


def test_an_area_holds_its_own_sites_and_the_units_that_stand_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = world.unit(), world.unit(YUEXIU, division_code="440104")
    sites = {
        "own": site(world.manager(here), here)["id"],
        "guest": site(world.manager(there), there, name="客村", division_code="440106004")["id"],
        "away": site(world.manager(there), there, name="江南西", division_code="440104001")["id"],
    }
    plan = field_pack.Chosen([here], [UUID(sites["away"])])
    monkeypatch.setattr(field_pack, "plans", [lambda _actor, day: plan if str(day) == "2026-11-23" else field_pack.Chosen()])
    city = world.officer()
    for area, units, names in (
        ("", {here, there}, {"own", "guest", "away"}),
        ("division_code=440106", {here, there}, {"own", "guest"}),
        ("division_code=440104", {there}, {"away"}),
        (f"unit_ids={there}", {there}, {"guest", "away"}),
        ("plan=2026-11-23", {here, there}, {"own", "away"}),
        ("plan=2026-11-24", set(), set()),
    ):
        pack = city.get(f"/field-pack?{area}").json
        assert {row["id"] for row in pack["units"]} == {str(unit) for unit in units}, area
        assert {row["id"] for row in pack["sites"]} == {sites[name] for name in names}, area
        assert {row["site_id"] for row in pack["rosters"]} == {sites[name] for name in names}, area
    chosen = world.officer(YUEXIU).get(f"/field-pack?unit_ids={here}").json
    assert (chosen["units"], chosen["sites"]) == ([], [])  # outside one's reach nothing exists
    two = city.get("/field-pack?division_code=440106&plan=2026-11-23")
    assert (two.status_code, two.json["errors"][0]["code"]) == (422, "area")


def test_a_phone_that_holds_the_same_pack_is_told_so_until_anything_in_it_changes(world: World) -> None:
    unit, officer = world.unit(), world.officer(TIANHE)
    first = officer.get("/field-pack")
    world.clock.forward(hours=1)
    again = officer.get("/field-pack", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    site(world.manager(unit), unit)
    changed = officer.get("/field-pack", headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status_code, len(changed.json["sites"])) == (200, 1)
    rules = first.json["rules"]
    assert rules == {"hours": 24, "lock_after_s": 600, "tries": 5, "pin_digits": 6}
    assert changed.json["as_of"] < changed.json["expires_at"]


def test_a_revoked_phone_gets_no_pack_and_one_not_registered_yet_does(world: World) -> None:
    officer = world.officer(TIANHE)
    phone = SigningPhone(officer)
    assert officer.get(f"/field-pack?device_id={phone.id}").status_code == 200
    assert officer.get(f"/field-pack?device_id={uuid4()}").status_code == 200
    assert officer.post(f"/own/devices/{phone.id}/revocation", {"reason": "遗失"}).status_code == 200
    refused = officer.get(f"/field-pack?device_id={phone.id}")
    assert (refused.status_code, refused.json["code"]) == (403, "device.revoked")
    assert world.officer(TIANHE).get(f"/field-pack?device_id={phone.id}").status_code == 200  # says nothing of others' phones


def test_other_rooms_add_what_is_theirs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    unit, seen = world.unit(), []
    monkeypatch.setattr(field_pack, "more", [lambda actor, packed: seen.append(packed) or {"notices": [{"number": "1"}]}])
    assert world.officer(TIANHE).get("/field-pack").json["notices"] == [{"number": "1"}]
    assert (list(seen[0].unit_ids), list(seen[0].site_ids)) == ([unit], [])


def _brief(unit: dict[str, Any]) -> dict[str, Any]:
    return {name: unit[name] for name in UnitSummarySchema().fields}
