"""Rows of an import as they are kept and as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from backend.extensions import db, keyring
from backend.imports.fields import FIELDS, LEFT_OUT
from backend.imports.models import Import, ImportRow
from backend.imports.parts import PURPOSE
from backend.imports.reasons import Problem
from backend.sheets.cells import Cell, column_letters, pack_cell, shown, unpack_cell

Values = dict[str, Any]


@dataclass(slots=True)
class Kept:
    """What is sealed of a row.

    cells     by field, as the file has them or as somebody mended them
    acts      what applying it does
    problems  what is to be said about it
    missing   of somebody who is missing in the file: the employment that would end
    mended    somebody has typed other values than the file has
    """

    cells: dict[str, Cell] = field(default_factory=dict)
    acts: list[Values] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: UUID | None = None
    mended: bool = False


def seal(import_id: UUID, number: int, kept: Kept) -> bytes:
    """Encrypt for this row only."""
    packed = {key: pack_cell(cell) for key, cell in kept.cells.items()}
    told = {"cells": packed, "acts": kept.acts, "problems": kept.problems, "missing": kept.missing, "mended": kept.mended}
    return keyring().encrypt(PURPOSE, orjson.dumps(told), _place(import_id, number))


def unseal(row: ImportRow) -> Kept:
    """The reverse of `seal`."""
    told = orjson.loads(keyring().decrypt(PURPOSE, row.sealed, _place(row.import_id, row.number)))
    cells = {key: unpack_cell(cell) for key, cell in told["cells"].items()}
    return Kept(
        cells, [_read_act(act) for act in told["acts"]], told["problems"], told["missing"] and UUID(told["missing"]), told["mended"]
    )


def _place(import_id: UUID, number: int) -> bytes:
    return import_id.bytes + f"row/{number}".encode()


def _read_act(act: Values) -> Values:
    read = {"on": date.fromisoformat, "site_id": UUID, "posting_id": UUID}
    return {key: read[key](value) if key in read else value for key, value in act.items()}  # type: ignore[operator]


def find_rows(import_id: UUID, numbers: Iterable[int]) -> Sequence[ImportRow]:
    """These rows, in their order."""
    wanted = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.number.in_(list(numbers))).order_by(ImportRow.number)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def shown_row(import_: Import, row: ImportRow, *, masked: bool) -> Values:
    """Values of `RowSchema`."""
    kept, letters = unseal(row), letters_of(import_)
    said = {name: shown(kept.cells.get(name)) or None for name in FIELDS}
    values = {name: mask(name, value) for name, value in said.items()} if masked else said
    return {
        "number": row.number,
        "in_file": row.in_file,
        "verdict": row.verdict,
        "edited": row.edited,
        "values": values,
        "acts": [{"on": None, "site_name": None, "position": None, "was": None, **act} for act in kept.acts],
        "problems": [_shown_problem(problem, letters, said) for problem in kept.problems],
        **{name: getattr(row, name) for name in ("applied_at", "undone_at", "undo_problem")},
    }


def letters_of(import_: Import) -> dict[str, str]:
    """The letter of each field's column."""
    chosen = (import_.mapping or {}).get("columns", [])
    return {column["field"]: column_letters(column["index"]) for column in chosen if column["field"]}


def mask(name: str, value: str | None) -> str | None:
    """A value as lists show it: of an identity number only the last four characters, of a phone three and four."""
    if not value or len(value) < 8:
        return value
    if name == "identity_number":
        return "*" * (len(value) - 4) + value[-4:]
    return value[:3] + "*" * (len(value) - 7) + value[-4:] if name == "phone" else value


def _shown_problem(problem: Problem, letters: Mapping[str, str], said: Mapping[str, str | None]) -> Values:
    name = problem.get("field")
    days = {key: date.fromisoformat(problem[key]) if key in problem else None for key in ("earliest", "latest")}
    return {
        "code": problem["code"],
        "refuses": problem["refuses"],
        "field": name,
        "column": letters.get(name or ""),
        "value": mask(name or "", problem.get("value") or said.get(name or "")),
        "expected": problem.get("expected"),
        "rows": problem.get("rows", []),
        "suggestions": problem.get("suggestions", []),
        **days,
    }


def new_row(import_id: UUID, number: int, kept: Kept, verdict: str, **more: Any) -> Values:
    """Column values of a row."""
    return {
        "import_id": import_id,
        "number": number,
        "in_file": True,
        "verdict": verdict,
        "edited": False,
        "person_key": None,
        "guard_id": None,
        "sealed": seal(import_id, number, kept),
        **more,
    }


def left_out(import_id: UUID, number: int, cells: dict[str, Cell], why: str) -> Values:
    """A row that is no entry of the roster, and why."""
    return new_row(import_id, number, Kept(cells, problems=[{"code": f"row.left_out_{why}", "refuses": False}]), LEFT_OUT)
