"""Do the second step, sign in by passkey, set factors up and take them away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from backend import audit
from backend.accounts import sessions
from backend.accounts.models import Account, AccountSession
from backend.accounts.operations import OwnAccount, PasswordWrong
from backend.accounts.second_factor import challenges, passkeys, queries, recovery, totp
from backend.accounts.second_factor.models import Passkey, Totp
from backend.accounts.second_factor.problems import (
    CodeWrong,
    ConfirmationRequired,
    LastOfRequired,
    NothingThere,
    PasskeyRefused,
    TooMany,
)
from backend.extensions import db, settings
from backend.permissions import Actor

FRESH = timedelta(minutes=10)
"""So long after a password, a code or a passkey the own factors may be changed without another one."""
MOST_PASSKEYS = 10


def ask_for_passkey(actor: Actor | None, now: datetime) -> dict[str, Any]:
    """Options for the second step or a confirmation; for nobody, those of a sign-in by passkey alone."""
    challenge = challenges.issue("prove" if actor else "sign_in", actor.session_id if actor else None, now)
    return passkeys.request_options(queries.list_passkeys(actor.account_id) if actor else [], challenge)


def sign_in_with_passkey(answer: dict[str, Any], address: str, user_agent: str, now: datetime) -> None:
    """Sign in with a passkey alone: the device has asked for finger, face or PIN, so it is both factors.

    Raises TooManyTries, ChallengeOver, PasskeyRefused, whatever was wrong with the passkey or the account.
    """
    sessions.check_allowed("", address, now)
    try:
        passkey = _answering(answer, None, address, now)
        if passkey.account.status != "active" or passkeys.decode(answer["user_handle"] or "") != passkey.account_id.bytes:
            raise PasskeyRefused()
    except PasskeyRefused:
        sessions.count_failure("", address, now)
        raise
    sessions.sign_in(passkey.account, address, user_agent, now, way="passkey")


def prove(actor: Actor, proof: dict[str, Any], now: datetime) -> None:
    """Finish a sign-in by its second step; in a whole session, say once more who one is.

    Raises TooManyTries, CodeWrong, ChallengeOver, PasskeyRefused.
    """
    session = queries.get_session(actor)
    sessions.check_allowed(session.account.user_name, actor.address, now)
    try:
        way = _way(session.account, proof, actor, now)
    except (CodeWrong, PasskeyRefused):
        sessions.count_failure(session.account.user_name, actor.address, now, actor=actor)
        raise
    if session.second_factor_due:
        sessions.finish_sign_in(session, actor.address, now, way=way)
    else:
        _confirm(session, actor, way, now)


def confirm_by_password(actor: Actor, right: bool, now: datetime) -> None:
    """Note whether the person knew the password. Raises PasswordWrong."""
    session = queries.get_session(actor)
    if not right:
        sessions.count_failure(session.account.user_name, actor.address, now, actor=actor)
        raise PasswordWrong(errors=[{"field": "password", "code": "wrong", "message": PasswordWrong.title}])
    _confirm(session, actor, "password", now)


def begin_passkey(actor: Actor, now: datetime) -> dict[str, Any]:
    """Options for making a passkey. Raises ConfirmationRequired, TooMany."""
    account, existing = _own(actor, now), queries.list_passkeys(actor.account_id)
    if len(existing) >= MOST_PASSKEYS:
        raise TooMany()
    return passkeys.creation_options(account, existing, challenges.issue("create", actor.session_id, now))


def add_passkey(actor: Actor, name: str, answer: dict[str, Any], now: datetime) -> Account:
    """Keep a new passkey. Raises ConfirmationRequired, ChallengeOver, PasskeyRefused, PasskeyKnown, TooMany."""
    account = _own(actor, now)
    challenge = challenges.take("create", actor.session_id, now)
    if len(queries.list_passkeys(account.id)) >= MOST_PASSKEYS:
        raise TooMany()
    db.session.add(passkeys.make(account.id, answer, challenge, name, now))
    return _added(account, actor, "add_passkey", {"name": name}, now)


def remove_passkey(passkey: Passkey, actor: Actor, now: datetime) -> Account:
    """Take a passkey away. Raises ConfirmationRequired, LastOfRequired."""
    account = _own(actor, now)
    db.session.delete(passkey)
    return _removed(account, actor, "remove_passkey", {"name": passkey.name}, now)


def begin_totp(actor: Actor, now: datetime) -> dict[str, Any]:
    """Show the secret for an authenticator app. Raises ConfirmationRequired."""
    account = _own(actor, now)
    return totp.begin(account.id, account.user_name, now)


def confirm_totp(actor: Actor, code: str, now: datetime) -> Account:
    """Keep the app whose code this is. Raises ConfirmationRequired, NoSetup, CodeWrong."""
    account = _own(actor, now)
    totp.confirm(account.id, code, now)
    return _added(account, actor, "add_totp", None, now)


def remove_totp(actor: Actor, now: datetime) -> Account:
    """Forget the authenticator app. Raises ConfirmationRequired, NothingThere, LastOfRequired."""
    account = _own(actor, now)
    row = queries.find_totp(account.id)
    if row is None:
        raise NothingThere()
    db.session.delete(row)
    return _removed(account, actor, "remove_totp", None, now)


def make_recovery_codes(actor: Actor, now: datetime) -> list[str]:
    """Ten new codes, shown this once; earlier ones end. Raises ConfirmationRequired, NothingThere."""
    account = _own(actor, now)
    if not account.second_factor:
        raise NothingThere()
    audit.record("make_recovery_codes", "account", account.id, actor=actor, now=now)
    return recovery.make(account.id, now)


def reset(account: Account, reason: str, actor: Actor, now: datetime) -> Account:
    """A colleague has lost it all: forget his factors and end his sessions. Raises OwnAccount, NothingThere."""
    if account.id == actor.account_id:
        raise OwnAccount()
    return forget(account, {"reason": reason}, actor, now)


def forget(account: Account, why: dict[str, Any], actor: Actor | None, now: datetime) -> Account:
    """Forget an account's factors and end its sessions; without an actor on the operator's word. Raises NothingThere."""
    if not account.second_factor:
        raise NothingThere()
    before = {"passkeys": len(queries.list_passkeys(account.id)), "totp": queries.find_totp(account.id) is not None}
    db.session.execute(delete(Passkey).where(Passkey.account_id == account.id))
    db.session.execute(delete(Totp).where(Totp.account_id == account.id))
    recovery.forget(account.id)
    account.second_factor = False
    db.session.flush()  # the next version number is known only now
    sessions.end_all(account.id)
    audit.record("reset_second_factor", "account", account.id, actor=actor, now=now, before=before, after=why)
    return account


def _way(account: Account, proof: dict[str, Any], actor: Actor, now: datetime) -> str:
    if proof["passkey"]:
        passkey = _answering(proof["passkey"], actor.session_id, actor.address, now)
        if passkey.account_id != account.id:
            raise PasskeyRefused()
        return "passkey"
    if proof["totp_code"]:
        way, right = "totp", totp.use(account.id, proof["totp_code"], now)
    else:
        way, right = "recovery_code", recovery.use(account.id, proof["recovery_code"], now)
    if not right:
        raise CodeWrong(errors=[{"field": f"{way}_code".replace("code_code", "code"), "code": "wrong", "message": CodeWrong.title}])
    if way == "recovery_code":
        left = queries.count_recovery_codes(account.id)
        audit.record("use_recovery_code", "account", account.id, actor=actor, now=now, after={"left": left})
    return way


def _answering(answer: dict[str, Any], session_id: UUID | None, address: str, now: datetime) -> Passkey:
    challenge = challenges.take("prove" if session_id else "sign_in", session_id, now)
    passkey = queries.find_passkey(passkeys.decode(answer["credential_id"]))
    if passkey is None:
        raise PasskeyRefused()
    use = passkeys.check(passkey, answer, challenge)
    if max(use.sign_count, passkey.sign_count) > 0 and use.sign_count <= passkey.sign_count:
        counts = {"name": passkey.name, "counted": passkey.sign_count, "came": use.sign_count}
        audit.record("passkey_counter_back", "account", passkey.account_id, now=now, address=address, after=counts)
        raise PasskeyRefused()
    passkey.sign_count, passkey.backed_up, passkey.last_used_at = use.sign_count, use.backed_up, now
    return passkey


def _confirm(session: AccountSession, actor: Actor, way: str, now: datetime) -> None:
    session.confirmed_at = now
    audit.record("confirm", "session", session.id, actor=actor, now=now, after={"way": way})


def _own(actor: Actor, now: datetime) -> Account:
    """The own account, locked so that two requests do not each take the last factor but one."""
    confirmed_at = db.session.scalar(select(AccountSession.confirmed_at).where(AccountSession.id == actor.session_id))
    if confirmed_at is None or now - confirmed_at > FRESH:
        raise ConfirmationRequired()
    return db.session.execute(select(Account).where(Account.id == actor.account_id).with_for_update()).scalar_one()


def _added(account: Account, actor: Actor, action: str, after: dict[str, Any] | None, now: datetime) -> Account:
    db.session.flush()  # a passkey that is known already is refused now
    if not account.second_factor:
        account.second_factor = True
        sessions.end_all(account.id, but=actor.session_id)  # they were opened by the password alone
    audit.record(action, "account", account.id, actor=actor, now=now, after=after)
    return account


def _removed(account: Account, actor: Actor, action: str, before: dict[str, Any] | None, now: datetime) -> Account:
    db.session.flush()  # what is left is asked next
    if not queries.list_passkeys(account.id) and queries.find_totp(account.id) is None:
        if account.role in settings().second_factor_roles:
            raise LastOfRequired()
        account.second_factor = False
        recovery.forget(account.id)
    audit.record(action, "account", account.id, actor=actor, now=now, before=before)
    return account
