"""Checks, and the rosters that they are judged by, made over HTTP as people do."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from tests.factories.certificates import days_ago
from tests.support.world import Browser, World


def check(officer: Browser, world: World, *, key: UUID | None = None, **more: Any) -> TestResponse:
    """A check with a phone whose clock is right; `code` or `number` says of what."""
    values = {"device_id": str(uuid4()), "checked_at": world.clock.now().isoformat(), "mode": "online", **more}
    return officer.post("/verifications", values, key=key)


def site(manager: Browser, unit_id: UUID, name: str = "天河城", division_code: str = "440106004") -> str:
    """A site of the manager's unit."""
    values = {"name": name, "address": "天河路208号", "division_code": division_code}
    response = manager.post(f"/units/{unit_id}/sites", values)
    assert response.status_code == 201, response.text
    return str(response.json["id"])


def hire(manager: Browser, world: World, unit_id: UUID, number: str, name: str = "陈志强", days: int = 50) -> str:
    """Hire a guard by certificate number some days ago; the employment."""
    values = {"certificate_number": number, "name": name, "position": "保安员", "started_on": str(days_ago(world, days))}
    response = manager.post(f"/units/{unit_id}/employments", values)
    assert response.status_code == 201, response.text
    return str(response.json["employment_id"])


def post(manager: Browser, world: World, site_id: str, employment_id: str, days: int = 40) -> str:
    """Post a guard to a site some days ago; the posting."""
    values = {"employment_id": employment_id, "started_on": str(days_ago(world, days))}
    response = manager.post(f"/sites/{site_id}/postings", values)
    assert response.status_code == 201, response.text
    return str(response.json["id"])


def leave(manager: Browser, world: World, employment_id: str, days: int = 3) -> None:
    """Leave the unit some days ago."""
    values = {"ended_on": str(days_ago(world, days)), "leaving_reason": "contract_ended"}
    response = manager.post(f"/employments/{employment_id}/leaving", values)
    assert response.status_code == 200, response.text
