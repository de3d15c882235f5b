"""Warnings, which units are to be looked at again, and how far the audit was read for that."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified
from backend.units.models import Unit

STATES = ("open", "muted", "done")
TODAY, SOON, LATER = 1, 2, 3
"""How urgent: to be acted on today; soon; to be planned."""

UNTOLD = text("told_at IS NULL AND state = 'open'")
MUTED = text("state = 'muted'")


class UnitWarning(Identified, Base):
    """One thing that one unit is warned of. A cause that comes back opens the same row again.

    subject_id   what it is about; of which table follows from the kind (`sources.SUBJECTS`)
    since        since when the cause holds; due_on: by when it must be put right, None where no day is set
    step         which of the days before `due_on` was reached, None where there are none; a smaller one is told anew
    facts        what a list shows beside names: plain values, none of them personal
    told_at      when it was handed to those who carry it to people; None: not yet
    """

    __tablename__ = "warnings"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        CheckConstraint("(state = 'muted') = (muted_until IS NOT NULL)", name="muted_has_end"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_time"),
        UniqueConstraint("unit_id", "kind", "subject_id", name="uq_warnings_unit_id_kind_subject_id"),
        Index("ix_warnings_by_urgency", "unit_id", "state", "urgency", "sort_on", "id", "kind"),
        Index("ix_warnings_untold", "unit_id", "id", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
        Index("ix_warnings_muted_until", "muted_until", "unit_id", sqlite_where=MUTED, postgresql_where=MUTED),
        Index("ix_warnings_done_at", "done_at"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(String(28))
    subject_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(6))
    urgency: Mapped[int] = mapped_column(SmallInteger)
    since: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    sort_on: Mapped[date] = mapped_column(Date)
    step: Mapped[int | None] = mapped_column(SmallInteger)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    opened_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    muted_until: Mapped[date | None] = mapped_column(Date)
    muted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    muted_by_name: Mapped[str | None] = mapped_column(String(60))

    unit: Mapped[Unit] = relationship(lazy="raise")


class WarningLook(Base):
    """When a unit was looked at last. Who looks at a unit holds its row, so two never do at once."""

    __tablename__ = "warning_looks"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    looked_at: Mapped[datetime]


class WarningMark(Identified, Base):
    """A unit is to be looked at again; written in the transaction of what happened, gone when that was looked at."""

    __tablename__ = "warning_marks"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    at: Mapped[datetime]


class WarningCursor(Base):
    """The last audit event that was looked at. One row."""

    __tablename__ = "warning_cursors"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
