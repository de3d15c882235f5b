"""The supervisor's quarantine and conflicts over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, current_app
from flask_smorest import Blueprint

from backend import media
from backend.extensions import clock
from backend.http import endpoint
from backend.inspections.quarantine import deciding, queries
from backend.inspections.quarantine.schemas import (
    CommandSchema,
    CommandSummarySchema,
    ConflictQuery,
    ConflictSchema,
    DecisionInput,
    QuarantineQuery,
    QuarantineSettlementInput,
)
from backend.limits import PHOTOS
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("quarantine", __name__, description="Records that wait for a supervisor, and records of one visit")
DECIDE = Permission.QUARANTINE_DECIDE


@endpoint(blueprint, "GET", "/quarantine", permission=DECIDE, query=QuarantineQuery, returns=page_of(CommandSummarySchema))
def list_commands(actor: Actor, query: dict[str, Any]) -> Page:
    """What waits within one's reach, or was decided."""
    return queries.list_commands(actor, query)


@endpoint(blueprint, "GET", "/quarantine/<uuid:command_id>", permission=DECIDE, returns=CommandSchema)
def show_command(actor: Actor, command_id: UUID) -> dict[str, Any]:
    """One of them, whole: what came, why it waits, and what the register says."""
    return queries.whole(queries.get_command(actor, command_id))


@endpoint(blueprint, "GET", "/quarantine/<uuid:command_id>/media/<uuid:media_id>", permission=DECIDE, limits=PHOTOS)
def show_command_media(actor: Actor, command_id: UUID, media_id: UUID) -> Response:
    """A picture of a record that waits."""
    row = queries.get_command_media(actor, command_id, media_id)
    return current_app.response_class(media.read(row.file_name), mimetype=row.media_type)


@endpoint(
    blueprint,
    "POST",
    "/quarantine/<uuid:command_id>/acceptance",
    permission=DECIDE,
    body=DecisionInput,
    returns=CommandSchema,
    command=True,
)
def accept_command(actor: Actor, command_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Record it, as of when it was done."""
    command = queries.get_command(actor, command_id, lock=True)
    return queries.whole(deciding.accept(command, body["note"], actor, clock().now()))


@endpoint(
    blueprint,
    "POST",
    "/quarantine/<uuid:command_id>/rejection",
    permission=DECIDE,
    body=DecisionInput,
    returns=CommandSchema,
    command=True,
)
def reject_command(actor: Actor, command_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Do not record it; it is kept for a while, with the reason."""
    command = queries.get_command(actor, command_id, lock=True)
    return queries.whole(deciding.reject(command, body["note"], actor, clock().now()))


@endpoint(blueprint, "GET", "/conflicts", permission=DECIDE, query=ConflictQuery, returns=page_of(ConflictSchema))
def list_conflicts(actor: Actor, query: dict[str, Any]) -> Page:
    """Records of one visit, or under one number, within one's reach."""
    return queries.list_conflicts(actor, query)


@endpoint(blueprint, "GET", "/conflicts/<uuid:conflict_id>", permission=DECIDE, returns=ConflictSchema)
def show_conflict(actor: Actor, conflict_id: UUID) -> dict[str, Any]:
    """One of them, side by side."""
    return queries.shown([queries.get_conflict(actor, conflict_id)])[0]


@endpoint(
    blueprint,
    "POST",
    "/conflicts/<uuid:conflict_id>/settlement",
    permission=DECIDE,
    body=QuarantineSettlementInput,
    returns=ConflictSchema,
    command=True,
)
def settle_conflict(actor: Actor, conflict_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Say that both stand, or which one holds."""
    conflict = queries.get_conflict(actor, conflict_id, lock=True)
    return queries.shown([deciding.settle(conflict, body, actor, clock().now())])[0]
