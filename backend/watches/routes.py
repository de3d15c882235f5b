"""Bulk checks and watched lists over HTTP."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from backend.clock import china_date
from backend.extensions import clock
from backend.http import begin_writing, endpoint, require_match
from backend.pagination import Page, PageQuery, page_of
from backend.permissions import Actor, Permission
from backend.units.queries import get_unit
from backend.watches import checking, operations, queries, reading, workbook
from backend.watches.models import Watch
from backend.watches.schemas import (
    CheckInput,
    CheckSchema,
    FileQuery,
    WatchChange,
    WatchedQuery,
    WatchedSchema,
    WatchInput,
    WatchSchema,
    WorkbookInput,
)

blueprint = Blueprint("watches", __name__, description="Many certificates at once, and lists under watch")

CHECK = Permission.CERTIFICATE_CHECK
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WATCH = "/watches/<uuid:watch_id>"


@endpoint(blueprint, "POST", "/certificate-checks", permission=CHECK, body=CheckInput, returns=CheckSchema)
def check_numbers(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Whether each of up to 5,000 certificates is valid today. It changes nothing; what was asked is counted and written down."""
    return checking.check(reading.of_text(body["numbers"]), actor, clock().now())


@endpoint(
    blueprint, "POST", "/certificate-checks/file", permission=CHECK, query=FileQuery, returns=CheckSchema, lists=True, reads_first=True
)
def check_file(actor: Actor, query: dict[str, Any]) -> dict[str, Any]:
    """The same, asked with a spreadsheet of at most 2 MB; it is read beside the transaction and kept nowhere."""
    asked = reading.of_file(request.get_data(), query["kind"], clock().now())
    begin_writing()
    return checking.check(asked, actor, clock().now())


@endpoint(blueprint, "POST", "/certificate-checks/workbook", permission=CHECK, body=WorkbookInput)
def check_into_workbook(actor: Actor, body: dict[str, Any]) -> Response:
    """The same, answered as a workbook."""
    answer = checking.check(reading.of_text(body["numbers"]), actor, clock().now())
    headers = {"Content-Disposition": 'attachment; filename="check.xlsx"', "Cache-Control": "no-store"}
    return Response(workbook.write(answer, body["language"]), mimetype=XLSX, headers=headers)


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/watches", permission=CHECK, query=PageQuery, returns=page_of(WatchSchema))
def list_watches(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The lists that the unit and its branches watch."""
    return queries.list_watches(actor, unit_id, query, china_date(clock().now()))


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/watches",
    permission=CHECK,
    body=WatchInput,
    returns=WatchSchema,
    status=201,
    command=True,
)
def begin_watching(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> SimpleNamespace:
    """Watch a list of numbers: the unit is told when one of them is not any more what it is today."""
    unit = get_unit(actor, unit_id, lock=True)
    return _shown(operations.begin_watching(unit, body["name"], reading.of_text(body["numbers"]), actor, clock().now()))


@endpoint(blueprint, "GET", WATCH, permission=CHECK, returns=WatchSchema, versioned=True)
def show_watch(actor: Actor, watch_id: UUID) -> SimpleNamespace:
    """One list."""
    return _shown(queries.get_watch(actor, watch_id))


@endpoint(blueprint, "GET", f"{WATCH}/numbers", permission=CHECK, query=WatchedQuery, returns=page_of(WatchedSchema))
def list_numbers(actor: Actor, watch_id: UUID, query: dict[str, Any]) -> Page:
    """The numbers of a list with what holds today, and what the unit last took note of."""
    return queries.list_numbers(queries.get_watch(actor, watch_id), query, china_date(clock().now()))


@endpoint(blueprint, "PATCH", WATCH, permission=CHECK, body=WatchChange, returns=WatchSchema, command=True, versioned=True)
def change_watch(actor: Actor, watch_id: UUID, body: dict[str, Any]) -> SimpleNamespace:
    """Give a list another name, or other numbers."""
    watch = queries.get_watch(actor, watch_id, lock=True)
    require_match(watch)
    values = {**body, **({"numbers": reading.of_text(body["numbers"])} if "numbers" in body else {})}
    return _shown(operations.change_watch(watch, values, actor, clock().now()))


@endpoint(blueprint, "POST", f"{WATCH}/note", permission=CHECK, returns=WatchSchema, command=True)
def take_note(actor: Actor, watch_id: UUID) -> SimpleNamespace:
    """Take note of what changed: what holds today is what the unit knows from now on."""
    return _shown(operations.take_note(queries.get_watch(actor, watch_id, lock=True), actor, clock().now()))


@endpoint(blueprint, "DELETE", WATCH, permission=CHECK, status=204)
def stop_watching(actor: Actor, watch_id: UUID) -> None:
    """Watch a list no longer."""
    operations.stop_watching(queries.get_watch(actor, watch_id, lock=True), actor, clock().now())


def _shown(watch: Watch) -> SimpleNamespace:
    return queries.with_counts([watch], china_date(clock().now()))[0]
