"""What waits for a supervisor."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Account
from backend.database import Base, Identified

KINDS = ("inspection", "verification")
REASONS = (
    "number_used",
    "device_revoked",
    "unsigned",
    "rights_lost",
    "rights_doubtful",
    "place_moved",
    "colleague",
    "guard_unknown",
    "media_used",
)
"""In the order of their weight: the first that applies is the one that is told. docs/sync.md says what each means."""
DECISIONS = ("accepted", "rejected")
CONFLICT_KINDS = ("visit", "number")
RESOLUTIONS = ("both_stand", "superseded")

_OPEN = text("decided_at IS NULL")
_UNSETTLED = text("settled_at IS NULL")


class QuarantinedCommand(Base):
    """A command that was taken in and not carried out. `id` is its Idempotency-Key.

    agency_code  whose supervisors decide: of the unit or site, else of the officer
    record_id    the id that the phone gave the record; unit_id: the unit it names, which may be unknown here
    made_at      when the phone says the act was
    reasons      why it waits, the weightiest first; evidence: what is known of when and by whom it was made
    body         sealed; None once a rejected one has been forgotten
    """

    __tablename__ = "quarantined_commands"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind_known"),
        CheckConstraint("(decided_at IS NULL) = (decision IS NULL)", name="decided_has_decision"),
        Index("ix_quarantined_commands_agency_code_id", "agency_code", "id"),
        Index("ix_quarantined_commands_open", "agency_code", "received_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_quarantined_commands_account_id_record_id", "account_id", "record_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    device_id: Mapped[UUID | None]
    sequence: Mapped[int | None] = mapped_column(BigInteger)
    signed: Mapped[bool] = mapped_column(default=False, server_default=false())
    kind: Mapped[str] = mapped_column(String(12))
    record_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    made_at: Mapped[datetime]
    reasons: Mapped[list[str]] = mapped_column(JSON)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    received_at: Mapped[datetime]
    handed_in_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)

    account: Mapped[Account] = relationship(foreign_keys=account_id, lazy="raise")

    @property
    def reason(self) -> str:
        """The weightiest."""
        return self.reasons[0]

    @property
    def state(self) -> str:
        """Waiting, or what was decided."""
        return self.decision or "quarantined"


class Conflict(Identified, Base):
    """Two records that cannot both be the whole truth. Both are kept, whatever is decided.

    kind           visit: of one visit, by two phones; number: the device gave one number twice
    first_id       the inspection that was here; second_id: the inspection that came, or (number) the quarantined command.
                   Of a number that was given to something else than an inspection first_id is that command's key
    superseded_id  the one that the other replaces
    """

    __tablename__ = "conflicts"
    __table_args__ = (
        UniqueConstraint("kind", "first_id", "second_id"),
        CheckConstraint(f"kind IN {CONFLICT_KINDS}", name="kind_known"),
        CheckConstraint("(settled_at IS NULL) = (resolution IS NULL)", name="settled_has_resolution"),
        Index("ix_conflicts_agency_code_id", "agency_code", "id"),
        Index("ix_conflicts_open", "agency_code", "id", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
    )

    kind: Mapped[str] = mapped_column(String(10))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    first_id: Mapped[UUID]
    second_id: Mapped[UUID] = mapped_column(index=True)
    found_at: Mapped[datetime]
    resolution: Mapped[str | None] = mapped_column(String(12))
    superseded_id: Mapped[UUID | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
