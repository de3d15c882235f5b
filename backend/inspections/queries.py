"""Find inspections within an actor's reach."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from backend.clock import CHINA
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.inspections.models import Checklist, Inspection, MediaFile
from backend.pagination import Page, load_page, paginate
from backend.permissions import Actor


def in_reach(actor: Actor) -> Any:
    """SQL: in the officer's area or his own record; of the manager's units."""
    if actor.is_officer:
        return or_(actor.agency_in_reach(Inspection.agency_code), Inspection.account_id == actor.account_id)
    return Inspection.unit_id.in_(actor.unit_ids)


def _in_list(actor: Actor) -> Any:
    """SQL: the same, for lists in the order of days."""
    if actor.is_officer:
        return or_(actor.agency_passes(Inspection.agency_code), Inspection.account_id == actor.account_id)
    return in_reach(actor)


def list_inspections(actor: Actor, query: dict[str, Any]) -> Page:
    """Inspections, the latest first, by unit, site, result and dates (in China)."""
    statement = select(Inspection.id).where(_in_list(actor))
    for name in ("unit_id", "site_id", "result"):
        if query.get(name):
            statement = statement.where(getattr(Inspection, name) == query[name])
    if query.get("from_"):
        statement = statement.where(Inspection.finished_at >= datetime.combine(query["from_"], time.min, CHINA))
    if query.get("to"):
        statement = statement.where(Inspection.finished_at <= datetime.combine(query["to"], time.max, CHINA))
    page = paginate(statement, [Inspection.finished_at, Inspection.id], query["cursor"], query["limit"], descending=True)
    shown = (joinedload(Inspection.unit), joinedload(Inspection.site), selectinload(Inspection.officers))
    return load_page(page, select(Inspection).options(*shown), Inspection.id)


def get_inspection(actor: Actor, inspection_id: UUID) -> Inspection:
    """One inspection with all its parts. Raises NotFound."""
    inspection = db.session.execute(whole().where(Inspection.id == inspection_id, in_reach(actor))).scalar_one_or_none()
    if inspection is None:
        raise OutOfReach("inspection", inspection_id) if find_inspection(inspection_id) else NotFound()
    return inspection


def find_inspection(inspection_id: UUID) -> Inspection | None:
    """A record by its id, wherever it is."""
    return db.session.get(Inspection, inspection_id)


def get_media(actor: Actor, inspection_id: UUID, media_id: UUID) -> MediaFile:
    """A picture of an inspection within reach. Raises NotFound."""
    inspection = get_inspection(actor, inspection_id)
    row = db.session.get(MediaFile, media_id)
    named = {inspection.signature_media_id, *(photo.media_id for photo in inspection.photos)}  # a picture may be named by two
    if row is None or (row.inspection_id != inspection_id and media_id not in named):
        raise NotFound()
    return row


def whole() -> Any:
    """A record with all its parts, for who adds what it is to be found by."""
    return select(Inspection).options(
        joinedload(Inspection.unit),
        joinedload(Inspection.site),
        joinedload(Inspection.agency),
        joinedload(Inspection.checklist).selectinload(Checklist.items),
        selectinload(Inspection.officers),
        selectinload(Inspection.items),
        selectinload(Inspection.guards),
        selectinload(Inspection.photos),
    )
