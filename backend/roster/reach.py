"""Which sites an actor sees, and what is loaded with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from backend.jurisdictions.models import Agency, Division
from backend.permissions import Actor
from backend.roster.models import Client, Site
from backend.units.models import Unit


def site_in_reach(actor: Actor) -> Any:
    """SQL: the site lies in the officer's area, or is of the manager's units."""
    return actor.agency_in_reach(Site.agency_code) if actor.is_officer else Site.unit_id.in_(actor.unit_ids)


def site_in_list(actor: Actor) -> Any:
    """SQL: the same, for lists in an order of their own."""
    return actor.agency_passes(Site.agency_code) if actor.is_officer else Site.unit_id.in_(actor.unit_ids)


def whole_sites() -> Select[Any]:
    """Sites with what their representation needs."""
    return select(Site).options(
        joinedload(Site.unit),
        joinedload(Site.client),
        joinedload(Site.division),
        joinedload(Site.agency),
        undefer(Site.posted_count),  # type: ignore[attr-defined]
    )


def sites_in_brief() -> Select[Any]:
    """The same as plain columns, for many at once."""
    own = ("id", "unit_id", "client_id", "name", "address", "division_code", "agency_code", "latitude", "longitude", "status", "updated_at")
    columns = [getattr(Site, name) for name in (*own, "posted_count")]
    named = {"unit_name": Unit.name, "unit_kind": Unit.kind, "client_name": Client.name, "division_name": Division.name}
    beside = [column.label(name) for name, column in {**named, "agency_name": Agency.name}.items()]
    return select(*columns, *beside).join(Site.unit).outerjoin(Site.client).join(Site.division).join(Site.agency)
