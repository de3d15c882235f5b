"""Judge what a device signed, keep it, and join it with the record, whichever comes first."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend import audit
from backend.devices.models import Device
from backend.devices.problems import Unknown
from backend.devices.signing import verify
from backend.errors import OutOfReach, Problem
from backend.extensions import db, settings
from backend.inspections.confirmations.models import InspectionConfirmation
from backend.inspections.confirmations.problems import Forged, OtherPlace, WrongTime
from backend.inspections.models import Inspection, InspectionOfficer
from backend.permissions import Actor

PURPOSE = "gangwei-visit-1"
"""What the signature is for stands in it: no other signature of a device is good here."""
BEFORE = timedelta(hours=24)
"""Confirmed so long before the visit began, it was another visit."""
AFTERWARDS = timedelta(minutes=5)
"""Two phones' clocks may differ by so much, and a confirmation on site still counts as one."""
_PROBLEMS: dict[str, type[Problem]] = {"signature": Forged, "device": Unknown, "time": WrongTime, "place": OtherPlace}


def text_of(inspection_id: UUID, unit_id: UUID, site_id: UUID | None, account_id: UUID, device_id: UUID, at_ms: int) -> bytes:
    """What a confirmation signs (docs/visit.md)."""
    return "\n".join((PURPOSE, *map(str, (inspection_id, unit_id, site_id or "-", account_id, device_id, at_ms)))).encode()


def confirm(inspection_id: UUID, values: dict[str, Any], actor: Actor, now: datetime) -> InspectionConfirmation:
    """Keep the actor's own confirmation; one that counts already stays.

    values  as `ConfirmationInput` loads them
    Raises Forged, Unknown, WrongTime, OtherPlace; NotFound for a record that does not name him.
    """
    _one_at_a_time(inspection_id)
    inspection = db.session.get(Inspection, inspection_id)
    officer = db.session.get(InspectionOfficer, (inspection_id, actor.account_id)) if inspection else None
    if inspection and (officer is None or inspection.account_id == actor.account_id):
        raise OutOfReach("inspection", inspection_id)
    row = _row(inspection_id, {**values, "account_id": actor.account_id}, now)
    row.problem = row.problem or (_contradiction(row, inspection) if inspection else None)
    if row.problem:
        raise _PROBLEMS[row.problem]()
    kept = _keep(row)
    if officer is not None and inspection is not None:
        _mark(officer, kept, inspection)
    audit.record("confirm", "inspection", inspection_id, actor=actor, now=now, after={"device_id": str(kept.device_id)})
    return kept


def join(inspection: Inspection, given: list[dict[str, Any]], now: datetime) -> None:
    """Join a record that was just made with the confirmations it brings and with those that came before it.

    given  as `GivenConfirmationSchema` loads them. One that does not count is kept with its problem, so that it can be
           seen; no record is refused for it.
    """
    _one_at_a_time(inspection.id)
    place = {"unit_id": inspection.unit_id, "site_id": inspection.site_id}
    for one in given:
        _keep(_row(inspection.id, {**one, **place}, now))
    confirmed = select(InspectionConfirmation).where(InspectionConfirmation.inspection_id == inspection.id)
    kept = {row.account_id: row for row in db.session.scalars(confirmed)}
    for officer in db.session.scalars(select(InspectionOfficer).where(InspectionOfficer.inspection_id == inspection.id)):
        if officer.account_id == inspection.account_id:
            officer.confirmation = "author"
        elif row := kept.get(officer.account_id):
            row.problem = row.problem or _contradiction(row, inspection)
            _mark(officer, row, inspection)
        else:
            officer.confirmation = "not_yet"


def _row(inspection_id: UUID, values: dict[str, Any], now: datetime) -> InspectionConfirmation:
    row = InspectionConfirmation(
        inspection_id=inspection_id,
        account_id=values["account_id"],
        unit_id=values["unit_id"],
        site_id=values["site_id"],
        device_id=values["device_id"],
        confirmed_at=datetime.fromtimestamp(values["at_ms"] / 1000, UTC),
        received_at=now,
        signature=urlsafe_b64decode(values["signature"] + "=="),
    )
    row.problem = _problem(row, values["at_ms"], now)
    return row


def _problem(row: InspectionConfirmation, at_ms: int, now: datetime) -> str | None:
    device = db.session.get(Device, row.device_id)
    if device is None or device.account_id != row.account_id or device.revoked_at is not None:
        return "device"
    signed = text_of(row.inspection_id, row.unit_id, row.site_id, row.account_id, row.device_id, at_ms)
    if not verify(device.public_key, row.signature, signed):
        return "signature"
    return "time" if row.confirmed_at > now + timedelta(seconds=settings().clock_tolerance_s) else None


def _contradiction(row: InspectionConfirmation, inspection: Inspection) -> str | None:
    if (row.unit_id, row.site_id) != (inspection.unit_id, inspection.site_id):
        return "place"
    return "time" if row.confirmed_at < inspection.started_at - BEFORE else None


def _keep(row: InspectionConfirmation) -> InspectionConfirmation:
    """The row, or the one that is there; what does not count gives way."""
    same = (InspectionConfirmation.inspection_id == row.inspection_id, InspectionConfirmation.account_id == row.account_id)
    there = db.session.scalars(select(InspectionConfirmation).where(*same)).one_or_none()
    if there is not None and (there.problem is None or row.problem):
        return there
    if there is not None:
        db.session.delete(there)
        db.session.flush()  # its place is taken below
    db.session.add(row)
    db.session.flush()  # its id is the answer
    return row


def _mark(officer: InspectionOfficer, row: InspectionConfirmation, inspection: Inspection) -> None:
    if row.problem:
        officer.confirmation, officer.confirmed_at = "invalid", None
        return
    on_site = row.confirmed_at <= inspection.finished_at + AFTERWARDS
    officer.confirmation, officer.confirmed_at = "on_site" if on_site else "later", row.confirmed_at


def _one_at_a_time(inspection_id: UUID) -> None:
    """Until the commit: a record and a confirmation that arrive at the same moment do not pass each other by.

    SQLite has one writer anyway.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(inspection_id.bytes[:8], "big", signed=True))))
