"""Imports as they are shown."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from backend.extensions import db, settings
from backend.imports.checking import told_sheets
from backend.imports.counting import NONE
from backend.imports.facts import count_employed
from backend.imports.models import Import
from backend.imports.queries import reload
from backend.jobs.schemas import shown as shown_job
from backend.permissions import Actor


def summary(import_: Import) -> dict[str, Any]:
    """Values of `ImportSummarySchema`."""
    names = ("id", "unit_id", "file_name", "size", "mode", "state", "problem", "created_at", "applied_at", "undone_at")
    until = import_.ended_at + timedelta(days=settings().import_days) if import_.ended_at else None
    return {
        **{name: getattr(import_, name) for name in names},
        "unit_name": import_.unit.name,
        "created_by": import_.account.name,
        "counts": {**NONE, **import_.counts},
        "rows_until": until,
    }


def whole(import_: Import, actor: Actor) -> Any:
    """What `ImportSchema` shows, with the version for the ETag."""
    db.session.flush()  # the next version number is known only now
    import_ = reload(import_)
    mapping = import_.mapping
    return SimpleNamespace(
        **summary(import_),
        sheets=told_sheets(import_),
        mapping={**mapping, "leaving_on": _day(mapping.get("leaving_on"))} if mapping else None,
        confirm_leaving=leaving_to_confirm(import_) if import_.state == "ready" else None,
        job=shown_job(import_.job, actor) if import_.job else None,
        rows_gone=import_.rows_gone,
        version=import_.version,
    )


def leaving_to_confirm(import_: Import) -> int | None:
    """How many leave because the file has them not, where that is more than half of the roster."""
    leaving = import_.counts.get("missing", 0)
    return leaving if leaving * 2 > count_employed(import_.unit_id) else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
