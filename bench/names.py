"""Name search: every kind, from every reach, in the database and over HTTP.

In the database means: the very statements of a search, asked again of the bare driver, all rows fetched.
"""

from __future__ import annotations

import json
import statistics
import time
from http.client import HTTPConnection
from typing import Any

from flask import Flask
from sqlalchemy import text

from backend.demo import story
from backend.extensions import db
from backend.guards.models import Guard
from bench.asking import Statements, open_app, percentile, signed_in
from bench.rows import FOLDER, Row
from bench.traffic import sign_in
from tests.browser.server import RunningServer

ASKED = 15
AIM_MS = 10
READERS = {"province": "province", "city": "city", "small city": "yunfu1", "county": "county", "station": "station", "manager": "manager"}
"""User name by reach."""


def rows(server: RunningServer, database: str) -> list[Row]:
    """The slowest kind in the database and over HTTP, each kind by its own, and beside them the scan for any part of a name."""
    app = open_app(server)
    with app.app_context():
        wanted, scan = kinds(), _scan_ms()
    found = {(reach, kind): {"db": [], "http": []} for reach in READERS for kind in wanted}
    _in_database(app, server, wanted, found)
    _over_http(server, wanted, found)
    table = [
        {
            "reach": reach, "kind": kind, "q": wanted[kind].get("q", ""),
            **{f"{where}_{name}_ms": round(value, 2) for where, taken in each.items() for name, value in _figures(taken)},
        }
        for (reach, kind), each in found.items()
    ]  # fmt: skip
    (FOLDER / f"names-{database}.json").write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    return _summary(table, scan, database)


def kinds() -> dict[str, dict[str, Any]]:
    """What is typed, by kind; taken from what is registered, the commonest of each."""
    common = (
        "SELECT key FROM guard_finders WHERE place < 2 AND key <> '*' AND length(key) = {} GROUP BY key ORDER BY count(*) DESC, key LIMIT 1"
    )
    whole = "SELECT name FROM guards WHERE length(name) = 3 GROUP BY name ORDER BY count(*) DESC, name LIMIT 1"
    inside = "SELECT key FROM guard_finders WHERE place = 1 AND length(key) = 2 GROUP BY key ORDER BY count(*) DESC, key LIMIT 1"
    one, two, three, further = (db.session.scalar(text(sql)) for sql in (common.format(1), common.format(2), whole, inside))
    guard = db.session.get_one(Guard, story.guard_id("valid"))
    number = guard.certificate_number or ""
    return {
        "everybody": {}, "one character": {"q": one}, "one character inside": {"q": "强"}, "commonest two": {"q": two},
        "commonest two inside": {"q": further}, "commonest whole name": {"q": three}, "rare character": {"q": "𬭎"},
        "nobody's characters": {"q": "龘龘"}, "one letter": {"q": "c"}, "surname in pinyin": {"q": "chen"}, "initials": {"q": "czq"},
        "whole pinyin": {"q": "chenzhiqiang"}, "number's first digits": {"q": "4401"}, "number without its end": {"q": number[:-3]},
        "whole number": {"q": number}, "identity number": {"q": guard.plain_identity_number},
        "one character, revoked": {"q": one, "certificate_state": "revoked"},
        "one character, expired": {"q": one, "certificate_state": "expired"}, "everybody suspended": {"certificate_state": "suspended"},
    }  # fmt: skip


def _in_database(app: Flask, server: RunningServer, wanted: dict[str, Any], found: dict[Any, Any]) -> None:
    with app.app_context():
        statements = Statements(db.engine)
    for reach, user_name in READERS.items():
        browser = signed_in(app, server, user_name)
        for kind, body in wanted.items():
            with statements.watched() as seen:
                answer = browser.post("/guards/search", body)
            if answer.status_code != 200:
                raise RuntimeError(f"{reach} {kind}: {answer.text}")
            statements.again_ms(seen, "guard")  # warms up
            found[reach, kind]["db"] += [statements.again_ms(seen, "guard") for _ in range(ASKED)]


def _over_http(server: RunningServer, wanted: dict[str, Any], found: dict[Any, Any]) -> None:
    server.start()
    try:
        for reach, user_name in READERS.items():
            headers = {**sign_in(server, user_name), "Content-Type": "application/json"}
            connection = HTTPConnection(server.origin.removeprefix("http://"), timeout=30)
            for kind, body in wanted.items():
                for count in range(ASKED + 3):
                    began = time.perf_counter()
                    connection.request("POST", "/api/guards/search", json.dumps(body), headers)
                    answer = connection.getresponse()
                    answer.read()
                    if answer.status != 200:
                        raise RuntimeError(f"{reach} {kind}: {answer.status}")
                    if count > 2:  # both workers are warm
                        found[reach, kind]["http"].append((time.perf_counter() - began) * 1000)
    finally:
        server.stop()


def _scan_ms() -> float:
    """The same question as every database answers it without help: a look at all names."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        db.session.execute(text("SELECT id, name FROM guards WHERE name LIKE '%志强%' ORDER BY name, id LIMIT 21")).all()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _figures(taken: list[float]) -> list[tuple[str, float]]:
    return [("p50", statistics.median(taken)), ("p95", percentile(taken, 0.95))]


def _summary(table: list[dict[str, Any]], scan: float, database: str) -> list[Row]:
    def worst(column: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
        return max(lines, key=lambda line: line[column])

    two = worst("db_p95_ms", [line for line in table if line["kind"].startswith("commonest two")])
    slowest, late = worst("db_p95_ms", table), worst("http_p95_ms", table)
    held = sum(line["db_p95_ms"] > AIM_MS for line in table)
    return [
        Row(f"name search, {database}: commonest two characters, p95 in the database", two["db_p95_ms"], "ms", AIM_MS, round(scan, 1)),
        Row(f"name search, {database}: slowest of {len(table)} kinds and reaches, p95 in the database ({slowest['kind']}, "
            f"{slowest['reach']})", slowest["db_p95_ms"], "ms", AIM_MS, round(scan, 1)),
        Row(f"name search, {database}: kinds and reaches over 10 ms in the database", held, "", 0),
        Row(f"name search, {database}: slowest, p95 over HTTP ({late['kind']}, {late['reach']})", late["http_p95_ms"], "ms"),
    ]  # fmt: skip
