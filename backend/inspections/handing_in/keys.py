"""Make the year's key, and open what was sealed to one. The format is in docs/sync.md."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.clock import china_date
from backend.database import new_id
from backend.extensions import db, keyring
from backend.inspections.handing_in.models import HandInKey
from backend.inspections.handing_in.problems import Unreadable

FORMAT, PURPOSE = "gangwei-handed-in-1", "hand-in-key"
SECRET_BYTES, NONCE_BYTES = 32, 12


def find_key(now: datetime) -> HandInKey | None:
    """The key of this year in China; None before it was made."""
    return db.session.scalars(select(HandInKey).where(HandInKey.year == china_date(now).year)).one_or_none()


def make_key(now: datetime) -> HandInKey | None:
    """Make this year's key if there is none; the one that another process made meanwhile counts as well."""
    if (found := find_key(now)) is not None:
        return found
    private, key_id = ec.generate_private_key(ec.SECP256R1()), new_id()
    scalar = private.private_numbers().private_value.to_bytes(SECRET_BYTES, "big")
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    sealed = keyring().encrypt(PURPOSE, scalar, key_id.bytes)
    try:
        with db.session.begin_nested():
            row = HandInKey(id=key_id, year=china_date(now).year, public_key=point, private_key=sealed, created_at=now)
            db.session.add(row)
    except IntegrityError:
        return find_key(now)
    return row


def open_line(line: bytes) -> dict[str, Any]:
    """What a line of the file holds. Raises Unreadable for whatever is wrong with it."""
    try:
        outer = json.loads(line)
        key = db.session.get(HandInKey, UUID(outer["key"]))
        if outer["format"] != FORMAT or key is None:
            raise Unreadable()
        plain = _unseal(key, bytes_of(outer["ephemeral"]), bytes_of(outer["nonce"]), bytes_of(outer["sealed"]))
        inner = json.loads(plain)
    except (ValueError, TypeError, KeyError, AttributeError, InvalidTag, RecursionError) as error:
        raise Unreadable() from error
    if not isinstance(inner, dict):
        raise Unreadable()
    return inner


def _unseal(key: HandInKey, ephemeral: bytes, nonce: bytes, sealed: bytes) -> bytes:
    scalar = int.from_bytes(keyring().decrypt(PURPOSE, key.private_key, key.id.bytes), "big")
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), ephemeral)
    shared = ec.derive_private_key(scalar, ec.SECP256R1()).exchange(ec.ECDH(), point)
    info = FORMAT.encode() + ephemeral + bytes(key.public_key)
    secret = HKDF(SHA256(), SECRET_BYTES, salt=None, info=info).derive(shared)
    return AESGCM(secret).decrypt(nonce, sealed, f"{FORMAT}\n{key.id}".encode())


def bytes_of(text: str) -> bytes:
    """base64url without padding. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
