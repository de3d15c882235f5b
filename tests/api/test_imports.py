"""Rosters from spreadsheets over HTTP: sent, mapped, checked, mended, applied, undone."""

from __future__ import annotations

from tests.factories import guards, imports, roster
from tests.support.world import World


def test_a_roster_comes_in_and_goes_out_again(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    site = roster.site(manager, unit)
    first, second = guards.identity_number(901), guards.identity_number(902)
    certificate = guards.with_certificate(world, guards.guard(world, name="李雷", identity_number=first))
    guards.guard(world, name="韩梅", identity_number=second)
    old = roster.employee(world, manager, unit, name="王五")
    before = manager.post(f"/units/{unit}/roster/search", {}).json
    rows = [
        ["李雷", first, certificate, "队长", roster.day(world, 10), site["name"]],
        ["韩梅", second, None, None, roster.day(world, 3)],
        ["王五", None, old["guard"]["certificate_number"], None, None, None, roster.day(world, 1), "辞职"],
        ["某某", guards.identity_number(7), None, None, roster.day(world, 3)],
        ["合计", None, None, "4"],
    ]
    import_ = imports.checked(world, manager, unit, rows)
    verdicts = [row["verdict"] for row in imports.rows_of(manager, import_)]
    assert verdicts == ["left_out", "left_out", "hire", "hire", "leave", "refused", "left_out"]

    done = imports.applied(world, manager, import_, only_good=True)
    assert (done["state"], done["counts"]["applied"]) == ("applied", 3)
    now = manager.post(f"/units/{unit}/roster/search", {}).json["items"]
    assert [(entry["guard"]["name"], entry["position"], [one["site_name"] for one in entry["postings"]]) for entry in now] == [
        ("韩梅", "保安员", []),
        ("李雷", "队长", [site["name"]]),
    ]

    back = imports.undone(world, manager, import_)
    assert (back["state"], back["counts"]["undone"], back["counts"]["not_undone"]) == ("undone", 3, 0)
    assert manager.post(f"/units/{unit}/roster/search", {}).json == before
