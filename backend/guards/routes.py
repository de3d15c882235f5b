"""Guards over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from backend import media
from backend.clock import china_date
from backend.extensions import clock, db
from backend.guards import operations, queries
from backend.guards.models import Guard
from backend.guards.schemas import (
    DisclosureInput,
    DisclosureSchema,
    GuardChange,
    GuardInput,
    GuardSchema,
    GuardSearch,
    GuardSummarySchema,
)
from backend.guards.search import search
from backend.http import endpoint, require_match
from backend.limits import DISCLOSURES, PHOTOS, SEARCHES, UPLOADS
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("guards", __name__, description="Registered guards")


@endpoint(
    blueprint,
    "POST",
    "/guards/search",
    permission=Permission.GUARD_READ,
    body=GuardSearch,
    returns=page_of(GuardSummarySchema),
    reads_first=True,
    limits=SEARCHES,
)
def search_guards(actor: Actor, body: dict[str, Any]) -> Page:
    """Guards within one's reach, by part of the name, reading, initials, certificate number or whole identity number."""
    return search(actor, body, china_date(clock().now()))


@endpoint(
    blueprint, "POST", "/guards", permission=Permission.GUARD_REGISTER, body=GuardInput, returns=GuardSchema, status=201, command=True
)
def register_guard(actor: Actor, body: dict[str, Any]) -> Guard:
    """Enter a person in the register."""
    guard = operations.register_guard(body, actor, clock().now())
    return queries.get_guard(actor, guard.id)


@endpoint(blueprint, "GET", "/guards/<uuid:guard_id>", permission=Permission.GUARD_READ, returns=GuardSchema, versioned=True)
def show_guard(actor: Actor, guard_id: UUID) -> Guard:
    """One guard."""
    return queries.get_guard(actor, guard_id)


@endpoint(
    blueprint,
    "PATCH",
    "/guards/<uuid:guard_id>",
    permission=Permission.GUARD_EDIT,
    body=GuardChange,
    returns=GuardSchema,
    command=True,
    versioned=True,
)
def change_guard(actor: Actor, guard_id: UUID, body: dict[str, Any]) -> Guard:
    """Change name, phone, education, address or status."""
    guard = queries.get_guard(actor, guard_id, lock=True)
    require_match(guard)
    operations.change_guard(guard, body, actor, clock().now())
    return fresh(actor, guard)


@endpoint(
    blueprint,
    "POST",
    "/guards/<uuid:guard_id>/disclosure",
    permission=Permission.GUARD_DISCLOSE,
    body=DisclosureInput,
    returns=DisclosureSchema,
    command=True,
    limits=DISCLOSURES,
)
def disclose(actor: Actor, guard_id: UUID, body: dict[str, Any]) -> dict[str, str]:
    """The whole identity number and phone. Who asked, when and why is written down."""
    return operations.disclose(queries.get_guard(actor, guard_id), body["reason"], actor, clock().now())


@endpoint(
    blueprint,
    "PUT",
    "/guards/<uuid:guard_id>/photo",
    permission=Permission.GUARD_EDIT,
    returns=GuardSchema,
    command=True,
    pictures=True,
    versioned=True,
    limits=UPLOADS,
)
def set_photo(actor: Actor, guard_id: UUID) -> Guard:
    """Keep a new portrait; it is cut to 358 x 441 and stripped of everything but its pixels."""
    guard = queries.get_guard(actor, guard_id, lock=True)
    operations.set_photo(guard, request.get_data(), actor, clock().now())
    return fresh(actor, guard)


@endpoint(blueprint, "GET", "/guards/<uuid:guard_id>/photo", permission=Permission.GUARD_READ, limits=PHOTOS)
def show_photo(actor: Actor, guard_id: UUID) -> Response:
    """The portrait, as image/jpeg."""
    return Response(media.read(queries.get_photo_name(actor, guard_id)), mimetype="image/jpeg")


def fresh(actor: Actor, guard: Guard) -> Guard:
    """The guard as it is after a change."""
    db.session.expire(guard)
    return queries.get_guard(actor, guard.id)
