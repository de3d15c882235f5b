"""The keys for cards as JSON, as apps of the release before ask for them; phones of today read the signed list (`lists`)."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.certificates.keys import CARD
from backend.certificates.models import SigningKey
from backend.extensions import db, settings


def trust_list(now: datetime) -> dict[str, Any]:
    """The keys for cards as JSON: version, the instant of its last change, and all keys, revoked ones too."""
    keys = db.session.scalars(select(SigningKey).where(SigningKey.purpose == CARD).order_by(SigningKey.key_id)).all()
    steps = [step for key in keys for step in _steps(key, now)]
    return {
        "version": len(steps),
        "issued_at": max(steps, default=now),
        "card_origin": settings().public_origin,
        "keys": [_public(key, now) for key in keys],
    }


def trust_list_tag(listed: dict[str, Any]) -> str:
    """The list's ETag, made from its content: a version number could come again after a restored backup."""
    keys = [sorted((name, str(value)) for name, value in key.items()) for key in listed["keys"]]
    text = repr([listed["card_origin"], keys])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _steps(key: SigningKey, now: datetime) -> list[datetime]:
    instants = (key.planned_at or key.valid_from, key.activated_at, key.ended_at(now), key.revoked_at)
    return [instant for instant in instants if instant is not None]


def _public(key: SigningKey, now: datetime) -> dict[str, Any]:
    return {
        "key_id": key.key_id,
        "algorithm": key.algorithm,
        "public_key": urlsafe_b64encode(key.public_key).rstrip(b"=").decode(),
        "valid_from": key.valid_from,
        "valid_until": key.ended_at(now),
        "revoked_at": key.revoked_at,
    }
