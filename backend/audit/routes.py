"""The audit over HTTP."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from backend.audit import queries
from backend.audit.schemas import AuditEventSchema, AuditQuery
from backend.http import endpoint
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("audit", __name__, description="Who did what to whom")


@endpoint(blueprint, "GET", "/audit-events", permission=Permission.AUDIT_READ, query=AuditQuery, returns=page_of(AuditEventSchema))
def list_events(actor: Actor, query: dict[str, Any]) -> Page:
    """The latest acts within one's reach."""
    return queries.list_events(actor, query)
