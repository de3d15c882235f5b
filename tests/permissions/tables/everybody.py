"""What is open to everybody: pages, the log, the published lists."""

from __future__ import annotations

from typing import Any

from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import Row, Things, value


def _lookup(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"number": things["number"], "name": things["name"]}


PAGES = [
    Row("GET", "/", "public"),
    Row("GET", "/<path:name>", "public", fills={"name": "assets/app.js"}),
    Row("GET", "/c/<code>", "public", fills={"code": "1234567890"}),
    Row("GET", "/lookup", "public"),
    Row("GET", "/p/<token>", "public", fills={"token": "0123456789012345678901"}),
    Row("GET", "/api/docs", "public"),
    Row("GET", "/api/docs/<path:name>", "public", fills={"name": "start.js"}),
    Row("GET", "/api/openapi.json", "public"),
]
"""Files for everybody: the only routes outside the endpoint decorator."""

ROWS = [
    Row("GET", "/api/health", "public"),
    Row("GET", "/api/readiness", "public"),
    Row("GET", "/api/metrics", "public", status=404),  # without a token nobody learns that it is there
    Row("GET", "/api/trust-list", "public"),
    Row("GET", "/api/lists/trust", "public"),
    Row("GET", "/api/lists/trust/<int:key_id>", "public", fills={"key_id": "2"}),
    Row("GET", "/api/lists/status", "public"),
    Row("POST", "/api/lookup", "public", body=_lookup, csrf=False),
    # the transparency log
    Row("GET", "/api/log/checkpoint", "public"),
    Row("GET", "/api/log/inclusion", "public", query=f"?leaf={'0' * 64}", status=404),
    Row("GET", "/api/log/consistency", "public", query="?from=1"),
    Row("GET", "/api/log/entries", "public"),
    Row("POST", "/api/log/card", "public", body=value(credential="123"), csrf=False),
    Row("POST", "/api/log/forks", "public", body=value(known="AA==", offered="AA=="), csrf=False, status=422),
    Row("GET", "/api/log", "audit:read"),
]  # fmt: skip
