"""Rights at the time of an act, against a judge who looks at every single moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.grants import Held
from backend.inspections.rights import Lies, Right, Told, active, joined, judge

NOW = 30
PREFIXES = (None, "44", "4401", "440106", "4403")
CODES = ("440106001000", "440104000000", "440300000000")


def at(day: int) -> datetime:
    """The day's first moment."""
    return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day)


def lines(values: st.SearchStrategy) -> st.SearchStrategy:
    """What held from ever to still, with changes at some of the days; several may fall on one."""
    changes = st.lists(st.integers(0, NOW), max_size=4).map(sorted)
    return changes.flatmap(lambda days: st.tuples(st.just(days), st.lists(values, min_size=len(days) + 1, max_size=len(days) + 1)))


def pieces(days: list[int], values: list) -> list[tuple]:
    edges = [None, *map(at, days), None]
    return [(value, edges[index], edges[index + 1]) for index, value in enumerate(values)]


def held(line: tuple) -> list[Held]:
    return [Held(value, None, since, until) for value, since, until in pieces(*line)]


def lies(line: tuple) -> list[Lies]:
    return [Lies(frozenset(value), since, until) for value, since, until in pieces(*line)]


def on(line: tuple, day: int):
    """What held on that day, by counting the changes."""
    days, values = line
    return values[sum(change <= day for change in days)]


def reaches(officer: tuple, place: tuple, day: int) -> bool:
    prefix = on(officer, day)
    return prefix is not None and any(code.startswith(prefix) for code in on(place, day))


OFFICERS, PLACES = lines(st.sampled_from(PREFIXES)), lines(st.sets(st.sampled_from(CODES)))


@given(OFFICERS, PLACES, st.integers(0, NOW))
def test_the_judgement_is_that_of_looking_at_every_day(officer: tuple, place: tuple, earliest: int) -> None:
    days = [reaches(officer, place, day) for day in range(earliest, NOW + 1)]
    expected = Right.CERTAIN if all(days) else Right.PERHAPS if any(days) else Right.NEVER
    assert judge(held(officer), lies(place), at(earliest), at(NOW)) is expected


@given(OFFICERS, PLACES, st.integers(0, NOW), st.integers(-400, 400), st.one_of(st.none(), st.integers(-400, 400)))
def test_no_date_on_the_phone_opens_a_door_that_is_shut(
    officer: tuple, place: tuple, act: int, claimed: int, corrected: int | None
) -> None:
    """Who has no right now is never recorded at once, whatever he says; nor who had none when another sign says it was."""
    told = Told(at(claimed), None if corrected is None else at(corrected), higher=(at(act),))
    earliest, latest = told.window(at(NOW))
    assert earliest <= at(act)
    assert earliest <= latest <= at(NOW)
    right = judge(held(officer), lies(place), earliest, at(NOW))
    if not reaches(officer, place, NOW) or not reaches(officer, place, act):
        assert right is not Right.CERTAIN


@given(OFFICERS, PLACES, st.integers(0, NOW), st.integers(0, NOW))
def test_an_earlier_date_never_helps(officer: tuple, place: tuple, act: int, earlier: int) -> None:
    truly, dated = judge(held(officer), lies(place), at(act), at(NOW)), judge(held(officer), lies(place), at(min(earlier, act)), at(NOW))
    assert dated is not Right.CERTAIN or truly is Right.CERTAIN


@given(st.lists(PLACES, min_size=1, max_size=3), st.integers(0, NOW))
def test_several_places_are_seen_from_wherever_one_is(places: list, day: int) -> None:
    one = joined([lies(place) for place in places])
    assert [piece.since for piece in one[1:]] == [piece.until for piece in one[:-1]]
    codes = set().union(*(on(place, day) for place in places))
    found = next(piece for piece in reversed(one) if piece.since is None or piece.since <= at(day))
    assert found.agency_codes == codes


@given(OFFICERS, st.integers(0, NOW), st.integers(0, NOW))
def test_a_colleague_is_active_if_he_was_so_every_day(officer: tuple, one: int, other: int) -> None:
    first, last = min(one, other), max(one, other)
    assert active(held(officer), at(first), at(last)) == all(on(officer, day) is not None for day in range(first, last + 1))
