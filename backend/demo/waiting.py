"""What waits for the story's managers: transfers between their two companies, and the warnings that follow from all that was written."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from backend.accounts.actors import find_actor
from backend.accounts.models import Account
from backend.clock import china_date
from backend.demo import story
from backend.extensions import db
from backend.guards.models import Guard
from backend.permissions import Actor, Role
from backend.roster.models import Employment
from backend.roster.transfers import operations
from backend.roster.transfers.models import Transfer
from backend.roster.transfers.queries import find_employment_of
from backend.units.models import Unit
from backend.warnings import upkeep


def make(now: datetime, *, is_great: bool) -> None:
    """Propose as the managers do, one transfer each way and each side once; then look at their units as a worker does.

    is_great  the indexes come last, and without them a look takes long: the first worker has it
    """
    own, other = _manager(story.USER_NAMES[Role.COMPANY_MANAGER]), _manager(story.OTHER_MANAGER)
    declined = _take(story.OTHER_UNIT_ID, "compound", "监控员", other, now - timedelta(days=20))
    operations.decline(declined, "劳动合同未到期，暂不同意。", own, now - timedelta(days=18))
    _take(story.OTHER_UNIT_ID, "captain", "队长", other, now - timedelta(days=2))
    _send("other-unit", story.UNIT_ID, other, now - timedelta(days=12), "本人住在天河，希望就近上班。")
    _send("rare", story.OTHER_UNIT_ID, own, now - timedelta(days=1), "")
    if is_great:
        return
    both = or_(Unit.id.in_((story.UNIT_ID, story.OTHER_UNIT_ID)), Unit.parent_unit_id == story.UNIT_ID)
    upkeep.look(db.session.scalars(select(Unit.id).where(both)).all(), now)


def _take(unit_id: UUID, key: str, position: str, actor: Actor, at: datetime) -> Transfer:
    guard = db.session.get_one(Guard, story.guard_id(key))
    values: dict[str, Any] = {"certificate_number": guard.certificate_number, "name": guard.name, "position": position, "note": ""}
    return operations.propose_taking(db.session.get_one(Unit, unit_id), {**values, "effective_on": _soon(at)}, actor, at)


def _send(key: str, to: UUID, actor: Actor, at: datetime, note: str) -> None:
    values = {"uscc": db.session.get_one(Unit, to).uscc, "effective_on": _soon(at), "note": note}
    operations.propose_sending(_employment(key), values, actor, at)


def _soon(at: datetime) -> date:
    return china_date(at + timedelta(days=20))


def _employment(key: str) -> Employment:
    employment = find_employment_of(story.guard_id(key))
    if employment is None:
        raise LookupError(key)
    return employment


def _manager(user_name: str) -> Actor:
    actor = find_actor(db.session.scalars(select(Account.id).where(Account.user_name == user_name)).one())
    if actor is None:
        raise LookupError(user_name)
    return actor
