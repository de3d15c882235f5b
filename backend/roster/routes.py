"""Rosters, clients, sites and postings over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.clock import china_date
from backend.extensions import clock, db
from backend.guards.queries import get_guard
from backend.http import endpoint, require_match
from backend.limits import SEARCHES
from backend.pagination import Page, PageQuery, page_of
from backend.permissions import Actor, Permission
from backend.roster import client_operations, operations, queries, site_operations
from backend.roster.models import Client, Employment, Posting, Site
from backend.roster.schemas import (
    ClientChange,
    ClientInput,
    ClientSchema,
    Closure,
    EmploymentSchema,
    EmploymentsSchema,
    Hire,
    Leaving,
    PostingEnd,
    PostingInput,
    PostingSchema,
    RosterEntrySchema,
    RosterSearch,
    SiteChange,
    SiteInput,
    SiteQuery,
    SiteRosterSchema,
    SiteSchema,
    UnitSiteQuery,
    WholeClientSchema,
)
from backend.units.queries import get_unit

P = Permission
SitePage = page_of(SiteSchema)
blueprint = Blueprint("roster", __name__, description="Who works for which unit, and at which sites")


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/roster/search",
    permission=P.ROSTER_READ,
    body=RosterSearch,
    returns=page_of(RosterEntrySchema),
    reads_first=True,
    limits=SEARCHES,
)
def search_roster(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> Page:
    """Who works for a unit, found like guards are."""
    return queries.search_roster(actor, get_unit(actor, unit_id), body, china_date(clock().now()))


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/employments",
    permission=P.ROSTER_MANAGE,
    body=Hire,
    returns=RosterEntrySchema,
    status=201,
    command=True,
)
def hire(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> Employment:
    """Enter a person in the roster, by a number and the exact name."""
    return queries.get_entry(operations.hire(get_unit(actor, unit_id), body, actor, clock().now()).id)


@endpoint(
    blueprint,
    "POST",
    "/employments/<uuid:employment_id>/leaving",
    permission=P.ROSTER_MANAGE,
    body=Leaving,
    returns=EmploymentSchema,
    command=True,
)
def leave(actor: Actor, employment_id: UUID, body: dict[str, Any]) -> Employment:
    """End an employment and every posting under it."""
    employment = queries.get_employment(actor, employment_id, lock=True)
    return operations.leave(employment, body["ended_on"], body["leaving_reason"], actor, clock().now(), body["leaving_note"])


@endpoint(blueprint, "GET", "/guards/<uuid:guard_id>/employments", permission=P.ROSTER_READ, returns=EmploymentsSchema)
def list_employments(actor: Actor, guard_id: UUID) -> dict[str, Sequence[Employment]]:
    """For whom a guard has worked."""
    return {"items": queries.list_employments(actor, get_guard(actor, guard_id))}


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/clients", permission=P.SITE_READ, query=PageQuery, returns=page_of(ClientSchema))
def list_clients(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The clients of a unit."""
    return queries.list_clients(get_unit(actor, unit_id), query)


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/clients",
    permission=P.SITE_MANAGE,
    body=ClientInput,
    returns=ClientSchema,
    status=201,
    command=True,
)
def add_client(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> Client:
    """Enter a client."""
    return client_operations.add_client(get_unit(actor, unit_id), body, actor, clock().now())


@endpoint(blueprint, "GET", "/clients/<uuid:client_id>", permission=P.SITE_READ, returns=WholeClientSchema, versioned=True)
def show_client(actor: Actor, client_id: UUID) -> Client:
    """One client, with the contact's number."""
    return queries.get_client(actor, client_id)


@endpoint(
    blueprint,
    "PATCH",
    "/clients/<uuid:client_id>",
    permission=P.SITE_MANAGE,
    body=ClientChange,
    returns=WholeClientSchema,
    command=True,
    versioned=True,
)
def change_client(actor: Actor, client_id: UUID, body: dict[str, Any]) -> Client:
    """Change a client."""
    client = queries.get_client(actor, client_id, lock=True)
    require_match(client)
    return client_operations.change_client(client, body, actor, clock().now())


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/sites", permission=P.SITE_READ, query=UnitSiteQuery, returns=SitePage)
def list_unit_sites(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The sites of a unit."""
    return queries.list_unit_sites(actor, get_unit(actor, unit_id), query)


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/sites",
    permission=P.SITE_MANAGE,
    body=SiteInput,
    returns=SiteSchema,
    status=201,
    command=True,
)
def open_site(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> Site:
    """Enter a site."""
    site = site_operations.open_site(get_unit(actor, unit_id), body, actor, clock().now())
    return fresh(actor, site)


@endpoint(blueprint, "GET", "/sites", permission=P.SITE_READ, query=SiteQuery, returns=SitePage)
def list_sites(actor: Actor, query: dict[str, Any]) -> Page:
    """Sites within one's reach; the nearest first when a position is given."""
    place = None if query["latitude"] is None else (query["latitude"], query["longitude"])
    return queries.list_sites(actor, query, place)


@endpoint(blueprint, "GET", "/sites/<uuid:site_id>", permission=P.SITE_READ, returns=SiteSchema, versioned=True)
def show_site(actor: Actor, site_id: UUID) -> Site:
    """One site."""
    return queries.get_site(actor, site_id)


@endpoint(
    blueprint,
    "PATCH",
    "/sites/<uuid:site_id>",
    permission=P.SITE_MANAGE,
    body=SiteChange,
    returns=SiteSchema,
    command=True,
    versioned=True,
)
def change_site(actor: Actor, site_id: UUID, body: dict[str, Any]) -> Site:
    """Change a site."""
    site = queries.get_site(actor, site_id, lock=True)
    require_match(site)
    return fresh(actor, site_operations.change_site(site, body, actor, clock().now()))


@endpoint(
    blueprint,
    "POST",
    "/sites/<uuid:site_id>/closure",
    permission=P.SITE_MANAGE,
    body=Closure,
    returns=SiteSchema,
    command=True,
    versioned=True,
)
def close_site(actor: Actor, site_id: UUID, body: dict[str, Any]) -> Site:
    """Close a site for good; the postings to it end."""
    site = queries.get_site(actor, site_id, lock=True)
    return fresh(actor, site_operations.close_site(site, body["reason"], actor, clock().now()))


@endpoint(blueprint, "GET", "/sites/<uuid:site_id>/roster", permission=P.ROSTER_READ, returns=SiteRosterSchema)
def list_site_roster(actor: Actor, site_id: UUID) -> dict[str, Sequence[Posting]]:
    """Who is posted to a site."""
    return {"items": queries.list_site_roster(queries.get_site(actor, site_id))}


@endpoint(
    blueprint,
    "POST",
    "/sites/<uuid:site_id>/postings",
    permission=P.ROSTER_MANAGE,
    body=PostingInput,
    returns=PostingSchema,
    status=201,
    command=True,
)
def post(actor: Actor, site_id: UUID, body: dict[str, Any]) -> Posting:
    """Post a guard of the unit's roster to its site."""
    site = queries.get_site(actor, site_id, lock=True)
    return operations.post(site, body["employment_id"], body["started_on"], actor, clock().now())


@endpoint(
    blueprint,
    "POST",
    "/postings/<uuid:posting_id>/ending",
    permission=P.ROSTER_MANAGE,
    body=PostingEnd,
    returns=PostingSchema,
    command=True,
)
def end_posting(actor: Actor, posting_id: UUID, body: dict[str, Any]) -> Posting:
    """End a posting; the guard stays on the roster."""
    posting = queries.get_posting(actor, posting_id, lock=True)
    return operations.end_posting(posting, body["ended_on"], actor, clock().now())


def fresh(actor: Actor, site: Site) -> Site:
    """The site as it is after a change."""
    db.session.expire(site)
    return queries.get_site(actor, site.id)
