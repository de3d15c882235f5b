"""Find guards within an actor's reach."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from backend.errors import NotFound, OutOfReach, define
from backend.extensions import db
from backend.guards import sealing
from backend.guards.models import Guard, GuardArea
from backend.permissions import COUNTY_DIGITS, Actor

WithoutPhoto = define("guard.without_photo", 404, "There is no photo of this guard yet")

FEW = 4000
"""Guards in reach. With fewer, a list begins with them; with more, each guard met in its order is looked up until the page is full."""


def in_reach(actor: Actor, *, few: bool = False) -> Any:
    """SQL: registered, employed or posted in the officer's area, or employed by the manager's units.

    few  the other conditions leave few guards, so each of them is looked up
    """
    if not actor.is_officer:
        return Guard.unit_id.in_(actor.unit_ids)
    if few or not are_few(actor):
        return seen_by(actor, Guard.id)
    return Guard.id.in_(ids_in_reach(actor))


def seen_by(actor: Actor, guard_id: Any) -> Any:
    """SQL: the guard with that id is registered, employed or posted in the officer's area; each is looked up."""
    return select(GuardArea.guard_id).where(actor.agency_in_reach(GuardArea.agency_code), GuardArea.guard_id == guard_id).exists()


def ids_in_reach(actor: Actor) -> Select[Any]:
    """The ids of all guards within reach; some twice."""
    if not actor.is_officer:
        return select(Guard.id).where(Guard.unit_id.in_(actor.unit_ids))
    return select(GuardArea.guard_id).where(actor.agency_in_reach(GuardArea.agency_code))


def are_few(actor: Actor) -> bool:
    """Whether no more than a few guards are within reach: a station's and a manager's always are, a city's never."""
    digits = len(actor.reach_prefix or "")
    if not actor.is_officer or digits != COUNTY_DIGITS:
        return not actor.is_officer or digits > COUNTY_DIGITS
    some = select(GuardArea.guard_id).where(actor.agency_in_reach(GuardArea.agency_code)).limit(FEW).subquery()
    return int(db.session.scalar(select(func.count()).select_from(some)) or 0) < FEW


def in_certificate_state(state: str, today: date) -> Any:
    """SQL: the certificate is in that state today. For few guards: there is no index, and none should be asked before theirs."""
    if state not in ("valid", "expired"):
        return Guard.certificate_state == state
    past = Guard.certificate_expires_on < today
    fits = past if state == "expired" else or_(Guard.certificate_expires_on.is_(None), ~past)
    return and_(Guard.certificate_state == "valid", fits)


def get_guard(actor: Actor, guard_id: UUID, *, lock: bool = False) -> Guard:
    """One guard within reach, locked for a change if asked. Raises NotFound."""
    statement = whole().where(Guard.id == guard_id, in_reach(actor, few=True))
    if lock:
        statement = statement.with_for_update(of=Guard, key_share=True)
    guard = db.session.execute(statement).scalar_one_or_none()
    if guard is None:
        raise OutOfReach("guard", guard_id) if db.session.get(Guard, guard_id) else NotFound()
    return guard


def get_photo_name(actor: Actor, guard_id: UUID) -> str:
    """The file of a guard's photo. Raises NotFound, WithoutPhoto."""
    guard = get_guard(actor, guard_id)
    if guard.photo_media is None:
        raise WithoutPhoto()
    return guard.photo_media


def find_person(name: str, *, identity_number: str | None = None, certificate_number: str | None = None) -> Guard | None:
    """A guard by one number and the exact name, wherever he is, locked for a change.

    For acts in which the number itself was shown by the person, not for lists.
    """
    known: Any
    if identity_number is not None:
        known = Guard.identity_index.in_(sealing.identity_indexes(identity_number))
    else:
        known = Guard.certificate_number == certificate_number
    statement = select(Guard).where(known, Guard.name == name).limit(1)
    return db.session.execute(statement.with_for_update(of=Guard, key_share=True)).scalar_one_or_none()


def lock_guard(guard_id: UUID) -> Guard:
    """A guard whose employment or posting was found within reach, locked for a change."""
    statement = select(Guard).where(Guard.id == guard_id).with_for_update(of=Guard, key_share=True)
    return db.session.execute(statement.execution_options(populate_existing=True)).scalar_one()


def whole() -> Select[Any]:
    """Guards with what their representations need."""
    return select(Guard).options(joinedload(Guard.agency), joinedload(Guard.unit))
