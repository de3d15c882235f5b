"""The log over HTTP: public but for how it stands."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from backend.extensions import clock, settings
from backend.http import endpoint
from backend.limits import MINUTE, Limit, count_together, network_of
from backend.permissions import PUBLIC, Actor, Permission
from backend.transparency import forks, queries
from backend.transparency.models import LogFork
from backend.transparency.problems import TooMany
from backend.transparency.schemas import (
    ConsistencyQuery,
    ConsistencySchema,
    EntriesQuery,
    ForkInput,
    ForkReportedSchema,
    InclusionQuery,
    InclusionSchema,
    LogEntriesSchema,
    LogStateSchema,
)

blueprint = Blueprint("transparency", __name__, description="The transparency log")

MAX_AGE_S = 300


@endpoint(blueprint, "GET", "/log/checkpoint", permission=PUBLIC, cached=True)
def show_checkpoint(actor: Actor | None) -> Response:
    """The newest signed checkpoint (application/cwt; docs/transparency.md). Not modified (304) for who holds it already."""
    message = queries.get_checkpoint().message
    tag = sha256(message).hexdigest()[:32]
    response = Response(status=304) if tag in request.if_none_match else Response(message, mimetype="application/cwt")
    response.set_etag(tag)
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    return response


@endpoint(blueprint, "GET", "/log/inclusion", permission=PUBLIC, query=InclusionQuery, returns=InclusionSchema)
def prove_inclusion(actor: Actor | None, query: dict[str, Any]) -> dict[str, Any]:
    """That a leaf is in the log, and where."""
    _count()
    return queries.prove_inclusion(bytes.fromhex(query["leaf"]), query.get("tree_size"))


@endpoint(blueprint, "GET", "/log/consistency", permission=PUBLIC, query=ConsistencyQuery, returns=ConsistencySchema)
def prove_consistency(actor: Actor | None, query: dict[str, Any]) -> dict[str, Any]:
    """That the log began as it was when it was smaller."""
    _count()
    return queries.prove_consistency(query["old"], query.get("new"))


@endpoint(blueprint, "GET", "/log/entries", permission=PUBLIC, query=EntriesQuery, returns=LogEntriesSchema)
def list_entries(actor: Actor | None, query: dict[str, Any]) -> dict[str, Any]:
    """The public side of some entries, for who wants to build the tree himself."""
    _count()
    return {"items": queries.list_entries(query["first"], query["last"])}


@endpoint(blueprint, "POST", "/log/forks", permission=PUBLIC, body=ForkInput, returns=ForkReportedSchema, status=201, csrf=False)
def report_fork(actor: Actor | None, body: dict[str, Any]) -> LogFork:
    """Report two signed checkpoints that contradict each other; anything else is refused."""
    _count()
    return forks.report_fork(body["known"], body["offered"], clock().now())


@endpoint(blueprint, "GET", "/log", permission=Permission.AUDIT_READ, returns=LogStateSchema)
def show_state(actor: Actor) -> dict[str, Any]:
    """How the log stands, and what forks were reported."""
    return queries.state()


def _count() -> None:
    asked = Limit("log.address", network_of(request.remote_addr or ""), MINUTE, settings().log_per_minute)
    count_together([asked], clock().now(), TooMany)
