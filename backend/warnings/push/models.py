"""The key that signs for us, who wants to be told where, and what waits to be sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified


class PushKey(Identified, Base):
    """The pair of keys that push services know us by (RFC 8292). private_key: sealed; public_key: uncompressed point."""

    __tablename__ = "push_keys"

    private_key: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(65))
    created_at: Mapped[datetime]


class PushSubscription(Identified, Base):
    """One browser in which one person wants to be told.

    address_index  keyed hash of the address, so that a browser is known again; the address itself and the browser's keys are sealed
    """

    __tablename__ = "push_subscriptions"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    address_index: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(5))
    user_agent: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    last_sent_at: Mapped[datetime | None]


class PushMessage(Identified, Base):
    """So many new warnings to be told to one browser; at most one waits for each, and is gone when it was taken.

    due_at    not to be sent before; who sends it moves it on, so nobody else does meanwhile
    attempts  how often it was tried in vain
    """

    __tablename__ = "push_messages"

    subscription_id: Mapped[UUID] = mapped_column(ForeignKey("push_subscriptions.id"), unique=True)
    new: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(SmallInteger)
