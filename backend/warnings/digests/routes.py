"""The daily digest over HTTP: always the own account's."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from backend.extensions import clock, db
from backend.http import endpoint
from backend.permissions import Actor, Permission
from backend.warnings.digests import operations, queries
from backend.warnings.digests.schemas import DigestInput, OwnDigestSchema

blueprint = Blueprint("digests", __name__, description="How many warnings wait, once a day by e-mail")


@endpoint(blueprint, "GET", "/own/digest", permission=Permission.WARNING_READ, returns=OwnDigestSchema)
def show_own_digest(actor: Actor) -> dict[str, Any]:
    """Whether, when and where the own account gets a digest."""
    return queries.own_digest(actor)


@endpoint(blueprint, "POST", "/own/digest", permission=Permission.WARNING_READ, body=DigestInput, returns=OwnDigestSchema, command=True)
def choose_digest(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Switch it on or off, and say when and where to."""
    operations.choose(body, actor, clock().now())
    db.session.flush()  # what is answered is what was just chosen
    return queries.own_digest(actor)
