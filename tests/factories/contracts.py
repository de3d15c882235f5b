"""Contracts, documents and needs to tell stories about, made over HTTP by a manager, as people do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.factories.roster import day
from tests.support.world import Browser, World

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
POINTS = ("client_lawful", "property_lawful", "activity_lawful", "approvals_held", "area_authorised", "other")
DAY_SHIFT = {"shift": "白班", "begins": "08:00", "ends": "20:00", "weekdays": [1, 2, 3, 4, 5, 6, 7], "needed": 2, "position": None}


def client(manager: Browser, unit_id: UUID, name: str = "正佳集团", **more: Any) -> str:
    """The id of a new client of the unit."""
    answer = manager.post(f"/units/{unit_id}/clients", {"name": name, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def draft(world: World, manager: Browser, unit_id: UUID, client_id: str, **more: Any) -> dict[str, Any]:
    """A contract that is still to be checked; of a year from 30 days ago unless told otherwise."""
    values = {"client_id": client_id, "number": f"HT-{world.next()}", "services": ["01"]}
    answer = manager.post(f"/units/{unit_id}/contracts", {**values, "starts_on": day(world, 30), "ends_on": day(world, -335), **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def checked(manager: Browser, contract_id: str) -> None:
    """Answer every point of the check with yes."""
    for point in POINTS:
        assert manager.post(f"/contracts/{contract_id}/checks", {"point": point, "answer": "yes"}).status_code == 200


def signed(world: World, manager: Browser, unit_id: UUID, client_id: str, **more: Any) -> dict[str, Any]:
    """A contract that was checked and signed."""
    contract = draft(world, manager, unit_id, client_id, **more)
    checked(manager, contract["id"])
    answer = manager.post(f"/contracts/{contract['id']}/signing", {"signed_on": day(world, 31)})
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def sent(manager: Browser, unit_id: UUID, data: bytes = PDF, content_type: str = "application/pdf") -> str:
    """The id of a document that was sent."""
    answer = manager.send("POST", f"/documents?unit_id={unit_id}", data=data, content_type=content_type)
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def needs(manager: Browser, site_id: str, **more: Any) -> dict[str, Any]:
    """Say anew what a site needs."""
    version = manager.get(f"/sites/{site_id}/needs").headers["ETag"]
    values = {"contract_id": None, "venue": None, "posts": [], **more}
    answer = manager.put(f"/sites/{site_id}/needs", json=values, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text
    return dict(answer.json)
