"""Enter clients, and change what is known of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend import audit
from backend.database import new_id
from backend.extensions import db
from backend.guards.sealing import seal
from backend.permissions import Actor
from backend.roster.models import CONTACT_PHONE, Client
from backend.units.models import Unit

AUDITED = ("unit_id", "name", "uscc", "kind")
"""Who the contact is, is nobody's business but the unit's; that it changed is told."""


def add_client(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> Client:
    """Enter a client of a unit. Raises ClientTaken."""
    client = Client(id=new_id(), unit_id=unit.id, created_at=now)
    _set(client, values)
    db.session.add(client)
    db.session.flush()  # the constraint speaks now
    audit.record("register", "client", client.id, actor=actor, now=now, after=_facts(client))
    return client


def change_client(client: Client, values: dict[str, Any], actor: Actor, now: datetime) -> Client:
    """Change a client that was found within reach, locked. Raises ClientTaken."""
    before, contact = _facts(client), (client.contact_name, client.plain_phone)
    _set(client, values)
    db.session.flush()  # the constraint speaks now, and the next version number is known only then
    after = _facts(client)
    changed = [name for name in AUDITED if before[name] != after[name]]
    told: dict[str, Any] = {"contact": "changed"} if contact != (client.contact_name, client.plain_phone) else {}
    now_known = told | {name: after[name] for name in changed}
    audit.record("change", "client", client.id, actor=actor, now=now, before={name: before[name] for name in changed}, after=now_known)
    return client


def _set(client: Client, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name == "contact_phone":
            value = None if value is None else seal(CONTACT_PHONE, value, client.id)
        setattr(client, name, value)


def _facts(client: Client) -> dict[str, Any]:
    return {name: getattr(client, name) for name in AUDITED}
