"""Electronic cards over HTTP: codes for those who employ the guard, the card for whoever holds all three answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from backend.cards.electronic import operations, queries, tries
from backend.cards.electronic.schemas import (
    CardCodeSchema,
    CardOnPhoneSchema,
    CardStateSchema,
    ElectronicCardsSchema,
    KeyInput,
    TakeCardInput,
)
from backend.cards.problems import NoMatch
from backend.extensions import clock
from backend.guards.queries import get_guard
from backend.http import begin_writing, endpoint
from backend.permissions import PUBLIC, Actor, Permission

blueprint = Blueprint("electronic_cards", __name__, description="The guard's card on his own phone")

HAND_OUT = Permission.CARD_HAND_OUT


@endpoint(blueprint, "POST", "/guards/<uuid:guard_id>/card-codes", permission=HAND_OUT, returns=CardCodeSchema, status=201)
def make_code(actor: Actor, guard_id: UUID) -> dict[str, Any]:
    """A one-time code for a guard of one's own; an earlier one is void. No command: its answer is a secret that is kept nowhere."""
    return operations.make_code(get_guard(actor, guard_id, lock=True), actor, clock().now())


@endpoint(blueprint, "GET", "/guards/<uuid:guard_id>/electronic-cards", permission=HAND_OUT, returns=ElectronicCardsSchema)
def list_electronic_cards(actor: Actor, guard_id: UUID) -> dict[str, Any]:
    """The phones that hold a guard's card."""
    return queries.list_of_guard(get_guard(actor, guard_id), clock().now())


@endpoint(blueprint, "DELETE", "/electronic-cards/<uuid:electronic_card_id>", permission=HAND_OUT, status=204)
def remove_electronic_card(actor: Actor, electronic_card_id: UUID) -> None:
    """Take the card from a phone, for example a lost one: it learns so when it next asks."""
    operations.remove(queries.get_electronic_card(actor, electronic_card_id), actor, clock().now())


@endpoint(blueprint, "POST", "/card", permission=PUBLIC, body=TakeCardInput, returns=CardOnPhoneSchema, csrf=False, reads_first=True)
def take_card(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """Take one's card onto a phone with number, identity number and one-time code. One answer, whichever of them is wrong."""
    now = clock().now()
    tries.count_try(request.remote_addr or "", body["number"], body["identity_number"], now)
    known = (body["number"], body["identity_number"], body["code"])
    if queries.find_code(*known) is None:  # no writer waits for a stranger's guess
        raise NoMatch()
    begin_writing()
    return operations.take_card(queries.find_code(*known, lock=True), body["key"], now)


@endpoint(blueprint, "POST", "/card/state", permission=PUBLIC, body=KeyInput, returns=CardStateSchema, csrf=False)
def show_card_state(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """How the card on this phone stands now."""
    tries.count_look(request.remote_addr or "", clock().now())
    return operations.refresh(queries.get_by_key(body["key"]), clock().now())


@endpoint(blueprint, "POST", "/card/removal", permission=PUBLIC, body=KeyInput, csrf=False, status=204)
def remove_card(actor: Actor | None, body: dict[str, Any]) -> None:
    """The holder removes the card from his phone."""
    tries.count_look(request.remote_addr or "", clock().now())
    operations.remove(queries.get_by_key(body["key"], lock=True), None, clock().now())
