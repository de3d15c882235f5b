"""Commands already answered: the same command sent again gets the same answer, and nothing happens twice.

The record is written in the transaction of the command itself, so there is never a command done
but not recorded, nor one recorded but not done. Answers may hold personal data and are encrypted.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Request, Response, current_app
from sqlalchemy import ForeignKey, LargeBinary, SmallInteger, String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.errors import define
from backend.extensions import db, keyring
from backend.permissions import Actor

KeyRequired = define("idempotency.key_required", 400, "A command needs an Idempotency-Key, a UUID")
PayloadDiffers = define("idempotency.payload_differs", 422, "This key was used for another command")

PURPOSE = "command-answer"


class Command(Base):
    """One answered command of one account."""

    __tablename__ = "commands"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    key: Mapped[UUID] = mapped_column(primary_key=True)
    payload_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int] = mapped_column(SmallInteger)
    mimetype: Mapped[str] = mapped_column(String(80))
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(index=True)


def key_of(request: Request) -> UUID:
    """The request's Idempotency-Key. Raises KeyRequired when there is none or it is no UUID."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError as error:
        raise KeyRequired() from error


def payload_hash(request: Request) -> bytes:
    """What makes two commands the same: method, address, type and body."""
    return hash_of(request.method, request.full_path, request.mimetype, request.get_data(cache=True))


def hash_of(method: str, full_path: str, mimetype: str, body: bytes) -> bytes:
    """The same of a command that came another way. full_path: with its query, a question mark at least."""
    digest = hashlib.sha256()
    for part in (method.encode(), full_path.encode(), mimetype.encode(), body):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def begin(actor: Actor, key: UUID, payload: bytes, now: datetime) -> Response | None:
    """The recorded answer, or None after reserving the key for the command that now runs.

    On PostgreSQL a second sender of the same key waits here until the first has committed.
    Raises PayloadDiffers when the key was used for another command.
    """
    recorded = _recorded(actor, key, payload)
    if recorded is not None:
        return recorded
    try:
        with db.session.begin_nested():
            db.session.add(Command(account_id=actor.account_id, key=key, payload_hash=payload, status=0, mimetype="", answer=b"", at=now))
    except IntegrityError:
        return _recorded(actor, key, payload)
    return None


def record(actor: Actor, key: UUID, response: Response) -> None:
    """Keep the answer beside the act."""
    db.session.flush()
    answer = keyring().encrypt(PURPOSE, response.get_data(), _aad(actor, key))
    db.session.execute(
        update(Command)
        .where(Command.account_id == actor.account_id, Command.key == key)
        .values(status=response.status_code, mimetype=response.mimetype, answer=answer)
    )


def find(actor: Actor, key: UUID, payload: bytes) -> Response | None:
    """The recorded answer, if there is one. Raises PayloadDiffers when the key was used for another command."""
    return _recorded(actor, key, payload)


def row(actor: Actor, key: UUID, payload: bytes, response: Response, now: datetime) -> dict[str, Any]:
    """The record of an answer as a row, for `backend.append`."""
    answer = keyring().encrypt(PURPOSE, response.get_data(), _aad(actor, key))
    return {
        "account_id": actor.account_id, "key": key, "payload_hash": payload, "status": response.status_code,
        "mimetype": response.mimetype, "answer": answer, "at": now,
    }  # fmt: skip


def purge(before: datetime) -> int:
    """Forget answers older than `before`; returns how many."""
    gone = db.session.execute(delete(Command).where(Command.at < before).returning(Command.key))
    return len(gone.all())


def _aad(actor: Actor, key: UUID) -> bytes:
    return actor.account_id.bytes + key.bytes


def _recorded(actor: Actor, key: UUID, payload: bytes) -> Response | None:
    row = db.session.execute(
        select(Command).where(Command.account_id == actor.account_id, Command.key == key).execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if row is None:
        return None
    if row.payload_hash != payload:
        raise PayloadDiffers()
    body = keyring().decrypt(PURPOSE, row.answer, _aad(actor, key))
    response = current_app.response_class(body, status=row.status, mimetype=row.mimetype)
    response.headers["Idempotency-Replayed"] = "true"
    return response
