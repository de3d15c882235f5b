"""Who wants a digest, and what became of each day's."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

STATES = ("sending", "sent", "nothing", "waiting", "failed", "unknown")
"""sending: taken by a worker; nothing: no warning was open; waiting: to be tried again; unknown: it may have arrived, so it is not
sent again."""
WAITING = text("state = 'waiting'")


class DigestChoice(Base):
    """What one person chose. address: sealed; next_at: when the next one is due, None while switched off."""

    __tablename__ = "digest_choices"
    __table_args__ = (CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_day"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    hour: Mapped[int] = mapped_column(SmallInteger)
    language: Mapped[str] = mapped_column(String(5))
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    updated_at: Mapped[datetime]


class Digest(Base):
    """One person's digest of one day: there is one row, so it is never sent twice."""

    __tablename__ = "digests"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        Index("ix_digests_waiting", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_digests_day", "day"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(SmallInteger)
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
