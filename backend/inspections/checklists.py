"""The checklists: law as data, versioned."""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from backend.errors import NotFound
from backend.extensions import db
from backend.inspections.models import Checklist, ChecklistItem


def load(_now: datetime | None = None) -> None:
    """Add the shipped versions that are not there yet; none that is there is ever changed."""
    present = {(row.unit_kind, row.version) for row in db.session.scalars(select(Checklist))}
    text = (files("backend.inspections") / "data" / "checklists.json").read_text(encoding="utf-8")
    for entry in json.loads(text):
        if (entry["unit_kind"], entry["version"]) not in present:
            db.session.add(_checklist(entry))


def list_checklists(on: date, unit_kind: str | None = None) -> list[Checklist]:
    """The versions in force on a date, one a kind of unit."""
    statement = _whole().where(Checklist.effective_from <= on).order_by(Checklist.unit_kind, Checklist.version)
    if unit_kind:
        statement = statement.where(Checklist.unit_kind == unit_kind)
    latest = {row.unit_kind: row for row in db.session.scalars(statement).unique()}
    return list(latest.values())


def get_checklist(checklist_id: UUID) -> Checklist:
    """One version. Raises NotFound."""
    row = db.session.scalars(_whole().where(Checklist.id == checklist_id)).unique().one_or_none()
    if row is None:
        raise NotFound()
    return row


def _whole() -> Any:
    return select(Checklist).options(selectinload(Checklist.items))


def _checklist(entry: dict[str, Any]) -> Checklist:
    items = [
        ChecklistItem(**{**item, "position": position, "effective_from": date.fromisoformat(item["effective_from"])})
        for position, item in enumerate(entry["items"], 1)
    ]
    return Checklist(
        unit_kind=entry["unit_kind"], version=entry["version"], effective_from=date.fromisoformat(entry["effective_from"]), items=items
    )
