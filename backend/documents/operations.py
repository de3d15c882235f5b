"""Keep a document, open it, hold it for a time, take it away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from backend import audit, media
from backend.clock import china_date
from backend.database import new_id
from backend.documents.models import JPEG, PDF, Document
from backend.documents.problems import Damaged, Kept, Unusable
from backend.errors import field_error
from backend.extensions import db, keyring
from backend.permissions import Actor
from backend.pictures import PictureError, reencode
from backend.units.models import Unit

PURPOSE = "document"
PDF_BEGINS, PDF_ENDS = b"%PDF-", b"%%EOF"
TAIL = 2048
"""Bytes at the end in which a PDF says that it is over (ISO 32000-1, annex H: within the last 1024)."""
UNNAMED_FOR = timedelta(days=1)
"""So long a document waits for the record that will name it."""


def keep(data: bytes, unit: Unit, actor: Actor, now: datetime) -> Document:
    """Keep a PDF as it is, or a picture made anew. Raises Unusable for anything else; OSError."""
    content, media_type = _judged(data)
    id_ = new_id()
    document = Document(
        id=id_,
        unit_id=unit.id,
        account_id=actor.account_id,
        media_type=media_type,
        file=media.store(keyring().encrypt(PURPOSE, content, id_.bytes)),
        size=len(content),
        digest=hashlib.sha256(content).digest(),
        created_at=now,
    )
    db.session.add(document)
    db.session.flush()  # the audit names it
    after = {"unit_id": unit.id, "media_type": media_type, "size": document.size, "sha256": document.digest.hex()}
    audit.record("send", "document", id_, actor=actor, now=now, after=after)
    return document


def name(unit_id: UUID, document_id: UUID, field: str = "document_id") -> Document:
    """The document of an input, which a record of that unit names from now on. Raises a problem about the field."""
    statement = select(Document).where(Document.id == document_id, Document.unit_id == unit_id)
    document = db.session.execute(statement.with_for_update(of=Document)).scalar_one_or_none()
    if document is None:
        raise field_error(field, "unknown", "The unit has no such document")
    if document.named:
        raise field_error(field, "taken", "Another record names this document")
    document.named = True
    return document


def open_(document: Document) -> bytes:
    """What was kept. The record that names it must have been found within reach. Raises Damaged, NotFound, OSError."""
    content = keyring().decrypt(PURPOSE, media.read(document.file), document.id.bytes)
    if hashlib.sha256(content).digest() != document.digest:
        raise Damaged()
    return content


def hold(document_ids: Iterable[UUID], until: date | None) -> None:
    """Until when these must be kept; a hold is set anew when what it follows from changes."""
    held = update(Document).where(Document.id.in_(list(document_ids))).values(keep_until=until)
    db.session.execute(held, execution_options={"synchronize_session": "fetch"})


def remove(document: Document, actor: Actor, now: datetime) -> None:
    """Take a document away; the record must not name it any more. The sweep of pictures removes the file. Raises Kept."""
    if document.keep_until is not None and china_date(now) <= document.keep_until:
        raise Kept(keep_until=document.keep_until.isoformat())
    audit.record("remove", "document", document.id, actor=actor, now=now, before={"sha256": document.digest.hex()})
    db.session.delete(document)
    db.session.flush()  # a record that still names it speaks now


def tidy(now: datetime) -> None:
    """Forget what was sent and then named by no record. Their files go with the next sweep of pictures."""
    db.session.execute(delete(Document).where(~Document.named, Document.created_at < now - UNNAMED_FOR))


def _judged(data: bytes) -> tuple[bytes, str]:
    if data.startswith(PDF_BEGINS):
        if PDF_ENDS not in data[-TAIL:]:
            raise Unusable("The PDF is cut short")
        return data, PDF
    try:
        return reencode(data, "document").bytes, JPEG
    except PictureError as error:
        raise Unusable(f"{error.reason}: {error}") from error
