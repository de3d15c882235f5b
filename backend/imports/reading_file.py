"""The job that reads a file: in a process of its own, then into sealed parts, with what its columns seem to be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend import audit
from backend.errors import Problem
from backend.extensions import db, settings
from backend.imports import parts
from backend.imports.fields import FIELDS
from backend.imports.holding import hold
from backend.imports.models import CELLS, FILE, ImportMapping
from backend.imports.rows import mask
from backend.jobs.context import Context
from backend.sheets import fields as known
from backend.sheets.cells import Row, shown
from backend.sheets.finding import Proposal, propose_sheet
from backend.sheets.problems import Unreadable
from backend.sheets.reading import Sheet, Summary, read, rows

LOOKED_AT = 1000
"""Rows at the beginning of a sheet from which its columns are guessed."""
FIRST_ROWS, MOST_SHEETS, LONGEST_CELL = 12, 50, 80
SURE = 0.85
LONG_DIGITS = 11

FOUND = [replace(known.FIELDS["end_reason" if name == "leaving_reason" else name], key=name) for name in FIELDS]
"""The fields as `sheets.finding` looks for them."""


def run(context: Context) -> dict[str, Any] | None:
    """Read the file. One that cannot be read is the import's end and no failure of the job."""
    import_id = UUID(context.params["import_id"])
    if hold(import_id, "reading", context.job_id) is None:
        return None
    with work_folder(import_id) as folder:
        parts.write_file(import_id, folder / "file")
        name = context.params["file_name"]
        db.session.rollback()  # reading may take seconds: nobody waits for us meanwhile
        try:
            summary = read(folder / "file", name, folder / "cells")
        except Unreadable as problem:
            return _fail(import_id, context, problem)
        return _keep(import_id, context, summary, folder / "cells")


def _keep(import_id: UUID, context: Context, summary: Summary, cells: Path) -> dict[str, Any] | None:
    total, done = sum(sheet.rows for sheet in summary.sheets), 0
    if hold(import_id, "reading", context.job_id) is None:
        return None
    parts.forget(import_id, CELLS)  # of a worker that died
    for index, sheet in enumerate(summary.sheets[:MOST_SHEETS]):
        kept = 0
        for kept in parts.keep_cells(import_id, index, rows(cells, sheet)):
            context.progress(done + kept, total, "importing.reading")
            context.checkpoint({})
            if hold(import_id, "reading", context.job_id) is None:
                return None
        done += kept
    import_ = hold(import_id, "reading", context.job_id)
    if import_ is None:
        return None
    told = told_of(import_.unit_id, summary, cells)
    import_.told = parts.seal(import_id, "told", told)
    import_.state = "mapping"
    parts.forget(import_id, FILE)
    context.progress(total, total)
    return {}


def _fail(import_id: UUID, context: Context, problem: Problem) -> dict[str, Any] | None:
    import_ = hold(import_id, "reading", context.job_id)
    if import_ is None:
        return None
    now = context.now()
    import_.state, import_.problem, import_.ended_at = "failed", problem.code, now
    parts.forget(import_id, FILE, CELLS)
    audit.record("fail", "import", import_id, actor=context.actor(), now=now, after={"problem": problem.code})
    return {}


def told_of(unit_id: UUID, summary: Summary, cells: Path) -> dict[str, Any]:
    """What is told of a file: its sheets, and which of them seems to be the roster."""
    serials = not summary.since_1904
    found: list[tuple[Sheet, Proposal, list[Row]]] = []
    for index, sheet in enumerate(summary.sheets[:MOST_SHEETS]):
        first = list(islice(rows(cells, sheet), LOOKED_AT))
        found.append((sheet, propose_sheet(index, first, FOUND, serials=serials), first))
    likeliest = max(found, key=lambda one: (one[1].confidence - 0.3 * one[0].hidden, one[1].data_rows, -one[1].sheet))
    sheets = [_sheet(unit_id, *one, proposed=one is likeliest) for one in found]
    return {"sheets": sheets, "serials": serials}


def _sheet(unit_id: UUID, sheet: Sheet, proposal: Proposal, first: Sequence[Row], *, proposed: bool) -> dict[str, Any]:
    remembered = _remembered(unit_id, proposal.signature)
    return {
        "index": proposal.sheet,
        "name": sheet.name[:100],
        "hidden": sheet.hidden,
        "row_count": sheet.rows,
        "column_count": sheet.columns,
        "header_row": proposal.header_row or None,
        "proposed": proposed,
        "columns": [_column(column, remembered) for column in proposal.columns],
        "first_rows": [{"number": row.number, "cells": [_told(shown(cell)) for cell in row.cells]} for row in first[:FIRST_ROWS]],
        "left_out": [{"number": one.row, "reason": one.why} for one in proposal.left_out[:100]],
    }


def _column(column: Any, remembered: dict[int, str | None]) -> dict[str, Any]:
    known_before = column.index in remembered
    field = remembered[column.index] if known_before else column.field
    sure = "none" if field is None else "sure" if known_before or column.confidence >= SURE else "likely"
    return {
        "index": column.index,
        "heading": column.title[:LONGEST_CELL],
        "samples": [_told(sample) or "" for sample in column.samples],
        "field": field,
        "confidence": sure,
        "remembered": known_before,
    }


def _told(text: str) -> str | None:
    """A cell as it is told before anybody has said what it is: long numbers masked."""
    if sum(map(str.isdigit, text)) >= LONG_DIGITS:
        return mask("phone" if len(text) <= LONG_DIGITS + 2 else "identity_number", text)
    return text[:LONGEST_CELL] or None


def _remembered(unit_id: UUID, signature: str) -> dict[int, str | None]:
    found = select(ImportMapping.columns).where(ImportMapping.unit_id == unit_id, ImportMapping.signature == bytes.fromhex(signature))
    return {column["index"]: column["field"] for column in db.session.scalar(found) or []}


@contextmanager
def work_folder(import_id: UUID) -> Iterator[Path]:
    """A folder that only the server may read, gone at the end."""
    parent = Path(settings().data_dir) / "imports"
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{import_id}-", dir=parent) as folder:
        yield Path(folder)
