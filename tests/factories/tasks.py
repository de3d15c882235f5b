"""Tasks to tell stories about, made as the daily job makes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.clock import china_date
from backend.extensions import db
from backend.tasks.duties import make_duties
from tests.factories.inspections import visit
from tests.support.world import Browser, World

EACH, COMPANIES = "county-companies-quarterly", "city-companies-monthly"
IN_HOUSE, SITES = "county-in-house-monthly", "county-sites-monthly"


def day_begins(world: World) -> int:
    """What the daily job does today; how many duties are new."""
    now = world.clock.now()
    with world.session():
        return make_duties(china_date(now), now, db.session.commit)


def tasks(officer: Browser, query: str = "") -> list[dict[str, Any]]:
    """The first page of the list."""
    answer = officer.get(f"/tasks?limit=100{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.json["items"])


def duty(officer: Browser, code: str, unit: UUID | None = None, query: str = "") -> dict[str, Any]:
    """The one duty of that rule, about that unit if one is named."""
    found = [one for one in tasks(officer, f"&kind=duty{query}") if one["rule"]["code"] == code and one["unit_id"] == (unit and str(unit))]
    assert len(found) == 1, found
    return found[0]


def record(
    world: World, officer: Browser, unit: UUID, site: UUID | None = None, colleague: str | None = None, **change: Any
) -> dict[str, Any]:
    """Record a visit without findings; the record as it is answered."""
    colleague = colleague or world.officer_name(officer.get("/session").json["account"]["agency_code"])
    answer = officer.post("/inspections", visit(world, officer, colleague, unit, site, **change))
    assert answer.status_code == 201, answer.text
    return dict(answer.json)
