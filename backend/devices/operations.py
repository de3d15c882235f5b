"""Enrol, rename and revoke devices."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from backend import audit
from backend.accounts import operations as accounts
from backend.accounts import sessions
from backend.devices import signing
from backend.devices.models import Device
from backend.devices.problems import AlreadyRevoked, IdTaken, SignatureInvalid, TooMany
from backend.errors import field_error
from backend.extensions import db
from backend.permissions import Actor, Role

AT_MOST = 50
"""Devices of one account that are not revoked: a phone, a tablet, a desk, and those whose data were cleared."""


def enrol_device(values: dict[str, Any], challenges: Iterable[str], actor: Actor, now: datetime) -> Device:
    """Take a device in for the own account. The same one again is answered with what is kept.

    values      as `DeviceInput` loads them
    challenges  the texts that may have been given out; one of them was signed
    Raises SignatureInvalid, IdTaken, TooMany, and Invalid for a key that is none.
    """
    key = urlsafe_b64decode(values["public_key"] + "=")
    if not signing.is_point(key):
        raise field_error("public_key", "format", "This is no point of the curve P-256")
    signature = urlsafe_b64decode(values["signature"] + "==")
    texts = (signing.enrolment_text(actor.account_id, values["id"], challenge) for challenge in challenges)
    if not any(signing.verify(key, signature, text) for text in texts):
        raise SignatureInvalid()
    kept = db.session.get(Device, values["id"])
    if kept is not None:
        if kept.account_id != actor.account_id or bytes(kept.public_key) != key:
            raise IdTaken()
        return kept
    _make_room(actor)
    device = Device(id=values["id"], account_id=actor.account_id, public_key=key, name=values["name"], enrolled_at=now)
    db.session.add(device)
    db.session.flush()  # the columns' defaults are part of the answer
    audit.record("enrol", "device", device.id, actor=actor, now=now, after={"name": device.name})
    return device


def rename_device(device: Device, name: str) -> Device:
    """Call it something else."""
    device.name = name
    return device


def revoke_device(device: Device, reason: str, actor: Actor, now: datetime) -> Device:
    """From now on nothing it signs is taken; what it signed before stays.

    Revoked by somebody else it is lost or in wrong hands: the account is signed out everywhere.
    Raises AlreadyRevoked; Denied when its account is above the actor's own.
    """
    if device.revoked_at is not None:
        raise AlreadyRevoked()
    device.revoked_at, device.revoked_reason = now, reason
    if device.account_id != actor.account_id:
        accounts.check_may_manage(actor, Role(device.account.role), device.account.agency_code)
        sessions.end_all(device.account_id)
    audit.record("revoke", "device", device.id, actor=actor, now=now, after={"name": device.name, "reason": reason})
    return device


def _make_room(actor: Actor) -> None:
    """Forget the oldest one that never signed anything: were it still there, it would enrol again by itself. Raises TooMany."""
    own = (Device.account_id == actor.account_id, Device.revoked_at.is_(None))
    if (db.session.scalar(select(func.count()).where(*own)) or 0) < AT_MOST:
        return
    unused = db.session.scalars(
        select(Device).where(*own, Device.last_sequence == 0).order_by(Device.enrolled_at, Device.id).limit(1)
    ).first()
    if unused is None:
        raise TooMany()
    db.session.delete(unused)
