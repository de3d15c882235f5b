"""The company's desk: a warning, an invitation, imports, a watched list, and the entries of a guard file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from backend.accounts.delegation.models import Invitation
from backend.documents import operations as documents
from backend.extensions import db, keyring
from backend.guard_files.models import Equipment, Insurance, LabourContract, Merit, Training
from backend.imports import parts
from backend.imports.counting import NONE
from backend.imports.models import Import, ImportRow
from backend.imports.rows import Kept, new_row
from backend.permissions import Actor, Role
from backend.units.models import Unit
from backend.warnings.models import UnitWarning
from backend.watches.models import Watch, WatchedNumber
from tests.permissions.scene.places import INVITATION_CODE
from tests.permissions.scene.province import Scene


def warning(scene: Scene, things: dict[str, Any]) -> UUID:
    warning = UnitWarning(
        unit_id=things["unit"], kind="guard_without_photo", subject_id=things["guard"], state="open", urgency=3,
        since=scene.today, sort_on=scene.today, facts={}, opened_at=scene.world.clock.now(),
    )  # fmt: skip
    db.session.add(warning)
    db.session.flush()
    return warning.id


def invitation(scene: Scene, things: dict[str, Any], number: int) -> UUID:
    """One that is open; its code is known at the county, where the manager of the company made it."""
    now, known = scene.world.clock.now(), things["place"] == "county"
    row = Invitation(
        unit_id=things["unit"], profile="rosters", name="新同事", invited_by=things["colleague"], invited_by_name="经理",
        created_at=now, code_index=keyring().blind_index("invitation-code", INVITATION_CODE if known else str(number)),
        expires_at=now + timedelta(days=7),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def imports(scene: Scene, things: dict[str, Any]) -> dict[str, UUID]:
    """One whose columns are to be chosen, one that can be applied, one that was."""
    made, now = {}, scene.world.clock.now()
    columns = [{"index": 0, "field": "name"}, {"index": 1, "field": "certificate_number"}]
    leaving = {"leaving_on": None, "leaving_reason": None, "leaving_note": ""}
    mapping = {"sheet": 0, "header_row": 1, "columns": columns, **leaving, "checked_on": str(scene.today)}
    sheet = {
        "index": 0, "name": "名单", "hidden": False, "row_count": 1, "column_count": 2, "header_row": 1, "proposed": True,
        "columns": [], "first_rows": [], "left_out": [],
    }  # fmt: skip
    for name, state in (("import", "mapping"), ("ready_import", "ready"), ("applied_import", "applied")):
        import_ = Import(
            unit_id=things["unit"], account_id=things["account"], file_name="x.csv", size=1, digest=b"0" * 32, mode="add", state=state,
            mapping=mapping, counts={**NONE, "hire": 1}, created_at=now,
        )  # fmt: skip
        db.session.add(import_)
        db.session.flush()
        import_.told = parts.seal(import_.id, "told", {"sheets": [sheet], "serials": True})
        row = new_row(import_.id, 2, Kept({"name": things["candidate_name"]}), "hire", guard_id=things["candidate"])
        db.session.add(ImportRow(**row, applied_at=now if state == "applied" else None))
        made[name] = import_.id
    return made


def watch(scene: Scene, things: dict[str, Any]) -> UUID:
    """One number under watch."""
    now = scene.world.clock.now()
    watch = Watch(unit_id=things["unit"], name="名单", created_by_name="经理", created_at=now, updated_at=now, seen_at=now)
    db.session.add(watch)
    db.session.flush()
    db.session.add(WatchedNumber(watch_id=watch.id, number=things["number"], position=0, seen_state="valid"))
    return watch.id


def file(scene: Scene, things: dict[str, Any]) -> dict[str, UUID]:
    """An entry in each section of the guard's file; the labour contract with its paper."""
    now = scene.world.clock.now()
    actor = Actor(things["account"], "经理", Role.COMPANY_MANAGER, things["agency"])
    paper = documents.keep(b"%PDF-1.7 %%EOF", db.session.get(Unit, things["unit"]), actor, now)
    entries = {
        "labour_contract": LabourContract(kind="open_ended", starts_on=scene.today, document_id=paper.id),
        "insurance": Insurance(kind="accident", insurer="平安保险", starts_on=scene.today),
        "training": Training(topic="消防", hours=4, held_on=scene.today, held_by="培训部"),
        "reward_punishment": Merit(kind="reward", decided_on=scene.today, text="拾金不昧"),
        "equipment": Equipment(kind="radio", handed_out_on=scene.today),
    }
    for entry in entries.values():
        entry.employment_id, entry.created_at, entry.updated_at = things["employment"], now, now
    db.session.add_all(entries.values())
    db.session.flush()
    return {name: entry.id for name, entry in entries.items()}
