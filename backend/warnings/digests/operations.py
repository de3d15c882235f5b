"""Choose a digest, and send those that are due: each day's once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from backend import audit
from backend.accounts.actors import find_actor
from backend.clock import CHINA, china_date
from backend.extensions import db, keyring, settings
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job
from backend.permissions import Actor, Permission
from backend.quick import Read
from backend.warnings import queries
from backend.warnings.digests import delivery, wording
from backend.warnings.digests.models import Digest, DigestChoice

PURPOSE = "digest address"
DELAYS_S = (60, 300, 1800, 3600, 7200)
"""After each try in vain; then it is given up: the next day brings another."""
KEPT_DAYS = 30

_NOW = bindparam("now", type_=Digest.due_at.type)
_DUE = Read(
    union_all(
        select(DigestChoice.account_id).where(DigestChoice.next_at <= _NOW),
        select(Digest.account_id).where(Digest.state == "waiting", Digest.due_at <= _NOW),
    ).limit(1)
)


def choose(values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Keep what the actor chose. values: active, address, hour, language."""
    sealed = keyring().encrypt(PURPOSE, values["address"].encode(), actor.account_id.bytes)
    next_at = next_hour(values["hour"], now) if values["active"] else None
    kept = {"address": sealed, "hour": values["hour"], "language": values["language"], "next_at": next_at, "updated_at": now}
    choice = db.session.get(DigestChoice, actor.account_id, with_for_update=True)
    if choice is None:
        db.session.add(DigestChoice(account_id=actor.account_id, **kept))
    else:
        for name, value in kept.items():
            setattr(choice, name, value)
    audit.record("save", "digest", actor.account_id, actor=actor, now=now, after={"active": values["active"], "hour": values["hour"]})


def address_of(choice: DigestChoice) -> str:
    """Where to. Raises CryptoError."""
    return keyring().decrypt(PURPOSE, choice.address, choice.account_id.bytes).decode()


def next_hour(hour: int, now: datetime) -> datetime:
    """The next time it is that hour in China, after now."""
    then = datetime.combine(china_date(now), time(hour), CHINA)
    return then if then > now else then + timedelta(days=1)


def watch(now: datetime) -> None:
    """Call a job to the digests that are due; asked without a transaction."""
    if _DUE.first(now=now) is None:
        return
    if not db.session.scalar(select(Job.id).where(Job.kind == SENDING.name, Job.state.in_(OPEN_STATES)).limit(1)):
        create_job(SENDING.name, {}, None, now)


def send_all(context: Context) -> dict[str, Any]:
    """Send every digest that is due."""
    done = 0
    while (taken := take(context.now())) is not None:
        context.checkpoint({"done": done})  # ours from now on, whatever happens
        send(*taken, context.now())
        done += 1
        context.progress(done, None, "looking")
        context.checkpoint({"done": done})
    forget(context.now())
    return {"done": done}


SENDING = declare(Kind("warnings.digests", send_all))


def take(now: datetime) -> tuple[UUID, date] | None:
    """A digest that is ours to send from the commit on, None where none is due.

    It stays `sending` where a worker dies in the middle: whether it went out nobody knows, and never twice is the promise.
    """
    return _take_waiting(now) or _take_new(now)


def send(account_id: UUID, day: date, now: datetime) -> None:
    """Make one digest, hand it over, and note what became of it, in the session's transaction."""
    choice, actor = db.session.get(DigestChoice, account_id), find_actor(account_id)
    counted = queries.count(actor) if actor and actor.can(Permission.WARNING_READ) else None
    if choice is None or choice.next_at is None or not counted or not counted["open"]:
        _end(account_id, day, "nothing", now)
        return
    chosen, origin = settings(), settings().public_origin
    sender = chosen.smtp_from or f"gangwei@{chosen.passkey_domain or 'localhost'}"
    message_id = f"<{account_id}.{day.isoformat()}@{chosen.passkey_domain or 'localhost'}>"
    message = wording.compose(counted, choice.language, address_of(choice), sender, origin, message_id, now)
    db.session.rollback()  # nothing is held open while a mail server takes its time
    try:
        delivery.deliver(message, chosen, day)
        _end(account_id, day, "sent", now)
    except delivery.PerhapsDelivered:
        _end(account_id, day, "unknown", now)
    except delivery.NotDelivered as error:
        _again(account_id, day, now) if error.again else _end(account_id, day, "failed", now)


def forget(now: datetime) -> None:
    """Delete what became of digests long ago, and the files of those days."""
    before = china_date(now) - timedelta(days=KEPT_DAYS)
    db.session.execute(delete(Digest).where(Digest.day < before).execution_options(synchronize_session=False))
    delivery.forget_files(settings().data_dir, before)


def _take_waiting(now: datetime) -> tuple[UUID, date] | None:
    due = select(Digest).where(Digest.state == "waiting", Digest.due_at <= now).order_by(Digest.due_at).limit(1)
    row = db.session.scalars(due.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    row.state, row.due_at, row.attempts = "sending", None, row.attempts + 1
    return row.account_id, row.day


def _take_new(now: datetime) -> tuple[UUID, date] | None:
    """The day is that of the hour it was due at: a worker that was away does not send two for one morning."""
    while True:
        due = select(DigestChoice).where(DigestChoice.next_at <= now).order_by(DigestChoice.next_at).limit(1)
        choice = db.session.scalars(due.with_for_update(skip_locked=True)).one_or_none()
        if choice is None:
            return None
        day = china_date(now)
        choice.next_at = next_hour(choice.hour, now)
        values = {"account_id": choice.account_id, "day": day, "state": "sending", "attempts": 1}
        dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
        insert = dialect.insert(Digest).values(values).on_conflict_do_nothing().returning(Digest.day)
        db.session.flush()
        if db.session.scalar(insert) is not None:
            return choice.account_id, day


def _end(account_id: UUID, day: date, state: str, now: datetime) -> None:
    db.session.execute(_row(account_id, day).values(state=state, ended_at=now, due_at=None))


def _again(account_id: UUID, day: date, now: datetime) -> None:
    attempts = db.session.scalar(select(Digest.attempts).where(Digest.account_id == account_id, Digest.day == day)) or 1
    if attempts > len(DELAYS_S):
        _end(account_id, day, "failed", now)
    else:
        db.session.execute(_row(account_id, day).values(state="waiting", due_at=now + timedelta(seconds=DELAYS_S[attempts - 1])))


def _row(account_id: UUID, day: date) -> Any:
    return update(Digest).where(Digest.account_id == account_id, Digest.day == day).execution_options(synchronize_session=False)
