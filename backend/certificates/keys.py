"""The keys that sign cards, and the list of those to be trusted.

A key's life: made, used, retired (its cards stay good), or revoked (none of its cards is believed
any more, for ever). Each step changes the trust list once, so the number of steps is its version.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from backend import audit
from backend.certificates import credential
from backend.certificates.card_fields import CardFields
from backend.certificates.credential import TrustedKey
from backend.certificates.models import SigningKey
from backend.errors import NotFound
from backend.extensions import db, keyring, settings
from backend.quick import Read

PURPOSE = "signing-key"
ALGORITHM = "ES256"
LAST_KEY_ID = 255


_TRUSTED = Read(select(SigningKey.key_id, SigningKey.public_key).where(SigningKey.revoked_at.is_(None), SigningKey.algorithm == ALGORITHM))


class KeysExhausted(RuntimeError):
    """The card's format has one byte for the key id, and every id was given out."""


@dataclass(frozen=True)
class Signer:
    """The key in use, ready to sign."""

    key_id: int
    private_key: ec.EllipticCurvePrivateKey

    def sign(self, fields: CardFields) -> bytes:
        """The payload of a card."""
        return credential.sign(fields, self.key_id, self.private_key)


def get_signer(now: datetime) -> Signer:
    """The newest key in use; the first is made when there is none."""
    key = ensure_signing_key(now)
    secret = keyring().decrypt(PURPOSE, key.private_key or b"", _aad(key.key_id))
    return Signer(key.key_id, credential.load_private_key(secret))


def ensure_signing_key(now: datetime) -> SigningKey:
    """The key in use. When there is none it is made; of two that try at once one waits and takes the other's."""
    last = _last_key_id()  # read first: a key that is made after this has a greater id, and ours will be refused
    key = _find_in_use()
    if key is not None:
        return key
    try:
        with db.session.begin_nested():
            key = make_signing_key(now, last)
    except IntegrityError:
        key = _find_in_use()
        if key is None:
            raise
    return key


def make_signing_key(now: datetime, last: int | None = None) -> SigningKey:
    """A new key, used from now on; the former ones sign no more.

    last  the newest key that the caller knows of; of two that follow the same one the second is refused
    Raises KeysExhausted, and IntegrityError for that second one.
    """
    key_id = (_last_key_id() if last is None else last) + 1
    if key_id > LAST_KEY_ID:
        raise KeysExhausted(f"key id {LAST_KEY_ID} was the last")
    for former in _in_use():
        former.valid_until, former.private_key = now, None
    private = credential.generate_key()
    key = SigningKey(
        key_id=key_id,
        algorithm=ALGORITHM,
        public_key=credential.dump_public_key(private.public_key()),
        private_key=keyring().encrypt(PURPOSE, credential.dump_private_key(private), _aad(key_id)),
        valid_from=now,
    )
    db.session.add(key)
    db.session.flush()  # two that make one at once meet here, at the primary key
    audit.record("make", "signing_key", key_id, now=now, after={"algorithm": ALGORITHM, "public_key": key.public_key.hex()})
    return key


def revoke_signing_key(key_id: int, reason: str, now: datetime) -> SigningKey:
    """Believe no card of this key any more, and forget how to sign with it. Raises NotFound."""
    key = db.session.get(SigningKey, key_id, with_for_update=True)
    if key is None:
        raise NotFound()
    if key.revoked_at is None:
        key.revoked_at, key.private_key = now, None
        audit.record("revoke", "signing_key", key_id, now=now, after={"reason": reason})
    return key


def trusted_keys() -> dict[int, TrustedKey]:
    """What to verify cards with: every key that was never revoked."""
    return {row.key_id: TrustedKey(bytes(row.public_key)) for row in _TRUSTED.all()}


def trust_list(now: datetime) -> dict[str, Any]:
    """The public list: version, the instant of its last change, and all keys, revoked ones too."""
    keys = db.session.scalars(select(SigningKey).order_by(SigningKey.key_id)).all()
    steps = [step for key in keys for step in (key.valid_from, key.valid_until, key.revoked_at) if step is not None]
    return {
        "version": len(steps),
        "issued_at": max(steps, default=now),
        "card_origin": settings().public_origin,
        "keys": [_public(key) for key in keys],
    }


def trust_list_tag(listed: dict[str, Any]) -> str:
    """The list's ETag, made from its content: a version number could come again after a restored backup."""
    keys = [sorted((name, str(value)) for name, value in key.items()) for key in listed["keys"]]
    text = repr([listed["card_origin"], keys])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _public(key: SigningKey) -> dict[str, Any]:
    return {
        "key_id": key.key_id,
        "algorithm": key.algorithm,
        "public_key": urlsafe_b64encode(key.public_key).rstrip(b"=").decode(),
        "valid_from": key.valid_from,
        "valid_until": key.valid_until,
        "revoked_at": key.revoked_at,
    }


def _last_key_id() -> int:
    return db.session.scalar(select(func.max(SigningKey.key_id))) or 0


def _in_use() -> Sequence[SigningKey]:
    return db.session.scalars(
        select(SigningKey).where(SigningKey.revoked_at.is_(None), SigningKey.valid_until.is_(None)).order_by(SigningKey.key_id.desc())
    ).all()


def _find_in_use() -> SigningKey | None:
    keys = _in_use()
    return keys[0] if keys else None


def _aad(key_id: int) -> bytes:
    return bytes([key_id])
