"""Sign in, stay signed in, sign out; and the growing delay that makes guessing useless.

The browser holds a random token inside Flask's signed cookie; the database holds the token's
hash. A session ends when idle, at its absolute limit, with the account, or on demand
(OWASP ASVS 5.0, chapter 7).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import session as cookie
from flask_login import UserMixin, login_user, logout_user
from sqlalchemy import bindparam, delete, select, update

from backend import audit
from backend.accounts.actors import own_unit_ids
from backend.accounts.models import Account, AccountSession, SignInCounter
from backend.accounts.passwords import NOBODY, matches
from backend.config import Settings
from backend.database import will_write
from backend.errors import define
from backend.extensions import db, keyring, settings
from backend.jurisdictions.models import Agency
from backend.permissions import Actor, Role, Stage
from backend.quick import Read
from backend.units.models import Unit

WrongCredentials = define("session.wrong_credentials", 401, "User name or password is wrong", keeps=True)
TooManyTries = define("session.too_many_tries", 429, "Too many tries; wait a little")

FREE_TRIES, LONGEST_DELAY_S, FORGOTTEN_AFTER = 5, 300, timedelta(hours=24)
ADDRESS_FREE_TRIES = 50
TOUCH_AFTER = timedelta(seconds=60)
SECOND_STEP_LIMIT = timedelta(minutes=10)


_SIGNED_IN = (
    select(
        AccountSession.id.label("session_id"),
        AccountSession.created_at,
        AccountSession.last_seen_at,
        AccountSession.second_factor_due,
        Account.id.label("account_id"),
        Account.name,
        Account.role,
        Account.profile,
        Account.status,
        Account.must_change_password,
        Account.second_factor,
        Account.agency_code,
        Account.unit_id,
        Agency.reach_prefix,
        Unit.agency_code.label("unit_agency_code"),
    )
    .join(Account, Account.id == AccountSession.account_id)
    .outerjoin(Agency, Agency.code == Account.agency_code)
    .outerjoin(Unit, Unit.id == Account.unit_id)
)
"""A session with its account, as plain values: every request reads one."""
_BY_TOKEN = Read(_SIGNED_IN.where(AccountSession.token_hash == bindparam("token_hash")))


class SignedIn(UserMixin):
    """What flask-login calls the user: a session with its account."""

    def __init__(self, token: str, found: Any, unit_ids: tuple[UUID, ...], address: str) -> None:
        self.token = token
        self.stage = _stage(found)
        self.actor = Actor(
            account_id=found.account_id,
            name=found.name,
            role=Role(found.role),
            agency_code=found.agency_code or found.unit_agency_code,
            reach_prefix=found.reach_prefix,
            unit_id=found.unit_id,
            unit_ids=unit_ids,
            address=address,
            session_id=found.session_id,
            profile=found.profile,
        )

    def get_id(self) -> str:
        """The token: flask-login keeps it in the cookie and asks for the user with it."""
        return self.token


def load(token: str, settings: Settings, address: str, now: datetime) -> SignedIn | None:
    """The user of a token, or None when the session is over. Keeps the session awake."""
    found = _BY_TOKEN.first(token_hash=_hash(token))
    if found is None or found.status != "active" or _is_over(found, settings, now):
        return None
    user = SignedIn(token, found, own_unit_ids(found.unit_id), address)
    if now - found.last_seen_at > TOUCH_AFTER:
        _touch(found.session_id, now)
    return user


def check_allowed(user_name: str, address: str, now: datetime) -> None:
    """Refuse a try that comes too soon after failed ones. Raises TooManyTries with `retry_after_s`.

    user_name  empty: only the address is looked at
    """
    subjects = [_subject("name", user_name), _subject("address", address)][not user_name :]
    open_at = db.session.scalars(select(SignInCounter.open_at).where(SignInCounter.subject.in_(subjects))).all()
    wait = max((moment - now for moment in open_at), default=timedelta())
    if wait > timedelta():
        raise TooManyTries(retry_after_s=int(wait.total_seconds()) + 1)


def find_matching(user_name: str, password: str) -> UUID | None:
    """The id of the active account whose password this is. Takes as long when there is none."""
    account = db.session.execute(select(Account).where(Account.user_name == user_name.lower())).scalar_one_or_none()
    right = matches(account.password_hash if account else NOBODY, password)
    return account.id if account and right and account.status == "active" else None


def sign_in(account: Account, address: str, user_agent: str, now: datetime, *, way: str = "password") -> None:
    """Begin a new session for the account; the cookie's former content is dropped.

    way  "password": where the account has a second factor the session waits for it; "passkey": that was both in one
    """
    row = AccountSession(account_id=account.id, created_at=now, address=address[:45], user_agent=user_agent[:200])
    row.second_factor_due = account.second_factor and way == "password"
    row.account = account
    if row.second_factor_due:
        _take_cookie(row, address, now, "sign_in_begun", way)
    else:
        _arrive(row, address, now, way)


def finish_sign_in(row: AccountSession, address: str, now: datetime, *, way: str) -> None:
    """The second step is done: the session is whole, under a new token."""
    row.second_factor_due = False
    _arrive(row, address, now, way)


def _arrive(row: AccountSession, address: str, now: datetime, way: str) -> None:
    row.confirmed_at = row.account.last_sign_in_at = now
    db.session.execute(delete(SignInCounter).where(SignInCounter.subject == _subject("name", row.account.user_name)))
    _take_cookie(row, address, now, "sign_in", way)


def _take_cookie(row: AccountSession, address: str, now: datetime, action: str, way: str) -> None:
    token = secrets.token_urlsafe(32)
    row.token_hash, row.last_seen_at = _hash(token), now
    db.session.add(row)
    db.session.flush()  # the session's id goes into the audit
    cookie.clear()
    found = db.session.execute(_SIGNED_IN.where(AccountSession.id == row.id)).one()
    user = SignedIn(token, found, own_unit_ids(row.account.unit_id), address)
    login_user(user)
    audit.record(action, "session", row.id, actor=user.actor, now=now, after={"way": way})


def count_failure(user_name: str, address: str, now: datetime, *, actor: Actor | None = None) -> None:
    """Count a failed try for the name and for the address, each with its own growing delay.

    user_name  empty where none was given (a passkey nobody knows)
    actor      who it is, where the password was right and the second step was not
    """
    counted = (("name", user_name, FREE_TRIES), ("address", address, ADDRESS_FREE_TRIES))
    for kind, value, free in counted[not user_name :]:
        subject = _subject(kind, value)
        counter = db.session.get(SignInCounter, subject, with_for_update=True)
        if counter is None:
            counter = SignInCounter(subject=subject, failures=0, open_at=now, last_failed_at=now)
            db.session.add(counter)
        elif now - counter.last_failed_at > FORGOTTEN_AFTER:
            counter.failures = 0
        counter.failures, counter.last_failed_at = counter.failures + 1, now
        over = counter.failures - free
        counter.open_at = now + timedelta(seconds=min(2 ** min(over, 20), LONGEST_DELAY_S)) if over >= 0 else now
    audit.record("proof_failed" if actor else "sign_in_failed", "session", None, actor=actor, now=now, address=address)


def sign_out(actor: Actor, now: datetime) -> None:
    """End the present session."""
    end(select(AccountSession.id).where(AccountSession.id == actor.session_id))
    audit.record("sign_out", "session", actor.session_id, actor=actor, now=now)
    logout_user()
    cookie.clear()


def end(session_ids: Any) -> int:
    """End the sessions of a subquery of ids; they are dead on their next request."""
    gone = db.session.execute(delete(AccountSession).where(AccountSession.id.in_(session_ids)).returning(AccountSession.id))
    return len(gone.all())


def end_all(account_id: UUID, but: UUID | None = None) -> int:
    """End every session of an account, one perhaps excepted."""
    statement = select(AccountSession.id).where(AccountSession.account_id == account_id)
    return end(statement.where(AccountSession.id != but) if but else statement)


def idle_limit_s(role: str, settings: Settings) -> int:
    """Seconds without a request after which a session ends; officers in the field get longer."""
    return settings.officer_idle_limit_s if role.endswith("_officer") else settings.idle_limit_s


def must_enrol(account: Any) -> bool:
    """Whether the account's role must have a second factor and it has none."""
    return not account.second_factor and account.role in settings().second_factor_roles


def _stage(found: Any) -> Stage:
    if found.second_factor_due:
        return Stage.SECOND_STEP
    if found.must_change_password:
        return Stage.FIRST_PASSWORD
    return Stage.ENROLMENT if must_enrol(found) else Stage.WHOLE


def _is_over(found: Any, settings: Settings, now: datetime) -> bool:
    if found.second_factor_due and now - found.created_at > SECOND_STEP_LIMIT:
        return True
    idle = timedelta(seconds=idle_limit_s(found.role, settings))
    return now - found.last_seen_at > idle or now - found.created_at > timedelta(seconds=settings.absolute_limit_s)


def _touch(session_id: UUID, now: datetime) -> None:
    """In a transaction of its own, before that of the request begins: a check has none that could commit it."""
    db.session.rollback()
    before = will_write.set(True)
    try:
        with db.engine.begin() as connection:
            connection.execute(update(AccountSession).where(AccountSession.id == session_id).values(last_seen_at=now))
    finally:
        will_write.reset(before)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _subject(kind: str, value: str) -> bytes:
    return keyring().blind_index("sign-in-counter", f"{kind}:{value.lower()}")
