"""Transfers of guards between units."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.errors import constraint, define
from backend.guards.models import Guard
from backend.units.models import Unit

SIDES = ("from", "to")
"""Which unit proposed: the present employer, or the one that will be it."""
OPEN_STATES = ("proposed", "accepted")
STATES = (*OPEN_STATES, "declined", "withdrawn", "done", "lapsed")
LAPSE_REASONS = ("not_answered", "left", "other_transfer", "unit_not_active", "deceased")

AlreadyProposed = define("transfer.already_proposed", 409, "A transfer of this person to that unit is proposed already")
AlreadyAccepted = define("transfer.already_accepted", 409, "Another transfer of this person is agreed already")
constraint("uq_transfers_one_open_per_guard_and_unit", "transfers.guard_id, transfers.to_unit_id", AlreadyProposed)
constraint("uq_transfers_one_accepted_per_guard", "transfers.guard_id", AlreadyAccepted)

_OPEN = text("state IN ('proposed', 'accepted')")
_PROPOSED = text("state = 'proposed'")
_ACCEPTED = text("state = 'accepted'")


class Transfer(Identified, Versioned, Base):
    """A guard goes from one unit to another (调动).

    employment_id   the one that ends; new_employment_id: the one that begins, once it has
    effective_on    the agreed day; where what was recorded meanwhile lies later, the day on which it came about
    position        what the guard will be; the present position where the present employer proposed and none was given
    lapses_on       the last day on which the proposal can be answered
    """

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("from_unit_id <> to_unit_id", name="two_units"),
        CheckConstraint("proposed_by IN ('from', 'to')", name="side_known"),
        CheckConstraint("state IN ('proposed', 'accepted', 'declined', 'withdrawn', 'done', 'lapsed')", name="state_known"),
        CheckConstraint("(state IN ('proposed', 'accepted')) = (closed_at IS NULL)", name="closed_has_time"),
        CheckConstraint("(state = 'lapsed') = (lapse_reason IS NOT NULL)", name="lapsed_has_reason"),
        CheckConstraint("(state = 'done') = (new_employment_id IS NOT NULL)", name="done_has_employment"),
        CheckConstraint("state NOT IN ('accepted', 'done') OR accepted_at IS NOT NULL", name="accepted_has_time"),
        Index(
            "uq_transfers_one_open_per_guard_and_unit", "guard_id", "to_unit_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("uq_transfers_one_accepted_per_guard", "guard_id", unique=True, sqlite_where=_ACCEPTED, postgresql_where=_ACCEPTED),
        Index("ix_transfers_from_unit_id_id", "from_unit_id", "id"),
        Index("ix_transfers_to_unit_id_id", "to_unit_id", "id"),
        Index("ix_transfers_employment_id", "employment_id"),
        Index("ix_transfers_new_employment_id", "new_employment_id"),
        Index("ix_transfers_accepted_by_id", "accepted_by_id"),
        Index("ix_transfers_guard_id", "guard_id"),
        Index("ix_transfers_lapses_on_proposed", "lapses_on", sqlite_where=_PROPOSED, postgresql_where=_PROPOSED),
        Index("ix_transfers_effective_on_accepted", "effective_on", sqlite_where=_ACCEPTED, postgresql_where=_ACCEPTED),
    )

    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    employment_id: Mapped[UUID] = mapped_column(ForeignKey("employments.id"))
    new_employment_id: Mapped[UUID | None] = mapped_column(ForeignKey("employments.id"))
    from_unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    to_unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    position: Mapped[str] = mapped_column(String(40))
    effective_on: Mapped[date]
    proposed_by: Mapped[str] = mapped_column(String(4))
    state: Mapped[str] = mapped_column(String(10))
    lapse_reason: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
    answer_note: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime]
    lapses_on: Mapped[date]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    accepted_by_name: Mapped[str | None] = mapped_column(String(60))
    closed_at: Mapped[datetime | None]

    guard: Mapped[Guard] = relationship(lazy="raise")
    from_unit: Mapped[Unit] = relationship(lazy="raise", foreign_keys=from_unit_id)
    to_unit: Mapped[Unit] = relationship(lazy="raise", foreign_keys=to_unit_id)

    @property
    def answering_unit_id(self) -> UUID:
        """The unit that has to answer the proposal."""
        return self.to_unit_id if self.proposed_by == "from" else self.from_unit_id

    @property
    def proposing_unit_id(self) -> UUID:
        """The unit that proposed."""
        return self.from_unit_id if self.proposed_by == "from" else self.to_unit_id
