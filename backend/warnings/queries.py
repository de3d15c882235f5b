"""Warnings of the own units, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, null, select
from sqlalchemy.orm import joinedload

from backend.contracts.models import ServiceContract
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.guards.models import Guard
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.rectification.models import RectificationNotice
from backend.roster.models import Employment, Site
from backend.roster.transfers.models import Transfer
from backend.warnings.models import UnitWarning, WarningLook
from backend.warnings.sources import KINDS, SUBJECTS
from backend.watches.models import Watch

_OWN = (
    "id", "kind", "state", "urgency", "unit_id", "subject_id", "since", "due_on", "opened_at", "done_at",
    "muted_until", "muted_by_name",
)  # fmt: skip
_NAMED: dict[str, tuple[Any, Any, Any]] = {
    "guard": (Guard.id, Guard.name, Guard.certificate_number),
    "notice": (RectificationNotice.id, RectificationNotice.number, RectificationNotice.number),
    "watch": (Watch.id, Watch.name, null()),
    "site": (Site.id, Site.name, null()),
    "contract": (ServiceContract.id, ServiceContract.number, ServiceContract.number),
}
"""By what a subject is named: its id, name and number."""

FACTS = ("sites", "needed", "able", "short")
"""What a warning says beside names; null where it does not apply to its kind."""


def list_warnings(actor: Actor, query: dict[str, Any]) -> Page:
    """Warnings of the actor's units in a state, the most urgent first; those put right, the latest first."""
    done = query["state"] == "done"
    statement = select(UnitWarning).where(UnitWarning.unit_id.in_(actor.unit_ids), UnitWarning.state == query["state"])
    if query.get("kind"):
        statement = statement.where(UnitWarning.kind == query["kind"])
    if query.get("unit_id"):
        statement = statement.where(UnitWarning.unit_id == query["unit_id"])
    keys = [UnitWarning.done_at, UnitWarning.id] if done else [UnitWarning.urgency, UnitWarning.sort_on, UnitWarning.id]
    page = paginate(statement.options(joinedload(UnitWarning.unit)), keys, query["cursor"], query["limit"], descending=done)
    return Page(describe(page.items), page.next_cursor)


def count(actor: Actor) -> dict[str, Any]:
    """How many are open, by kind and urgency, how many are set aside, and as of when."""
    counted = (
        select(UnitWarning.kind, UnitWarning.state, UnitWarning.urgency, func.count())
        .where(UnitWarning.unit_id.in_(actor.unit_ids), UnitWarning.state != "done")
        .group_by(UnitWarning.kind, UnitWarning.state, UnitWarning.urgency)
    )
    rows = db.session.execute(counted).all()
    looked_at = db.session.scalar(select(func.min(WarningLook.looked_at)).where(WarningLook.unit_id.in_(actor.unit_ids)))
    kinds = [{"kind": kind, "open": sum(row[3] for row in rows if (row[0], row[1]) == (kind, "open"))} for kind in KINDS]
    return {
        "open": sum(row[3] for row in rows if row[1] == "open"),
        "today": sum(row[3] for row in rows if row[1] == "open" and row[2] == 1),
        "muted": sum(row[3] for row in rows if row[1] == "muted"),
        "kinds": [one for one in kinds if one["open"]],
        "looked_at": looked_at,
    }


def get_warning(actor: Actor, warning_id: UUID, *, lock: bool = False) -> UnitWarning:
    """One warning of the actor's units. Raises NotFound."""
    statement = select(UnitWarning).where(UnitWarning.id == warning_id, UnitWarning.unit_id.in_(actor.unit_ids))
    if lock:
        statement = statement.with_for_update()
    warning = db.session.scalars(statement.options(joinedload(UnitWarning.unit, innerjoin=True))).one_or_none()
    if warning is None:
        raise OutOfReach("warning", warning_id) if db.session.get(UnitWarning, warning_id) else NotFound()
    return warning


def describe(warnings: Iterable[UnitWarning]) -> list[dict[str, Any]]:
    """Values of `WarningSchema`; a query for each sort of subject, however many they are."""
    warnings = list(warnings)
    named = _names(warnings)
    return [
        {
            **{name: getattr(warning, name) for name in _OWN},
            "unit_name": warning.unit.name,
            "subject_type": SUBJECTS[warning.kind],
            **named.get(warning.subject_id, {"subject_name": None, "subject_number": None}),
            **{name: warning.facts.get(name) for name in FACTS},
        }
        for warning in warnings
        if warning.kind in SUBJECTS
    ]


def _names(warnings: list[UnitWarning]) -> dict[UUID, dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = {}
    for subject, (key, name, number) in _NAMED.items():
        ids = {warning.subject_id for warning in warnings if SUBJECTS.get(warning.kind) == subject}
        if ids:
            rows = db.session.execute(select(key.label("id"), name.label("name"), number.label("number")).where(key.in_(ids)))
            found |= {row.id: {"subject_name": row.name, "subject_number": row.number} for row in rows}
    return found | _through_guards(warnings)


def _through_guards(warnings: list[UnitWarning]) -> dict[UUID, dict[str, Any]]:
    """What is named by the guard it is about. Of a transfer nobody is told the certificate's number before both have agreed."""
    found: dict[UUID, dict[str, Any]] = {}
    for subject, model, number in (("employment", Employment, Guard.certificate_number), ("transfer", Transfer, null())):
        ids = {warning.subject_id for warning in warnings if SUBJECTS.get(warning.kind) == subject}
        if ids:
            named = select(model.id, Guard.name, number.label("number")).join(Guard, Guard.id == model.guard_id).where(model.id.in_(ids))
            found |= {row.id: {"subject_name": row.name, "subject_number": row.number} for row in db.session.execute(named)}
    return found
