"""What an account has for a second factor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from backend.accounts.models import Account, AccountSession
from backend.accounts.second_factor.models import Passkey, RecoveryCode, Totp
from backend.accounts.sessions import must_enrol
from backend.errors import NotFound, OutOfReach
from backend.extensions import db, settings
from backend.permissions import Actor


def list_passkeys(account_id: UUID) -> list[Passkey]:
    """The account's passkeys, the oldest first."""
    return list(db.session.scalars(select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)))


def find_passkey(credential_id: bytes) -> Passkey | None:
    """A passkey with its account, by the id the browser names; locked until the commit."""
    statement = select(Passkey).where(Passkey.credential_id == credential_id)
    whole = statement.options(joinedload(Passkey.account).options(joinedload(Account.agency), joinedload(Account.unit)))
    return db.session.execute(whole.with_for_update(of=Passkey)).scalar_one_or_none()


def get_own_passkey(actor: Actor, passkey_id: UUID) -> Passkey:
    """One of the own passkeys. Raises NotFound."""
    row = db.session.get(Passkey, passkey_id)
    if row is None:
        raise NotFound()
    if row.account_id != actor.account_id:
        raise OutOfReach("passkey", passkey_id)
    return row


def find_totp(account_id: UUID) -> Totp | None:
    """The account's authenticator app, if one was proven."""
    row = db.session.get(Totp, account_id)
    return row if row and row.secret else None


def count_recovery_codes(account_id: UUID) -> int:
    """How many recovery codes are left."""
    left = select(func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(left) or 0


def ways(account_id: UUID) -> list[str]:
    """How the account can do its second step."""
    has = {
        "passkey": bool(list_passkeys(account_id)),
        "totp": find_totp(account_id) is not None,
        "recovery_code": count_recovery_codes(account_id) > 0,
    }
    return [way for way, there in has.items() if there]


def describe(account: Account) -> dict[str, Any]:
    """All that the own page shows."""
    return {
        "required": account.role in settings().second_factor_roles,
        "due": must_enrol(account),
        "passkeys": list_passkeys(account.id),
        "totp": find_totp(account.id),
        "recovery_codes_left": count_recovery_codes(account.id),
    }


def get_session(actor: Actor) -> AccountSession:
    """The present session with its account, locked until the commit."""
    whole = joinedload(AccountSession.account).options(joinedload(Account.agency), joinedload(Account.unit))
    statement = select(AccountSession).where(AccountSession.id == actor.session_id).options(whole)
    return db.session.execute(statement.with_for_update(of=AccountSession)).scalar_one()
