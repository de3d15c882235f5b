"""Handing in over HTTP."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from flask_smorest import Blueprint

from backend.errors import NotSaved
from backend.extensions import clock
from backend.http import endpoint
from backend.inspections.handing_in import keys, taking
from backend.inspections.handing_in.schemas import HandedInInput, HandedInSchema, HandInKeySchema
from backend.permissions import PUBLIC, Actor, Permission
from backend.unit_of_work import begin_writing

blueprint = Blueprint("handing_in", __name__, description="Records that their own phone cannot send")


@endpoint(blueprint, "GET", "/hand-in-key", permission=PUBLIC, returns=HandInKeySchema)
def show_hand_in_key(actor: Actor | None) -> dict[str, Any]:
    """The key to which a phone seals what it exports; the first who asks in a year has it made."""
    now = clock().now()
    key = keys.find_key(now)
    if key is None:
        begin_writing()
        key = keys.make_key(now)
    if key is None:
        raise NotSaved()
    return {"id": key.id, "year": key.year, "public_key": urlsafe_b64encode(key.public_key).decode().rstrip("=")}


@endpoint(
    blueprint,
    "POST",
    "/handed-in",
    permission=Permission.INSPECTION_RECORD,
    body=HandedInInput,
    returns=HandedInSchema,
    command=True,
)
def hand_in(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Take in one line of a file of another officer's phone."""
    return taking.hand_in(body["upload_id"], actor, clock().now())
