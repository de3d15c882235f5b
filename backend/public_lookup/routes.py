"""The public lookup over HTTP."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import endpoint
from backend.permissions import PUBLIC, Actor
from backend.public_lookup import log, queries, quotas
from backend.public_lookup.schemas import CardInput, CardLogSchema, LookupInput, LookupSchema

blueprint = Blueprint("public_lookup", __name__, description="What anybody may ask about a certificate")


@endpoint(blueprint, "POST", "/lookup", permission=PUBLIC, body=LookupInput, returns=LookupSchema, csrf=False, plain=True)
def look_up(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """Whether a certificate is good, asked by number and name or by a presented card."""
    now = clock().now()
    quotas.count_question(request.remote_addr or "", body.get("number"), now)
    if "credential" in body:
        card = queries.read_card(body["credential"])
        if card is not queries.NOBODY:
            quotas.count_subject(card.number, now)
        return queries.find_by_card(card, now)
    return queries.find_by_name(body["number"], body["name"], now)


@endpoint(blueprint, "POST", "/log/card", permission=PUBLIC, body=CardInput, returns=CardLogSchema, csrf=False)
def prove_card(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """What the transparency log holds of a presented card, with proofs: its issue, and what made its present state."""
    now = clock().now()
    quotas.count_question(request.remote_addr or "", None, now)
    card = queries.read_card(body["credential"])
    if card is not queries.NOBODY:
        quotas.count_subject(card.number, now)
    return log.prove_card(body["credential"])
