"""The requests for one operation: lawful ones, generated ones with real ids in them, and lawful ones bent out of shape."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from schemathesis.core import NOT_SET

from tests.fuzz import nasty
from tests.permissions.asking import expected, places, request_of
from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import Row

ROLES = (
    "province_officer",
    "city_officer",
    "county_officer",
    "station_officer",
    "company_manager",
    "system_administrator",
    "anonymous",
)
REAL_ID = 0.8
"""The part of generated ids for which a real one is put."""
CODES = ("agency_code", "division_code", "number", "name", "certificate_number", "identity_number", "checklist_id")


@dataclass(frozen=True)
class Request:
    """One request as it is sent."""

    person: Person
    method: str
    path: str
    query: str = ""
    headers: dict[str, str | None] = field(default_factory=dict)
    content_type: str | None = None
    data: bytes | None = None
    body: Any = NOT_SET

    def send(self, scene: Scene) -> Any:
        """The answer."""
        options: dict[str, Any] = {"headers": dict(self.headers), "query_string": self.query}
        data = json.dumps(self.body).encode() if self.body is not NOT_SET else self.data
        if data is not None:
            options |= {"data": data}
        if self.content_type is not None:
            options |= {"content_type": self.content_type}
        return scene.send(self.person, self.method, self.path, **options)

    def __str__(self) -> str:
        body = self.body if self.body is not NOT_SET else (self.data or b"")[:300]
        asked = f"{self.person.name}: {self.method} {self.path[:300]}?{self.query[:300]}"
        return f"{asked} {self.headers} {self.content_type} {str(body)[:2000]!a}"


class Maker:
    """Makes requests for one operation; everything by the given chance, so that a seed gives the same ones again."""

    def __init__(self, scene: Scene, rows: list[Row], chance: random.Random) -> None:
        self.scene, self.rows, self.chance = scene, rows, chance
        self._real = _real_values(scene)

    def lawful(self) -> Iterator[Request]:
        """One request that succeeds, for each role and row for which there is one."""
        for row in self.rows:
            for name in ROLES:
                person = self.scene.people[name]
                where = [things for things in places(self.scene, person, row) if expected(self.scene, person, row, things)[1] is None]
                if where:
                    yield self._request(row, person, self.chance.choice(where))

    def some_lawful(self) -> Request:
        """A lawful request of a person who may send it, or of another."""
        row = self.chance.choice(self.rows)
        people = [self.scene.people[name] for name in ROLES]
        able = [person for person in people if expected(self.scene, person, row, self.scene.things["county"])[0] not in (401, 403)]
        person = self.chance.choice(able if able and self.chance.random() < 0.85 else people)
        there = [things for things in places(self.scene, person, row) if expected(self.scene, person, row, things)[1] is None]
        return self._request(
            row, person, self.chance.choice(there if there and self.chance.random() < 0.8 else places(self.scene, person, row))
        )

    def generated(self, case: Any) -> Request:
        """What was generated from the document, with real ids in most places."""
        lawful, chance = self.some_lawful(), self.chance
        path = lawful.path if chance.random() < REAL_ID else _filled(case.path, case.path_parameters or {})
        request = replace(lawful, path=path, query=urlencode(_flat(case.query or {}), errors="surrogatepass"))
        if chance.random() < 0.15:
            request = replace(request, headers={**request.headers, **{name: str(value) for name, value in (case.headers or {}).items()}})
        if case.body is NOT_SET:
            return replace(request, body=NOT_SET, data=None) if lawful.method == "GET" else request
        if isinstance(case.body, bytes):
            return replace(request, body=NOT_SET, data=case.body, content_type=case.media_type)
        return replace(request, body=self._with_real(case.body), data=None, content_type="application/json")

    def bent(self) -> Request:
        """A lawful request with one thing wrong, or two."""
        request = self.some_lawful()
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            request = self.chance.choice(self._ways(request))(request)
        return request

    def _ways(self, request: Request) -> list[Any]:
        ways = [self._bend_query, self._bend_header]
        if "{" in self.template:
            ways.append(self._bend_path)
        if request.body is not NOT_SET:
            ways += [self._bend_body] * 6 + [self._bend_bytes]
        elif request.data is not None:
            ways += [self._bend_picture] * 4 + [self._bend_bytes]
        if request.method != "GET":
            ways.append(self._bend_type)
        return ways if self.chance.random() < 0.97 else [self._bend_method]

    @property
    def template(self) -> str:
        """The path, with a brace where there is something to fill in."""
        return self.rows[0].rule.replace("<", "{")

    def _request(self, row: Row, person: Person, things: dict[str, Any]) -> Request:
        path, options = request_of(self.scene, person, row, things)
        path, _, query = path.partition("?")
        query = "&".join(part for part in (query, urlencode(options.get("query_string", {}))) if part)
        body = options.get("json", NOT_SET)
        kind = options.get("content_type") or ("application/json" if row.method != "GET" else None)
        data = options.get("data") if body is NOT_SET else None
        return Request(person, row.method, path, query, options["headers"], kind, data, body)

    def _bend_body(self, request: Request) -> Request:
        return replace(request, body=nasty.bend(request.body, self.chance))

    def _bend_bytes(self, request: Request) -> Request:
        whole = json.dumps(request.body).encode() if request.body is not NOT_SET else request.data or b""
        return replace(request, body=NOT_SET, data=nasty.broken_bytes(whole, self.chance))

    def _bend_picture(self, request: Request) -> Request:
        kind, data = nasty.picture(self.chance)
        return replace(request, content_type=kind, data=data)

    def _bend_type(self, request: Request) -> Request:
        return replace(request, content_type=self.chance.choice(nasty.TYPES))

    def _bend_header(self, request: Request) -> Request:
        name, value = self.chance.choice(nasty.HEADERS)
        return replace(request, headers={**request.headers, name: value})

    def _bend_query(self, request: Request) -> Request:
        name = self.chance.choice(("limit", "cursor", "q", "status", "kind", "unknown", "unit_id", "agency_code", "\0", "state", "site_id"))
        value = self.chance.choice(nasty.TEXTS)
        more = urlencode({name: value}, errors="surrogatepass")
        return replace(request, query="&".join(part for part in (request.query, more, more if self.chance.random() < 0.1 else "") if part))

    def _bend_path(self, request: Request) -> Request:
        parts = request.path.split("/")
        at = self.chance.choice([n for n, part in enumerate(self.template.split("/")) if "{" in part])
        parts[at] = self.chance.choice((*nasty.SEGMENTS, *self._real["id"], parts[at].upper()))
        return replace(request, path="/".join(parts))

    def _bend_method(self, request: Request) -> Request:
        return replace(request, method=self.chance.choice(nasty.METHODS))

    def _with_real(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: self._with_real(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [self._with_real(item, name.removesuffix("s")) for item in value]
        known = self._real.get(name.removesuffix("_id") if name.endswith("_id") else name)
        if known and isinstance(value, str) and self.chance.random() < REAL_ID:
            return self.chance.choice(known)
        return value


def _real_values(scene: Scene) -> dict[str, list[str]]:
    """Real ids by what they are ids of, all ids together under `id`, and codes by the field's name."""
    real: dict[str, list[str]] = {"id": []}
    for things in scene.things.values():
        for name, value in things.items():
            real.setdefault(name, []).append(str(value))
            if isinstance(value, UUID):
                real["id"].append(str(value))
    real["agency_code"] = real["agency"]
    real["division_code"] = ["44", "4401", "440106", "440106004", "441900003"]
    real["certificate_number"] = real["number"]
    real["identity_number"] = real["candidate_identity_number"]
    real["officer"] = real["account"]
    return real


def _filled(template: str, values: dict[str, Any]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(str(value), safe="", errors="surrogatepass"))
    return template


def _flat(query: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, str(item)) for name, value in query.items() for item in (value if isinstance(value, list) else [value])]
