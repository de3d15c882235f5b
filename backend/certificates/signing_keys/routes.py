"""Keys over HTTP for the administrator, and the signed lists for everybody."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from flask_smorest import Blueprint

from backend import audit
from backend.certificates import keys, publishing
from backend.certificates.signing_keys import queries, taking_out
from backend.certificates.signing_keys.schemas import (
    AffectedFileQuery,
    AffectedQuery,
    AffectedSchema,
    KeyRevocationInput,
    PublicationStateSchema,
    RotationInput,
    SigningKeyInput,
    SigningKeySchema,
    SigningKeysSchema,
)
from backend.clock import china_date
from backend.errors import NotFound
from backend.extensions import clock
from backend.http import begin_writing, endpoint
from backend.pagination import Page, page_of
from backend.permissions import PUBLIC, Actor, Permission

blueprint = Blueprint("signing_keys", __name__, description="The keys that sign cards and lists, and the signed lists")

MANAGE = Permission.SIGNING_KEY_MANAGE
CWT = "application/cwt"
MAX_AGE_S = 300


@endpoint(blueprint, "GET", "/lists/trust", permission=PUBLIC, cached=True)
def show_trust(actor: Actor | None) -> Response:
    """The trust list as published (docs/lists.md). Not modified (304) for those who hold it already."""
    return _published(publishing.TRUST)


@endpoint(blueprint, "GET", "/lists/trust/<int:key_id>", permission=PUBLIC, cached=True)
def show_trust_by(actor: Actor | None, key_id: int) -> Response:
    """The newest trust list that this list key signed: for phones that were away over two changes of keys."""
    return _published(publishing.TRUST, key_id)


@endpoint(blueprint, "GET", "/lists/status", permission=PUBLIC, cached=True)
def show_status(actor: Actor | None) -> Response:
    """The status list as published (docs/lists.md). Not modified (304) for those who hold it already."""
    return _published(publishing.STATUS)


@endpoint(blueprint, "GET", "/signing-keys", permission=MANAGE, returns=SigningKeysSchema)
def list_keys(actor: Actor) -> dict[str, Any]:
    """All keys, the newest first, and the published lists."""
    return queries.list_keys(clock().now())


@endpoint(blueprint, "POST", "/signing-keys", permission=MANAGE, body=SigningKeyInput, returns=SigningKeySchema, status=201, command=True)
def plan_key(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Plan a key: it is listed from now on, and may sign cards a week later."""
    now = clock().now()
    return queries.shown(keys.plan_key(body["purpose"], now, algorithm=body.get("algorithm"), actor=actor), 0, now)


@endpoint(blueprint, "POST", "/signing-keys/rotation", permission=MANAGE, body=RotationInput, returns=SigningKeySchema, command=True)
def rotate_key(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """The oldest planned key takes over; what the former one signed stays good. Answers the new one."""
    now = clock().now()
    return queries.shown(keys.rotate_key(body["purpose"], now, at_once=body["at_once"], actor=actor), 0, now)


@endpoint(blueprint, "POST", "/signing-keys/publication", permission=MANAGE, returns=PublicationStateSchema, status=202, command=True)
def ask_for_publication(actor: Actor) -> dict[str, Any]:
    """Publish the lists as soon as a worker comes to it; at most every twenty seconds."""
    publishing.wanted(clock().now())
    return queries.published()


@endpoint(
    blueprint,
    "POST",
    "/signing-keys/<int:key_id>/revocation",
    permission=MANAGE,
    body=KeyRevocationInput,
    returns=SigningKeySchema,
    command=True,
)
def revoke_key(actor: Actor, key_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Believe nothing of this key any more, for ever. Was it in use, a planned one takes over at once."""
    now = clock().now()
    key = keys.revoke_key(key_id, body["reason"], now, actor)
    return queries.shown(key, keys.count_cards(key_id), now)


@endpoint(
    blueprint,
    "GET",
    "/signing-keys/<int:key_id>/certificates",
    permission=MANAGE,
    query=AffectedQuery,
    returns=page_of(AffectedSchema),
)
def list_affected(actor: Actor, key_id: int, query: dict[str, Any]) -> Page:
    """The certificates whose cards this key signed: numbers and agencies, no names."""
    return queries.list_affected(queries.get_key(key_id), query, china_date(clock().now()))


@endpoint(blueprint, "GET", "/signing-keys/<int:key_id>/certificates.csv", permission=MANAGE, query=AffectedFileQuery)
def download_affected(actor: Actor, key_id: int, query: dict[str, Any]) -> Response:
    """The same as a file (CSV). That it was taken out is written down."""
    begin_writing()
    now, key = clock().now(), queries.get_key(key_id)
    audit.record("export", "signing_key", key.key_id, actor=actor, now=now, after=query)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    response = Response(taking_out.stream(app, key_id, query, china_date(now)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="key-{key_id}-certificates.csv"'
    return response


def _published(kind: str, key_id: int | None = None) -> Response:
    found = publishing.find_published(kind, key_id)
    if found is None:
        raise NotFound()
    response = Response(status=304) if found.etag in request.if_none_match else Response(bytes(found.content), mimetype=CWT)
    response.set_etag(found.etag)
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    return response
