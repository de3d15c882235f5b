"""A whole roster comes in from a spreadsheet: `python -m bench.imports [rows] [database]`, a hundred thousand unless told otherwise.

Beside it the least that anybody could do: read the file with the same library and put its cells into a table. Its workers are
killed in the middle, again and again, and everybody is counted afterwards.

Time is processor time of the worker, of what it starts and of the database, so that other programs count little.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from xlsxwriter import Workbook

from backend.extensions import clock, db
from backend.guards.records import guard_values, insert_guards
from backend.imports import operations
from backend.imports.models import Import
from backend.imports.queries import get_import
from backend.jobs.models import OPEN_STATES, Job
from backend.permissions import Role
from backend.units.models import Unit
from bench import postgres
from bench.bare_rows import read_and_insert
from bench.desk import Desk
from bench.rows import Row, table
from tests.factories.guards import identity_number
from tests.support.world import TIANHE

ROWS = 100_000
AIM_TIMES, AIM_MB = 3.0, 300.0
KILLED_CHECKING, KILLED_APPLYING = 2, 5
PATIENCE_S = 1800
DATABASES = ("sqlite", "postgresql")
COLUMNS = ("name", "identity_number", "position", "started_on")
HEAD = ("姓名", "身份证号", "岗位", "入职日期")


def rows(count: int = ROWS, databases: tuple[str, ...] = DATABASES) -> list[Row]:
    """What each step takes beside the least that anybody could do, its memory, and who is missing or there twice after the killing."""
    found = []
    for database in databases:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)  # PostgreSQL has an account of its own
            if database == "sqlite":
                found += _Roster(Desk(folder, f"sqlite:///{folder / 'bench.db'}"), count).measured(database)
            else:
                with postgres.server(folder / "postgresql") as url:
                    found += _Roster(Desk(folder, url, folder / "postgresql"), count).measured(database)
    return found


class _Roster:
    """So many people whom nobody employs, and the file that says that one unit does."""

    def __init__(self, desk: Desk, count: int) -> None:
        self.desk, self.count, self.killed, self.most_mb = desk, count, 0, 0.0
        self.took: dict[str, float] = {}
        self.unit: UUID = desk.world.unit()
        self.actor = desk.world.actor(Role.COMPANY_MANAGER, None, (self.unit,))
        people = _people(count)
        with desk.world.session():
            for begin in range(0, count, 5000):
                insert_guards([guard_values(each, clock().now()) for each in people[begin : begin + 5000]])
        self.file = desk.folder / "roster.xlsx"
        _write(self.file, people)

    def measured(self, database: str) -> list[Row]:
        """The whole way, with workers killed in the middle of checking and of applying."""
        before = self.desk.cpu_s()
        read_and_insert(self.file, self.desk.url)
        bare = self.desk.cpu_s() - before
        import_id = self._begin()
        self._step(import_id, "read")
        self._map(import_id)
        self._step(import_id, "check", KILLED_CHECKING, "")
        self._ask(import_id, operations.apply, {"only_good": False, "confirm_leaving": None})
        self._step(import_id, "apply", KILLED_APPLYING, "AND applied_at IS NOT NULL")
        hired, twice, events = self._counted()
        told = f"import of {self.count:,} rows, {database}"
        return [
            Row(f"{told}: all of it", round(sum(self.took.values()), 1), "CPU s", round(AIM_TIMES * bare, 1), round(bare, 2)),
            *(Row(f"{told}: {name}", round(seconds, 1), "CPU s", None, round(bare, 2)) for name, seconds in self.took.items()),
            Row(f"{told}: memory of its worker and what reads the file", round(self.most_mb), "MB", AIM_MB),
            Row(f"{told}: workers killed in the middle", self.killed, "", KILLED_CHECKING + KILLED_APPLYING, more_is_better=True),
            Row(f"{told}: lost by that", self.count - hired, "rows", 0),
            Row(f"{told}: hired twice, or with another number of audit events", twice + abs(events - hired), "rows", 0),
        ]

    def _step(self, import_id: UUID, name: str, kills: int = 0, done: str = "") -> None:
        """Have a step done; workers are killed (SIGKILL) as soon as they have written a few rows, until the last goes on to the end."""
        before = self.desk.cpu_s()
        of_workers = 0.0
        for _ in range(kills):
            with self.desk.worker() as worker:
                rows_before = self._rows_done(import_id, done)
                self._until(lambda rows_before=rows_before: self._rows_done(import_id, done) > rows_before)
                of_workers += worker.cpu_s()
                self.killed += self._job(import_id).state in OPEN_STATES
                worker.process.send_signal(signal.SIGKILL)
        with self.desk.worker() as worker:
            self._until(lambda: self._job(import_id).state not in OPEN_STATES)
            of_workers += worker.cpu_s()
            self.most_mb = max(self.most_mb, worker.peak_mb())
        job = self._job(import_id)
        if job.state != "done":
            raise RuntimeError(f"{job.kind} is {job.state}: {job.problem}")
        self.took[name] = self.desk.cpu_s() - before + of_workers

    def _until(self, condition: Callable[[], bool]) -> None:
        until, waiting = time.monotonic() + PATIENCE_S, threading.Event()
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError
            waiting.wait(0.2)

    def _begin(self) -> UUID:
        with self.desk.world.session():
            unit = db.session.get_one(Unit, self.unit)
            return operations.begin(unit, self.file.read_bytes(), "roster.xlsx", "add", self.actor, clock().now()).id

    def _map(self, import_id: UUID) -> None:
        columns = [{"index": index, "field": name} for index, name in enumerate(COLUMNS)]
        values = {"sheet": 0, "header_row": 1, "columns": columns, "leaving_on": None, "leaving_reason": None, "leaving_note": ""}
        self._ask(import_id, operations.choose_mapping, values)

    def _ask(self, import_id: UUID, act: Callable[..., Any], *values: Any) -> None:
        with self.desk.world.session():
            act(get_import(self.actor, import_id, lock=True), *values, self.actor, clock().now())

    def _job(self, import_id: UUID) -> Job:
        with self.desk.looking():
            return db.session.scalars(select(Job).join(Import, Import.job_id == Job.id).where(Import.id == import_id)).one()

    def _rows_done(self, import_id: UUID, done: str) -> int:
        return self._number(f"SELECT count(*) FROM import_rows WHERE import_id = :id {done}", id=import_id)  # noqa: S608 - ours

    def _counted(self) -> tuple[int, int, int]:
        """On the roster; there twice; audited as hired."""
        twice = "SELECT count(*) FROM (SELECT guard_id FROM employments GROUP BY guard_id HAVING count(*) > 1) AS t"
        events = "SELECT count(*) FROM audit_events WHERE action = 'hire'"
        return self._number("SELECT count(DISTINCT guard_id) FROM employments"), self._number(twice), self._number(events)

    def _number(self, statement: str, **values: UUID) -> int:
        with self.desk.looking():
            plain = {name: value.hex if db.engine.dialect.name == "sqlite" else value for name, value in values.items()}
            return int(db.session.execute(text(statement), plain).scalar() or 0)


def _people(count: int) -> list[dict[str, Any]]:
    common = {"phone": "13812345678", "education": "bachelor", "address": "天河", "agency_code": TIANHE}
    numbers = (identity_number(number % 1000, region=str(440_000 + number // 1000)) for number in range(count))
    return [{"name": f"张{chr(0x4E00 + place % 20_000)}", "identity_number": number, **common} for place, number in enumerate(numbers)]


def _write(file: Path, people: list[dict[str, Any]]) -> None:
    book = Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    for row, one in enumerate(people, 1):
        for index, value in enumerate((one["name"], one["identity_number"], "队员", "2026-01-05")):
            sheet.write_string(row, index, value)
    book.close()


if __name__ == "__main__":
    print(table(rows(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS, tuple(sys.argv[2:]) or DATABASES), {}))
