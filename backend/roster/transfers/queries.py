"""Find transfers within an actor's reach, and say no more of them than he may know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from backend.clock import china_date
from backend.errors import NotFound, OutOfReach
from backend.extensions import clock, db
from backend.guards.models import Guard
from backend.guards.queries import in_reach as guard_in_reach
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Employment
from backend.roster.transfers.models import OPEN_STATES, Transfer
from backend.units.models import Unit

_SHOWN = (
    "id", "position", "effective_on", "proposed_by", "state", "lapse_reason", "note", "answer_note", "proposed_at", "lapses_on",
    "accepted_at", "closed_at", "version",
)  # fmt: skip


def list_transfers(actor: Actor, unit: Unit, query: dict[str, Any]) -> Page:
    """The transfers from and to a unit that was found within reach, the latest first."""
    sides = {"outgoing": [Transfer.from_unit_id == unit.id], "incoming": [Transfer.to_unit_id == unit.id]}
    either = sides.get(query["direction"], [Transfer.from_unit_id == unit.id, Transfer.to_unit_id == unit.id])
    statement = _whole().where(or_(*either))
    if query["state"]:
        is_open = Transfer.state.in_(OPEN_STATES)
        statement = statement.where(is_open if query["state"] == "open" else ~is_open)
    page = paginate(statement, [Transfer.id], query["cursor"], query["limit"], descending=True)
    return Page([shown(actor, transfer) for transfer in page.items], page.next_cursor)


def get_transfer(actor: Actor, transfer_id: UUID, *, lock: bool = False) -> Transfer:
    """One transfer: from or to the manager's units, or of a guard in the officer's area; locked for an answer if asked. Raises NotFound."""
    mine = or_(Transfer.from_unit_id.in_(actor.unit_ids), Transfer.to_unit_id.in_(actor.unit_ids))
    found = _whole().join(Transfer.guard).where(Transfer.id == transfer_id)
    transfer = db.session.scalar(found.where(guard_in_reach(actor, few=True) if actor.is_officer else mine))
    if transfer is None:
        raise OutOfReach("transfer", transfer_id) if db.session.get(Transfer, transfer_id) else NotFound()
    return lock_transfer(transfer_id) if lock else transfer


def lock_transfer(transfer_id: UUID) -> Transfer:
    """A transfer that was found within reach, locked for a change. Its employment is locked first, as a leaving does."""
    of = select(Employment).join(Transfer, Transfer.employment_id == Employment.id).where(Transfer.id == transfer_id)
    fresh = {"populate_existing": True}
    db.session.execute(of.with_for_update(of=Employment, key_share=True).execution_options(**fresh)).scalar_one()
    statement = _whole().where(Transfer.id == transfer_id).with_for_update(of=Transfer, key_share=True)
    return db.session.execute(statement.execution_options(**fresh)).scalar_one()


def get_shown(actor: Actor, transfer: Transfer) -> dict[str, Any]:
    """A transfer after a change that was allowed."""
    db.session.expire(transfer)
    return shown(actor, db.session.scalars(_whole().where(Transfer.id == transfer.id)).one())


def shown(actor: Actor, transfer: Transfer) -> dict[str, Any]:
    """What that actor may know: a unit that proposed by a number learns who employs the guard when the other agreed."""
    gives, takes = (actor.is_officer or unit_id in actor.unit_ids for unit_id in (transfer.from_unit_id, transfer.to_unit_id))
    whole = gives or transfer.proposed_by == "from" or transfer.accepted_at is not None
    guard, today = transfer.guard, china_date(clock().now())
    still = transfer.state == "proposed"
    reached = actor.is_officer or guard.unit_id in actor.unit_ids
    return {
        **{name: getattr(transfer, name) for name in _SHOWN},
        "from_unit_id": transfer.from_unit_id if whole else None,
        "from_unit_name": transfer.from_unit.name if whole else None,
        "to_unit_id": transfer.to_unit_id,
        "to_unit_name": transfer.to_unit.name,
        "guard_id": guard.id if reached else None,
        "guard_name": guard.name,
        "certificate_number": guard.certificate_number if whole else None,
        "certificate_state": guard.certificate_state_on(today) if whole else None,
        "may_answer": still and transfer.answering_unit_id in actor.unit_ids and transfer.lapses_on >= today,
        "may_withdraw": transfer.proposing_unit_id in actor.unit_ids if still else _may_call_off(actor, transfer, today),
        "incoming": takes and not gives,
    }


def _may_call_off(actor: Actor, transfer: Transfer, today: date) -> bool:
    return transfer.state == "accepted" and not actor.is_officer and transfer.effective_on > today


def waiting_for(unit_ids: Collection[UUID]) -> Sequence[Transfer]:
    """The proposals that these units have not answered yet, the oldest first; `answering_unit_id` says which."""
    mine = or_(
        (Transfer.proposed_by == "from") & Transfer.to_unit_id.in_(unit_ids),
        (Transfer.proposed_by == "to") & Transfer.from_unit_id.in_(unit_ids),
    )
    return db.session.scalars(_whole().where(Transfer.state == "proposed", mine).order_by(Transfer.id)).all()


def find_active_unit(uscc: str) -> Unit | None:
    """The active unit with a credit code, wherever it is."""
    return db.session.scalar(select(Unit).where(Unit.uscc == uscc, Unit.status == "active"))


def find_employment_of(guard_id: UUID) -> Employment | None:
    """The open employment of a guard, with whomever it is."""
    return db.session.scalar(select(Employment).where(Employment.guard_id == guard_id, Employment.ended_on.is_(None)))


def accepted_of(guard_id: UUID) -> bool:
    """Whether a transfer of the guard is agreed and waits for its day."""
    return db.session.scalar(select(Transfer.id).where(Transfer.guard_id == guard_id, Transfer.state == "accepted")) is not None


def _whole() -> Select[Any]:
    return select(Transfer).options(
        joinedload(Transfer.guard).load_only(
            Guard.name, Guard.unit_id, Guard.certificate_number, Guard.certificate_state, Guard.certificate_expires_on
        ),
        joinedload(Transfer.from_unit).load_only(Unit.name),
        joinedload(Transfer.to_unit).load_only(Unit.name),
    )
