"""What waits, the log, its tree, its checkpoints, and forks that were reported.

Triggers (migration 0017) refuse every UPDATE and DELETE on the log, its tree, its checkpoints and the forks.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Index, Integer, LargeBinary, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified

HASH = LargeBinary(32)
BIG = BigInteger().with_variant(Integer, "sqlite")
OF_CERTIFICATE = text("certificate_id IS NOT NULL")
OF_EVENT = text("event_id IS NOT NULL")


class _Written:
    """What waiting and sequenced entries have in common; `leaves` says what each part means.

    certificate_id, event_id, key_id  no foreign keys: the entry stays when what it speaks of was taken away, and says so
    """

    kind: Mapped[str] = mapped_column(String(14))
    at: Mapped[int] = mapped_column(BigInteger)
    taken_over: Mapped[bool] = mapped_column(Boolean)
    content_hash: Mapped[bytes] = mapped_column(HASH)
    seed: Mapped[bytes] = mapped_column(LargeBinary(16))
    certificate_id: Mapped[UUID | None]
    event_id: Mapped[UUID | None]
    key_id: Mapped[int | None] = mapped_column(SmallInteger)


class LogWaiting(_Written, Base):
    """An entry that has no place yet; its number only says in which order acts on one certificate came."""

    __tablename__ = "log_waiting"

    number: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=True)


class LogEntry(_Written, Base):
    """An entry at its place, for good."""

    __tablename__ = "log_entries"
    __table_args__ = (
        Index("ix_log_entries_leaf_hash", "leaf_hash"),
        Index("ix_log_entries_certificate_id", "certificate_id", sqlite_where=OF_CERTIFICATE, postgresql_where=OF_CERTIFICATE),
        Index("uq_log_entries_event_id", "event_id", unique=True, sqlite_where=OF_EVENT, postgresql_where=OF_EVENT),
    )

    place: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    leaf_hash: Mapped[bytes] = mapped_column(HASH)


class LogNode(Base):
    """A complete subtree of LOWEST levels or more; those below are hashed anew from at most 15 leaves."""

    __tablename__ = "log_nodes"

    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(HASH)


class LogCheckpoint(Base):
    """A signed size and root. `message` is the COSE_Sign1 that was published."""

    __tablename__ = "log_checkpoints"
    __table_args__ = (Index("ix_log_checkpoints_size", "size"),)

    number: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[bytes] = mapped_column(HASH)
    at: Mapped[int] = mapped_column(BigInteger)
    message: Mapped[bytes] = mapped_column(LargeBinary)


class LogFork(Identified, Base):
    """Two checkpoints, both signed by this installation, of which one does not follow from the other."""

    __tablename__ = "log_forks"

    digest: Mapped[bytes] = mapped_column(HASH, unique=True)
    known: Mapped[bytes] = mapped_column(LargeBinary)
    offered: Mapped[bytes] = mapped_column(LargeBinary)
    reported_at: Mapped[datetime]


class LogHead(Base):
    """The one row that is locked while entries get their places.

    size           how many have one
    taken_over_at  since when everything that came before the log is in it; None: not yet
    """

    __tablename__ = "log_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    taken_over_at: Mapped[datetime | None]
