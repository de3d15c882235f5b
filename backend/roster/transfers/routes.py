"""Transfers over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.roster.queries import get_employment
from backend.roster.transfers import operations, queries
from backend.roster.transfers.schemas import AnswerNote, Sending, Taking, TransferAcceptance, TransferQuery, TransferSchema
from backend.units.queries import get_unit

P = Permission
TRANSFER = "/transfers/<uuid:transfer_id>"
blueprint = Blueprint("transfers", __name__, description="Guards who go from one unit to another")


@endpoint(
    blueprint,
    "GET",
    "/units/<uuid:unit_id>/transfers",
    permission=P.ROSTER_READ,
    query=TransferQuery,
    returns=page_of(TransferSchema),
)
def list_transfers(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The transfers from and to a unit, the latest first."""
    return queries.list_transfers(actor, get_unit(actor, unit_id), query)


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/transfers",
    permission=P.ROSTER_MANAGE,
    body=Taking,
    returns=TransferSchema,
    status=201,
    command=True,
)
def propose_taking(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Propose to take a guard over from whoever employs him."""
    return queries.get_shown(actor, operations.propose_taking(get_unit(actor, unit_id), body, actor, clock().now()))


@endpoint(
    blueprint,
    "POST",
    "/employments/<uuid:employment_id>/transfers",
    permission=P.ROSTER_MANAGE,
    body=Sending,
    returns=TransferSchema,
    status=201,
    command=True,
)
def propose_sending(actor: Actor, employment_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Propose that a guard of the own roster goes to another unit."""
    employment = get_employment(actor, employment_id, lock=True)
    return queries.get_shown(actor, operations.propose_sending(employment, body, actor, clock().now()))


@endpoint(blueprint, "GET", TRANSFER, permission=P.ROSTER_READ, returns=TransferSchema)
def show_transfer(actor: Actor, transfer_id: UUID) -> dict[str, Any]:
    """One transfer."""
    return queries.shown(actor, queries.get_transfer(actor, transfer_id))


@endpoint(
    blueprint, "POST", f"{TRANSFER}/acceptance", permission=P.ROSTER_MANAGE, body=TransferAcceptance, returns=TransferSchema, command=True
)
def accept(actor: Actor, transfer_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Agree to a transfer; it comes about on its day."""
    transfer = queries.get_transfer(actor, transfer_id, lock=True)
    return queries.get_shown(actor, operations.accept(transfer, body["position"], actor, clock().now()))


@endpoint(blueprint, "POST", f"{TRANSFER}/refusal", permission=P.ROSTER_MANAGE, body=AnswerNote, returns=TransferSchema, command=True)
def decline(actor: Actor, transfer_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Decline a transfer."""
    transfer = queries.get_transfer(actor, transfer_id, lock=True)
    return queries.get_shown(actor, operations.decline(transfer, body["note"], actor, clock().now()))


@endpoint(blueprint, "POST", f"{TRANSFER}/withdrawal", permission=P.ROSTER_MANAGE, body=AnswerNote, returns=TransferSchema, command=True)
def withdraw(actor: Actor, transfer_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Take back a proposal, or call off what was agreed."""
    transfer = queries.get_transfer(actor, transfer_id, lock=True)
    return queries.get_shown(actor, operations.withdraw(transfer, body["note"], actor, clock().now()))
