"""Find colleagues and invitations within a manager's reach, and an invitation by its code."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from backend.accounts.actors import find_actor, own_unit_ids
from backend.accounts.delegation.models import Invitation
from backend.accounts.models import Account
from backend.errors import Denied, NotFound, OutOfReach
from backend.extensions import db, keyring
from backend.pagination import Page, paginate
from backend.permissions import Actor, Permission, Profile
from backend.units.models import Unit
from backend.units.queries import get_unit

PURPOSE = "invitation-code"


def list_colleagues(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The accounts of a unit within reach and its branches, by name. Raises NotFound."""
    statement = _whole_accounts().where(Account.unit_id.in_(own_unit_ids(get_unit(actor, unit_id).id)))
    if query.get("status"):
        statement = statement.where(Account.status == query["status"])
    return paginate(statement, [Account.name, Account.id], query["cursor"], query["limit"])


def get_colleague(actor: Actor, account_id: UUID) -> Account:
    """An account of the own units, with all of their accounts locked: what is left for them is decided once at a time.

    Raises NotFound; Denied where the actor lost the right while he waited.
    """
    family = select(Account.id, Account.status, Account.profile).where(Account.unit_id.in_(actor.unit_ids)).order_by(Account.id)
    locked = {row.id: row for row in db.session.execute(family.with_for_update())}
    if account_id not in locked:
        raise OutOfReach("account", account_id) if db.session.get(Account, account_id) else NotFound()
    own = locked[actor.account_id]
    if own.status != "active" or own.profile != Profile.ALL:
        raise Denied()
    return db.session.execute(_whole_accounts().where(Account.id == account_id)).scalar_one()


def others_with_all_rights(account: Account) -> int:
    """How many others manage the account's unit: active, with all rights, of the unit itself or of its company."""
    parent = select(Unit.parent_unit_id).where(Unit.id == account.unit_id).scalar_subquery()
    statement = select(func.count(Account.id)).where(
        Account.id != account.id,
        Account.status == "active",
        Account.profile == Profile.ALL,
        (Account.unit_id == account.unit_id) | (Account.unit_id == parent),
    )
    return db.session.scalar(statement) or 0


def list_invitations(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The invitations for a unit within reach and its branches, the latest first. Raises NotFound."""
    statement = _whole().where(Invitation.unit_id.in_(own_unit_ids(get_unit(actor, unit_id).id)))
    return paginate(statement, [Invitation.id], query["cursor"], query["limit"], descending=True)


def get_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """One invitation for the own units, locked. Raises NotFound."""
    statement = _whole().where(Invitation.id == invitation_id, Invitation.unit_id.in_(actor.unit_ids))
    found: Invitation | None = db.session.execute(statement.with_for_update(of=Invitation)).scalar_one_or_none()
    if found is None:
        raise OutOfReach("invitation", invitation_id) if db.session.get(Invitation, invitation_id) else NotFound()
    return found


def count_open(unit_id: UUID, now: datetime) -> int:
    """How many invitations for a unit can still be accepted."""
    waiting = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now)
    return db.session.scalar(select(func.count(Invitation.id)).where(Invitation.unit_id == unit_id, *waiting)) or 0


def find_offer(code: str, now: datetime, *, lock: bool = False) -> Invitation | None:
    """The open invitation with that code, if its inviter might still invite."""
    statement = _whole().where(Invitation.code_index.in_(keyring().blind_indexes(PURPOSE, code)))
    found = db.session.execute(statement.with_for_update(of=Invitation) if lock else statement).scalar_one_or_none()
    if found is None or found.state_at(now) != "open":
        return None
    inviter = find_actor(found.invited_by)
    stands = inviter is not None and inviter.can(Permission.COLLEAGUE_MANAGE) and found.unit_id in inviter.unit_ids
    return found if stands else None


def _whole() -> Select[Any]:
    return select(Invitation).options(joinedload(Invitation.unit))


def _whole_accounts() -> Select[Any]:
    return select(Account).options(joinedload(Account.unit))
