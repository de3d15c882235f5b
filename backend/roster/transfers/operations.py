"""Propose, accept, decline and withdraw a transfer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from backend import audit
from backend.clock import china_date
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.guards.queries import find_person
from backend.permissions import Actor
from backend.roster.models import Employment
from backend.roster.problems import LATEST_DAYS, AlreadyEmployed, NotEmployedHere, PersonNotFound, UnitNotActive, refuse_outside
from backend.roster.transfers import carrying_out, queries
from backend.roster.transfers.models import AlreadyAccepted, Transfer
from backend.roster.transfers.problems import NotEmployed, NotOpen, NotToAnswer, NotToWithdraw, SameUnit, UnitUnknown
from backend.units.models import Unit


def propose_sending(employment: Employment, values: dict[str, Any], actor: Actor, now: datetime) -> Transfer:
    """The present employer proposes that the guard goes to another unit.

    employment  locked
    values      uscc of the other unit, effective_on, note
    Raises NotEmployedHere, UnitUnknown, SameUnit, AlreadyProposed, AlreadyAccepted, DateOutOfRange.
    """
    if employment.ended_on is not None:
        raise NotEmployedHere()
    unit = queries.find_active_unit(values["uscc"])
    if unit is None:
        raise UnitUnknown(errors=[{"field": "uscc", "code": "unknown", "message": UnitUnknown.title}])
    if unit.id == employment.unit_id:
        raise SameUnit()
    _check_day(values["effective_on"], now, carrying_out.earliest_day(employment))
    return _propose("from", employment, unit, employment.position, values, actor, now)


def propose_taking(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> Transfer:
    """Another unit proposes to take a guard over. Like hiring, it needs a number and the exact name.

    values  identity_number or certificate_number, name, position, effective_on, note
    The day is not compared with what the present employer recorded: what is refused would tell of it.
    Raises UnitNotActive, PersonNotFound, NotEmployed, AlreadyEmployed, AlreadyProposed, AlreadyAccepted, DateOutOfRange.
    """
    if unit.status != "active":
        raise UnitNotActive()
    guard = find_person(values["name"], **{key: values.get(key) for key in ("identity_number", "certificate_number")})
    if guard is None or guard.status == "deceased":
        raise PersonNotFound()
    employment = queries.find_employment_of(guard.id)
    if employment is None:
        raise NotEmployed()
    if employment.unit_id == unit.id:
        raise AlreadyEmployed()
    _check_day(values["effective_on"], now, date.min)
    return _propose("to", employment, unit, values["position"], values, actor, now)


def accept(transfer: Transfer, position: str | None, actor: Actor, now: datetime) -> Transfer:
    """The other unit agrees. On the agreed day, at once where it has come, the guard is the new unit's.

    transfer  locked with its employment
    position  what the guard will be; the new employer alone may say it
    Raises NotOpen, NotToAnswer, AlreadyAccepted, UnitNotActive.
    """
    if transfer.state != "proposed" or transfer.lapses_on < china_date(now):
        raise NotOpen()
    if transfer.answering_unit_id not in actor.unit_ids:
        raise NotToAnswer()
    return _agree(transfer, position if transfer.proposed_by == "from" else None, actor, now)


def decline(transfer: Transfer, note: str, actor: Actor, now: datetime) -> Transfer:
    """The other unit does not agree. Raises NotOpen, NotToAnswer."""
    if transfer.state != "proposed":
        raise NotOpen()
    if transfer.answering_unit_id not in actor.unit_ids:
        raise NotToAnswer()
    return _close(transfer, "declined", "decline", note, actor, now)


def withdraw(transfer: Transfer, note: str, actor: Actor, now: datetime) -> Transfer:
    """Take a proposal back; what both agreed on, either may call off until the day has come. Raises NotOpen, NotToWithdraw, DayHasCome."""
    if transfer.state == "proposed" and transfer.proposing_unit_id not in actor.unit_ids:
        raise NotToWithdraw()
    if transfer.state not in ("proposed", "accepted"):
        raise NotOpen()
    if transfer.state == "accepted":
        carrying_out.require_none_due(db.session.get_one(Employment, transfer.employment_id), now)
    return _close(transfer, "withdrawn", "withdraw", note, actor, now)


def _check_day(day: date, now: datetime, not_before: date) -> None:
    today = china_date(now)
    refuse_outside("effective_on", day, max(not_before, today - timedelta(days=LATEST_DAYS)), today + timedelta(days=LATEST_DAYS))


def _propose(side: str, employment: Employment, unit: Unit, position: str, values: dict[str, Any], actor: Actor, now: datetime) -> Transfer:
    """Who acts for both units, a company for its branch, has agreed by proposing."""
    transfer = Transfer(
        guard_id=employment.guard_id,
        employment_id=employment.id,
        from_unit_id=employment.unit_id,
        to_unit_id=unit.id,
        position=position,
        effective_on=values["effective_on"],
        proposed_by=side,
        state="proposed",
        note=values["note"],
        answer_note="",
        proposed_at=now,
        lapses_on=china_date(now) + timedelta(days=settings().transfer_days),
    )
    db.session.add(transfer)
    db.session.flush()  # the constraint speaks now, and the audit needs the id
    audit.record("propose", "transfer", transfer.id, actor=actor, now=now, after=facts(transfer))
    return _agree(transfer, None, actor, now) if transfer.answering_unit_id in actor.unit_ids else transfer


def _agree(transfer: Transfer, position: str | None, actor: Actor, now: datetime) -> Transfer:
    if queries.accepted_of(transfer.guard_id):
        raise AlreadyAccepted()
    if not carrying_out.may_employ(transfer.to_unit_id):
        raise UnitNotActive()
    if db.session.get_one(Guard, transfer.guard_id).status == "deceased":
        raise NotOpen()
    before = facts(transfer)
    transfer.state, transfer.accepted_at, transfer.position = "accepted", now, position or transfer.position
    transfer.accepted_by_id, transfer.accepted_by_name = actor.account_id, actor.name
    db.session.flush()  # the constraint speaks now: one agreed transfer a person
    audit.record("accept", "transfer", transfer.id, actor=actor, now=now, before=before, after=facts(transfer))
    carrying_out.lapse_others(transfer, now)
    carrying_out.carry_out_if_due(transfer, now, actor)
    return transfer


def _close(transfer: Transfer, state: str, action: str, note: str, actor: Actor, now: datetime) -> Transfer:
    before = facts(transfer)
    transfer.state, transfer.answer_note, transfer.closed_at = state, note, now
    db.session.flush()  # the next version number is known only now
    audit.record(action, "transfer", transfer.id, actor=actor, now=now, before=before, after={**facts(transfer), "note": note})
    return transfer


def facts(transfer: Transfer) -> dict[str, Any]:
    """What the audit keeps of a transfer."""
    names = ("guard_id", "from_unit_id", "to_unit_id", "proposed_by", "effective_on", "position", "state")
    return {name: getattr(transfer, name) for name in names}
