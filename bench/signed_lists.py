"""The status list of a million certificates: how large, and how long it takes to publish it from the database.

A database of its own, filled past foreign keys with certificates alone: of everything else the list knows nothing. Their
places are as `numbering` gives them out, from a space of which 97 in 100 are taken.
"""

from __future__ import annotations

import math
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, text, update

from backend import create_app
from backend.certificates import keys, lists, numbering, publishing
from backend.certificates.models import Certificate
from backend.config import Settings
from backend.database import new_id
from backend.extensions import db
from bench import postgres
from bench.rows import Row
from bench.server import PROJECT

CERTIFICATES = 1_000_000
SHARES = {0.01: 20, 0.05: 60}
"""Of these some are not valid; the aim in KB (1,000 bytes)."""
AIM_S = 10
RUNS = 3
CHUNK = 20_000
STATES = tuple(lists.STATUS_OF)


def rows(database: str) -> list[Row]:
    """Size and time for each share."""
    found = []
    with tempfile.TemporaryDirectory() as folder, _app(database, Path(folder)) as app, app.app_context():
        space = fill()
        for share, aim in SHARES.items():
            spoil(share)
            size, seconds = _published()
            name = f"status list, {CERTIFICATES:,} certificates, {share:.0%} not valid, {database}"
            found.append(Row(f"{name}: size (reference: entropy)", round(size / 1000, 1), "KB", aim, round(bound(space, share) / 1000, 1)))
            found.append(Row(f"{name}: published in", round(seconds, 2), "s", AIM_S))
    return found


def fill() -> int:
    """A million valid certificates at random places; returns of how many places."""
    space = numbering.SMALLEST_SPACE
    while space * 0.97 < CERTIFICATES:
        space += space >> numbering.STEP
    places = [*random.Random(4).sample(range(space - 1), CERTIFICATES - 1), space - 1]
    indexes = list(Certificate.__table__.indexes)  # type: ignore[attr-defined]
    for index in indexes:  # entered at the end, all at once
        index.drop(db.engine)
    for start in range(0, CERTIFICATES, CHUNK):
        _unbound()
        db.session.execute(insert(Certificate), [_row(start + number, place) for number, place in enumerate(places[start : start + CHUNK])])
        db.session.commit()
    for index in indexes:
        index.create(db.engine)
    return space


def spoil(share: float) -> None:
    """Let that share not be valid, of each such state as many."""
    for number, state in enumerate(STATES):
        upto = round(CERTIFICATES * share * (number + 1) / len(STATES))
        _unbound()
        wanted = Certificate.number.between(_number(round(CERTIFICATES * share * number / len(STATES))), _number(upto - 1))
        db.session.execute(update(Certificate).where(wanted).values(state=state), execution_options={"synchronize_session": False})
        db.session.commit()


def bound(space: int, share: float) -> float:
    """Bytes that no lossless compression goes below: the entropy of places that are independent of each other."""
    counts = {}
    for state in STATES:
        counts[lists.STATUS_OF[state]] = counts.get(lists.STATUS_OF[state], 0.0) + CERTIFICATES * share / len(STATES)
    parts = [count / space for count in counts.values()]
    parts.append(1 - sum(parts))
    return -space * sum(part * math.log2(part) for part in parts) / 8


def _published() -> tuple[int, float]:
    taken, size = [], 0
    for _ in range(RUNS):
        began = time.perf_counter()
        size = publishing.publish(datetime.now(UTC))["status"]["bytes"]
        db.session.commit()
        taken.append(time.perf_counter() - began)
    return size, statistics.median(taken)


def _row(number: int, place: int) -> dict[str, Any]:
    day = date(2026, 3, 1)
    return {
        "number": _number(number), "guard_id": new_id(), "agency_code": "440100000000", "issued_on": day, "state": "valid",
        "state_since": day, "status_index": place, "payload": b"\x11\x01" + secrets.token_bytes(115), "created_at": datetime.now(UTC),
    }  # fmt: skip


def _number(number: int) -> str:
    return f"4401{number:08}"


def _unbound() -> None:
    """Leave foreign keys aside in this transaction: no guards are made for these certificates."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL session_replication_role = replica"))


@contextmanager
def _app(database: str, folder: Path) -> Iterator[Flask]:
    if database == "sqlite":
        with _made(f"sqlite:///{folder / 'lists.db'}", folder) as app:
            with app.app_context():
                from sqlalchemy import event

                event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
                db.engine.dispose()
            yield app
        return
    folder.chmod(0o755)  # the server runs as another user
    with postgres.server(folder / "postgresql") as url, _made(url, folder) as app:
        yield app


@contextmanager
def _made(url: str, folder: Path) -> Iterator[Flask]:
    secret = {"secret_key": "s" * 40, "data_keys": (secrets.token_bytes(32),)}
    chosen = Settings(environment="test", data_dir=folder, database_url=url, slow_ms=60_000, **secret)
    app = create_app(chosen)
    with app.app_context():
        upgrade(str(PROJECT / "migrations"))
        keys.ensure_all(datetime.now(UTC))
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
