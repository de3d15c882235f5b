"""The job that reads a file: in a process of its own, then into sealed parts, with what its columns seem to be."""

from __future__ import annotations

import shutil
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
from backend.database import will_write
from backend.errors import Problem
from backend.extensions import db, settings
from backend.imports import parts
from backend.imports.fields import FIELDS
from backend.imports.holding import hold, judged_actor
from backend.imports.models import CELLS, FILE, ImportMapping
from backend.imports.rows import mask
from backend.jobs.context import Context
from backend.sheets import fields as known
from backend.sheets import heads
from backend.sheets.cells import Row, shown
from backend.sheets.columns import ColumnFound
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
    import_ = hold(import_id, "reading", context.job_id)
    if import_ is None:
        return None
    judged_actor(context, import_)
    unit_id = import_.unit_id
    with work_folder(import_id) as folder:
        parts.write_file(import_id, folder / "file")
        name = context.params["file_name"]
        db.session.rollback()  # reading may take seconds: nobody waits for us meanwhile
        try:
            summary = read(folder / "file", name, folder / "cells")
        except Unreadable as problem:
            return _fail(import_id, context, problem)
        return _keep(import_id, unit_id, context, summary, folder / "cells")


def _keep(import_id: UUID, unit_id: UUID, context: Context, summary: Summary, cells: Path) -> dict[str, Any] | None:
    total, done = sum(sheet.rows for sheet in summary.sheets), 0
    if hold(import_id, "reading", context.job_id) is None:
        return None
    parts.forget(import_id, CELLS)  # of a worker that died
    for index, sheet in enumerate(summary.sheets[:MOST_SHEETS]):
        kept = 0
        for kept in parts.keep_cells(import_id, index, rows(cells, sheet)):
            context.progress(done + kept, total, "reading")
            context.checkpoint({})
            if hold(import_id, "reading", context.job_id) is None:
                return None
        done += kept
    db.session.rollback()
    will_write.set(False)
    told = told_of(unit_id, summary, cells)
    db.session.rollback()  # nobody waited for us meanwhile
    import_ = hold(import_id, "reading", context.job_id)
    if import_ is None:
        return None
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
        found.append((sheet, _proposal(unit_id, index, first, serials), first))
    likeliest = max(found, key=lambda one: (one[1].confidence - 0.3 * one[0].hidden, one[1].data_rows, -one[1].sheet))
    sheets = [_sheet(*one, proposed=one is likeliest) for one in found]
    return {"sheets": sheets, "serials": serials}


def _proposal(unit_id: UUID, index: int, first: list[Row], serials: bool) -> Proposal:
    """What the sheet seems to be; what the unit chose before for one of its first rows as the head counts for more."""
    head_of = {bytes.fromhex(heads.chosen(first, row.number, FOUND).signature): row.number for row in first[:FIRST_ROWS]}
    chosen = select(ImportMapping).where(ImportMapping.unit_id == unit_id, ImportMapping.signature.in_(head_of))
    found = db.session.scalars(chosen.order_by(ImportMapping.used_at.desc()).limit(1)).first()
    if found is None:
        return propose_sheet(index, first, FOUND, serials=serials)
    mapping = {column["index"]: column["field"] for column in found.columns}
    return propose_sheet(index, first, FOUND, header_row=head_of[found.signature], mapping=mapping, serials=serials)


def _sheet(sheet: Sheet, proposal: Proposal, first: Sequence[Row], *, proposed: bool) -> dict[str, Any]:
    remembered = any(column.why == "chosen" for column in proposal.columns)
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


def _column(column: ColumnFound, remembered: bool) -> dict[str, Any]:
    sure = "none" if column.field is None else "sure" if column.confidence >= SURE else "likely"
    return {
        "index": column.index,
        "heading": column.title[:LONGEST_CELL],
        "samples": [_told(sample) or "" for sample in column.samples],
        "field": column.field,
        "confidence": sure,
        "remembered": remembered,
    }


def _told(text: str) -> str | None:
    """A cell as it is told before anybody has said what it is: long numbers masked."""
    if sum(map(str.isdigit, text)) >= LONG_DIGITS:
        return mask("phone" if len(text) <= LONG_DIGITS + 2 else "identity_number", text)
    return text[:LONGEST_CELL] or None


@contextmanager
def work_folder(import_id: UUID) -> Iterator[Path]:
    """A folder that only the server may read, gone at the end."""
    parent = Path(settings().data_dir) / "imports"
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in parent.glob(f"{import_id}-*"):  # of a worker that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{import_id}-", dir=parent) as folder:
        yield Path(folder)
