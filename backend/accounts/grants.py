"""What an account was allowed, and when: the history by which an act is judged that arrives long after it was done.

Only what is over is kept, as it ends. What an account has had since then, or ever, stands in its own row; so an account
that never changed costs nothing, and no release that does not know this table can leave a false present in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from backend.accounts.models import Account
from backend.database import Base, Identified
from backend.extensions import db
from backend.jurisdictions.models import Agency
from backend.permissions import OFFICER_LEVEL


class AccountGrant(Identified, Base):
    """A former state of an account: role, agency and status, from one change to the next."""

    __tablename__ = "account_grants"
    __table_args__ = (
        CheckConstraint("from_at <= until_at", name="ends_after_it_began"),
        Index("ix_account_grants_account_id_until_at", "account_id", "until_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[str] = mapped_column(String(24))
    agency_code: Mapped[str | None] = mapped_column(ForeignKey("agencies.code"))
    status: Mapped[str] = mapped_column(String(10))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]


class Held(NamedTuple):
    """From `since` (None: ever) until `until` (None: still) an officer reached the agencies whose codes begin with `prefix`.

    prefix  None while he was disabled, or no officer; agency_code: his own
    """

    prefix: str | None
    agency_code: str | None
    since: datetime | None
    until: datetime | None


def end_grant(account: Account, before: tuple[str, str | None, str], now: datetime) -> None:
    """Note what ends now, if anything does. before: role, agency code and status until this change."""
    if before == state_of(account):
        return
    last = db.session.scalar(
        select(AccountGrant.until_at).where(AccountGrant.account_id == account.id).order_by(AccountGrant.until_at.desc()).limit(1)
    )
    role, agency_code, status = before
    since = min(last or account.created_at, now)
    db.session.add(AccountGrant(account_id=account.id, role=role, agency_code=agency_code, status=status, from_at=since, until_at=now))


def state_of(account: Account) -> tuple[str, str | None, str]:
    """What a grant holds of an account."""
    return account.role, account.agency_code, account.status


def histories(account_ids: Iterable[UUID]) -> dict[UUID, list[Held]]:
    """Of each account, what it held from ever until now, without a gap; the last is what it holds. Unknown ids are left out."""
    ids = list(account_ids)
    columns = (Account.id, Account.role, Account.agency_code, Account.status, Agency.reach_prefix)
    present = db.session.execute(select(*columns).outerjoin(Agency, Agency.code == Account.agency_code).where(Account.id.in_(ids))).all()
    former = db.session.execute(
        select(
            AccountGrant.account_id,
            AccountGrant.role,
            AccountGrant.agency_code,
            AccountGrant.status,
            Agency.reach_prefix,
            AccountGrant.until_at,
        )
        .outerjoin(Agency, Agency.code == AccountGrant.agency_code)
        .where(AccountGrant.account_id.in_(ids))
        .order_by(AccountGrant.until_at, AccountGrant.id)
    ).all()
    found: dict[UUID, list[Held]] = {row.id: [] for row in present}
    for row in former:
        found[row.account_id].append(Held(_prefix(row), row.agency_code, _end_of(found[row.account_id]), row.until_at))
    for one in present:
        found[one.id].append(Held(_prefix(one), one.agency_code, _end_of(found[one.id]), None))
    return found


def _end_of(history: list[Held]) -> datetime | None:
    return history[-1].until if history else None


def _prefix(row: Any) -> str | None:
    prefix: str | None = row.reach_prefix if row.status == "active" and row.role in OFFICER_LEVEL else None
    return prefix
