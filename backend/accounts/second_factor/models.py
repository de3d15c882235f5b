"""Passkeys, authenticator apps, recovery codes, and the challenges that were answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Account
from backend.accounts.second_factor.problems import PasskeyKnown
from backend.database import Base, Identified
from backend.errors import constraint

constraint("uq_passkeys_credential_id", "passkeys.credential_id", PasskeyKnown)


class Passkey(Identified, Base):
    """A credential of WebAuthn (W3C, level 3): only its public half is known here.

    sign_count   how often it was used by its own count; 0 where the authenticator does not count
    backed_up    copied to other devices by the maker of the phone; `may_back_up`: it could be
    """

    __tablename__ = "passkeys"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[list[str]] = mapped_column(JSON)
    name: Mapped[str] = mapped_column(String(60))
    may_back_up: Mapped[bool]
    backed_up: Mapped[bool]
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="raise")


class Totp(Base):
    """The secret shared with an authenticator app (RFC 6238), sealed for this account.

    pending    a secret that was shown but not yet proven by a code
    last_step  the latest step of 30 s whose code was taken: each code works once
    """

    __tablename__ = "totps"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    pending: Mapped[bytes | None] = mapped_column(LargeBinary)
    pending_at: Mapped[datetime | None]
    last_step: Mapped[int | None] = mapped_column(BigInteger)
    added_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class RecoveryCode(Identified, Base):
    """One of ten codes on paper. Only its keyed hash is kept."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("account_id", "code_hash"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class UsedChallenge(Base):
    """A challenge that was answered, rightly or not, until it would have ended anyway."""

    __tablename__ = "used_challenges"

    challenge_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    until: Mapped[datetime] = mapped_column(index=True)
