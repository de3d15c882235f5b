"""Service contracts and what sites need, over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.clock import china_date
from backend.contracts import needs
from backend.contracts.schemas import StandingsSchema
from backend.extensions import clock
from backend.http import endpoint
from backend.permissions import Actor, Permission
from backend.units.queries import get_unit

READ = Permission.CONTRACT_READ
blueprint = Blueprint("contracts", __name__, description="Service contracts, their checks and papers, and what sites need")


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/shortfalls", permission=READ, returns=StandingsSchema)
def list_shortfalls(actor: Actor, unit_id: UUID) -> dict[str, Any]:
    """The active sites of a unit that have fewer able guards than they need."""
    return {"items": needs.shortfalls(china_date(clock().now()), unit_id=get_unit(actor, unit_id).id)}
