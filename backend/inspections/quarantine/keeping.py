"""Put commands aside for a supervisor, sealed, and notice records of one visit that came from two phones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend import audit
from backend.extensions import db, keyring
from backend.inspections.models import Inspection, InspectionOfficer
from backend.inspections.quarantine.models import Conflict, QuarantinedCommand
from backend.permissions import Actor

PURPOSE = "quarantined-command"


def put_aside(command: QuarantinedCommand, body: bytes, given_to: UUID | None, actor: Actor) -> QuarantinedCommand:
    """Keep a command that waits.

    body      as it was sent; it is sealed
    given_to  the key of the other command under its number, if there is one
    """
    command.body = keyring().encrypt(PURPOSE, body, command.id.bytes)
    db.session.add(command)
    if given_to is not None:
        first = db.session.scalar(_under(command)) or given_to
        _add("number", command.agency_code, first, command.id, command.received_at)
    db.session.flush()
    facts = {"kind": command.kind, "reasons": command.reasons, "record_id": command.record_id, "handed_in_by": command.handed_in_by}
    audit.record("quarantine", "command", command.id, actor=actor, now=command.received_at, after=facts)
    return command


def opened(command: QuarantinedCommand) -> bytes | None:
    """The body, as it was sent; None when it was forgotten."""
    return None if command.body is None else keyring().decrypt(PURPOSE, command.body, command.id.bytes)


def find_waiting(account_id: UUID, record_id: UUID, digest: bytes) -> QuarantinedCommand | None:
    """The same record under another key, wherever it stands: late duplicates come from phones that were restored."""
    same = (QuarantinedCommand.account_id == account_id, QuarantinedCommand.record_id == record_id, QuarantinedCommand.digest == digest)
    return db.session.scalars(select(QuarantinedCommand).where(*same).limit(1)).one_or_none()


def note_conflicts(inspection: Inspection, officer_ids: Sequence[UUID], now: datetime) -> None:
    """Note each other record that some of these officers made of the same place at the same time, on another phone.

    The unit's row is locked by then, so of two that come at once the later sees the earlier.
    """
    others = (
        select(Inspection.id)
        .join(InspectionOfficer, InspectionOfficer.inspection_id == Inspection.id)
        .where(
            Inspection.unit_id == inspection.unit_id,
            Inspection.site_id.is_not_distinct_from(inspection.site_id),
            Inspection.started_at < inspection.finished_at,
            Inspection.finished_at > inspection.started_at,
            Inspection.device_id != inspection.device_id,
            Inspection.id != inspection.id,
            InspectionOfficer.account_id.in_(officer_ids),
        )
        .distinct()
    )
    for other in db.session.scalars(others).all():
        _add("visit", inspection.agency_code, other, inspection.id, now)


def _under(command: QuarantinedCommand) -> Any:
    """The inspection that came under the command's number."""
    return select(Inspection.id).where(
        Inspection.device_id == command.device_id, Inspection.device_sequence == command.sequence, Inspection.signed
    )


def _add(kind: str, agency_code: str, first: UUID, second: UUID, now: datetime) -> None:
    db.session.add(Conflict(kind=kind, agency_code=agency_code, first_id=first, second_id=second, found_at=now))
