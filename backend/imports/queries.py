"""Find imports and their rows: a manager's own units', and nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.imports.models import Import, ImportRow
from backend.imports.problems import RowsGone
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.units.models import Unit

LAST_NUMBER = 2**31 - 1
"""What the column of a row's number holds."""


def list_imports(unit: Unit, query: dict[str, Any]) -> Page:
    """The imports of a unit that was found within reach, the latest first."""
    return paginate(_whole().where(Import.unit_id == unit.id), [Import.id], query["cursor"], query["limit"], descending=True)


def get_import(actor: Actor, import_id: UUID, *, lock: bool = False) -> Import:
    """One import of the manager's units, locked for a change if asked. Raises NotFound."""
    statement = _whole().where(Import.id == import_id, Import.unit_id.in_(actor.unit_ids))
    if lock:
        statement = statement.with_for_update(of=Import).execution_options(populate_existing=True)
    import_ = db.session.execute(statement).scalar_one_or_none()
    if import_ is None:
        raise OutOfReach("import", import_id) if db.session.get(Import, import_id) else NotFound()
    return import_


def reload(import_: Import) -> Import:
    """The import as it is after a change, with what its representation needs."""
    return db.session.execute(_whole().where(Import.id == import_.id).execution_options(populate_existing=True)).scalar_one()


def list_rows(import_: Import, query: dict[str, Any]) -> Page:
    """Rows of an import that was found within reach, in the order of the file. Raises RowsGone."""
    require_rows(import_)
    statement = select(ImportRow).where(ImportRow.import_id == import_.id)
    if query["verdict"]:
        statement = statement.where(ImportRow.verdict == query["verdict"])
    return paginate(statement, [ImportRow.number], query["cursor"], query["limit"])


def get_row(import_: Import, number: int) -> ImportRow:
    """One row. Raises RowsGone, NotFound."""
    require_rows(import_)
    row = db.session.get(ImportRow, (import_.id, number), populate_existing=True) if number <= LAST_NUMBER else None
    if row is None:
        raise NotFound()
    return row


def require_rows(import_: Import) -> None:
    """Refuse where the rows were deleted. Raises RowsGone."""
    if import_.rows_gone:
        raise RowsGone()


def _whole() -> Select[Any]:
    """Imports with what their representations need."""
    return select(Import).options(joinedload(Import.unit), joinedload(Import.account), joinedload(Import.job))
