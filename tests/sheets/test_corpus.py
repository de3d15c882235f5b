"""Rosters as companies keep them: every row comes out right, or is refused with its reason, or is named as left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backend.sheets import child, finding, reading
from backend.sheets.bounds import Limits
from backend.sheets.cells import Failed
from backend.sheets.taking import Taker
from backend.sheets.values import CODES, Refused
from tests.sheets.corpus import every
from tests.sheets.drafts import Book
from tests.sheets.traps import SHEET, repacked, sheet
from tests.sheets.writers import ods_file

BOOKS = every()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_no_row_is_silently_wrong(book: Book, tmp_path: Path) -> None:
    came, left_out, summary = _read(book, tmp_path)
    assert came == book.truth
    assert left_out == book.left_out
    assert len(summary.sheets) == len(book.sheets)


def test_the_corpus_is_as_large_as_was_asked_for() -> None:
    assert len(BOOKS) >= 40
    assert len({book.name for book in BOOKS}) == len(BOOKS)


def test_hidden_rows_and_sheets_are_marked(tmp_path: Path) -> None:
    for book in BOOKS:
        if book.name.startswith("hidden_"):
            into = tmp_path / "cells"
            summary = _summary(book, tmp_path, into)
            assert [sheet.hidden for sheet in summary.sheets] == [draft.hidden for draft in book.sheets]
            found = {row.number for row in reading.rows(into, summary.sheets[book.sheet]) if row.hidden}
            assert found == book.main.hidden_rows


def test_only_codes_that_are_known_are_used() -> None:
    values = [value for book in BOOKS for row in book.truth.values() for value in row.values()]
    used = {value[1:] for value in values if isinstance(value, str) and value.startswith("!")}
    assert used <= set(CODES)


def _summary(book: Book, folder: Path, into: Path) -> reading.Summary:
    """As `reading.read` without its process, whose start would take most of the time; test_traps.py has it."""
    return reading.understood(child.main(book.write(folder), book.name, into, Limits(), lambda _: None))


def _read(book: Book, folder: Path) -> tuple[dict[int, dict[str, Any]], dict[int, str], reading.Summary]:
    """What came of each data row, told in the form of the truth; what was left out; and the summary."""
    into = folder / "cells"
    summary = _summary(book, folder, into)
    sheets = [(sheet, list(reading.rows(into, sheet))) for sheet in summary.sheets]
    proposal = finding.propose(sheets, serials=not summary.since_1904)
    assert proposal is not None
    assert proposal.sheet == book.sheet
    taker = Taker(proposal.mapping, proposal.orders, proposal.rounded)
    left_out = {each.row: each.why for each in proposal.left_out}
    rows = {row.number: _told(taker.take(row)) for row in sheets[proposal.sheet][1] if row.number not in left_out}
    return {number: {key: rows[number].get(key) for key in book.truth.get(number, rows[number])} for number in rows}, left_out, summary


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {key: f"!{value.code}" if isinstance(value, Refused) else value for key, value in row.items()}


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_number_without_an_end_has_failed_and_is_no_empty_cell(ending: str, tmp_path: Path) -> None:
    path, into = tmp_path / f"a.{ending}", tmp_path / "cells"
    if ending == "xlsx":
        repacked(path, {SHEET: sheet(b'<row r="1"><c r="A1"><v>1E999</v></c><c r="B1"><v>1</v></c></row>')})
    else:
        cells = "".join(f'<table:table-cell office:value-type="float" office:value="{value}"/>' for value in ("1E999", "1"))
        ods_file(path, f'<table:table table:name="a"><table:table-row>{cells}</table:table-row></table:table>')
    summary = reading.understood(child.main(path, path.name, into, Limits(), lambda _: None))
    ((_, cells_read, _),) = reading.rows(into, summary.sheets[0])
    assert cells_read == [Failed("#NUM!"), 1]
