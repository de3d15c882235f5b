"""Whatever the bytes: the reader says what there is or why not, and cells of every kind are taken or refused."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.sheets import child, finding
from backend.sheets.bounds import CODES, Limits
from backend.sheets.cells import Failed, Formula, Row, pack_row, unpack_row
from backend.sheets.fields import FIELDS
from backend.sheets.values import CODES as CELL_CODES
from backend.sheets.values import Refused
from tests.sheets.drafts import Book, roster

PLAIN = st.one_of(
    st.none(),
    st.text(max_size=25),
    st.floats(allow_nan=False, allow_infinity=False),  # what is no number never becomes a cell: `cells.plain`
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.from_regex(r"[0-9０-９ 年月日./XxE+-]{1,20}", fullmatch=True),
)
CELLS = st.one_of(PLAIN, PLAIN.map(Formula), st.just(Failed()))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good file of each kind."""
    folder, made = tmp_path_factory.mktemp("good"), {}
    for ending in ("xlsx", "xls", "ods", "csv"):
        book = Book(f"a.{ending}")
        roster(book)
        made[ending] = book.write(folder).read_bytes()
    return made


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ending=st.sampled_from(["xlsx", "xls", "ods", "csv"]),
    at=st.integers(0, 2**31),
    new=st.binary(min_size=1, max_size=40),
    cut=st.booleans(),
)
def test_a_spoilt_file_is_read_or_refused(originals: dict[str, bytes], tmp_path: Path, ending: str, at: int, new: bytes, cut: bool) -> None:
    data = originals[ending]
    place = at % len(data)
    path = tmp_path / f"a.{ending}"
    path.write_bytes(data[:place] + new + (b"" if cut else data[place + len(new) :]))
    told = child.main(path, path.name, tmp_path / "cells", Limits(), lambda _: None)
    assert "sheets" in told or told["code"] in CODES


@settings(max_examples=150, deadline=None)
@given(cell=CELLS)
def test_a_cell_is_a_value_or_nothing_or_refused(cell: Any) -> None:
    for field in FIELDS.values():
        value = field.take(cell)
        if isinstance(value, Refused):
            assert value.code in CELL_CODES
        elif field.key in ("started_on", "ended_on", "site_until"):
            assert value is None or type(value) is date
        else:
            assert value is None or (isinstance(value, str) and value == value.strip() != "")


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_every_row_is_data_or_named_as_left_out(rows: list[list[Any]]) -> None:
    every = [Row(number, cells) for number, cells in enumerate(rows, 1)]
    proposal = finding.propose_sheet(0, every)
    assert proposal.data_rows + len(proposal.left_out) == len(every)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(CELLS, max_size=6), number=st.integers(1, 2**20), hidden=st.booleans())
def test_cells_are_kept_as_they_are(cells: list[Any], number: int, hidden: bool) -> None:
    assert unpack_row(pack_row(Row(number, cells, hidden))) == Row(number, cells, hidden)


def test_kinds_of_cells_are_told_apart() -> None:
    cells = [1.0, True, date(2024, 3, 5), datetime(2024, 3, 5), time(8, 30), "2024-03-05", None]  # noqa: DTZ001 - a cell has no zone
    kept = unpack_row(pack_row(Row(1, cells))).cells
    assert [type(cell) for cell in kept] == [type(cell) for cell in cells]
