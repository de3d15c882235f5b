"""Find units within an actor's reach."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.jurisdictions.models import Agency, Division
from backend.pagination import Page, load_page, paginate
from backend.permissions import Actor
from backend.units.models import Unit, UnitArea


def in_reach(actor: Actor) -> Any:
    """SQL: the unit works in the actor's area (an officer), or is the actor's own or its branch (a manager)."""
    if actor.is_officer:
        return Unit.id.in_(select(UnitArea.unit_id).where(actor.agency_in_reach(UnitArea.agency_code)))
    return Unit.id.in_(actor.unit_ids)


def _in_list(actor: Actor) -> Any:
    """SQL: the same, for lists in the order of names: each unit met is looked up, until the page is full."""
    if not actor.is_officer:
        return in_reach(actor)
    return select(UnitArea.unit_id).where(UnitArea.unit_id == Unit.id, actor.agency_in_reach(UnitArea.agency_code)).exists()


def list_units(actor: Actor, query: dict[str, Any]) -> Page:
    """Units by part of the name or whole credit code, kind and status, in the order of their names."""
    statement = select(Unit.id).where(_in_list(actor))
    if query.get("q"):
        statement = statement.where(or_(Unit.name.contains(query["q"], autoescape=True), Unit.uscc == query["q"].upper()))
    for name in ("kind", "status", "parent_unit_id"):
        if query.get(name):
            statement = statement.where(getattr(Unit, name) == query[name])
    return load_page(paginate(statement, [Unit.name, Unit.id], query["cursor"], query["limit"]), _whole(), Unit.id)


def active_in_brief(actor: Actor, limit: int, within: Any = None) -> list[dict[str, Any]]:
    """The first active units by name, as values of `UnitSummarySchema`: for a phone to take along.

    within  SQL: which of them, where not all
    """
    wanted = (_in_list(actor), Unit.status == "active", *([] if within is None else [within]))
    first = select(Unit.id).where(*wanted).order_by(Unit.name, Unit.id).limit(limit).subquery()
    names = ("id", "kind", "name", "uscc", "address", "division_code", "agency_code", "status")
    columns = [*(getattr(Unit, name) for name in names), Division.name.label("division_name"), Agency.name.label("agency_name")]
    statement = select(*columns).join(first, first.c.id == Unit.id).join(Unit.division).join(Unit.agency).order_by(Unit.name, Unit.id)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def get_unit(actor: Actor, unit_id: UUID, *, lock: bool = False) -> Unit:
    """One unit within reach, locked for a change if asked. Raises NotFound."""
    statement = _whole().where(Unit.id == unit_id, in_reach(actor))
    unit = db.session.execute(statement.with_for_update(of=Unit) if lock else statement).scalar_one_or_none()
    if unit is None:
        raise OutOfReach("unit", unit_id) if db.session.get(Unit, unit_id) else NotFound()
    return unit


def _whole() -> Select[Any]:
    return select(Unit).options(joinedload(Unit.division), joinedload(Unit.agency), joinedload(Unit.parent_unit))
