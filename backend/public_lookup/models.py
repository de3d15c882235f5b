"""How often was asked, by whom and about whom; only keyed hashes of both are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class LookupCounter(Base):
    """Questions of one address, or about one certificate, in the window that ends at `ends_at`."""

    __tablename__ = "lookup_counters"

    subject: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int] = mapped_column(Integer)
