"""Write what happened to a notice, and tell who wants to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from backend import audit
from backend.extensions import db
from backend.inspections.models import canonical
from backend.permissions import Actor
from backend.rectification.changes import after_change
from backend.rectification.models import AnswerPhoto, RectificationEvent, RectificationNotice

VERBS = {
    "issued": "issue", "answered": "answer", "recheck_requested": "request_recheck", "extended": "extend", "rechecked": "recheck",
    "closed": "close", "penalty_proposed": "propose_penalty", "escalated": "escalate",
}  # fmt: skip
"""What the audit calls them."""


def write(
    notice: RectificationNotice,
    kind: str,
    actor: Actor | None,
    now: datetime,
    note: str = "",
    facts: dict[str, Any] | None = None,
    photos: Sequence[UUID] = (),
) -> RectificationEvent:
    """Keep the act in the notice's history and in the audit, raise the notice's version, and call who registered for it.

    actor  None: the system itself
    """
    event = RectificationEvent(
        notice_id=notice.id,
        position=len(notice.events) + 1,
        kind=kind,
        at=now,
        by_id=actor and actor.account_id,
        by_name=actor and actor.name,
        note=note,
        facts=canonical(facts or {}),
        photos=[AnswerPhoto(media_id=media_id, position=position) for position, media_id in enumerate(photos)],
    )
    notice.events.append(event)
    notice.changed_at = now
    flag_modified(notice, "changed_at")  # also where the clock stands still: an act that raises no version could be overwritten
    db.session.flush()
    said = {"number": notice.number, "state": notice.state, "due_on": notice.due_on, **(facts or {})}
    audit.record(VERBS[kind], "notice", notice.id, actor=actor, now=now, after=said)
    for follow in after_change:
        follow(notice, event)
    return event
