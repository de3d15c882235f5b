"""What a supervisor decides: about what waits, and about two records of one visit."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from backend import audit
from backend.accounts.grants import histories
from backend.accounts.models import Account
from backend.devices.signing import Stamp, pair_with
from backend.errors import NotFound, Problem, field_error
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.inspections import checklists, operations
from backend.inspections.models import Inspection, InspectionOfficer, MediaFile
from backend.inspections.operations import Arrival
from backend.inspections.problems import AlreadyRecorded
from backend.inspections.quarantine.keeping import note_conflicts, opened
from backend.inspections.quarantine.models import Conflict, QuarantinedCommand
from backend.inspections.quarantine.problems import (
    AlreadyDecided,
    ConflictInQuarantine,
    ConflictSettled,
    NotRecordable,
    OwnRecord,
)
from backend.inspections.quarantine.queries import named_media
from backend.inspections.rights import agency_at
from backend.inspections.schemas import InspectionInput
from backend.jurisdictions.models import Agency
from backend.permissions import Actor, Role
from backend.roster.models import Site
from backend.units.models import Unit
from backend.verifications import operations as verifications
from backend.verifications.models import Verification
from backend.verifications.schemas import VerificationInput


def accept(command: QuarantinedCommand, note: str, actor: Actor, now: datetime) -> QuarantinedCommand:
    """Record what waited, as of when it was done and came.

    command  locked, found within reach
    Raises AlreadyDecided, OwnRecord, NotRecordable with the `problem` that the register has with it.
    """
    _check(command, actor)
    body = opened(command) or b"{}"
    try:
        if command.kind == "inspection":
            _record_inspection(command, InspectionInput().load(json.loads(body)), now)
        else:
            _record_verification(command, VerificationInput().load(json.loads(body)))
    except Problem as problem:
        raise NotRecordable(errors=problem.errors, problem=problem.code) from problem
    return _decide(command, "accepted", note, actor, now)


def reject(command: QuarantinedCommand, note: str, actor: Actor, now: datetime) -> QuarantinedCommand:
    """Do not record it; body and reason are kept for a while. Raises AlreadyDecided, OwnRecord."""
    _check(command, actor)
    return _decide(command, "rejected", note, actor, now)


def settle(conflict: Conflict, values: dict[str, Any], actor: Actor, now: datetime) -> Conflict:
    """Say which of two records of one visit holds: both, or one in the place of the other. Nothing is deleted.

    values  as `QuarantineSettlementInput` loads them
    Raises ConflictSettled, ConflictInQuarantine, OwnRecord, Invalid about `superseded_id`.
    """
    if conflict.settled_at is not None:
        raise ConflictSettled()
    if conflict.kind == "number":
        raise ConflictInQuarantine()
    both = (conflict.first_id, conflict.second_id)
    took_part = (InspectionOfficer.inspection_id.in_(both), InspectionOfficer.account_id == actor.account_id)
    if db.session.scalar(select(InspectionOfficer.account_id).where(*took_part).limit(1)):
        raise OwnRecord()
    superseded = values["superseded_id"]
    if (values["resolution"] == "superseded") != (superseded is not None) or superseded not in (None, *both):
        raise field_error("superseded_id", "choice", "Name the one of the two that the other replaces, if one does")
    if superseded is not None:
        holds = both[superseded == both[0]]
        db.session.execute(update(Inspection).where(Inspection.id == superseded).values(superseded_by_id=holds))
    _settle(conflict, values["resolution"], superseded, values["reason"], actor, now)
    return conflict


def forget_rejected(now: datetime) -> None:
    """Forget the bodies of what was rejected long ago, with the pictures that no record names; who decided what stays."""
    before = now - timedelta(days=settings().quarantine_days)
    old = (QuarantinedCommand.decision == "rejected", QuarantinedCommand.decided_at < before, QuarantinedCommand.body.is_not(None))
    for command in db.session.scalars(select(QuarantinedCommand).where(*old).limit(100)):
        media = [UUID(one) for one in named_media(json.loads(opened(command) or b"{}"))]
        own = (MediaFile.id.in_(media), MediaFile.account_id == command.account_id, MediaFile.inspection_id.is_(None))
        db.session.execute(delete(MediaFile).where(*own))
        command.body = None


def _check(command: QuarantinedCommand, actor: Actor) -> None:
    if command.decided_at is not None:
        raise AlreadyDecided()
    record = json.loads(opened(command) or b"{}")
    if str(actor.account_id) in (str(command.account_id), *record.get("officer_ids", ())):
        raise OwnRecord()


def _decide(command: QuarantinedCommand, decision: str, note: str, actor: Actor, now: datetime) -> QuarantinedCommand:
    command.decision, command.decided_by, command.decided_at, command.note = decision, actor.account_id, now, note
    for conflict in db.session.scalars(select(Conflict).where(Conflict.second_id == command.id, Conflict.settled_at.is_(None))):
        stands = decision == "accepted"
        _settle(conflict, "both_stand" if stands else "superseded", None if stands else command.id, note, actor, now)
    facts = {"record_id": command.record_id, "reasons": command.reasons, "note": note}
    audit.record("accept" if decision == "accepted" else "reject", "command", command.id, actor=actor, now=now, after=facts)
    return command


def _settle(conflict: Conflict, resolution: str, superseded: UUID | None, reason: str, actor: Actor, now: datetime) -> None:
    conflict.resolution, conflict.superseded_id, conflict.reason = resolution, superseded, reason
    conflict.settled_by, conflict.settled_at = actor.account_id, now
    facts = {"resolution": resolution, "first": conflict.first_id, "second": conflict.second_id, "superseded": superseded, "reason": reason}
    audit.record("settle", "conflict", conflict.id, actor=actor, now=now, after=facts)


def _record_inspection(command: QuarantinedCommand, values: dict[str, Any], now: datetime) -> None:
    unit = db.session.get(Unit, values["unit_id"], with_for_update={"key_share": True})
    site = db.session.get(Site, values["site_id"]) if values["site_id"] else None
    if unit is None:
        raise NotFound()
    if db.session.get(Inspection, values["id"]) is not None:
        raise AlreadyRecorded()
    checklist, pattern = checklists.get_checklist(values["checklist_id"]), settings().inspection_pattern
    known = {**values, "guards": _known_guards(values["guards"])}
    arrival = Arrival(command.received_at, command.digest)
    officer = officer_then(command.account_id, command.made_at)
    row = operations.record_inspection(known, unit, site, checklist, pattern, officer, now, signed=command.signed, arrival=arrival)
    note_conflicts(row, values["officer_ids"], now)


def _record_verification(command: QuarantinedCommand, values: dict[str, Any]) -> None:
    stamp = None
    if command.signed and command.device_id and command.sequence:
        error = command.evidence["clock_error_s"]
        stamp = Stamp(command.device_id, command.sequence, {}, pair_with(Verification), error)
    officer = officer_then(command.account_id, command.made_at)
    kept = verifications.record_verification(values, officer, command.received_at, stamp)
    db.session.execute(insert(Verification).values(kept.row))


def _known_guards(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The guards of a record; one that the register does not know keeps name and number, without a reference."""
    wanted = {row["guard_id"] for row in rows if row["guard_id"]}
    known = set(db.session.scalars(select(Guard.id).where(Guard.id.in_(wanted)))) if wanted else set()
    return [{**row, "guard_id": row["guard_id"] if row["guard_id"] in known else None} for row in rows]


def officer_then(account_id: UUID, moment: datetime) -> Actor:
    """Who somebody was when he acted. For recording that act and nothing else: it is never the actor of a request."""
    account = db.session.get_one(Account, account_id)
    agency = db.session.get(Agency, agency_at(histories([account_id])[account_id], moment) or account.agency_code)
    role = Role(account.role)
    return Actor(account_id, account.name, role, agency.code, agency.reach_prefix) if agency else Actor(account_id, account.name, role)
