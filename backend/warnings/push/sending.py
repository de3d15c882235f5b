"""Send what waits, one message after the other, outside any transaction.

Who sends a message first moves its next day on and commits that, so nobody else sends it meanwhile; a worker that dies in the
middle is followed by another a minute later. At worst a browser is told the same number twice.
"""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from backend.crypto import CryptoError
from backend.extensions import db, settings
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job
from backend.quick import Read
from backend.warnings.push import operations
from backend.warnings.push.encryption import authorization, encrypt, from_base64, padded
from backend.warnings.push.keys import find_key, unsealed
from backend.warnings.push.models import PushMessage, PushSubscription

TIMEOUT_S = 10
TAKEN = timedelta(seconds=60)
"""For so long a message is its taker's."""
KEPT_S = 24 * 3600
"""So long the push service keeps it for a browser that is not reached, and so long we try to hand it over."""
FIRST_DELAY_S, LONGEST_DELAY_S = 30, 3600
GONE = (404, 410)
"""The browser has unsubscribed (RFC 8030, 7.3)."""
REFUSED = (400, 401, 403, 413)
"""It will not be taken the next time either."""

_DUE = Read(select(PushMessage.id).where(PushMessage.due_at <= bindparam("now", type_=PushMessage.due_at.type)).limit(1))


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that is ours to send."""

    id: UUID
    subscription: PushSubscription
    new: int
    created_at: datetime
    attempts: int


def watch(now: datetime) -> None:
    """Call a job to what is due; a worker asks every few seconds, without a transaction while there is nothing."""
    if _DUE.first(now=now) is None:
        return
    if not db.session.scalar(select(Job.id).where(Job.kind == SENDING.name, Job.state.in_(OPEN_STATES)).limit(1)):
        create_job(SENDING.name, {}, None, now)


def send_all(context: Context) -> dict[str, Any]:
    """Send everything that is due."""
    done = 0
    while (taken := take(context.now())) is not None:
        context.checkpoint({"done": done})  # ours from now on, also for the other workers
        status = deliver(taken, context.now())
        settle(taken, status, context.now())
        done += 1
        context.progress(done, None, "looking")
        context.checkpoint({"done": done})
    return {"done": done}


SENDING = declare(Kind("warnings.push", send_all))


def take(now: datetime) -> Taken | None:
    """The message that waited longest, ours from the commit on."""
    session: Session = db.session()
    statement = (
        select(PushMessage, PushSubscription)
        .join(PushSubscription, PushSubscription.id == PushMessage.subscription_id)
        .where(PushMessage.due_at <= now)
        .order_by(PushMessage.due_at)
        .limit(1)
    )
    row = session.execute(statement.with_for_update(skip_locked=True, of=PushMessage)).one_or_none()
    if row is None:
        return None
    message, subscription = row
    message.due_at, message.attempts = now + TAKEN, message.attempts + 1
    session.flush()
    taken = Taken(message.id, subscription, message.new, message.created_at, message.attempts)
    session.expunge(subscription)
    return taken


def deliver(taken: Taken, now: datetime) -> int:
    """Hand a message to the push service; its answer, 0 where there was none, 410 for an address that may not be asked any more."""
    key = find_key()
    try:
        browser = operations.opened(taken.subscription)
        secret = unsealed(key) if key else None
    except CryptoError:
        return GONE[-1]  # it was subscribed under a key that is gone
    db.session.rollback()  # nothing is held open while somebody far away takes his time
    if secret is None or not operations.allowed(browser["endpoint"]):
        return GONE[-1]
    text = json.dumps({"warnings": taken.new, "language": taken.subscription.language})
    body = encrypt(padded(text.encode()), from_base64(browser["p256dh"]), from_base64(browser["auth"]))
    contact = settings().push_contact or settings().public_origin
    headers = {
        "Authorization": authorization(browser["endpoint"], secret, contact, int((now + timedelta(hours=12)).timestamp())),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_S),
        "Topic": "warnings",
        "Urgency": "normal",
    }
    return _ask(browser["endpoint"], body, headers)


def settle(taken: Taken, status: int, now: datetime) -> None:
    """Forget what was sent or never can be, try the rest again later; in the session's transaction."""
    if status in GONE:
        operations.forget(taken.subscription.id)
        return
    late = now - taken.created_at > timedelta(seconds=KEPT_S)
    if 200 <= status < 300 or status in REFUSED or late:
        # More may have been noted meanwhile: only what was told is taken off.
        db.session.execute(_own(taken).values(new=PushMessage.new - taken.new, due_at=now, attempts=0, created_at=now))
        db.session.execute(delete(PushMessage).where(PushMessage.id == taken.id, PushMessage.new <= 0))
    else:
        pause = min(FIRST_DELAY_S * 4 ** (taken.attempts - 1), LONGEST_DELAY_S)
        db.session.execute(_own(taken).values(due_at=now + timedelta(seconds=pause)))
    if 200 <= status < 300:
        sent = update(PushSubscription).where(PushSubscription.id == taken.subscription.id).values(last_sent_at=now)
        db.session.execute(sent.execution_options(synchronize_session=False))


def _own(taken: Taken) -> Any:
    return update(PushMessage).where(PushMessage.id == taken.id).execution_options(synchronize_session=False)


def _ask(address: str, body: bytes, headers: dict[str, str]) -> int:
    """POST once, following nothing; plain http only where the settings name such a service."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    connection: http.client.HTTPConnection = (
        http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S, context=ssl.create_default_context())
        if secure
        else http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
    )
    try:
        connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
