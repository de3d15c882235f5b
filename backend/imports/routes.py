"""Imports over HTTP. How far the work is, is a matter of the job that each shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint, require_match
from backend.imports import operations, queries, showing, work, workbooks
from backend.imports.rows import shown_row
from backend.imports.schemas import (
    ApplicationInput,
    ImportQuery,
    ImportSchema,
    ImportSummarySchema,
    LanguageQuery,
    MappingInput,
    RowInput,
    RowQuery,
    RowSchema,
)
from backend.limits import IMPORTS
from backend.pagination import Page, PageQuery, page_of
from backend.permissions import Actor, Permission
from backend.units.queries import get_unit

P = Permission
KINDS = work.KINDS
"""Declared with the routes, so that whoever asks for one of them finds it."""
blueprint = Blueprint("imports", __name__, description="Rosters from spreadsheets")


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/imports",
    permission=P.ROSTER_IMPORT,
    query=ImportQuery,
    returns=ImportSchema,
    status=201,
    command=True,
    sheets=True,
    limits=IMPORTS,
)
def begin(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Any:
    """Send a spreadsheet with a unit's roster; its name in the header X-File-Name, percent-encoded UTF-8."""
    name = request.headers.get("X-File-Name", "")
    return showing.whole(operations.begin(get_unit(actor, unit_id), request.get_data(), name, query["mode"], actor, clock().now()), actor)


@endpoint(
    blueprint, "GET", "/units/<uuid:unit_id>/imports", permission=P.ROSTER_IMPORT, query=PageQuery, returns=page_of(ImportSummarySchema)
)
def list_imports(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The imports of a unit, the latest first."""
    page = queries.list_imports(get_unit(actor, unit_id), query)
    return Page([showing.summary(import_) for import_ in page.items], page.next_cursor)


@endpoint(blueprint, "GET", "/imports/template", permission=P.ROSTER_IMPORT, query=LanguageQuery)
def template(actor: Actor, query: dict[str, Any]) -> Response:
    """An empty workbook with the usual columns, to fill in."""
    return workbooks.template(query["language"])


@endpoint(blueprint, "GET", "/imports/<uuid:import_id>/refused", permission=P.ROSTER_IMPORT, query=LanguageQuery)
def refused(actor: Actor, import_id: UUID, query: dict[str, Any]) -> Response:
    """The rows that cannot be imported, in the file's own form, with the reasons beside them."""
    return workbooks.refused(queries.get_import(actor, import_id), query["language"])


@endpoint(blueprint, "GET", "/imports/<uuid:import_id>", permission=P.ROSTER_IMPORT, returns=ImportSchema, versioned=True)
def show_import(actor: Actor, import_id: UUID) -> Any:
    """One import: what the file holds, what was chosen, how far it is."""
    return showing.whole(queries.get_import(actor, import_id), actor)


@endpoint(
    blueprint,
    "PUT",
    "/imports/<uuid:import_id>/mapping",
    permission=P.ROSTER_IMPORT,
    body=MappingInput,
    returns=ImportSchema,
    command=True,
    versioned=True,
)
def choose_mapping(actor: Actor, import_id: UUID, body: dict[str, Any]) -> Any:
    """Say what the columns are; the rows are checked then."""
    import_ = queries.get_import(actor, import_id, lock=True)
    require_match(import_)
    return showing.whole(operations.choose_mapping(import_, body, actor, clock().now()), actor)


@endpoint(blueprint, "GET", "/imports/<uuid:import_id>/rows", permission=P.ROSTER_IMPORT, query=RowQuery, returns=page_of(RowSchema))
def list_rows(actor: Actor, import_id: UUID, query: dict[str, Any]) -> Page:
    """The rows of an import with what they would do; numbers of persons masked."""
    import_ = queries.get_import(actor, import_id)
    page = queries.list_rows(import_, query)
    return Page([shown_row(import_, row, masked=True) for row in page.items], page.next_cursor)


@endpoint(blueprint, "GET", "/imports/<uuid:import_id>/rows/<int:number>", permission=P.ROSTER_IMPORT, returns=RowSchema)
def show_row(actor: Actor, import_id: UUID, number: int) -> dict[str, Any]:
    """One row as the file has it, for mending it."""
    import_ = queries.get_import(actor, import_id)
    return shown_row(import_, queries.get_row(import_, number), masked=False)


@endpoint(
    blueprint,
    "PATCH",
    "/imports/<uuid:import_id>/rows/<int:number>",
    permission=P.ROSTER_IMPORT,
    body=RowInput,
    returns=RowSchema,
    command=True,
)
def mend_row(actor: Actor, import_id: UUID, number: int, body: dict[str, Any]) -> dict[str, Any]:
    """Mend a row; it is checked at once."""
    import_ = queries.get_import(actor, import_id, lock=True)
    row = operations.mend_row(import_, number, body["values"], clock().now())
    return shown_row(import_, row, masked=False)


@endpoint(
    blueprint,
    "POST",
    "/imports/<uuid:import_id>/application",
    permission=P.ROSTER_IMPORT,
    body=ApplicationInput,
    returns=ImportSchema,
    command=True,
)
def apply(actor: Actor, import_id: UUID, body: dict[str, Any]) -> Any:
    """Apply the rows that change something."""
    import_ = queries.get_import(actor, import_id, lock=True)
    return showing.whole(operations.apply(import_, body, actor, clock().now()), actor)


@endpoint(blueprint, "POST", "/imports/<uuid:import_id>/undoing", permission=P.ROSTER_IMPORT, returns=ImportSchema, command=True)
def undo(actor: Actor, import_id: UUID) -> Any:
    """Take back what was applied, but for rows that something later touched."""
    return showing.whole(operations.undo(queries.get_import(actor, import_id, lock=True), actor, clock().now()), actor)


@endpoint(blueprint, "POST", "/imports/<uuid:import_id>/cancellation", permission=P.ROSTER_IMPORT, returns=ImportSchema, command=True)
def cancel(actor: Actor, import_id: UUID) -> Any:
    """Give an import up; what was applied so far stays."""
    return showing.whole(operations.cancel(queries.get_import(actor, import_id, lock=True), actor, clock().now()), actor)
