"""Alerts over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.alerts import operations, queries, sightings
from backend.alerts.schemas import AlertCountSchema, AlertQuery, AlertSchema, AlertSettlementInput, SeenElsewhereSchema
from backend.extensions import clock
from backend.http import endpoint
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("alerts", __name__, description="Cards that seem to exist twice")


@endpoint(blueprint, "GET", "/alerts", permission=Permission.ALERT_READ, query=AlertQuery, returns=page_of(AlertSchema))
def list_alerts(actor: Actor, query: dict[str, Any]) -> Page:
    """Alerts about cards that the own agency or those below issued."""
    return queries.list_alerts(actor, query)


@endpoint(blueprint, "GET", "/alerts/count", permission=Permission.ALERT_READ, returns=AlertCountSchema)
def count_alerts(actor: Actor) -> dict[str, int]:
    """How many wait to be settled."""
    return {"open": queries.count_open(actor)}


@endpoint(blueprint, "GET", "/alerts/<uuid:alert_id>", permission=Permission.ALERT_READ, returns=AlertSchema)
def show_alert(actor: Actor, alert_id: UUID) -> dict[str, Any]:
    """One alert with both checks."""
    return queries.describe([queries.get_alert(actor, alert_id)])[0]


@endpoint(
    blueprint,
    "POST",
    "/alerts/<uuid:alert_id>/settlement",
    permission=Permission.ALERT_SETTLE,
    body=AlertSettlementInput,
    returns=AlertSchema,
    command=True,
)
def settle_alert(actor: Actor, alert_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Say what came of it."""
    alert = operations.settle_alert(queries.get_alert(actor, alert_id, lock=True), body["outcome"], body["reason"], actor, clock().now())
    return queries.describe([alert])[0]


@endpoint(
    blueprint,
    "GET",
    "/verifications/<uuid:verification_id>/elsewhere",
    permission=Permission.VERIFICATION_RECORD,
    returns=SeenElsewhereSchema,
)
def seen_elsewhere(actor: Actor, verification_id: UUID) -> dict[str, Any]:
    """Whether the card of one's own check was seen elsewhere too short a time before; asked within a day."""
    return {"elsewhere": sightings.seen_elsewhere(actor, verification_id, clock().now())}
