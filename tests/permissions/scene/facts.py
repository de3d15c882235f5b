"""Where every record belongs, read from the tables: what the oracle judges by."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.delegation.models import Invitation
from backend.accounts.models import Account, AccountSession
from backend.accounts.second_factor.models import Passkey
from backend.alerts.models import Alert
from backend.cards.models import CardBatch, ElectronicCard
from backend.certificates.models import Certificate
from backend.contracts.models import ServiceContract
from backend.devices.models import Device
from backend.extensions import db
from backend.guard_files.models import Equipment, Insurance, LabourContract, Merit, Training
from backend.guards.models import Guard, GuardArea
from backend.imports.models import Import
from backend.inspections.models import Inspection
from backend.inspections.quarantine.models import Conflict, QuarantinedCommand
from backend.inspections.uploads.models import Upload
from backend.jobs.models import Job
from backend.papers.models import Paper
from backend.rectification.models import RectificationNotice
from backend.roster.models import Client, Employment, Posting, Site
from backend.roster.transfers.models import Transfer
from backend.tasks.models import Task
from backend.units.models import Unit, UnitArea
from backend.verifications.models import Verification
from backend.warnings.models import UnitWarning
from backend.watches.models import Watch
from tests.permissions.oracle import Facts
from tests.permissions.scene import contracts
from tests.permissions.scene.province import Scene

Known = dict[str, dict[Any, Facts]]
FILE_TABLES = {
    "labour_contract": LabourContract, "insurance": Insurance, "training": Training, "reward_punishment": Merit, "equipment": Equipment,
}  # fmt: skip


def versions() -> dict[UUID, int]:
    """The version of everything that has one."""
    tables = (Account, Unit, Guard, Site, Task, Import, Watch, Client, ServiceContract)
    return {row.id: row.version for table in tables for row in db.session.execute(select(table.id, table.version))}


def facts(scene: Scene) -> Known:
    """All records by kind and key."""
    exports = {things["export"] for things in scene.things.values()}
    own = _own()
    return {
        **_register(),
        **_accounts(),
        **_visits(),
        **_desk(),
        **own,
        **contracts.facts(),
        "export": {row: facts for row, facts in own["job"].items() if row in exports},
        "agency": {code: _kept(code) for code in scene.tree.parents},
    }


def _register() -> Known:
    """Units, guards and sites with all that hangs on them."""
    run = db.session.execute
    unit = _gather(run(select(UnitArea.unit_id, UnitArea.agency_code, UnitArea.unit_id)))
    employed = select(GuardArea.guard_id, GuardArea.agency_code, Guard.unit_id)
    guard = _gather(run(employed.join(Guard, Guard.id == GuardArea.guard_id)))
    site = _gather(run(select(Site.id, Site.agency_code, Site.unit_id)))
    employment = select(Employment.id, Employment.guard_id, Employment.unit_id)
    certificate = run(select(Certificate.id, Certificate.guard_id)).all()
    return {
        "unit": unit,
        "guard": guard,
        "site": site,
        "kept_unit": {row.id: _kept(row.agency_code) for row in run(select(Unit.id, Unit.agency_code))},
        "client": {row.id: unit[row.unit_id] for row in run(select(Client.id, Client.unit_id))},
        "posting": {row.id: site[row.site_id] for row in run(select(Posting.id, Posting.site_id))},
        "employment": {row.id: Facts(guard[row.guard_id].agency_codes, row.unit_id) for row in run(employment)},
        **{
            name: {
                row.id: Facts(guard[row.guard_id].agency_codes, row.unit_id)
                for row in run(select(table.id, Employment.guard_id, Employment.unit_id).join(table.employment))
            }
            for name, table in FILE_TABLES.items()
        },
        "transfer": {row.id: Facts(guard[row.guard_id].agency_codes, row.from_unit_id) for row in run(select(Transfer)).scalars()},
        "certificate": {row.id: guard[row.guard_id] for row in certificate},
        "card_batch": {row.id: _kept(row.agency_code) for row in run(select(CardBatch.id, CardBatch.agency_code))},
        "electronic_card": {row.id: guard[row.guard_id] for row in run(select(ElectronicCard.id, ElectronicCard.guard_id))},
    }


def _accounts() -> Known:
    """Officers by their agency, managers by their unit's; a system administrator belongs nowhere."""
    run = db.session.execute
    officers = _gather(run(select(Account.id, Account.agency_code, Account.unit_id).where(Account.agency_code.is_not(None))))
    managers = run(select(Account.id, Account.unit_id, Unit.agency_code).join(Unit, Unit.id == Account.unit_id)).all()
    others = run(select(Account.id).where(Account.agency_code.is_(None), Account.unit_id.is_(None))).scalars()
    whole = officers | {row.id: _kept(row.agency_code) for row in managers} | {account_id: Facts(frozenset()) for account_id in others}
    devices = run(select(Device.id, Account.agency_code).join(Account, Account.id == Device.account_id))
    return {
        "account": whole,
        "colleague": {row.id: Facts(frozenset(), row.unit_id) for row in managers},
        "device": {row.id: Facts(frozenset(filter(None, [row.agency_code]))) for row in devices},
    }


def _visits() -> Known:
    """What officers recorded."""
    run = db.session.execute
    inspection = run(select(Inspection.id, Inspection.agency_code, Inspection.unit_id, Inspection.account_id))
    verification = run(select(Verification.id, Verification.agency_code, Verification.account_id)).all()
    papers = select(Paper.id, Paper.agency_code, Paper.unit_id, Inspection.account_id).join(Inspection)
    commands = select(QuarantinedCommand.id, QuarantinedCommand.agency_code)
    return {
        "inspection": {row.id: Facts(frozenset({row.agency_code}), row.unit_id, row.account_id) for row in inspection},
        "verification": {row.id: Facts(frozenset({row.agency_code}), None, row.account_id) for row in verification},
        "own_verification": {row.id: Facts(frozenset(), None, row.account_id) for row in verification},
        "notice": {row.id: Facts(frozenset({row.agency_code}), row.unit_id) for row in run(select(RectificationNotice)).scalars()},
        "command": {row.id: _kept(row.agency_code) for row in run(commands)},
        "conflict": {row.id: _kept(row.agency_code) for row in run(select(Conflict.id, Conflict.agency_code))},
        "paper": {row.id: Facts(frozenset({row[1]}), row[2], row[3]) for row in run(papers)},
        "alert": {row.id: _kept(row.agency_code) for row in run(select(Alert.id, Alert.agency_code))},
        "task": {row.id: _kept(row.agency_code) for row in run(select(Task.id, Task.agency_code))},
    }


def _desk() -> Known:
    """What only the unit's own people see."""
    tables = {"import": Import, "warning": UnitWarning, "watch": Watch, "invitation": Invitation}
    return {
        name: {row.id: Facts(frozenset(), row.unit_id) for row in db.session.execute(select(table.id, table.unit_id))}
        for name, table in tables.items()
    }


def _own() -> Known:
    """What belongs to one account and to nobody else."""
    tables = {"own_device": Device, "own_upload": Upload, "session": AccountSession, "passkey": Passkey, "job": Job}
    return {
        name: {row.id: Facts(frozenset(), None, row.account_id) for row in db.session.execute(select(table.id, table.account_id))}
        for name, table in tables.items()
    }


def _kept(agency_code: str) -> Facts:
    return Facts(frozenset({agency_code}))


def _gather(rows: Any) -> dict[Any, Facts]:
    found: dict[Any, Facts] = {}
    for key, agency_code, unit_id in rows:
        before = found[key].agency_codes if key in found else frozenset()
        found[key] = Facts(before | {agency_code}, unit_id)
    return found
