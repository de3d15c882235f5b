"""The transparency log of a million acts and more: proofs over HTTP, and how fast what waits gets its place.

The entries that are sealed here are undone; the kept database stays as it is.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace

from flask import Flask
from sqlalchemy import insert, select

from backend.extensions import clock, db
from backend.transparency import leaves, operations, queries
from backend.transparency.models import LogEntry, LogWaiting
from bench.asking import open_app, percentile
from bench.rows import Row
from tests.browser.server import RunningServer
from tests.support.world import Browser

ASKED, AIM_MS = 200, 10
WAITING, AIM_PER_S = 20_000, 1000


def rows(server: RunningServer, database: str) -> list[Row]:
    """Inclusion and consistency, and sealing."""
    app = open_app(server)
    app.extensions["settings"] = replace(app.extensions["settings"], log_per_minute=0)
    draw = random.Random(20261123)
    with app.app_context():
        size = queries.get_checkpoint().size
        places = [draw.randrange(size) for _ in range(ASKED)]
        chosen = db.session.execute(select(LogEntry.place, LogEntry.leaf_hash).where(LogEntry.place.in_(places))).all()
        db.session.rollback()
    name = f"of {size:,} entries, p95, {database}"
    return [
        Row(f"inclusion proof {name}", _ask(app, [f"inclusion?leaf={row.leaf_hash.hex()}" for row in chosen]), "ms", AIM_MS),
        Row(f"consistency proof {name}", _ask(app, [f"consistency?from={draw.randrange(1, size)}" for _ in range(ASKED)]), "ms", AIM_MS),
        Row(f"the log: entries sealed, {database}", _seal(app), "/s", AIM_PER_S, more_is_better=True),
    ]


def _ask(app: Flask, paths: list[str]) -> float:
    browser, taken = Browser(app), []
    for path in [*paths[:5], *paths]:
        began = time.perf_counter()
        answer = browser.get(f"/log/{path}")
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(answer.text)
    return round(percentile(taken[5:], 0.95), 2)


def _seal(app: Flask) -> float:
    with app.app_context():
        waiting = [
            {"kind": "issue", "at": number, "taken_over": False, "content_hash": leaves.new_seed() * 2, "seed": leaves.new_seed()}
            for number in range(WAITING)
        ]
        db.session.execute(insert(LogWaiting), waiting)
        began = time.perf_counter()
        sealed = operations.seal(clock().now(), db.session.flush)
        seconds = time.perf_counter() - began
        db.session.rollback()
        return round(sealed / seconds)
