"""nginx.conf says what the application says: the same headers, the same sizes, and repeats only what may be repeated."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from backend.admission import LARGEST_JSON, LARGEST_LIST, LARGEST_SHEET, PIECES
from backend.web.headers import HEADERS, TRANSPORT_SECURITY
from backend.wiring import LARGEST_BODY

CONF = (Path(__file__).parents[2] / "nginx.conf").read_text()
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}

ONLY_ASK = {
    "POST /api/lookup",
    "POST /api/log/card",
    "POST /api/log/forks",  # one that is known already is not kept twice
    "POST /api/guards/search",
    "POST /api/units/<uuid:unit_id>/roster/search",
    "POST /api/card-batches/count",
    "POST /api/tasks/nearby",
    "POST /api/certificate-checks",  # counted twice
    "POST /api/certificate-checks/file",
    "POST /api/certificate-checks/workbook",
    "POST /api/agencies/<code>/card-templates/preview",
}
"""What carries neither Idempotency-Key nor If-Match, and does no harm when it is done twice."""


def test_the_headers_are_the_same() -> None:
    for name, value in {**HEADERS, "Strict-Transport-Security": TRANSPORT_SECURITY}.items():
        variable = re.search(rf"add_header {name} (\$\w+) always;", CONF)
        assert variable, name
        source = f"upstream_http_{name.lower().replace('-', '_')}"
        assert f'map ${source} {variable[1]} {{\n        "" "{value}";\n    }}' in CONF, name


def test_no_location_loses_the_headers_by_having_its_own() -> None:
    assert {len(indent) for indent in re.findall(r"^( *)add_header ", CONF, re.MULTILINE)} == {len("        ")}


def test_the_sizes_are_the_same(app: Flask) -> None:
    sizes = [_bytes(size) for size in re.findall(r"client_max_body_size (\w+);", CONF)]
    assert sizes == [LARGEST_JSON, LARGEST_BODY, LARGEST_LIST, LARGEST_SHEET]
    assert app.config["MAX_CONTENT_LENGTH"] == LARGEST_BODY


def test_a_large_body_is_let_through_exactly_where_a_file_is_taken(app: Flask) -> None:
    found = re.findall(r"location (=|~) (\S+) \{\n\s+client_max_body_size \d+m;", CONF)
    patterns = [f"^{re.escape(path)}$" if kind == "=" else path for kind, path in found]
    assert len(patterns) == 3
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", "0192e4a0-0000-7000-8000-000000000000", rule.rule)
        operation = _operations(app).get((rule.rule, next(iter(rule.methods & UNSAFE), "")), {})
        kinds = operation.get("requestBody", {}).get("content", {})
        takes_file = any(kind not in ("application/json", *PIECES) for kind in kinds)  # a piece is as small as JSON
        if rule.methods & UNSAFE:
            assert any(re.search(pattern, path) for pattern in patterns) == takes_file, rule.rule


def test_what_nginx_may_send_to_a_second_host_does_no_harm_twice(app: Flask) -> None:
    """`non_idempotent` sends POST and PATCH again when a host died with them. A new route that fails here gets
    `command=True`, or its own location with `proxy_next_upstream error timeout`."""
    assert "    proxy_next_upstream error timeout non_idempotent;" in CONF
    own = re.search(r"location ~ (\S+) \{[^}]*?proxy_next_upstream error timeout;", CONF)
    assert own
    unguarded = set()
    for (rule, method), operation in _operations(app).items():
        headers = {parameter["name"] for parameter in operation.get("parameters", []) if parameter.get("in") == "header"}
        if method in ("POST", "PATCH") and not headers & {"Idempotency-Key", "If-Match"} and not re.search(own[1], rule):
            unguarded.add(f"{method} {rule}")
    assert unguarded == ONLY_ASK


def test_the_placeholders_are_named_at_the_top() -> None:
    head, rest = CONF.split("\nuser ", 1)
    for name in ("gw.example.cn", "/etc/gangwei/tls/server.crt", "/srv/gangwei/pwa/dist", "127.0.0.1:8000", "/etc/gangwei/trusted-proxies"):
        assert name in head
        assert name in rest


def _operations(app: Flask) -> dict[tuple[str, str], dict]:
    from backend.extensions import api

    with app.app_context():
        paths = api.spec.to_dict()["paths"]
    found = {}
    for rule in app.url_map.iter_rules():
        described = paths.get(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), {})
        for method in rule.methods or ():
            if method.lower() in described:
                found[rule.rule, method] = described[method.lower()]
    return found


def _bytes(size: str) -> int:
    return int(size[:-1]) * {"k": 1024, "m": 1024 * 1024}[size[-1]]
