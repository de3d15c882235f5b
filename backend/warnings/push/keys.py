"""The pair of keys by which push services know this installation: made once by the set-up, sealed, and never changed.

Were it changed, every browser would have to subscribe again.
"""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from backend.database import new_id
from backend.extensions import db, keyring
from backend.warnings.push.encryption import CURVE, point
from backend.warnings.push.models import PushKey

PURPOSE = "push key"


def ensure_key(now: datetime) -> None:
    """Make the pair where there is none."""
    if db.session.scalar(select(PushKey.id).limit(1)) is not None:
        return
    key, key_id = ec.generate_private_key(CURVE), new_id()
    secret = key.private_numbers().private_value.to_bytes(32, "big")
    db.session.add(PushKey(id=key_id, private_key=keyring().encrypt(PURPOSE, secret, key_id.bytes), public_key=point(key), created_at=now))


def find_key() -> PushKey | None:
    """The pair; the first where two set-ups ran at once."""
    return db.session.scalars(select(PushKey).order_by(PushKey.id).limit(1)).first()


def unsealed(row: PushKey) -> ec.EllipticCurvePrivateKey:
    """The private key. Raises CryptoError."""
    return ec.derive_private_key(int.from_bytes(keyring().decrypt(PURPOSE, row.private_key, row.id.bytes), "big"), CURVE)
