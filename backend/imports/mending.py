"""Mend a row: it is judged at once, and with it the rows that it was or is now set against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update

from backend.clock import china_date
from backend.extensions import db
from backend.imports import counting, missing, twice
from backend.imports.fields import LEFT_OUT
from backend.imports.judged_rows import Judging, habits_of, judge_rows
from backend.imports.models import Import, ImportRow
from backend.imports.problems import RowFixed, WrongState
from backend.imports.queries import get_row
from backend.imports.rows import find_rows, unseal


def mend_row(import_: Import, number: int, values: dict[str, str | None], now: datetime) -> ImportRow:
    """Put other values in the place of a row's cells.

    import_  locked
    values   of all fields
    Raises WrongState, NotFound, RowFixed.
    """
    if import_.state != "ready":
        raise WrongState()
    row = get_row(import_, number)
    if not row.in_file:
        raise RowFixed()
    before = _People.of([row])
    kept = unseal(row)
    kept.mended = True
    kept.cells = {name: value or None for name, value in values.items() if value or name in kept.cells}
    _keep(import_, [(row.number, kept, False)], now, edited=True)
    _settle(import_, number, before, now)
    import_.counts = counting.count(import_)
    return find_rows(import_.id, [number])[0]


class _People:
    """Whom some rows are about: by number, by guard, by name."""

    def __init__(self, guard_ids: set[UUID], keys: set[bytes], names: set[str]) -> None:
        self.guard_ids, self.keys, self.names = guard_ids, keys, names

    @classmethod
    def of(cls, rows: Sequence[ImportRow]) -> _People:
        names = {str(name) for row in rows if (name := unseal(row).cells.get("name"))}
        return cls({row.guard_id for row in rows if row.guard_id}, {row.person_key for row in rows if row.person_key}, names)


def _settle(import_: Import, number: int, before: _People, now: datetime) -> None:
    """Judge anew whoever shares a person with the row, as it was or as it is."""
    after = _People.of(find_rows(import_.id, [number]))
    guard_ids = before.guard_ids | after.guard_ids
    alike = twice.of_same_person(import_.id, guard_ids, before.keys | after.keys)
    others = [row for row in find_rows(import_.id, alike) if row.number != number and row.verdict != LEFT_OUT]
    for edited in (True, False):
        items = [(row.number, unseal(row), _is_hidden(row)) for row in others if row.edited is edited]
        _keep(import_, items, now, edited=edited)
    twice.settle(import_.id, alike)
    if import_.mode == "full_roster":
        named = missing.employed_named(import_.unit_id, before.names | after.names)
        missing.settle(import_, guard_ids | named, china_date(now))


def _is_hidden(row: ImportRow) -> bool:
    return any(problem["code"] == "row.hidden" for problem in unseal(row).problems)


def _keep(import_: Import, items: list[tuple[int, Any, bool]], now: datetime, *, edited: bool) -> None:
    if not items:
        return
    judged = judge_rows(Judging(import_, china_date(now), habits_of(import_)), items)
    columns = ("verdict", "person_key", "guard_id", "sealed")
    table: Any = ImportRow.__table__
    statement = update(table).where(table.c.import_id == import_.id, table.c.number == bindparam("the_number"))
    statement = statement.values(edited=edited, **{name: bindparam(f"new_{name}") for name in columns})
    rows = [{"the_number": row["number"], **{f"new_{name}": row[name] for name in columns}} for row in judged]
    db.session.connection().execute(statement, rows)
