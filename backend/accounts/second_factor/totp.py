"""Codes of an authenticator app (RFC 6238: SHA-1, six digits, steps of 30 s)."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pyotp
from qrcode import QRCode
from sqlalchemy import or_, update

from backend.accounts.second_factor.models import Totp
from backend.accounts.second_factor.problems import CodeWrong, NoSetup
from backend.extensions import db, keyring

PURPOSE = "totp-secret"
STEP_S, WINDOW = 30, 1
"""A phone's clock may be one step off, either way (RFC 6238, 5.2)."""
ISSUER = "岗卫"
SETUP_LIMIT = timedelta(minutes=15)


def begin(account_id: UUID, user_name: str, now: datetime) -> dict[str, Any]:
    """Make a secret and show it, as text and as a QR code; it counts once a code has proven it."""
    secret = pyotp.random_base32()
    row = db.session.get(Totp, account_id) or Totp(account_id=account_id)
    row.pending, row.pending_at = keyring().encrypt(PURPOSE, secret.encode(), account_id.bytes), now
    db.session.add(row)
    uri = pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=ISSUER)
    code = QRCode(border=0)
    code.add_data(uri)
    rows = ["".join("1" if dark else "0" for dark in line) for line in code.get_matrix()]
    return {"secret": secret, "uri": uri, "qr": rows}


def confirm(account_id: UUID, code: str, now: datetime) -> None:
    """The app has the secret: its code proves it. An earlier app's secret ends. Raises NoSetup, CodeWrong."""
    row = db.session.get(Totp, account_id, with_for_update=True)
    if row is None or row.pending is None or row.pending_at is None or now - row.pending_at > SETUP_LIMIT:
        raise NoSetup()
    step = _step_of(_open(row.pending, account_id), code, now)
    if step is None:
        raise CodeWrong(errors=[{"field": "code", "code": "wrong", "message": CodeWrong.title}])
    row.secret, row.pending, row.pending_at = row.pending, None, None
    row.last_step, row.added_at, row.last_used_at = step, now, None


def use(account_id: UUID, code: str, now: datetime) -> bool:
    """Whether the code is right and was not used before; it is used now."""
    row = db.session.get(Totp, account_id)
    step = _step_of(_open(row.secret, account_id), code, now) if row and row.secret else None
    if step is None:
        return False
    taken = db.session.execute(
        update(Totp)
        .where(Totp.account_id == account_id, or_(Totp.last_step.is_(None), Totp.last_step < step))
        .values(last_step=step, last_used_at=now)
        .returning(Totp.account_id)  # of two requests with one code, one finds no row
    )
    return taken.first() is not None


def _open(sealed: bytes, account_id: UUID) -> pyotp.TOTP:
    return pyotp.TOTP(keyring().decrypt(PURPOSE, sealed, account_id.bytes).decode())


def _step_of(totp: pyotp.TOTP, code: str, now: datetime) -> int | None:
    here = int(now.timestamp()) // STEP_S
    steps = range(here - WINDOW, here + WINDOW + 1)
    right = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
    return right[-1] if right else None
