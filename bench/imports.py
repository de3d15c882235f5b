"""A whole roster comes in from a spreadsheet: `python -m bench.imports [rows]`, a hundred thousand unless told otherwise.

Beside it the least that anybody could do: read the file with the same library and put its cells into a table. Workers are
killed in the middle of applying, again and again, and everybody is counted afterwards.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from flask_migrate import upgrade
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select, text
from xlsxwriter import Workbook

from backend import create_app
from backend.config import Settings
from backend.database import will_write
from backend.extensions import clock, db
from backend.guards.records import guard_values, insert_guards
from backend.imports import operations
from backend.imports.models import Import
from backend.imports.queries import get_import
from backend.jobs.worker import run_job
from backend.permissions import Role
from backend.roster.models import Employment
from bench.rows import Row, table
from tests.factories.guards import identity_number
from tests.support.world import TIANHE, World

ROWS, KILLS, LEASE_S = 100_000, 5, 2
AIM_TIMES, AIM_MB = 3.0, 300.0
PROJECT = Path(__file__).resolve().parents[1]
KEY = b"a key that only the bench knows."
REGIONS = 1000


def rows(count: int = ROWS) -> list[Row]:
    """Reading, checking and applying so many rows; what memory they took; who is missing or there twice after the killing."""
    folder = Path(tempfile.mkdtemp())
    try:
        return _measured(folder, count)
    finally:
        shutil.rmtree(folder)


def _measured(folder: Path, count: int) -> list[Row]:
    app, world = _province(folder)
    unit, people = world.unit(), _people(count)
    actor = world.actor(Role.COMPANY_MANAGER, None, (unit,))
    with world.session():
        for begin in range(0, count, 5000):
            insert_guards([guard_values(each, clock().now()) for each in people[begin : begin + 5000]])
    file = folder / "roster.xlsx"
    _write(file, people)
    bare = _bare(file, folder)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with world.session():
        import_id = operations.begin(db.session.get_one(_unit(), unit), file.read_bytes(), "roster.xlsx", "add", actor, clock().now()).id
    took = {"read": _done(app, import_id)}
    with world.session():
        import_ = get_import(actor, import_id, lock=True)
        columns = [{"index": index, "field": name} for index, name in enumerate(("name", "identity_number", "position", "started_on"))]
        values = {"sheet": 0, "header_row": 1, "columns": columns, "leaving_on": None, "leaving_reason": None, "leaving_note": ""}
        operations.choose_mapping(import_, values, actor, clock().now())
    took["check"] = _done(app, import_id)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with world.session():
        operations.apply(get_import(actor, import_id, lock=True), {"only_good": True, "confirm_leaving": None}, actor, clock().now())
    kills = _kill_workers(app, folder, import_id)
    took["apply"] = _done(app, import_id)
    with app.app_context():
        will_write.set(False)
        hired = db.session.scalar(select(func.count(Employment.id))) or 0
        twice = db.session.scalar(text("SELECT count(*) FROM (SELECT 1 FROM employments GROUP BY guard_id HAVING count(*) > 1) AS t")) or 0
        events = db.session.scalar(text("SELECT count(*) FROM audit_events WHERE action = 'hire'")) or 0
    told = f"{count:,} rows"
    return [
        Row(f"import, {told}: bare reading and inserting", bare, "s"),
        *(Row(f"import, {told}: {name}", seconds, "s", None, bare) for name, seconds in took.items() if name != "apply" or not kills),
        Row(f"import, {told}: read and check together", took["read"] + took["check"], "s", AIM_TIMES * bare, bare),
        Row(f"import, {told}: memory of the worker beyond its start", (memory - before) / 1024, "MB", AIM_MB),
        Row(f"import, {told}: workers killed while applying", kills, "workers"),
        Row(f"import, {told}: hired, after the killing", hired, "people", count, more_is_better=True),
        Row(f"import, {told}: hired twice, or audited twice or not at all", twice + abs(events - hired), "people", 0),
    ]


def _province(folder: Path) -> tuple[Flask, World]:
    settings = Settings(
        environment="test", secret_key="s" * 40, data_keys=(KEY,), data_dir=folder, database_url=f"sqlite:///{folder / 'bench.db'}",
        job_lease_s=LEASE_S,
    )  # fmt: skip
    app = create_app(settings)
    with app.app_context():
        upgrade(str(PROJECT / "migrations"))
    app.test_cli_runner().invoke(args=["setup"])
    return app, World(app, app.extensions["clock"])


def _people(count: int) -> list[dict[str, Any]]:
    common = {"phone": "13812345678", "education": "bachelor", "address": "天河", "agency_code": TIANHE}
    numbers = (identity_number(number % 1000, region=str(440_000 + number // 1000)) for number in range(count))
    return [{"name": f"张{chr(0x4E00 + place % 20_000)}", "identity_number": number, **common} for place, number in enumerate(numbers)]


def _write(file: Path, people: list[dict[str, Any]]) -> None:
    book = Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet()
    for row, cells in enumerate(
        [("姓名", "身份证号", "岗位", "入职日期"), *((p["name"], p["identity_number"], "队员", "2026-01-05") for p in people)]
    ):
        for index, value in enumerate(cells):
            sheet.write_string(row, index, value)
    book.close()


def _bare(file: Path, folder: Path) -> float:
    began = time.perf_counter()
    cells = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    with sqlite3.connect(folder / "bare.db") as database:
        database.execute("CREATE TABLE rows (a, b, c, d)")
        database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", cells)
    database.close()
    return time.perf_counter() - began


def _unit() -> Any:
    from backend.units.models import Unit

    return Unit


def _done(app: Flask, import_id: UUID) -> float:
    """Seconds until the job that an import waits for has come to its end."""
    import threading

    began = time.perf_counter()
    while True:
        with app.app_context():
            import_ = db.session.get_one(Import, import_id)
            job_id, busy = import_.job_id, import_.state in ("reading", "checking", "applying", "undoing")
            db.session.rollback()
        if not busy or job_id is None:
            return time.perf_counter() - began
        run_job(app, job_id, threading.Event())
        time.sleep(0.01)


def _kill_workers(app: Flask, folder: Path, import_id: UUID) -> int:
    """Start a worker and kill it (SIGKILL) as soon as it has taken a few steps; again and again. How many."""
    environment = {
        **os.environ, "GANGWEI_ENVIRONMENT": "test", "GANGWEI_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "GANGWEI_DATA_DIR": str(folder), "GANGWEI_SECRET_KEY": "s" * 40, "GANGWEI_JOB_LEASE_S": str(LEASE_S),
        "GANGWEI_DATA_KEYS": __import__("base64").b64encode(KEY).decode(),
    }  # fmt: skip
    killed = 0
    for _ in range(KILLS):
        before = _applied(app, import_id)
        worker = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"], cwd=PROJECT, env=environment)
        until = time.monotonic() + 120
        while _applied(app, import_id) == before and worker.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        killed += _applied(app, import_id) > before
    return killed


def _applied(app: Flask, import_id: UUID) -> int:
    with app.app_context():
        will_write.set(False)
        found = db.session.execute(
            text("SELECT count(*) FROM import_rows WHERE applied_at IS NOT NULL AND import_id = :id"), {"id": import_id.hex}
        )
        return int(found.scalar() or 0)


if __name__ == "__main__":
    print(table(rows(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS), {}))
