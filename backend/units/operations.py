"""Register and change units."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from backend import audit
from backend.errors import Denied, define, field_error
from backend.extensions import db
from backend.jurisdictions.queries import require_agency, require_division
from backend.permissions import Actor
from backend.units.models import Unit, UnitArea

ParentUnsuitable = define("unit.parent_unsuitable", 422, "A branch belongs to a security company, and nothing else has a parent")
StatusReasonRequired = define("unit.status_reason_required", 422, "Say why the status changes")

AUDITED = (
    "kind",
    "name",
    "uscc",
    "legal_representative",
    "address",
    "division_code",
    "agency_code",
    "registered_capital_yuan",
    "ownership",
    "services",
    "status",
    "status_reason",
)


when_moved: list[Callable[[Unit], None]] = []
"""Called with a unit that has another agency. Domains below add theirs: who works for a unit is seen where it is."""


def register_unit(values: dict[str, Any], parent: Unit | None, actor: Actor, now: datetime) -> Unit:
    """Enter a unit in the register.

    parent  the company, for a branch
    Raises ParentUnsuitable, Invalid when the responsible agency is outside the reach, UsccTaken.
    """
    _check_parent(values["kind"], parent)
    _check_places(values, actor)
    unit = Unit(**values, created_at=now, updated_at=now)
    db.session.add(unit)
    db.session.flush()  # the area row below refers to it
    db.session.add(UnitArea(unit_id=unit.id, agency_code=unit.agency_code))
    audit.record("register", "unit", unit.id, actor=actor, now=now, after=_facts(unit))
    return unit


def change_unit(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> Unit:
    """Change what is registered of a unit. A new status needs its reason.

    Raises StatusReasonRequired, Invalid, UsccTaken, Denied where the unit only has a site: its own agency keeps it.
    """
    if not actor.reaches_agency(unit.agency_code):
        raise Denied()
    if values.get("status", unit.status) != unit.status and not values.get("status_reason"):
        raise StatusReasonRequired(errors=[{"field": "status_reason", "code": "required", "message": "Say why the status changes"}])
    _check_places(values, actor)
    before, former_agency = _facts(unit), unit.agency_code
    for name, value in values.items():
        setattr(unit, name, value)
    unit.updated_at = now
    db.session.flush()  # the next version number is known only now
    if unit.agency_code != former_agency:
        kept = set(db.session.scalars(select(UnitArea.agency_code).where(UnitArea.unit_id == unit.id))) - {former_agency}
        set_areas(unit, kept | {unit.agency_code})
        for follow in when_moved:
            follow(unit)
    after = _facts(unit)
    changed = [name for name in AUDITED if before[name] != after[name]]
    audit.record(
        "change", "unit", unit.id, actor=actor, now=now, before={n: before[n] for n in changed}, after={n: after[n] for n in changed}
    )
    return unit


def set_areas(unit: Unit, agency_codes: Iterable[str]) -> None:
    """Set the agencies in whose area the unit works; its own is always among them."""
    db.session.execute(delete(UnitArea).where(UnitArea.unit_id == unit.id))
    codes = sorted({unit.agency_code, *agency_codes})
    db.session.execute(insert(UnitArea), [{"unit_id": unit.id, "agency_code": code} for code in codes])


def _check_parent(kind: str, parent: Unit | None) -> None:
    if (kind == "branch") != (parent is not None) or (parent and parent.kind != "security_company"):
        raise ParentUnsuitable(errors=[{"field": "parent_unit_id", "code": "unsuitable", "message": "Choose a security company"}])


def _check_places(values: dict[str, Any], actor: Actor) -> None:
    if "division_code" in values:
        require_division(values["division_code"])
    if "agency_code" in values:
        require_agency(values["agency_code"])
        if not actor.reaches_agency(values["agency_code"]):
            raise field_error("agency_code", "out_of_reach", "Choose an agency within your own area")


def _facts(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in AUDITED}
