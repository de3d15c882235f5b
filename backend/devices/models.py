"""Devices, and the numbers of what they signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Account
from backend.database import Base

RECORD_KINDS = ("verification", "inspection", "void")
"""`void`: the officer set the record aside on the phone; its number stands for nothing any more."""


class Device(Base):
    """One browser of one account. The phone chose its id, so that it can number before it has met the server.

    public_key     a point of P-256, uncompressed (SEC 1, 2.3.3); the private half cannot be read out of the browser
    last_sequence  the highest number that arrived; received: how many arrived. All arrived when the two are equal
    last_seen_at   when something signed arrived last
    """

    __tablename__ = "devices"
    __table_args__ = (CheckConstraint("received <= last_sequence", name="no_more_than_numbered"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(65), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    enrolled_at: Mapped[datetime]
    last_sequence: Mapped[int] = mapped_column(BigInteger, default=0)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    last_seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(Text)

    account: Mapped[Account] = relationship(lazy="raise")

    @property
    def missing(self) -> int:
        """How many numbers below the highest have not arrived."""
        return self.last_sequence - self.received


class DeviceRecord(Base):
    """One number of a device, and the command that came under it. Unique by its key: a number is given once."""

    __tablename__ = "device_records"
    __table_args__ = (
        CheckConstraint(f"kind IN {RECORD_KINDS}", name="kind_known"),
        CheckConstraint("sequence > 0", name="counted_from_one"),
    )

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    command_key: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
