"""Web Push over HTTP: always about the own account."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_smorest import Blueprint

from backend.extensions import clock, db
from backend.http import endpoint
from backend.permissions import Actor, Permission
from backend.warnings.push import operations, queries
from backend.warnings.push.schemas import OwnPushSchema, PushRemovalInput, PushSubscriptionInput

blueprint = Blueprint("push", __name__, description="Be told of new warnings while the app is closed")


@endpoint(blueprint, "GET", "/own/push", permission=Permission.WARNING_READ, returns=OwnPushSchema)
def show_own_push(actor: Actor) -> dict[str, Any]:
    """In which browsers the own account is told, and what to subscribe with."""
    return queries.own_push(actor)


@endpoint(
    blueprint,
    "POST",
    "/own/push",
    permission=Permission.WARNING_READ,
    body=PushSubscriptionInput,
    returns=OwnPushSchema,
    status=201,
    command=True,
)
def subscribe(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Be told in this browser from now on; whoever was told there is no more."""
    operations.subscribe(body, request.user_agent.string, actor, clock().now())
    db.session.flush()  # the list that is answered has it already
    return queries.own_push(actor)


@endpoint(
    blueprint,
    "POST",
    "/own/push/removal",
    permission=Permission.WARNING_READ,
    body=PushRemovalInput,
    returns=OwnPushSchema,
    command=True,
)
def unsubscribe(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Be told no more in one of the own browsers; harmless for one that is gone."""
    operations.unsubscribe(body["id"], actor, clock().now())
    return queries.own_push(actor)
