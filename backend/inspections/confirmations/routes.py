"""Confirmations over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint
from backend.inspections.confirmations import operations, queries
from backend.inspections.confirmations.models import InspectionConfirmation
from backend.inspections.confirmations.schemas import ConfirmationInput, KeptConfirmationSchema, ToConfirmListSchema
from backend.permissions import Actor, Permission

blueprint = Blueprint("confirmations", __name__, description="How the officers of a visit confirm it")


@endpoint(blueprint, "GET", "/own/confirmations", permission=Permission.INSPECTION_RECORD, returns=ToConfirmListSchema)
def list_to_confirm(actor: Actor) -> dict[str, Any]:
    """Records that name one as their officer and that one has not confirmed."""
    return {"items": queries.list_to_confirm(actor)}


@endpoint(
    blueprint,
    "PUT",
    "/own/confirmations/<uuid:inspection_id>",
    permission=Permission.INSPECTION_RECORD,
    body=ConfirmationInput,
    returns=KeptConfirmationSchema,
)
def confirm_visit(actor: Actor, inspection_id: UUID, body: dict[str, Any]) -> InspectionConfirmation:
    """Confirm that one was at a visit, also before its record arrives. Confirmed again, the first one stays."""
    return operations.confirm(inspection_id, body, actor, clock().now())
