"""Find guard files and their entries within an actor's reach."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import joinedload

from backend.documents.models import Document
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.guard_files.models import LabourContract
from backend.guard_files.problems import WithoutDocument
from backend.guard_files.sections import SECTIONS, Section
from backend.guards.models import Guard
from backend.guards.queries import in_reach as guard_in_reach
from backend.permissions import Actor
from backend.roster.models import Employment


class Uncovered(NamedTuple):
    """Somebody who works without a labour contract that covers the day. since: the first day on which none did."""

    unit_id: UUID
    guard_id: UUID
    employment_id: UUID
    since: date


def get_file(employment: Employment) -> dict[str, Any]:
    """The file of an employment that was found within reach with its unit; each section with the latest entries first."""
    guard = db.session.execute(select(Guard.id, Guard.name).where(Guard.id == employment.guard_id)).one()
    owner = {name: getattr(employment, name) for name in ("unit_id", "unit_name", "position", "started_on", "ended_on")}
    return {
        **owner,
        "employment_id": employment.id,
        "guard_id": guard.id,
        "guard_name": guard.name,
        **{section.name: _entries(section, employment.id) for section in SECTIONS},
    }


def get_entry(section: Section, actor: Actor, entry_id: UUID, *, lock: bool = False) -> Any:
    """One entry with its employment: of the manager's units, or of a guard in the officer's area. Raises NotFound."""
    model = section.model
    statement = select(model).join(model.employment).join(Employment.guard).options(joinedload(model.employment))
    reach = guard_in_reach(actor, few=True) if actor.is_officer else Employment.unit_id.in_(actor.unit_ids)
    statement = statement.where(model.id == entry_id, reach)
    if lock:
        statement = statement.with_for_update(of=model, key_share=True)
    entry = db.session.execute(statement).scalar_one_or_none()
    if entry is None:
        raise OutOfReach(section.subject, entry_id) if db.session.get(model, entry_id) else NotFound()
    return entry


def get_document(contract: LabourContract) -> Document:
    """The paper of a labour contract that was found within reach. Raises WithoutDocument."""
    if contract.document_id is None:
        raise WithoutDocument()
    return db.session.get_one(Document, contract.document_id)


def without_contract(unit_ids: Collection[UUID], today: date) -> list[Uncovered]:
    """Who works for these units today without a labour contract that covers today (Reg. art. 18), the longest employed first."""
    covered = exists().where(
        LabourContract.employment_id == Employment.id,
        LabourContract.starts_on <= today,
        or_(LabourContract.ends_on.is_(None), LabourContract.ends_on >= today),
    )
    former = select(func.max(LabourContract.ends_on)).where(LabourContract.employment_id == Employment.id, LabourContract.ends_on < today)
    statement = (
        select(Employment.unit_id, Employment.guard_id, Employment.id, Employment.started_on, former.scalar_subquery())
        .join(Employment.guard)
        .where(Employment.unit_id.in_(unit_ids), Employment.ended_on.is_(None), Employment.started_on <= today, ~covered)
        .where(Guard.status != "deceased")
        .order_by(Employment.started_on, Employment.id)
    )
    return [
        Uncovered(unit_id, guard_id, employment_id, max(started_on, last_day + timedelta(days=1)) if last_day else started_on)
        for unit_id, guard_id, employment_id, started_on, last_day in db.session.execute(statement)
    ]


def _entries(section: Section, employment_id: UUID) -> Any:
    model = section.model
    statement = select(model).where(model.employment_id == employment_id)
    return db.session.scalars(statement.order_by(getattr(model, section.newest).desc(), model.id.desc())).all()
