"""The rules of how often to inspect: shipped as data, loaded by the set-up or from a file of one's own."""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from sqlalchemy import or_, select

from backend.extensions import db
from backend.tasks.models import DutyRule

DATES = ("effective_from", "effective_until")


def shipped() -> list[dict[str, Any]]:
    """The rules of one city's norm: local practice, not law; another place loads its own."""
    text = (files("backend.tasks") / "data" / "duty_rules.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)
    return entries


def load_shipped(_now: datetime | None = None) -> None:
    """Add the shipped rules where there are none at all: who has loaded others does not get these back."""
    if db.session.scalar(select(DutyRule.id).limit(1)) is None:
        load(shipped())


def load(entries: list[dict[str, Any]]) -> int:
    """Add the rules whose code is new, and end those that the file ends; returns how many were added.

    What a rule says is never changed: tasks that follow from it stay understandable. A rule is replaced by giving it
    `effective_until` and adding another. Raises KeyError, TypeError and ValueError for what is no rule.
    """
    present = {rule.code: rule for rule in db.session.scalars(select(DutyRule))}
    added = 0
    for entry in entries:
        values = {**entry, **{name: date.fromisoformat(entry[name]) for name in DATES if entry.get(name)}}
        rule = present.get(values["code"])
        if rule is None:
            db.session.add(DutyRule(**values))
            added += 1
        else:
            rule.effective_until = values.get("effective_until")
    db.session.flush()
    return added


def in_force(day: date) -> list[DutyRule]:
    """The rules of a day, in the order of their codes."""
    holds = (DutyRule.effective_from <= day, or_(DutyRule.effective_until.is_(None), DutyRule.effective_until >= day))
    return list(db.session.scalars(select(DutyRule).where(*holds).order_by(DutyRule.code)))
