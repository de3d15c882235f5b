"""Find divisions and agencies."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from backend.errors import NotFound, OutOfReach, field_error
from backend.extensions import db
from backend.jurisdictions.models import Agency, Division
from backend.pagination import Page, paginate
from backend.permissions import Actor, Role


def list_divisions(query: dict[str, Any]) -> Page:
    """Divisions by parent, level or part of the name, in the order of their codes."""
    return paginate(_filter(select(Division), Division, query), [Division.code], query["cursor"], query["limit"])


def list_agencies(actor: Actor, query: dict[str, Any]) -> Page:
    """The agencies within reach: all for the administrator, the one that keeps the own unit for a manager."""
    return paginate(_filter(_in_reach(actor), Agency, query), [Agency.code], query["cursor"], query["limit"])


def get_agency(actor: Actor, code: str) -> Agency:
    """One agency within reach. Raises NotFound."""
    agency = db.session.execute(_in_reach(actor).where(Agency.code == code)).scalar_one_or_none()
    if agency is None:
        raise OutOfReach("agency", code) if find_agency(code) else NotFound()
    return agency


def find_agency(code: str) -> Agency | None:
    """One agency, wherever it is."""
    return db.session.get(Agency, code)


def find_division(code: str) -> Division | None:
    """One division."""
    return db.session.get(Division, code)


def require_division(code: str) -> Division:
    """The division of an input. Raises a problem about `division_code`."""
    division = find_division(code)
    if division is None:
        raise field_error("division_code", "unknown", "There is no division with this code")
    return division


def require_agency(code: str, field: str = "agency_code") -> Agency:
    """The agency of an input. Raises a problem about `field`."""
    agency = find_agency(code)
    if agency is None:
        raise field_error(field, "unknown", "There is no police agency with this code")
    return agency


def agency_of_division(code: str) -> Agency:
    """The lowest agency responsible for a division: a station for a township, else the bureau.

    Raises a problem about `division_code`.
    """
    require_division(code)
    row = db.session.scalars(select(Agency).where(Agency.division_code == code).order_by(Agency.code.desc()).limit(1)).first()
    return row or require_agency(code.ljust(12, "0"))


def city_prefix(agency_code: str) -> str:
    """The leading digits of every agency of the same city (of the province for the province's)."""
    return agency_code[:2] if agency_code[2:4] == "00" else agency_code[:4]


def _in_reach(actor: Actor) -> Select[Any]:
    statement = select(Agency)
    if actor.role is Role.SYSTEM_ADMINISTRATOR:
        return statement
    if actor.is_officer:
        return statement.where(actor.agency_in_reach(Agency.code))
    return statement.where(Agency.code == actor.agency_code)


def _filter(statement: Select[Any], table: Any, query: dict[str, Any]) -> Select[Any]:
    for name in ("parent_code", "level"):
        if query.get(name):
            statement = statement.where(getattr(table, name) == query[name])
    return statement.where(table.name.contains(query["q"], autoescape=True)) if query.get("q") else statement
