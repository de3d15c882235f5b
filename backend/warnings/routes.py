"""Warnings over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.warnings import operations, queries
from backend.warnings.schemas import WarningCountSchema, WarningMutingInput, WarningQuery, WarningSchema

blueprint = Blueprint("warnings", __name__, description="What a unit must put right")


@endpoint(blueprint, "GET", "/warnings", permission=Permission.WARNING_READ, query=WarningQuery, returns=page_of(WarningSchema))
def list_warnings(actor: Actor, query: dict[str, Any]) -> Page:
    """Warnings of the own units, the most urgent first."""
    return queries.list_warnings(actor, query)


@endpoint(blueprint, "GET", "/warnings/count", permission=Permission.WARNING_READ, returns=WarningCountSchema)
def count_warnings(actor: Actor) -> dict[str, Any]:
    """How many are open, by kind, and as of when."""
    return queries.count(actor)


@endpoint(
    blueprint,
    "POST",
    "/warnings/<uuid:warning_id>/muting",
    permission=Permission.WARNING_MUTE,
    body=WarningMutingInput,
    returns=WarningSchema,
    command=True,
)
def mute_warning(actor: Actor, warning_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Set a warning aside until a day."""
    warning = operations.mute(queries.get_warning(actor, warning_id, lock=True), body["until"], actor, clock().now())
    return queries.describe([warning])[0]


@endpoint(
    blueprint, "POST", "/warnings/<uuid:warning_id>/unmuting", permission=Permission.WARNING_MUTE, returns=WarningSchema, command=True
)
def unmute_warning(actor: Actor, warning_id: UUID) -> dict[str, Any]:
    """Take a warning up again before its day."""
    warning = operations.unmute(queries.get_warning(actor, warning_id, lock=True), actor, clock().now())
    return queries.describe([warning])[0]
