"""Uploads over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint
from backend.inspections.uploads import operations
from backend.inspections.uploads.schemas import UploadQuery, UploadSchema
from backend.limits import PARTS
from backend.permissions import Actor, Permission

blueprint = Blueprint("uploads", __name__, description="Files that come in parts")


@endpoint(
    blueprint,
    "PUT",
    "/uploads/<uuid:upload_id>",
    permission=Permission.INSPECTION_RECORD,
    query=UploadQuery,
    returns=UploadSchema,
    pieces=True,
    limits=PARTS,
)
def take_part(actor: Actor, upload_id: UUID, query: dict[str, Any]) -> dict[str, Any]:
    """Send a part of a file; the last one makes a picture of it, under the same id."""
    return operations.take_part(upload_id, query, request.get_data(), actor, clock().now())


@endpoint(blueprint, "GET", "/uploads/<uuid:upload_id>", permission=Permission.INSPECTION_RECORD, returns=UploadSchema)
def show_upload(actor: Actor, upload_id: UUID) -> dict[str, Any]:
    """How much of a file is kept, and where to go on."""
    return operations.find_upload(actor, upload_id)
