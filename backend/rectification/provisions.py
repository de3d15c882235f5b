"""The law's penalties: data with article and date, loaded by the set-up."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from backend.extensions import db
from backend.rectification.models import PenaltyProvision


def load(_now: object = None) -> None:
    """Add the shipped provisions that are not there yet; none that is there is changed."""
    present = {(row.code, row.effective_from) for row in db.session.scalars(select(PenaltyProvision))}
    text = (files("backend.rectification") / "data" / "penalties.json").read_text(encoding="utf-8")
    for entry in json.loads(text):
        dates = {name: date.fromisoformat(entry[name]) if entry[name] else None for name in ("effective_from", "effective_to")}
        if (entry["code"], dates["effective_from"]) not in present:
            db.session.add(PenaltyProvision(**{**entry, **dates}))


def list_in_force(on: date) -> list[PenaltyProvision]:
    """The provisions in force on a day, in the order of their articles, without a fine first."""
    milder_first = (PenaltyProvision.article, PenaltyProvision.from_yuan.is_not(None), PenaltyProvision.code)
    return list(db.session.scalars(select(PenaltyProvision).where(*_in_force(on)).order_by(*milder_first)))


def find_in_force(provision_id: UUID, on: date) -> PenaltyProvision | None:
    """One provision, if it is in force on that day."""
    return db.session.scalars(select(PenaltyProvision).where(PenaltyProvision.id == provision_id, *_in_force(on))).one_or_none()


def _in_force(on: date) -> tuple[ColumnElement[bool], ...]:
    until = PenaltyProvision.effective_to
    return PenaltyProvision.effective_from <= on, or_(until.is_(None), until >= on)
