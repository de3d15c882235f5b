"""Take in a record that was made some time ago: it is recorded, put aside for a supervisor, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.grants import Held, histories
from backend.devices.models import DeviceRecord
from backend.devices.signing import Stamp
from backend.errors import NotFound, OutOfReach
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.inspections import checklists, operations, queries
from backend.inspections.models import Checklist, Inspection, MediaFile
from backend.inspections.places import line_of
from backend.inspections.problems import AlreadyRecorded
from backend.inspections.quarantine import keeping
from backend.inspections.quarantine.models import REASONS, QuarantinedCommand
from backend.inspections.rights import Lies, Right, Told, active, judge
from backend.permissions import Actor
from backend.roster.models import Site
from backend.roster.queries import get_site
from backend.units.models import Unit
from backend.units.queries import get_unit

NEIGHBOURS = 20
"""So many acts of the device on either side are asked when it was."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A command as it came.

    body          as it was signed
    stamp         the device's, None where it is unsigned
    suspicions    reasons to put it aside that were known before it was read
    handed_in_by  who brought it in a file, if its own phone did not send it
    """

    key: UUID
    body: bytes
    stamp: Stamp | None
    suspicions: tuple[str, ...] = ()
    handed_in_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a record names, found wherever it is."""

    unit: Unit
    site: Site | None
    checklist: Checklist


def receive_inspection(values: dict[str, Any], sent: Sent, actor: Actor, now: datetime) -> tuple[Inspection | QuarantinedCommand, bool]:
    """What became of a record, and whether that was new.

    values  as `InspectionInput` loads them
    actor   whose record it is, with the rights of now; of a disabled account what it had last
    Raises NotFound where he never had the right, AlreadyRecorded, and what is wrong with the record itself.
    """
    digest = operations.digest_of(values)
    kept = queries.find_inspection(values["id"])
    if kept is not None:
        if kept.account_id != actor.account_id or kept.digest != digest:
            raise AlreadyRecorded()
        return kept, False
    waiting = keeping.find_waiting(actor.account_id, values["id"], digest)
    if waiting is not None:
        return waiting, False
    named = _find(values, actor)
    told, reasons = _doubts(values, named, sent, actor, now)
    if not reasons:
        return _record(values, named, sent, actor, now), True
    operations.check_inspection(values, named.unit, named.site, named.checklist, actor)
    place = named.site or named.unit
    command = QuarantinedCommand(
        id=sent.key,
        account_id=actor.account_id,
        agency_code=place.agency_code,
        **stamped(sent),
        kind="inspection",
        record_id=values["id"],
        unit_id=named.unit.id,
        made_at=values["finished_at"],
        reasons=reasons,
        evidence=told.evidence(sent.stamp.clock_error_s if sent.stamp else None, now),
        digest=digest,
        received_at=now,
    )
    return keeping.put_aside(command, sent.body, sent.stamp.given_to if sent.stamp else None, actor), True


def stamped(sent: Sent) -> dict[str, Any]:
    """The columns of `QuarantinedCommand` that say how it came."""
    stamp = sent.stamp
    return {
        "device_id": stamp and stamp.device_id,
        "sequence": stamp and stamp.sequence,
        "signed": stamp is not None,
        "handed_in_by": sent.handed_in_by,
    }


def told_of(moment: datetime, stamp: Stamp | None, device: bool = True) -> Told:
    """What is known of when a signed act was; of an unsigned one only what it says itself."""
    if stamp is None:
        return Told(moment)
    corrected = None if stamp.clock_error_s is None else moment - timedelta(seconds=stamp.clock_error_s)
    lower, higher = _neighbours(stamp) if device else ((), ())
    return Told(moment, corrected, lower, higher)


def _record(values: dict[str, Any], named: Named, sent: Sent, actor: Actor, now: datetime) -> Inspection:
    pattern, signed = settings().inspection_pattern, sent.stamp is not None
    row = operations.record_inspection(values, named.unit, named.site, named.checklist, pattern, actor, now, signed=signed)
    keeping.note_conflicts(row, values["officer_ids"], now)
    return row


def _find(values: dict[str, Any], actor: Actor) -> Named:
    """Unit, site and checklist, whoever may see them. Raises NotFound."""
    unit = db.session.get(Unit, values["unit_id"], with_for_update={"key_share": True})  # see `keeping.note_conflicts`
    site = db.session.get(Site, values["site_id"]) if values["site_id"] else None
    if unit is None or (site is None) != (values["site_id"] is None):
        raise NotFound()
    if site is not None and site.unit_id != unit.id:  # told only to who may see both
        get_unit(actor, unit.id)
        get_site(actor, site.id)
    return Named(unit, site, checklists.get_checklist(values["checklist_id"]))


def _doubts(values: dict[str, Any], named: Named, sent: Sent, actor: Actor, now: datetime) -> tuple[Told, list[str]]:
    """What is known of the time, and each reason to put the record aside, the weightiest first. Raises OutOfReach."""
    held = histories({actor.account_id, *values["officer_ids"]})
    lies = line_of(named.unit, named.site, actor)
    changed = len(lies) > 1 or any(len(line) > 1 or line[0].prefix is None for line in held.values())
    told = told_of(values["finished_at"], sent.stamp, changed)
    found = set(sent.suspicions)
    if sent.stamp is not None and sent.stamp.given_to is not None:
        found.add("number_used")
    found |= _doubts_about_rights(held[actor.account_id], lies, told, named, now)
    others = [held[one] for one in values["officer_ids"] if one in held and one != actor.account_id]
    if not all(active(line, *told.window(now)) for line in others):
        found.add("colleague")
    found |= _doubts_about_references(values, actor)
    return told, [reason for reason in REASONS if reason in found]


def _doubts_about_rights(own: list[Held], lies: list[Lies], told: Told, named: Named, now: datetime) -> set[str]:
    earliest, _ = told.window(now)
    right = judge(own, lies, earliest, now)
    if right is Right.CERTAIN:
        return set()
    if right is Right.NEVER:
        raise OutOfReach("site" if named.site else "unit", (named.site or named.unit).id)
    if judge(own, lies, now, now) is Right.CERTAIN:
        return {"rights_doubtful"}
    always = [own[-1]._replace(since=None)]
    return {"rights_lost" if judge(always, lies, earliest, now) is Right.NEVER else "place_moved"}


def _doubts_about_references(values: dict[str, Any], actor: Actor) -> set[str]:
    found = set()
    guards = {row["guard_id"] for row in values["guards"] if row["guard_id"]}
    if guards and len(set(db.session.scalars(select(Guard.id).where(Guard.id.in_(guards))))) < len(guards):
        found.add("guard_unknown")
    used = select(MediaFile.id).where(MediaFile.id.in_(operations.media_of(values)), MediaFile.inspection_id.is_not(None))
    if db.session.scalar(used.where(MediaFile.account_id == actor.account_id).limit(1)):
        found.add("media_used")
    return found


def _neighbours(stamp: Stamp) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """When the signed records just below and above the number say they were, and when what is above came."""
    mine = select(Inspection.finished_at).where(Inspection.device_id == stamp.device_id, Inspection.signed)
    number = Inspection.device_sequence
    lower = mine.where(number < stamp.sequence).order_by(number.desc()).limit(NEIGHBOURS)
    higher = mine.where(number > stamp.sequence).order_by(number).limit(NEIGHBOURS)
    came = select(DeviceRecord.at).where(DeviceRecord.device_id == stamp.device_id, DeviceRecord.sequence > stamp.sequence)
    came = came.order_by(DeviceRecord.sequence).limit(NEIGHBOURS)
    return tuple(db.session.scalars(lower)), (*db.session.scalars(higher), *db.session.scalars(came))
