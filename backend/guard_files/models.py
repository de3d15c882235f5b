"""The entries of a guard file, a table for each section."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.documents.models import Document
from backend.roster.models import Employment

CONTRACT_KINDS = ("fixed_term", "open_ended", "task_based")
"""The Labour Contract Law, art. 12, knows these three."""
INSURANCE_KINDS = ("social", "work_injury", "accident", "liability", "other")
MERIT_KINDS = ("reward", "punishment")
EQUIPMENT_KINDS = ("uniform", "badge", "radio", "baton", "shield", "vest", "recorder", "other")


class Entry(Identified, Versioned):
    """What all entries have: the employment they belong to, and when they were written."""

    @declared_attr
    def employment_id(cls) -> Mapped[UUID]:  # noqa: N805 - declared_attr receives the class
        """Under which employment."""
        return mapped_column(ForeignKey("employments.id"), index=True)

    @declared_attr
    def employment(cls) -> Mapped[Employment]:  # noqa: N805 - declared_attr receives the class
        """The employment itself."""
        return relationship(lazy="raise")

    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class LabourContract(Entry, Base):
    """The labour contract (劳动合同), with the signed paper where it was handed in. Open without a last day."""

    __tablename__ = "labour_contracts"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[str | None] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("documents.id"), index=True)

    document: Mapped[Document | None] = relationship(lazy="raise")


class Insurance(Entry, Base):
    """An insurance (保险) of the guard."""

    __tablename__ = "insurances"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    kind: Mapped[str] = mapped_column(String(12))
    insurer: Mapped[str] = mapped_column(String(120))
    number: Mapped[str | None] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Training(Entry, Base):
    """In-post training (在岗培训): what, for how many hours, on which day, by whom."""

    __tablename__ = "trainings"
    __table_args__ = (CheckConstraint("hours > 0", name="hours_count"),)

    topic: Mapped[str] = mapped_column(String(120))
    hours: Mapped[int] = mapped_column(SmallInteger)
    held_on: Mapped[date]
    held_by: Mapped[str] = mapped_column(String(120))


class Merit(Entry, Base):
    """A reward or a punishment (奖励, 惩戒) by the employer."""

    __tablename__ = "rewards_punishments"

    kind: Mapped[str] = mapped_column(String(12))
    decided_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)


class Equipment(Entry, Base):
    """Equipment (装备) handed out to the guard, and whether it came back."""

    __tablename__ = "equipment"
    __table_args__ = (CheckConstraint("returned_on >= handed_out_on", name="returned_after"),)

    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[str | None] = mapped_column(String(60))
    handed_out_on: Mapped[date]
    returned_on: Mapped[date | None]
