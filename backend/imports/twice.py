"""Rows of one file about one person: none of them is right until somebody has said which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select, update

from backend.extensions import db
from backend.imports.fields import LEFT_OUT, REFUSED
from backend.imports.models import ImportRow
from backend.imports.reasons import about
from backend.imports.rows import seal, unseal

CODE = "row.duplicate"
MOST_NAMED = 20


def find_all(import_id: UUID) -> list[list[int]]:
    """The numbers of rows that are about one person, person by person; some twice, by number and by guard."""
    groups: list[list[int]] = []
    for key in (ImportRow.guard_id, ImportRow.person_key):
        shared = select(key).where(*_counted(import_id), key.is_not(None)).group_by(key).having(func.count() > 1)
        found: dict[Any, list[int]] = defaultdict(list)
        for row in db.session.execute(
            select(key, ImportRow.number).where(*_counted(import_id), key.in_(shared)).order_by(ImportRow.number)
        ):
            found[row[0]].append(row.number)
        groups += found.values()
    return groups


def of_same_person(import_id: UUID, guard_ids: Collection[UUID], keys: Collection[bytes]) -> list[int]:
    """The numbers of rows that are about any of these people."""
    about_them = or_(ImportRow.guard_id.in_(guard_ids), ImportRow.person_key.in_(keys))
    return list(db.session.scalars(select(ImportRow.number).where(*_counted(import_id), about_them).order_by(ImportRow.number)))


def settle(import_id: UUID, numbers: Iterable[int]) -> None:
    """Set these rows against the others about the same person, in the running transaction. They were judged by themselves before."""
    wanted = list(numbers)
    rows = db.session.scalars(select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.number.in_(wanted))).all()
    alike = _alike(import_id, rows)
    changed = []
    for row in rows:
        others = sorted((alike[row.guard_id] | alike[row.person_key]) - {row.number})
        if not others:
            continue
        kept = unseal(row)
        kept.problems = [*(one for one in kept.problems if one["code"] != CODE), about(CODE, rows=others[:MOST_NAMED])]
        kept.acts = []
        changed.append({"the_number": row.number, "new_sealed": seal(import_id, row.number, kept)})
    if changed:
        table: Any = ImportRow.__table__
        statement = update(table).where(table.c.import_id == import_id, table.c.number == bindparam("the_number"))
        db.session.connection().execute(statement.values(verdict=REFUSED, sealed=bindparam("new_sealed")), changed)


def _alike(import_id: UUID, rows: Sequence[ImportRow]) -> dict[Any, set[int]]:
    """Numbers of rows by guard and by key, of all that share either with any of these."""
    found: dict[Any, set[int]] = defaultdict(set)
    guard_ids, keys = {row.guard_id for row in rows} - {None}, {row.person_key for row in rows} - {None}
    columns = (ImportRow.number, ImportRow.guard_id, ImportRow.person_key)
    shared = or_(ImportRow.guard_id.in_(guard_ids), ImportRow.person_key.in_(keys))
    for row in db.session.execute(select(*columns).where(*_counted(import_id), shared)):
        found[row.guard_id].add(row.number)
        found[row.person_key].add(row.number)
    found[None] = set()
    return found


def _counted(import_id: UUID) -> tuple[Any, ...]:
    """SQL: rows of the file that are entries of the roster."""
    return ImportRow.import_id == import_id, ImportRow.in_file, ImportRow.verdict != LEFT_OUT
