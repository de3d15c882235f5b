"""Confirmations, as the devices signed them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified

PROBLEMS = ("signature", "device", "time", "place")


class InspectionConfirmation(Identified, Base):
    """An officer's word that he was at a visit. What it came to stands with the record's officer.

    inspection_id  no foreign key: it may arrive before the record
    unit_id        what the officer had before him when he signed, and `site_id`, `device_id` likewise
    confirmed_at   by his phone's clock, whole milliseconds: it is part of what was signed
    problem        why it does not count (of `PROBLEMS`); only of those that came within a record
    """

    __tablename__ = "inspection_confirmations"
    __table_args__ = (UniqueConstraint("inspection_id", "account_id"),)

    inspection_id: Mapped[UUID]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    unit_id: Mapped[UUID]
    site_id: Mapped[UUID | None]
    device_id: Mapped[UUID]
    confirmed_at: Mapped[datetime]
    received_at: Mapped[datetime]
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    problem: Mapped[str | None] = mapped_column(String(10))
