"""How a row of the table is asked, where, and what ought to come back."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.permissions.oracle import Person, reaches, refusal
from tests.permissions.scene.province import Scene
from tests.permissions.table import PLACEHOLDERS
from tests.permissions.tables.row import Row, Things

PEOPLE = (
    "province_officer",
    "city_officer",
    "county_officer",
    "station_officer",
    "town_officer",
    "company_manager",
    "branch_manager",
    "system_administrator",
    "half_way",
    "newcomer",
    "disabled",
    "anonymous",
)
CLERKS = ("roster_clerk", "contract_clerk", "reader")
"""They work for the manager's company with narrower rights: their reach is the manager's, so only their verbs are asked about."""
PAGE = 100


def ask(
    scene: Scene,
    person: Person,
    row: Row,
    things: Things,
    cursor: str | None = None,
    headers: dict[str, str | None] | None = None,
    data: bytes | None = None,
) -> TestResponse:
    """The row's request of that person about the things of a place.

    headers, data  instead of the usual ones
    """
    path, options = request_of(scene, person, row, things, cursor)
    options["headers"] |= headers or {}
    if data is not None:
        options = {name: value for name, value in options.items() if name not in ("json", "content_type")} | {"data": data}
    return scene.send(person, row.method, path, **options)


def request_of(scene: Scene, person: Person, row: Row, things: Things, cursor: str | None = None) -> tuple[str, dict[str, Any]]:
    """Path and options of `Scene.send` for the row's request; made once it can be sent again, word for word."""
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: _fill(row, things, found[1]), row.rule + row.query)
    options: dict[str, Any] = {"headers": dict(row.headers)}
    if row.method == "PATCH" or row.rule.endswith("/needs"):
        options["headers"]["If-Match"] = f'"{scene.versions.get(things[row.about], 1)}"'
    if row.lists and row.method == "GET" and not row.rule.startswith(("/api/field-pack", "/api/own/")):
        options["query_string"] = {"limit": PAGE, **({"cursor": cursor} if cursor else {})}
    if row.data is not None:
        options |= {"data": row.data, "content_type": row.content_type}
    elif row.signed:
        options |= scene.sign(things, row.method, path, row.signed(scene, things, person))
    elif row.body:
        options["json"] = {**row.body(scene, things, person), **({"cursor": cursor} if cursor else {})}
    return path, options


def _fill(row: Row, things: Things, name: str) -> str:
    if name in row.fills:
        return row.fills[name]
    return str(things[row.uses.get(name) or PLACEHOLDERS.get(name) or name.removesuffix("_id")])


def places(scene: Scene, person: Person, row: Row) -> list[Things]:
    """Where the request is tried."""
    if row.kind is None:
        return [scene.things["county"]]
    if row.kind in ("session", "passkey", "own_device", "own_upload", "own_verification", "job", "export"):
        own = scene.things.get(f"own of {person.name}")
        return [*shared(scene), *([own] if own else [])]
    return shared(scene)


def shared(scene: Scene) -> list[Things]:
    return [things for name, things in scene.things.items() if not name.startswith("own of")]


def may_there(scene: Scene, person: Person, row: Row, things: Things) -> bool:
    """Whether the thing exists for that person, by the oracle."""
    if row.kind is None or not row.secret or not person.signed_in:
        return True
    return reaches(person, scene.facts[row.kind][things[row.about]], scene.tree, row.kind)


def expected(scene: Scene, person: Person, row: Row, things: Things) -> tuple[int, str | None]:
    """Status and code, by the oracle."""
    refused = refusal(person, row.permission, row.method, row.rule)
    if refused:
        return refused
    return (row.status, None) if may_there(scene, person, row, things) else row.outside
