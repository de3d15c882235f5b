"""Checks over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend import media
from backend.append import Appended
from backend.devices.signing import Stamp
from backend.extensions import clock
from backend.http import endpoint
from backend.limits import PHOTOS
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.verifications import operations, queries
from backend.verifications.models import Verification
from backend.verifications.schemas import VerificationInput, VerificationQuery, VerificationSchema

blueprint = Blueprint("verifications", __name__, description="Checks of cards and numbers on the spot")


@endpoint(
    blueprint,
    "POST",
    "/verifications",
    permission=Permission.VERIFICATION_RECORD,
    body=VerificationInput,
    returns=VerificationSchema,
    status=201,
    command=True,
    appends=operations.KEPT_WITH_COMMAND,
    signed=operations.SIGNED,
)
def record_verification(actor: Actor, body: dict[str, Any], stamp: Stamp | None) -> Appended:
    """Check a scanned code or a typed number; the check is kept."""
    return operations.record_verification(body, actor, clock().now(), stamp)


@endpoint(
    blueprint,
    "GET",
    "/verifications",
    permission=Permission.VERIFICATION_READ,
    query=VerificationQuery,
    returns=page_of(VerificationSchema),
)
def list_verifications(actor: Actor, query: dict[str, Any]) -> Page:
    """One's own checks, the newest first."""
    return queries.list_own(actor, query)


@endpoint(blueprint, "GET", "/verifications/<uuid:verification_id>", permission=Permission.VERIFICATION_READ, returns=VerificationSchema)
def show_verification(actor: Actor, verification_id: UUID) -> Verification:
    """One check, as it was answered."""
    return queries.get_verification(actor, verification_id)


@endpoint(blueprint, "GET", "/verifications/<uuid:verification_id>/photo", permission=Permission.VERIFICATION_READ, limits=PHOTOS)
def show_photo(actor: Actor, verification_id: UUID) -> Response:
    """The photo on file of the person checked, to compare with the face."""
    name = queries.get_photo_name(actor, verification_id, clock().now())
    return Response(media.read(name), mimetype="image/jpeg", headers={"Cache-Control": "private, no-store"})
