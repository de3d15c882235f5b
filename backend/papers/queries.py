"""Find papers: those of a visit or notice within reach, and the one whose printed code was read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.inspections.models import Inspection
from backend.inspections.queries import find_inspection, in_reach
from backend.papers.models import Paper
from backend.permissions import Actor
from backend.quick import Read
from backend.rectification import queries as notices
from backend.rectification.models import RectificationNotice as Notice

_PUBLIC = Read(
    select(Paper.kind, Paper.number, Paper.dated_at, Paper.agency_name, Paper.unit_name, Paper.digest, Paper.size, Paper.pages).where(
        Paper.token == bindparam("token")
    )
)


def list_of_inspection(inspection_id: UUID) -> list[Paper]:
    """The papers of a visit that was found within reach, the record first."""
    return list(db.session.scalars(select(Paper).where(Paper.inspection_id == inspection_id).order_by(Paper.kind)))


def get_visit(actor: Actor, inspection_id: UUID) -> UUID:
    """The same id, of a visit within reach. Raises NotFound."""
    found = db.session.scalar(select(Inspection.id).where(Inspection.id == inspection_id, in_reach(actor)))
    if found is None:
        raise OutOfReach("inspection", inspection_id) if find_inspection(inspection_id) else NotFound()
    return found


def get_visit_of_notice(actor: Actor, notice_id: UUID) -> UUID:
    """The id of the visit that led to a notice within reach. Raises NotFound."""
    found = db.session.scalar(select(Notice.inspection_id).where(Notice.id == notice_id, notices.in_reach(actor)))
    if found is None:
        raise OutOfReach("notice", notice_id) if db.session.get(Notice, notice_id) else NotFound()
    return found


def get_paper(actor: Actor, paper_id: UUID) -> Paper:
    """One paper, of a visit within reach. Raises NotFound."""
    statement = select(Paper).join(Inspection, Inspection.id == Paper.inspection_id).where(Paper.id == paper_id, in_reach(actor))
    paper = db.session.execute(statement).scalar_one_or_none()
    if paper is None:
        raise OutOfReach("paper", paper_id) if db.session.get(Paper, paper_id) else NotFound()
    return paper


def get_public(token: str) -> dict[str, Any]:
    """What who holds the paper may have confirmed: nothing of what was found, and no person's name. Raises NotFound."""
    row = _PUBLIC.first(token=token)
    if row is None:
        raise NotFound()
    return {**row._asdict(), "digest": row.digest.hex()}
