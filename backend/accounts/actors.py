"""Who somebody is to every query outside a request: a job acts for an account with the rights of the moment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from backend.accounts.models import Account
from backend.extensions import db
from backend.permissions import Actor, Role
from backend.units.models import Unit


def find_actor(account_id: UUID) -> Actor | None:
    """The actor of an active account with the rights of this moment; None when there is none any more."""
    statement = select(Account).where(Account.id == account_id).options(joinedload(Account.agency), joinedload(Account.unit))
    account = db.session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()
    if account is None or account.status != "active":
        return None
    return Actor(
        account_id=account.id,
        name=account.name,
        role=Role(account.role),
        agency_code=account.agency_code or (account.unit.agency_code if account.unit else None),
        reach_prefix=account.agency.reach_prefix if account.agency else None,
        unit_id=account.unit_id,
        unit_ids=own_unit_ids(account.unit_id),
        profile=account.profile,
    )


def own_unit_ids(unit_id: UUID | None) -> tuple[UUID, ...]:
    """A manager's unit and its branches."""
    if unit_id is None:
        return ()
    return tuple(db.session.scalars(select(Unit.id).where(or_(Unit.id == unit_id, Unit.parent_unit_id == unit_id))))
