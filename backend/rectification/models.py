"""Notices, their items and events, the law's penalties, and the calendar of working days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.inspections.models import GUARD_FINDINGS, Inspection
from backend.jurisdictions.models import Agency
from backend.roster.models import Site
from backend.units.models import Unit

STATES = ("open", "answered", "closed", "proposed")
PENDING = ("open", "answered")
ITEM_STATES = ("open", "answered", "corrected", "not_corrected")
FINDINGS = (*GUARD_FINDINGS, "other")
"""What can be wrong about a guard; `other` is what the record says in words only."""
EVENTS = (
    "issued", "answered", "recheck_requested", "extended", "rechecked", "closed", "penalty_proposed", "escalated",
)  # fmt: skip
BASES = ("recheck", "documents", "penalty")
PENALTIES = ("reprimand", "warning", "fine", "revocation")
SUBJECTS = ("unit", "guard")
CLIMBS = text("escalate_on IS NOT NULL")


class RectificationNotice(Versioned, Identified, Base):
    """An order to put right by a date what one inspection found.

    due_on            the date that holds; original_due_on: the one first set
    recheck_due_on    by when the police look again; None while nothing asks for it
    recheck_requested_at  since when the unit waits to be looked at again
    state             answered: every item is answered, or corrected; proposed: a penalty is
    escalate_on       when it climbs next; None where it does not, or no further
    escalated_level   how many agencies up it has climbed; escalated_to: the highest of them
    changed_at        set by every act, so that each raises the version
    """

    __tablename__ = "rectification_notices"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("inspection_id"),
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_date"),
        Index("ix_rectification_notices_agency_code_issued_at", "agency_code", "issued_at"),
        Index("ix_rectification_notices_unit_id_issued_at", "unit_id", "issued_at"),
        Index("ix_rectification_notices_issued_at_id", "issued_at", "id"),
        Index("ix_rectification_notices_state_due_on", "state", "due_on", "id"),
        Index("ix_rectification_notices_climbs", "escalate_on", "id", sqlite_where=CLIMBS, postgresql_where=CLIMBS),
    )

    number: Mapped[str] = mapped_column(String(60))
    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("sites.id"), index=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    issued_by_name: Mapped[str] = mapped_column(String(60))
    original_due_on: Mapped[date]
    due_on: Mapped[date]
    recheck_requested_at: Mapped[datetime | None]
    recheck_due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime | None]
    escalate_on: Mapped[date | None]
    escalated_level: Mapped[int] = mapped_column(SmallInteger, default=0)
    escalated_to: Mapped[str | None] = mapped_column(ForeignKey("agencies.code"), index=True)
    changed_at: Mapped[datetime]

    inspection: Mapped[Inspection] = relationship(lazy="raise", foreign_keys=[inspection_id])
    unit: Mapped[Unit] = relationship(lazy="raise")
    site: Mapped[Site | None] = relationship(lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise", foreign_keys=[agency_code])
    above: Mapped[Agency | None] = relationship(lazy="raise", foreign_keys=[escalated_to])
    items: Mapped[list[RectificationItem]] = relationship(order_by="RectificationItem.position", lazy="select")
    events: Mapped[list[RectificationEvent]] = relationship(order_by="RectificationEvent.position", lazy="select")
    proposals: Mapped[list[PenaltyProposal]] = relationship(order_by="PenaltyProposal.id", lazy="select")


class RectificationItem(Identified, Base):
    """One thing to put right: a point of the checklist, or a finding about a guard or in words."""

    __tablename__ = "rectification_items"
    __table_args__ = (
        UniqueConstraint("notice_id", "position"),
        CheckConstraint("(item_id IS NULL) <> (finding IS NULL)", name="point_or_finding"),
        CheckConstraint(f"state IN {ITEM_STATES}", name="state_known"),
    )

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("rectification_notices.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("checklist_items.id"))
    finding: Mapped[str | None] = mapped_column(String(20))
    guard_id: Mapped[UUID | None] = mapped_column(ForeignKey("guards.id"), index=True)
    article: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(14))
    answer: Mapped[str | None] = mapped_column(Text)


class RectificationEvent(Identified, Base):
    """One act on a notice. An event is written once.

    facts  what belongs to the kind: item_ids of an answer; from, to of an extension; inspection_id and items of a re-check; basis
           of a closure; proposal_id; agency_code, agency_name, level of a climb
    """

    __tablename__ = "rectification_events"
    __table_args__ = (
        UniqueConstraint("notice_id", "position"),
        CheckConstraint(f"kind IN {EVENTS}", name="kind_known"),
    )

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("rectification_notices.id"))
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)

    photos: Mapped[list[AnswerPhoto]] = relationship(order_by="AnswerPhoto.position", lazy="select")


class AnswerPhoto(Base):
    """A photo of an answer. A picture belongs to one answer."""

    __tablename__ = "answer_photos"

    media_id: Mapped[UUID] = mapped_column(ForeignKey("media.id"), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("rectification_events.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)


class PenaltyProvision(Identified, Base):
    """What the law allows for one kind of act: law as data, with its article and since when it holds.

    code           stable name of the article, paragraph and kind; a change of the law is a row of a later date
    from_yuan, to_yuan  the range of a fine, both included; None for what is no fine
    """

    __tablename__ = "penalty_provisions"
    __table_args__ = (
        UniqueConstraint("code", "effective_from"),
        CheckConstraint(f"kind IN {PENALTIES}", name="kind_known"),
        CheckConstraint("(kind = 'fine') = (from_yuan IS NOT NULL AND to_yuan IS NOT NULL)", name="fine_has_range"),
    )

    code: Mapped[str] = mapped_column(String(40))
    article: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(12))
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    from_yuan: Mapped[int | None] = mapped_column(Integer)
    to_yuan: Mapped[int | None] = mapped_column(Integer)
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]


class PenaltyProposal(Identified, Base):
    """A penalty that an officer proposes because a notice was not followed."""

    __tablename__ = "penalty_proposals"

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("rectification_notices.id"), index=True)
    provision_id: Mapped[UUID] = mapped_column(ForeignKey("penalty_provisions.id"))
    amount_yuan: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_by_name: Mapped[str] = mapped_column(String(60))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))

    provision: Mapped[PenaltyProvision] = relationship(lazy="joined")


class RectificationSequence(Base):
    """How many notices were numbered in a year by the agencies whose numbers begin alike."""

    __tablename__ = "rectification_sequences"

    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)
