"""What waits for a supervisor, within his reach."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from backend.accounts.grants import histories
from backend.accounts.models import Account
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.inspections.models import Inspection, MediaFile
from backend.inspections.quarantine.keeping import opened
from backend.inspections.quarantine.models import Conflict, QuarantinedCommand
from backend.jurisdictions.models import Agency
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Site
from backend.units.models import Unit

_OWN = (
    "id", "state", "reason", "reasons", "kind", "account_id", "account", "agency_code", "record_id", "made_at", "received_at",
    "signed", "device_id", "sequence", "decided_at", "note",
)  # fmt: skip


def list_commands(actor: Actor, query: dict[str, Any]) -> Page:
    """Commands that wait, the latest first; or those decided."""
    which = QuarantinedCommand.decided_at.is_(None) if query["state"] == "open" else QuarantinedCommand.decided_at.is_not(None)
    statement = _commands().where(which, actor.agency_in_reach(QuarantinedCommand.agency_code))
    page = paginate(statement, [QuarantinedCommand.received_at, QuarantinedCommand.id], query["cursor"], query["limit"], descending=True)
    return Page(_described(page.items), page.next_cursor)


def get_command(actor: Actor, command_id: UUID, *, lock: bool = False) -> QuarantinedCommand:
    """One command within reach. Raises NotFound."""
    statement = _commands().where(QuarantinedCommand.id == command_id, actor.agency_in_reach(QuarantinedCommand.agency_code))
    found = db.session.scalars(statement.with_for_update(of=QuarantinedCommand) if lock else statement).one_or_none()
    if found is None:
        raise OutOfReach("command", command_id) if db.session.get(QuarantinedCommand, command_id) else NotFound()
    return found


def whole(command: QuarantinedCommand) -> dict[str, Any]:
    """Values of `CommandSchema`."""
    body = opened(command)
    record = json.loads(body) if body is not None else None
    recorded = db.session.get(Inspection, command.record_id) if command.record_id else None
    return {
        **_described([command])[0],
        "evidence": command.evidence,
        "record": record,
        "officer": _grants(command.account_id),
        **_named_in(record or {}),
        "media_ids": named_media(record),
        "other_id": _other(command, record),
        "inspection_id": recorded.id if recorded and command.decision == "accepted" else None,
    }


def get_command_media(actor: Actor, command_id: UUID, media_id: UUID) -> MediaFile:
    """A picture that a waiting record names. Raises NotFound."""
    command = get_command(actor, command_id)
    body = opened(command)
    row = db.session.get(MediaFile, media_id)
    if row is None or body is None or str(media_id) not in named_media(json.loads(body)) or row.account_id != command.account_id:
        raise NotFound()
    return row


def named_media(record: dict[str, Any] | None) -> list[str]:
    """The ids of the pictures that a record names, as it was sent."""
    if record is None:
        return []
    photos = [photo["media_id"] for photo in record.get("photos") or ()]
    signature = record.get("signature")
    return [*photos, *([signature["media_id"]] if signature else [])]


def list_conflicts(actor: Actor, query: dict[str, Any]) -> Page:
    """Conflicts within reach, the latest first."""
    which = Conflict.settled_at.is_(None) if query["state"] == "open" else Conflict.settled_at.is_not(None)
    statement = select(Conflict).where(which, actor.agency_in_reach(Conflict.agency_code))
    page = paginate(statement, [Conflict.id], query["cursor"], query["limit"], descending=True)
    return Page(shown(page.items), page.next_cursor)


def get_conflict(actor: Actor, conflict_id: UUID, *, lock: bool = False) -> Conflict:
    """One conflict within reach. Raises NotFound."""
    statement = select(Conflict).where(Conflict.id == conflict_id, actor.agency_in_reach(Conflict.agency_code))
    found = db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if found is None:
        raise OutOfReach("conflict", conflict_id) if db.session.get(Conflict, conflict_id) else NotFound()
    return found


def shown(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """Values of `ConflictSchema`; three queries, however many they are."""
    conflicts = list(conflicts)
    ids = {one for conflict in conflicts for one in (conflict.first_id, conflict.second_id)}
    parts = (joinedload(Inspection.unit), joinedload(Inspection.site), selectinload(Inspection.officers))
    records = {row.id: row for row in db.session.scalars(select(Inspection).options(*parts).where(Inspection.id.in_(ids)))} if ids else {}
    names = _names({conflict.settled_by for conflict in conflicts})
    own = ("id", "kind", "found_at", "resolution", "superseded_id", "settled_at", "reason")
    return [
        {
            **{name: getattr(conflict, name) for name in own},
            "first": records.get(conflict.first_id),
            "second": records.get(conflict.second_id),
            "command_id": conflict.second_id if conflict.kind == "number" else None,
            "settled_by_name": names.get(conflict.settled_by) if conflict.settled_by else None,
        }
        for conflict in conflicts
    ]


def _commands() -> Any:
    return select(QuarantinedCommand).options(joinedload(QuarantinedCommand.account, innerjoin=True))


def _described(commands: Iterable[QuarantinedCommand]) -> list[dict[str, Any]]:
    commands = list(commands)
    units = {command.unit_id for command in commands if command.unit_id}
    found = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units))).all() if units else []
    unit_names = {row.id: row.name for row in found}
    names = _names({who for command in commands for who in (command.handed_in_by, command.decided_by)})
    return [
        {
            **{name: getattr(command, name) for name in _OWN},
            "unit_name": unit_names.get(command.unit_id) if command.unit_id else None,
            "handed_in_by_name": names.get(command.handed_in_by),
            "decided_by_name": names.get(command.decided_by),
        }
        for command in commands
    ]


def _names(ids: set[UUID | None]) -> dict[UUID | None, str]:
    wanted = {one for one in ids if one is not None}
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted))).all() if wanted else []
    return {row.id: row.name for row in rows}


def _named_in(record: dict[str, Any]) -> dict[str, Any]:
    """The names behind the ids of a record, as far as they are known."""
    ids = [UUID(one) for one in record.get("officer_ids", ())]
    names, site = _names(set(ids)), db.session.get(Site, UUID(record["site_id"])) if record.get("site_id") else None
    return {"officer_names": [names[one] for one in ids if one in names], "site_name": site.name if site else None}


def _grants(account_id: UUID) -> list[dict[str, Any]]:
    line = histories([account_id])[account_id]
    codes = {held.agency_code for held in line}
    names = dict(db.session.execute(select(Agency.code, Agency.name).where(Agency.code.in_(codes))).all())
    return [
        {
            "agency_name": names.get(held.agency_code or ""),
            "status": "disabled" if held.prefix is None else "active",
            "since": held.since,
            "until": held.until,
        }
        for held in line
    ]


def _other(command: QuarantinedCommand, record: dict[str, Any] | None) -> UUID | None:
    """The inspection with which it cannot stand together."""
    if "number_used" in command.reasons:
        conflict = db.session.scalars(select(Conflict).where(Conflict.second_id == command.id).limit(1)).one_or_none()
        found = db.session.get(Inspection, conflict.first_id) if conflict else None
        return found.id if found else None
    if "media_used" in command.reasons:
        ids = [UUID(one) for one in named_media(record)]
        used = select(MediaFile.inspection_id).where(MediaFile.id.in_(ids), MediaFile.inspection_id.is_not(None))
        return db.session.scalar(used.limit(1))
    return None
