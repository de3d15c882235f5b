"""What a recorded visit means for notices: it was the re-check of one, or makes one, or both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.clock import china_date
from backend.extensions import db
from backend.inspections.models import Inspection
from backend.rectification import events, terms
from backend.rectification.issuing import REQUIRED, author_of, issue, key_of
from backend.rectification.models import PENDING, RectificationNotice
from backend.rectification.problems import NoticeUnsuitable


def follow_record(inspection: Inspection, values: dict[str, Any]) -> None:
    """Note the re-check, and issue the notice of what is new. Raises NoticeUnsuitable."""
    notice = _rechecked(inspection, values["notice_id"]) if values.get("notice_id") else None
    if notice is not None:
        inspection.notice_id = notice.id
        _recheck(notice, inspection, {row["item_id"]: row["state"] for row in values.get("rechecked") or ()})
    if inspection.result == REQUIRED:
        known = {key_of(item) for item in notice.items if item.state != "corrected"} if notice else set()
        issue(inspection, inspection.received_at, values["guards"], known)


def _rechecked(inspection: Inspection, notice_id: UUID) -> RectificationNotice:
    notice = db.session.scalars(select(RectificationNotice).where(RectificationNotice.id == notice_id).with_for_update()).one_or_none()
    if notice is None or notice.unit_id != inspection.unit_id:
        raise NoticeUnsuitable(errors=[{"field": "notice_id", "code": "unsuitable", "message": NoticeUnsuitable.title}])
    return notice


def _recheck(notice: RectificationNotice, inspection: Inspection, states: dict[UUID, str]) -> None:
    """A visit that arrives after the notice was closed is kept in its history and changes nothing: it may have been made before."""
    unknown = states.keys() - {item.id for item in notice.items}
    if unknown:
        raise NoticeUnsuitable(errors=[{"field": "rechecked", "code": "unknown", "message": NoticeUnsuitable.title}])
    author, now = author_of(inspection), inspection.received_at
    facts = {"inspection_id": inspection.id, "inspection_number": inspection.number, "items": {str(key): states[key] for key in states}}
    if notice.state == "closed":
        events.write(notice, "rechecked", author, now, facts=facts)
        return
    for item in notice.items:
        item.state = states.get(item.id, item.state)
    if states:
        notice.recheck_requested_at = None
    if notice.state in PENDING:
        notice.state = "answered" if all(item.state in ("answered", "corrected") for item in notice.items) else "open"
    whole = notice.state in PENDING and all(item.state == "corrected" for item in notice.items)
    terms.set_recheck(notice, china_date(now))
    if whole:
        notice.recheck_due_on = None  # before the event is told of: nothing asks for another look
    events.write(notice, "rechecked", author, now, facts=facts)
    if whole:
        notice.state, notice.closed_at = "closed", now
        terms.set_recheck(notice)
        terms.set_climb(notice, notice.due_on)
        events.write(notice, "closed", author, now, facts={"basis": "recheck"})
