"""Rosters to tell stories about, made over HTTP by a manager, as people do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.clock import china_date
from tests.factories import guards
from tests.support.world import Browser, World


def day(world: World, days_ago: int = 0) -> str:
    """A day in China, by the test's clock."""
    return (china_date(world.clock.now()) - timedelta(days=days_ago)).isoformat()


def employee(world: World, manager: Browser, unit_id: UUID, *, days_ago: int = 100, **more: Any) -> dict[str, Any]:
    """A new guard with a valid certificate, hired by the unit; his roster entry."""
    name = more.pop("name", "陈志强")
    expires_on: date | None = more.pop("expires_on", None)
    guard_id = guards.guard(world, name=name, **more)
    number = guards.with_certificate(world, guard_id, expires_on=expires_on)
    return hired(manager, unit_id, {"certificate_number": number, "name": name, "started_on": day(world, days_ago)})


def hired(manager: Browser, unit_id: UUID, values: dict[str, Any]) -> dict[str, Any]:
    """The roster entry of somebody just hired."""
    answer = manager.post(f"/units/{unit_id}/employments", {"position": "队员", **values})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def site(manager: Browser, unit_id: UUID, **more: Any) -> dict[str, Any]:
    """A site of the unit, in Shipai unless told otherwise."""
    values = {"name": "正佳广场北门", "address": "天河路228号", "division_code": "440106004", **more}
    answer = manager.post(f"/units/{unit_id}/sites", values)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def posted(world: World, manager: Browser, site_id: str, entry: dict[str, Any], days_ago: int = 50) -> dict[str, Any]:
    """The posting of somebody on the roster."""
    values = {"employment_id": entry["employment_id"], "started_on": day(world, days_ago)}
    answer = manager.post(f"/sites/{site_id}/postings", values)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)
