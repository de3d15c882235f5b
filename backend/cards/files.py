"""The sheets of a batch: sealed, where the pictures lie, until they expire.

Not in the database, as a batch of ten thousand has a gigabyte; the storage of pictures is one that every host reaches.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, delete, insert, or_, select

from backend import audit, media
from backend.cards.models import CardBatch, CardFile
from backend.cards.problems import FileGone
from backend.cards.sheets import Document
from backend.errors import NotFound
from backend.extensions import db, keyring
from backend.permissions import Actor

PURPOSE = "card-sheets"
LONGEST = timedelta(days=7)
"""After so long the sheets of a batch that never came to its end are deleted too."""


def store(batch_id: UUID, number: int, document: Document, numbers: list[str]) -> None:
    """Keep a file. It lies there before the transaction that names it begins; a sweep removes what none names."""
    name = media.store(keyring().encrypt(PURPOSE, document.content, _place(batch_id, number)))
    values = {"batch_id": batch_id, "number": number, "media": name, "size": len(document.content)}
    values |= {"cards": len(numbers), "pages": document.pages, "first_number": numbers[0], "last_number": numbers[-1]}
    db.session.execute(insert(CardFile).values(**values))


def take(batch: CardBatch, number: int, actor: Actor, now: datetime) -> bytes:
    """The PDF, for who may print; that it was fetched is written down. Raises NotFound, FileGone."""
    row = db.session.get(CardFile, (batch.id, number))
    if row is None or (batch.files_until and batch.files_until <= now):
        raise FileGone() if batch.files_until and batch.files_until <= now else NotFound()
    audit.record("download", "card_batch", batch.id, actor=actor, now=now, after={"file": number + 1, "cards": row.cards})
    return keyring().decrypt(PURPOSE, media.read(row.media), _place(batch.id, number))


def delete_expired(now: datetime) -> None:
    """Forget the sheets that have expired, also those of batches that were stopped, and remove them where they lie."""
    stopped = and_(CardBatch.files_until.is_(None), CardBatch.at <= now - LONGEST)
    old = select(CardBatch.id).where(or_(CardBatch.files_until <= now, stopped))
    for name in db.session.scalars(delete(CardFile).where(CardFile.batch_id.in_(old)).returning(CardFile.media)).all():
        media.remove(name)


def _place(batch_id: UUID, number: int) -> bytes:
    return batch_id.bytes + number.to_bytes(4, "big")
