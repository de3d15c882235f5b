"""Units over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.extensions import clock, db
from backend.http import endpoint, require_match
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.units import operations, queries
from backend.units.models import Unit
from backend.units.schemas import UnitChange, UnitInput, UnitQuery, UnitSchema, UnitSummarySchema

blueprint = Blueprint("units", __name__, description="Security companies, branches, in-house units and training units")


@endpoint(blueprint, "GET", "/units", permission=Permission.UNIT_READ, query=UnitQuery, returns=page_of(UnitSummarySchema))
def list_units(actor: Actor, query: dict[str, Any]) -> Page:
    """Units within one's reach."""
    return queries.list_units(actor, query)


@endpoint(blueprint, "POST", "/units", permission=Permission.UNIT_MANAGE, body=UnitInput, returns=UnitSchema, status=201, command=True)
def register_unit(actor: Actor, body: dict[str, Any]) -> Unit:
    """Enter a unit in the register."""
    parent = queries.get_unit(actor, body["parent_unit_id"]) if body["parent_unit_id"] else None
    unit = operations.register_unit(body, parent, actor, clock().now())
    return queries.get_unit(actor, unit.id)


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>", permission=Permission.UNIT_READ, returns=UnitSchema, versioned=True)
def show_unit(actor: Actor, unit_id: UUID) -> Unit:
    """One unit."""
    return queries.get_unit(actor, unit_id)


@endpoint(
    blueprint,
    "PATCH",
    "/units/<uuid:unit_id>",
    permission=Permission.UNIT_MANAGE,
    body=UnitChange,
    returns=UnitSchema,
    command=True,
    versioned=True,
)
def change_unit(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> Unit:
    """Change what is registered of a unit; a new status needs its reason."""
    unit = queries.get_unit(actor, unit_id, lock=True)
    require_match(unit)
    operations.change_unit(unit, body, actor, clock().now())
    db.session.expire(unit)
    return queries.get_unit(actor, unit_id)
