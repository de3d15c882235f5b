"""Certificate numbers follow the pattern of the agency that issues them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.certificates import numbers
from backend.certificates.card_fields import MAX_NUMBER_BYTES
from backend.certificates.numbers import DEFAULT_PATTERN, NumberParts, PatternError, SequenceExhausted


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (DEFAULT_PATTERN, "44012026000123"),
        ("粤{division:6}{year}{sequence:07}", "粤44010020260000123"),
        ("{division:4}保字〔{year}〕第{sequence:05}号", "4401保字〔2026〕第00123号"),
        ("{sequence:09}", "000000123"),
        ("{division:2}-{sequence:03}", "44-123"),
    ],
)
def test_a_pattern_makes_a_number_and_reads_it_again(pattern: str, number: str) -> None:
    assert numbers.format(pattern, "440100", 2026, 123) == number
    parts = numbers.parse(pattern, number)
    assert parts is not None
    assert parts.sequence == 123
    assert parts.year in (None, 2026)
    assert parts.division is None or "440100".startswith(parts.division)


@given(st.integers(0, 999999), st.integers(1000, 9999), st.integers(1, 999999))
def test_every_number_of_the_default_pattern_reads_back(code: int, year: int, sequence: int) -> None:
    division = f"{code:06}"
    number = numbers.format(DEFAULT_PATTERN, division, year, sequence)
    assert numbers.parse(DEFAULT_PATTERN, number) == NumberParts(division[:4], year, sequence)
    assert number.isascii() and number.isdigit() and len(number) == 14  # noqa: PT018


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "sequence_missing"),
        ("{division:4}{year}", "sequence_missing"),
        ("{sequence:06}{sequence:06}", "place_twice"),
        ("{sequence}", "not_understood"),
        ("{sequence:6}", "not_understood"),
        ("{sequence:00}", "not_understood"),
        ("{division:3}{sequence:06}", "not_understood"),
        ("{city}{sequence:06}", "not_understood"),
        ("{year!r}{sequence:06}", "not_understood"),
        ("{year.__class__}{sequence:06}", "not_understood"),
        ("{{sequence:06}}", "not_understood"),
        ("{sequence:06} ", "not_understood"),
        ("{sequence:06}\n", "not_understood"),
        ("{sequence:06}é", "not_understood"),
        ("A" * 43 + "{sequence:06}", "too_long"),
        ("A" * 61, "too_long"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused_with_its_reason(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        numbers.format(pattern, "440100", 2026, 1)
    assert caught.value.reason == reason


def test_an_agency_that_ran_out_of_numbers_is_told_so() -> None:
    assert numbers.format("{sequence:02}", "440100", 2026, 99) == "99"
    with pytest.raises(SequenceExhausted):
        numbers.format("{sequence:02}", "440100", 2026, 100)


@pytest.mark.parametrize(
    ("code", "year", "sequence"),
    [("4401", 2026, 1), ("44010a", 2026, 1), ("４４０１００", 2026, 1), ("440100", 99, 1), ("440100", 2026, 0)],
)
def test_values_that_cannot_be_make_no_number(code: str, year: int, sequence: int) -> None:
    with pytest.raises(ValueError):
        numbers.format(DEFAULT_PATTERN, code, year, sequence)


@pytest.mark.parametrize("number", ["", "4401202600012", "440120260001234", "44012026000000", "４４０１2026000123", "44012026000123\n"])
def test_a_number_of_another_form_says_nothing(number: str) -> None:
    assert numbers.parse(DEFAULT_PATTERN, number) is None


def test_the_longest_number_a_pattern_can_make_fits_on_a_card() -> None:
    longest = numbers.format("粤" * 9 + "A{division:6}{year}{sequence:09}", "440100", 2026, 1)
    assert len(longest.encode()) < MAX_NUMBER_BYTES
    with pytest.raises(PatternError):
        numbers.format("粤" * 10 + "{division:6}{year}{sequence:09}", "440100", 2026, 1)
