"""Divisions and agencies over HTTP."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from backend.http import endpoint
from backend.jurisdictions import queries
from backend.jurisdictions.models import Agency
from backend.jurisdictions.schemas import AgencyQuery, AgencySchema, DivisionQuery, DivisionSchema
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("jurisdictions", __name__, description="Divisions and police agencies")


@endpoint(blueprint, "GET", "/divisions", permission=Permission.JURISDICTION_READ, query=DivisionQuery, returns=page_of(DivisionSchema))
def list_divisions(actor: Actor, query: dict[str, Any]) -> Page:
    """Divisions by parent, level or part of the name."""
    return queries.list_divisions(query)


@endpoint(blueprint, "GET", "/agencies", permission=Permission.JURISDICTION_READ, query=AgencyQuery, returns=page_of(AgencySchema))
def list_agencies(actor: Actor, query: dict[str, Any]) -> Page:
    """The agencies within one's reach."""
    return queries.list_agencies(actor, query)


@endpoint(blueprint, "GET", "/agencies/<code>", permission=Permission.JURISDICTION_READ, returns=AgencySchema)
def show_agency(actor: Actor, code: str) -> Agency:
    """One agency within one's reach."""
    return queries.get_agency(actor, code)
