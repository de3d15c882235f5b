"""What becomes of a transfer that was agreed: it comes about on its day, or lapses.

The rule of days: an employment ends on the day the next one begins, and that day belongs to the new unit. A posting or another change
that was recorded after the agreed day cannot be undone by a transfer, so it then comes about on the day of the latest of them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, bindparam, or_, select

from backend import audit
from backend.clock import china_date
from backend.extensions import db
from backend.guards import operations as guards
from backend.guards.queries import lock_guard
from backend.permissions import Actor, Role
from backend.quick import Read
from backend.roster import areas
from backend.roster.leaving import TRANSFERRED
from backend.roster.models import Employment
from backend.roster.postings import end_all, last_posted
from backend.roster.transfers import queries
from backend.roster.transfers.models import OPEN_STATES, Transfer
from backend.roster.transfers.problems import DayHasCome
from backend.units.models import Unit

CHUNK = 200

_UNANSWERED = (Transfer.state == "proposed", Transfer.lapses_on < bindparam("today", type_=Date()))
_DUE = (Transfer.state == "accepted", Transfer.effective_on <= bindparam("today", type_=Date()))
_ANY = Read(select(Transfer.id).where(or_(_UNANSWERED[0] & _UNANSWERED[1], _DUE[0] & _DUE[1])).limit(1))
"""Asked without a transaction: while there is nothing, on SQLite nobody who writes waits for it."""


def watch(now: datetime) -> None:
    """The step of a worker: the transfers whose day has come, and those that nobody answered."""
    today = china_date(now)
    if _ANY.first(today=today) is None:
        return
    for condition in (_DUE, _UNANSWERED):
        ids = db.session.scalars(select(Transfer.id).where(*condition).order_by(Transfer.id).limit(CHUNK), {"today": today}).all()
        for transfer_id in ids:
            transfer = queries.lock_transfer(transfer_id)
            if transfer.state == "accepted":
                carry_out_if_due(transfer, now)
            elif transfer.state == "proposed":
                lapse(transfer, "not_answered", now)


def earliest_day(employment: Employment) -> date:
    """The first day on which an employment may end: no earlier than its beginning and what was recorded under it."""
    return max(employment.started_on, last_posted(employment.id) or employment.started_on)


def require_none_due(employment: Employment, now: datetime) -> None:
    """Nobody ends in another way what a transfer has ended by agreement, though no worker has carried it out yet. Raises DayHasCome."""
    today = china_date(now)
    due = select(Transfer.id).where(Transfer.employment_id == employment.id, *_DUE).limit(1)
    if db.session.scalar(due, {"today": today}) is not None and earliest_day(employment) <= today:
        raise DayHasCome()


def may_employ(unit_id: UUID) -> bool:
    """Whether guards may come to that unit."""
    return db.session.get_one(Unit, unit_id).status == "active"


def carry_out_if_due(transfer: Transfer, now: datetime, actor: Actor | None = None) -> None:
    """End one employment and begin the other, if the day has come; lapse if that is no longer possible.

    transfer  accepted, and locked with its employment
    actor     who acts now; without one, the manager who agreed is named in the audit
    """
    employment = db.session.get_one(Employment, transfer.employment_id)
    if employment.ended_on is not None:
        lapse(transfer, "left", now)
        return
    day = max(transfer.effective_on, earliest_day(employment))
    if day > china_date(now):
        return
    if not may_employ(transfer.to_unit_id):
        lapse(transfer, "unit_not_active", now)
        return
    if lock_guard(transfer.guard_id).status == "deceased":
        lapse(transfer, "deceased", now)
        return
    _carry_out(transfer, employment, day, now, actor)


def _carry_out(transfer: Transfer, old: Employment, day: date, now: datetime, actor: Actor | None) -> None:
    guard = lock_guard(transfer.guard_id)
    old.ended_on, old.leaving_reason, old.leaving_note = day, TRANSFERRED, ""
    ended = end_all(old.id, day)
    db.session.flush()  # one open employment a guard: the old one ends before the new one begins
    new = Employment(guard_id=guard.id, unit_id=transfer.to_unit_id, position=transfer.position, started_on=day, created_at=now)
    db.session.add(new)
    guards.set_employer(guard, transfer.to_unit_id, now)
    db.session.flush()  # the areas follow from the rows
    areas.follow_guards([guard.id])
    transfer.state, transfer.effective_on, transfer.closed_at, transfer.new_employment_id = "done", day, now, new.id
    db.session.flush()  # the next version number is known only now
    about = {"transfer_id": transfer.id, "guard_id": guard.id}
    left = {**about, "unit_id": old.unit_id, "ended_on": day, "leaving_reason": TRANSFERRED, "postings_ended": ended}
    begun = {**about, "unit_id": new.unit_id, "started_on": day, "position": new.position}
    audit.record("leave", "employment", old.id, actor=actor or _agreed(transfer, old.unit_id), now=now, after=left)
    audit.record("hire", "employment", new.id, actor=actor or _agreed(transfer, new.unit_id), now=now, after=begun)


def _agreed(transfer: Transfer, unit_id: UUID) -> Actor | None:
    """The manager who agreed, for the audit of the agency responsible for one of the units."""
    if transfer.accepted_by_id is None:
        return None
    agency_code = db.session.get_one(Unit, unit_id).agency_code
    return Actor(transfer.accepted_by_id, transfer.accepted_by_name or "", Role.COMPANY_MANAGER, agency_code)


def lapse(transfer: Transfer, why: str, now: datetime, actor: Actor | None = None) -> None:
    """Nothing comes of a transfer; by itself, unless somebody's act led to it."""
    before, after = {"state": transfer.state}, {"state": "lapsed", "lapse_reason": why}
    transfer.state, transfer.lapse_reason, transfer.closed_at = "lapsed", why, now
    db.session.flush()  # the next version number is known only now
    actor = actor or _agreed(transfer, transfer.from_unit_id)
    audit.record("lapse", "transfer", transfer.id, actor=actor, now=now, before=before, after=after)


def lapse_others(transfer: Transfer, now: datetime) -> None:
    """What other units proposed for the same person lapses when one is agreed."""
    for other in db.session.scalars(
        select(Transfer).where(Transfer.guard_id == transfer.guard_id, Transfer.state == "proposed", Transfer.id != transfer.id)
    ):
        lapse(other, "other_transfer", now)


def lapse_of(employment_ids: Collection[UUID], now: datetime, actor: Actor | None) -> None:
    """The open transfers of employments that ended in another way lapse; the other unit is told by the audit.

    employment_ids  locked
    """
    still = select(Transfer).where(Transfer.employment_id.in_(employment_ids), Transfer.state.in_(OPEN_STATES)).order_by(Transfer.id)
    for transfer in db.session.scalars(still.with_for_update(of=Transfer, key_share=True)).all():
        lapse(transfer, "left", now, actor)
