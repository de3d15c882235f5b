"""Accounts, their sessions, and the counters that slow down guessing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.errors import constraint, define
from backend.jurisdictions.models import Agency
from backend.permissions import Profile
from backend.units.models import Unit

STATUSES = ("active", "disabled")
WAYS = ("passkey", "totp", "recovery_code")
"""How a second step can be done."""

UserNameTaken = define("account.user_name_taken", 409, "There is an account with this user name")
constraint("uq_accounts_user_name", "accounts.user_name", UserNameTaken)


class Account(Identified, Versioned, Base):
    """One person's way in. An officer has an agency, a manager a unit, the administrator neither."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint(
            "(role = 'company_manager') = (unit_id IS NOT NULL) AND "
            "(role IN ('company_manager', 'system_administrator')) = (agency_code IS NULL)",
            name="place_fits_role",
        ),
        CheckConstraint("profile = 'all' OR role = 'company_manager'", name="profile_fits_role"),
        Index("ix_accounts_name_id", "name", "id"),
    )

    user_name: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(24))
    agency_code: Mapped[str | None] = mapped_column(ForeignKey("agencies.code"), index=True)
    police_number: Mapped[str | None] = mapped_column(String(20))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    status: Mapped[str] = mapped_column(String(10), default="active")
    profile: Mapped[str] = mapped_column(String(16), default=Profile.ALL, server_default=Profile.ALL)
    """How much of a manager's rights; all of them for everybody else."""
    second_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether there is a passkey or an authenticator app; kept here so that no request has to look for them."""
    last_sign_in_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    agency: Mapped[Agency | None] = relationship(lazy="raise")
    unit: Mapped[Unit | None] = relationship(lazy="raise")

    @property
    def agency_name(self) -> str | None:
        """Name of an officer's agency."""
        return self.agency.name if self.agency else None

    @property
    def unit_name(self) -> str | None:
        """Name of a manager's unit."""
        return self.unit.name if self.unit else None


class AccountSession(Identified, Base):
    """One signed-in browser. Only the hash of its token is kept.

    second_factor_due  the password was right, the second step is not done: open to nothing else
    confirmed_at       when the person last proved who he is; needed for acts on the own factors
    """

    __tablename__ = "account_sessions"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(String(45))
    user_agent: Mapped[str] = mapped_column(String(200))
    second_factor_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    confirmed_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="raise")


class SignInCounter(Base):
    """Failed sign-ins in a row for one account name or one address (only their keyed hash is kept)."""

    __tablename__ = "sign_in_counters"

    subject: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    open_at: Mapped[datetime]
    last_failed_at: Mapped[datetime]
