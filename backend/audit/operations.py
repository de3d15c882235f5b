"""Append to the chain, and prove it whole."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from flask import g, has_request_context
from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import Session

from backend.audit import vocabulary
from backend.audit.models import AuditEvent, AuditHead
from backend.extensions import db
from backend.permissions import Actor

START = b"\0" * 32
COLUMNS = (
    "seq",
    "at",
    "account_id",
    "account_name",
    "agency_code",
    "action",
    "subject_type",
    "subject_id",
    "before",
    "after",
    "address",
    "request_id",
)
_WAITING = "audit_waiting"


def record(
    action: str,
    subject_type: str,
    subject_id: object,
    *,
    now: datetime,
    actor: Actor | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    address: str | None = None,
) -> None:
    """Note an act in the running transaction.

    before, after  what changed; never a whole identity number or phone number
    Raises ValueError for words that `vocabulary` does not have.
    """
    vocabulary.check(action, subject_type)
    db.session.info.setdefault(_WAITING, []).append(
        {
            "at": now,
            "account_id": actor and actor.account_id,
            "account_name": actor and actor.name,
            "agency_code": actor and actor.agency_code,
            "action": action,
            "subject_type": subject_type,
            "subject_id": None if subject_id is None else str(subject_id),
            "before": _plain(before),
            "after": _plain(after),
            "address": actor.address if actor else address,
            "request_id": g.get("request_id") if has_request_context() else None,
        }
    )


def digest(values: dict[str, Any], previous: bytes) -> bytes:
    """The hash of an event: SHA-256 over the hash before it and the canonical JSON of its columns."""
    plain = {name: _canonical(values[name]) for name in COLUMNS}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()


def seal(session: Session) -> None:
    """Give the waiting events their places at the end of the chain."""
    waiting = session.info.pop(_WAITING, None)
    if not waiting:
        return
    session.flush()
    head = session.execute(select(AuditHead.count, AuditHead.hash).where(AuditHead.id == 1).with_for_update()).one()
    count, last = head
    rows = []
    for values in waiting:
        count += 1
        values["seq"] = count
        values["previous_hash"], values["hash"] = last, digest(values, last)
        last = values["hash"]
        rows.append(values)
    session.execute(insert(AuditEvent), rows)
    session.execute(update(AuditHead).where(AuditHead.id == 1).values(count=count, hash=last))


def verify(chunk: int = 5000) -> list[str]:
    """Every break in the chain, in words; empty when it is whole.

    An edit, an insertion, a changed order, a gap or a cut tail each breaks it.
    """
    breaks: list[str] = []
    expected, last = 1, START
    while (
        rows := db.session.execute(
            select(AuditEvent)
            .where(AuditEvent.seq >= expected)
            .order_by(AuditEvent.seq)
            .limit(chunk)
            .execution_options(populate_existing=True)
        )
        .scalars()
        .all()
    ):
        for row in rows:
            if row.seq != expected:
                breaks.append(f"events {expected} to {row.seq - 1} are missing")
            if row.previous_hash != last:
                breaks.append(f"event {row.seq} does not follow the one before it")
            if digest({name: getattr(row, name) for name in COLUMNS}, row.previous_hash) != row.hash:
                breaks.append(f"event {row.seq} was changed")
            expected, last = row.seq + 1, row.hash
        db.session.expunge_all()
    head = db.session.execute(select(AuditHead.count, AuditHead.hash).where(AuditHead.id == 1)).one_or_none()
    if head is None or (head.count, head.hash) != (expected - 1, last):
        breaks.append("the end of the chain is not where its head says")
    return breaks


def _plain(values: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {key: _canonical(value) for key, value in values.items()}


def _canonical(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_canonical(item) for item in value]
    return value


@event.listens_for(Session, "before_commit")
def _seal_before_commit(session: Session) -> None:
    seal(session)


@event.listens_for(Session, "after_rollback")
def _forget_after_rollback(session: Session) -> None:
    session.info.pop(_WAITING, None)
