"""Find notices within an actor's reach."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.inspections.models import MediaFile
from backend.jurisdictions.queries import get_agency
from backend.pagination import Page, load_page, paginate
from backend.permissions import Actor
from backend.rectification.models import PENDING, AnswerPhoto, RectificationEvent, RectificationNotice

Notice = RectificationNotice


def in_reach(actor: Actor) -> Any:
    """SQL: in the officer's area; of the manager's units. An agency to which a notice climbed lies above its own, so it sees it."""
    return actor.agency_in_reach(Notice.agency_code) if actor.is_officer else Notice.unit_id.in_(actor.unit_ids)


def is_overdue(today: date) -> ColumnElement[bool]:
    """SQL: the deadline is over, and nothing has ended it."""
    return Notice.state.in_(PENDING) & (Notice.due_on < today)


def list_notices(actor: Actor, query: dict[str, Any], today: date) -> Page:
    """Notices, the latest first, or in the order of their deadlines."""
    statement = select(Notice.id).where(actor.agency_passes(Notice.agency_code) if actor.is_officer else in_reach(actor))
    for name in ("unit_id", "site_id", "inspection_id"):
        if query.get(name):
            statement = statement.where(getattr(Notice, name) == query[name])
    for condition in _chosen(actor, query, today):
        statement = statement.where(condition)
    by_due = query["sort"] == "due"
    keys = [Notice.due_on, Notice.id] if by_due else [Notice.issued_at, Notice.id]
    page = paginate(statement, keys, query["cursor"], query["limit"], descending=not by_due)
    shown = (joinedload(Notice.unit), joinedload(Notice.site), joinedload(Notice.agency), joinedload(Notice.above))
    return load_page(page, select(Notice).options(*shown, joinedload(Notice.inspection), selectinload(Notice.items)), Notice.id)


def _chosen(actor: Actor, query: dict[str, Any], today: date) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if query.get("state") == "pending":
        chosen.append(Notice.state.in_(PENDING))
    elif query.get("state"):
        chosen.append(Notice.state == query["state"])
    if query.get("overdue"):
        chosen.append(is_overdue(today))
    if query.get("recheck_requested"):
        chosen.append(Notice.recheck_requested_at.is_not(None) & (Notice.state != "closed"))
    if query.get("escalated"):
        chosen.append(Notice.escalated_to == actor.agency_code if actor.is_officer else Notice.escalated_level > 0)
    if query.get("agency"):
        prefix = get_agency(actor, query["agency"]).reach_prefix
        chosen.append(func.substr(Notice.agency_code, 1, len(prefix)) == prefix)
    return chosen


def count(actor: Actor, today: date) -> dict[str, int]:
    """How many are not ended, of those how many overdue, and how many wait for their re-check."""
    row = db.session.execute(
        select(
            func.count().label("pending"),
            func.count().filter(Notice.due_on < today).label("overdue"),
            func.count(Notice.recheck_requested_at).label("recheck_requested"),
        ).where(in_reach(actor), Notice.state.in_(PENDING))
    ).one()
    return dict(row._mapping)


def get_notice(actor: Actor, notice_id: UUID, *, lock: bool = False) -> RectificationNotice:
    """One notice with all its parts, locked for an act if asked. Raises NotFound."""
    if lock:
        db.session.execute(select(Notice.id).where(Notice.id == notice_id).with_for_update())
    notice = db.session.scalars(_whole().where(Notice.id == notice_id, in_reach(actor))).one_or_none()
    if notice is None:
        raise OutOfReach("notice", notice_id) if db.session.get(Notice, notice_id) else NotFound()
    return notice


def get_photo(actor: Actor, notice_id: UUID, media_id: UUID) -> MediaFile:
    """A photo of an answer, of a notice within reach. Raises NotFound."""
    get_notice(actor, notice_id)
    row = db.session.scalars(
        select(MediaFile)
        .join(AnswerPhoto, AnswerPhoto.media_id == MediaFile.id)
        .join(RectificationEvent, RectificationEvent.id == AnswerPhoto.event_id)
        .where(MediaFile.id == media_id, RectificationEvent.notice_id == notice_id)
    ).one_or_none()
    if row is None:
        raise NotFound()
    return row


def _whole() -> Any:
    return (
        select(Notice)
        .options(
            joinedload(Notice.unit),
            joinedload(Notice.site),
            joinedload(Notice.agency),
            joinedload(Notice.above),
            joinedload(Notice.inspection),
            selectinload(Notice.items),
            selectinload(Notice.events).selectinload(RectificationEvent.photos),
            selectinload(Notice.proposals),
        )
        .execution_options(populate_existing=True)
    )
