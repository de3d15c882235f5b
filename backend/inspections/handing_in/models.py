"""The keys to which phones seal what they export."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified


class HandInKey(Identified, Base):
    """One key a year, on P-256. Old ones are kept for good: a phone may lie in a drawer for years.

    public_key   the point, uncompressed; private_key: its scalar of 32 bytes, sealed
    """

    __tablename__ = "hand_in_keys"

    year: Mapped[int] = mapped_column(SmallInteger, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(65))
    private_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
