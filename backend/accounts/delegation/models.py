"""Invitations: who may open an account of his own, where and how far."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified
from backend.units.models import Unit

STATES = ("open", "accepted", "revoked", "expired")


class Invitation(Identified, Base):
    """One colleague may open one account of the unit with this profile, by a code of which only a keyed hash is kept.

    name         of the colleague, as the inviter wrote it; the account will bear it
    accepted_by  the account that was opened
    """

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("profile IN ('all', 'rosters', 'contracts', 'read_only')", name="profile_known"),
        CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name="accepted_or_revoked"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="accepted_by_somebody"),
        Index("ix_invitations_unit_id_id", "unit_id", "id"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    profile: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(60))
    code_index: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    invited_by_name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship(lazy="raise")

    @property
    def unit_name(self) -> str:
        """Name of the unit."""
        return self.unit.name

    def state_at(self, now: datetime) -> str:
        """One of STATES."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if now < self.expires_at else "expired"
