"""What waits for a supervisor: a record whose officer was transferred before it arrived, and one visit recorded by both its officers."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from backend.accounts.grants import AccountGrant
from backend.accounts.models import Account
from backend.clock import CHINA
from backend.demo.ids import named
from backend.extensions import db, settings
from backend.inspections.checklists import get_checklist
from backend.inspections.models import Inspection, canonical
from backend.inspections.operations import digest_of, record_inspection
from backend.inspections.quarantine.keeping import note_conflicts, put_aside
from backend.inspections.quarantine.models import QuarantinedCommand
from backend.inspections.rights import Told
from backend.permissions import Actor, Role
from backend.roster.models import Site
from backend.units.models import Unit

LATER = timedelta(minutes=4)
"""The second officer looked at his watch so much later."""


def make(transferred: Account, home: Account, unit: Unit, now: datetime) -> None:
    """transferred: was where `home` is until yesterday; unit: where both inspected."""
    last = db.session.scalars(
        select(Inspection)
        .where(Inspection.unit_id == unit.id)
        .options(selectinload(Inspection.items), selectinload(Inspection.officers))
        .order_by(Inspection.finished_at.desc())
        .limit(1)
    ).one()
    _put_aside(last, transferred, home, unit, now)
    _record_again(last, unit)


def _put_aside(last: Inspection, officer: Account, home: Account, unit: Unit, now: datetime) -> None:
    moved, ended = now - timedelta(days=1), now - timedelta(days=2)
    grant = {"role": home.role, "agency_code": home.agency_code, "status": "active"}
    db.session.add(AccountGrant(account_id=officer.id, from_at=moved, until_at=moved, **grant))
    values = _again(last, "put aside", ended - timedelta(minutes=25), ended, [officer.id, home.id])
    command = QuarantinedCommand(
        id=named("command put aside"), account_id=officer.id, agency_code=unit.agency_code, device_id=values["device_id"], sequence=1,
        signed=False, kind="inspection", record_id=values["id"], unit_id=unit.id, made_at=ended, reasons=["rights_lost"],
        evidence=Told(ended).evidence(None, now), digest=digest_of(values), received_at=now,
    )  # fmt: skip
    put_aside(command, json.dumps(canonical(values), ensure_ascii=False).encode(), None, _actor(officer))


def _record_again(last: Inspection, unit: Unit) -> None:
    second = db.session.get_one(Account, last.officers[1].account_id)
    times = (last.started_at + LATER, last.finished_at + LATER)
    values = _again(last, "recorded again", *times, [second.id, last.officers[0].account_id])
    site = db.session.get(Site, last.site_id) if last.site_id else None
    checklist, pattern = get_checklist(last.checklist_id), settings().inspection_pattern
    row = record_inspection(values, unit, site, checklist, pattern, _actor(second), times[1] + LATER)
    note_conflicts(row, values["officer_ids"], times[1] + LATER)


def _again(last: Inspection, name: str, began: datetime, ended: datetime, officers: list[Any]) -> dict[str, Any]:
    """A visit like the last one, without its pictures."""
    return {
        "id": named(f"inspection {name}"), "unit_id": last.unit_id, "site_id": last.site_id, "checklist_id": last.checklist_id,
        "started_at": began.astimezone(CHINA), "finished_at": ended.astimezone(CHINA),
        "device_id": named(f"device {name}"), "device_sequence": 1, "officer_ids": officers,
        "position": None, "items": [{"item_id": item.item_id, "outcome": "conform", "note": ""} for item in last.items], "guards": [],
        "findings": "", "photos": [], "responsible_person": last.responsible_person, "signature": None,
        "no_signature": {"reason": "absent", "note": "负责人外出，值班人员在场"}, "result": "no_problem", "rectify_by": None,
    }  # fmt: skip


def _actor(account: Account) -> Actor:
    return Actor(account.id, account.name, Role(account.role), agency_code=account.agency_code)
