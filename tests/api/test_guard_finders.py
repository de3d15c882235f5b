"""What finds a guard follows the guard: after every change, the same guards are found as by looking at each of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from backend.extensions import db
from backend.guards import finders, operations, records
from backend.guards.models import Guard, GuardArea, GuardFinder
from backend.guards.queries import lock_guard
from tests.factories.guards import guard, with_certificate
from tests.support.world import DONGGUAN, FUTIAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU, World

NAMES = ("陈志强", "陈志强", "翟朴", "欧阳嘉欣", "阿不都·热合曼", "林", "强林", "李𬭎", "王强强", "单单")


def found(world: World, agency: str, q: str, **more: Any) -> list[str]:
    """The ids of all that are found, page by page, in their order."""
    officer, ids, cursor = world.officer(agency), [], None
    while True:
        page = officer.post("/guards/search", {"q": q, "limit": 2, "cursor": cursor, **more}).json
        ids += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            return ids


def wanted_rows() -> set[tuple[Any, ...]]:
    """The rows as they should be, from what is registered."""
    codes: dict[UUID, set[str]] = {guard.id: set() for guard in db.session.scalars(select(Guard))}
    for area in db.session.scalars(select(GuardArea)):
        codes[area.guard_id].add(area.agency_code)
    return {
        (*row, guard.id, finders.areas_of(codes[guard.id]), guard.certificate_state, guard.certificate_expires_on)
        for guard in db.session.scalars(select(Guard))
        for row in finders.rows_of(finders.facts_of(guard, codes[guard.id]))
    }


def present_rows() -> set[tuple[Any, ...]]:
    """The rows as they are."""
    return {
        (row.key, row.place, row.name, row.guard_id, row.areas, row.state, row.expires_on)
        for row in db.session.scalars(select(GuardFinder))
    }


def test_the_rows_follow_name_areas_and_certificate(world: World) -> None:
    one, other = guard(world, name="陈志强"), guard(world, name="翟朴")
    with_certificate(world, one, expires_on=date(2027, 1, 1))
    with world.session():
        operations.set_areas({one: {TIANHE, FUTIAN}, other: {TIANHE}})
    assert world.officer(TIANHE).patch(f"/guards/{other}", {"name": "翟朴强"}, '"1"').status_code == 200
    with_certificate(world, one, state="revoked")
    with world.session():
        operations.set_areas({one: {FUTIAN}})
        assert present_rows() == wanted_rows()
    assert found(world, FUTIAN, "志") == [str(one)]
    assert found(world, FUTIAN, "志", certificate_state="valid") == []
    assert found(world, FUTIAN, "志", certificate_state="revoked") == [str(one)]
    assert found(world, TIANHE, "czq") == []
    assert found(world, TIANHE, "朴强") == [str(other)]


@pytest.mark.parametrize("q", ["陈", "强", "志强", "陈志强", "z", "c", "chenz", "dan", "sh", "𬭎", "都·热", "欧阳嘉", ""])
def test_a_county_finds_whom_its_only_station_finds(world: World, q: str) -> None:
    for name in NAMES:
        with world.session():
            operations.set_areas({guard(world, name=name): {TIANHE, SHIPAI}})
    guard(world, YUEXIU, name="陈志强")
    wide, narrow = found(world, TIANHE, q), found(world, SHIPAI, q)
    assert sorted(wide) == sorted(narrow)
    assert len(set(wide)) == len(wide)
    if not q.isascii():
        assert wide == narrow  # the same order too; readings are ordered as they were typed, or as lists are


def test_a_guard_seen_from_many_places_is_listed_once_and_only_there(world: World) -> None:
    known = guard(world, name="陈志强")
    with world.session():
        operations.set_areas({known: {TIANHE, SHIPAI, YUEXIU, FUTIAN}})
    for q in ("陈", "志强", "chen", ""):
        for agency in (PROVINCE, GUANGZHOU, SHENZHEN, TIANHE, YUEXIU, FUTIAN, SHIPAI):
            assert found(world, agency, q) == [str(known)], (q, agency)
        assert found(world, DONGGUAN, q) == []


def test_numbers_are_found_by_how_they_begin_from_wherever_the_guard_is_seen(world: World) -> None:
    numbers = {guard(world, name=name): f"44012026{count:06}" for count, name in enumerate(NAMES)}
    for count, (known, number) in enumerate(numbers.items()):
        with_certificate(world, known, number=number, state="revoked" if count == 3 else "valid")
    known, *others = numbers
    with world.session():
        operations.set_areas({known: {TIANHE, SHIPAI, FUTIAN}, others[0]: {YUEXIU}})
    everyone = [str(one) for one in numbers]
    for agency, seen in (
        (PROVINCE, everyone),
        (GUANGZHOU, everyone),
        (TIANHE, [everyone[0], *everyone[2:]]),
        (YUEXIU, [everyone[1]]),
        (SHENZHEN, [everyone[0]]),
        (FUTIAN, [everyone[0]]),
        (SHIPAI, [everyone[0]]),
        (DONGGUAN, []),
    ):
        assert found(world, agency, "4401") == seen, agency
        assert found(world, agency, numbers[known]) == seen[:1] * (everyone[0] in seen), agency
    assert found(world, TIANHE, "4401", certificate_state="revoked") == [everyone[3]]
    assert found(world, TIANHE, "4402") == found(world, GUANGZHOU, "2026") == []


def test_a_city_forgets_who_left_it_and_which_number_was_replaced(world: World) -> None:
    known = guard(world, name="陈志强")
    with_certificate(world, known, number="440120260001")
    with world.session():
        operations.set_areas({known: {FUTIAN}})
        assert present_rows() == wanted_rows()
    assert found(world, GUANGZHOU, "") == found(world, GUANGZHOU, "4401") == []
    assert found(world, SHENZHEN, "") == found(world, SHENZHEN, "4401") == [str(known)]
    with world.session():
        operations.set_certificate(lock_guard(known), "440320260009", "valid", None)
        db.session.flush()
        assert present_rows() == wanted_rows()
    assert found(world, SHENZHEN, "4401") == []
    assert found(world, SHENZHEN, "4403") == [str(known)]
    with world.session():
        records.rename(lock_guard(known), "阿强")
        db.session.flush()
        assert present_rows() == wanted_rows()


def test_whom_an_older_release_wrote_is_found_after_the_set_up(world: World) -> None:
    known = guard(world, name="陈志强")
    guard(world, name="林")
    with world.session():
        db.session.execute(delete(GuardFinder).where(GuardFinder.guard_id == known))
        db.session.execute(update(Guard).where(Guard.id == known).values(readings=None, found_as=None))
    assert found(world, TIANHE, "志强") == []
    with world.app.app_context():
        assert world.app.test_cli_runner().invoke(args=["setup"]).exit_code == 0
    assert found(world, TIANHE, "志强") == found(world, TIANHE, "czq") == [str(known)]


def test_whom_the_release_before_the_cities_wrote_is_found_by_city_after_the_set_up(world: World) -> None:
    known = guard(world, name="陈志强")
    with_certificate(world, known, number="440120260001")
    with world.session():
        db.session.execute(delete(GuardFinder).where(GuardFinder.key.in_(("*4401", "#4401440120260001"))))
        db.session.execute(update(Guard).where(Guard.id == known).values(found_as=None))
    assert found(world, GUANGZHOU, "") == found(world, GUANGZHOU, "4401") == []
    assert found(world, GUANGZHOU, "志强") == [str(known)]
    assert world.app.test_cli_runner().invoke(args=["guards", "reindex"]).output == "1 guards\n"
    with world.session():
        assert present_rows() == wanted_rows()
    assert world.app.test_cli_runner().invoke(args=["guards", "reindex"]).output == "0 guards\n"


@pytest.mark.parametrize("change", [{"name": "林", "name_key": "lin"}, {"certificate_number": "2"}, {"areas": FUTIAN}])
def test_reindexing_everyone_forgets_what_an_older_release_changed_away(world: World, change: dict[str, str]) -> None:
    known, other = guard(world, name="陈志强"), guard(world, name="陈志强")
    with_certificate(world, known, number="1")
    columns = dict(change)
    with world.session():
        if area := columns.pop("areas", None):
            db.session.execute(update(GuardArea).where(GuardArea.guard_id == known).values(agency_code=area))
        else:
            db.session.execute(update(Guard).where(Guard.id == known).values(**columns))
        assert present_rows() != wanted_rows()
    assert world.app.test_cli_runner().invoke(args=["guards", "reindex", "--all"]).exit_code == 0
    with world.session():
        assert present_rows() == wanted_rows()
    assert str(other) in found(world, GUANGZHOU, "")


def test_reindexing_everyone_mends_what_an_older_release_changed(world: World) -> None:
    known = guard(world, name="陈志强")
    with world.session():
        db.session.execute(update(Guard).where(Guard.id == known).values(certificate_number="1", certificate_state="revoked"))
        version = lock_guard(known).version
    answer = world.app.test_cli_runner().invoke(args=["guards", "reindex", "--all"])
    assert answer.output == "1 guards\n"
    with world.session():
        assert present_rows() == wanted_rows()
        assert lock_guard(known).version == version
