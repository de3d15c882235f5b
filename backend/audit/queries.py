"""Read the audit within one's reach."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.audit.models import AuditEvent
from backend.pagination import Page, load_page, paginate
from backend.permissions import Actor, Role

ACCOUNT_SUBJECTS = ("account", "session")


def list_events(actor: Actor, query: dict[str, Any]) -> Page:
    """The latest acts first: of the own agency and those below; for the administrator, those on accounts."""
    statement = select(AuditEvent.seq)
    if actor.role is Role.SYSTEM_ADMINISTRATOR:
        statement = statement.where(AuditEvent.subject_type.in_(ACCOUNT_SUBJECTS))
    else:
        statement = statement.where(actor.agency_passes(AuditEvent.agency_code))
    for name in ("action", "subject_type", "subject_id"):
        if query.get(name):
            statement = statement.where(getattr(AuditEvent, name) == query[name])
    page = paginate(statement, [AuditEvent.seq], query["cursor"], query["limit"], descending=True)
    return load_page(page, select(AuditEvent), AuditEvent.seq)
