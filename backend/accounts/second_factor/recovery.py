"""Recovery codes: ten on paper, each good once, for the day the phone is lost."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update

from backend.accounts.second_factor.models import RecoveryCode
from backend.extensions import db, keyring

COUNT = 10
PURPOSE = "recovery-code"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No character that another one is taken for; ten of them are 49 bits, and each wrong try makes the next one wait."""


def make(account_id: UUID, now: datetime) -> list[str]:
    """New codes, returned once and kept only as keyed hashes; earlier ones end."""
    forget(account_id)
    codes = ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(COUNT)]
    for code in codes:
        db.session.add(RecoveryCode(account_id=account_id, code_hash=_hashes(account_id, code)[0], made_at=now))
    return codes


def use(account_id: UUID, code: str, now: datetime) -> bool:
    """Whether the code is one of the account's and was not used; it is used now."""
    taken = db.session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.account_id == account_id, RecoveryCode.code_hash.in_(_hashes(account_id, code)))
        .where(RecoveryCode.used_at.is_(None))
        .values(used_at=now)
        .returning(RecoveryCode.id)  # of two requests with one code, one finds no row
    )
    return taken.first() is not None


def forget(account_id: UUID) -> None:
    """End all codes of the account."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def _hashes(account_id: UUID, code: str) -> list[bytes]:
    plain = re.sub(r"[^a-z0-9]", "", code.lower())
    return keyring().blind_indexes(PURPOSE, f"{account_id}:{plain}")
