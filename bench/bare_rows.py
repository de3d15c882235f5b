"""What loading is compared with: the same rows, already made, written by the driver alone into tables without any index."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.browser.server import RunningServer

TABLES = (
    "units", "sites", "guards", "guard_areas", "guard_finders", "certificates", "certificate_events", "employments", "postings",
    "inspections", "inspection_officers", "inspection_items", "inspected_guards", "inspection_photos", "media", "verifications",
)  # fmt: skip
SAMPLE = 100_000


def measure(server: RunningServer) -> dict[str, Any]:
    """Rows in all, and the seconds that writing them takes, from a sample of each table."""
    url = server.environment["GANGWEI_DATABASE_URL"]
    each = _sqlite(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else _postgresql(url)
    return {"rows": sum(count for count, _ in each.values()), "bare_seconds": round(sum(seconds for _, seconds in each.values()))}


def _sqlite(file: str) -> dict[str, tuple[int, float]]:
    """executemany of tuples, in one transaction a table, into a file of its own."""
    found = {}
    source = sqlite3.connect(file)
    for table in TABLES:
        count = source.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our names
        rows = source.execute(f"SELECT * FROM {table} LIMIT {SAMPLE}").fetchall()  # noqa: S608
        target = sqlite3.connect("")  # a temporary file
        target.execute(f"CREATE TABLE copy ({', '.join(f'c{place}' for place in range(len(rows[0])))})")
        began = time.perf_counter()
        target.executemany(f"INSERT INTO copy VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608
        target.commit()
        found[table] = (count, (time.perf_counter() - began) * count / len(rows))
        target.close()
    source.close()
    return found


def _postgresql(url: str) -> dict[str, tuple[int, float]]:
    """COPY of text that is there already, into a plain table like the one it came from."""
    import psycopg

    found = {}
    with psycopg.connect(url) as connection:
        for table in TABLES:
            count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[index]  # noqa: S608
            with connection.cursor().copy(f"COPY (SELECT * FROM {table} LIMIT {SAMPLE}) TO STDOUT") as out:  # noqa: S608
                blocks = [bytes(block) for block in out]
            connection.execute(f"CREATE TABLE bare_copy AS SELECT * FROM {table} LIMIT 0")  # noqa: S608
            connection.commit()
            began = time.perf_counter()
            with connection.cursor().copy("COPY bare_copy FROM STDIN") as copy:
                for block in blocks:
                    copy.write(block)
            connection.commit()
            found[table] = (count, (time.perf_counter() - began) * count / min(count, SAMPLE))
            connection.execute("DROP TABLE bare_copy")
            connection.commit()
    return found


def read_and_insert(file: Path, url: str) -> float:
    """Seconds in which the same library reads a workbook and the driver alone puts its cells into a plain table."""
    began = time.perf_counter()
    cells = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(file.with_suffix(".db"))) as target:
            target.execute("CREATE TABLE bare_cells (a, b, c, d)")
            target.executemany("INSERT INTO bare_cells VALUES (?, ?, ?, ?)", cells)
            target.commit()
        return time.perf_counter() - began
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE bare_cells (a text, b text, c text, d text)")
        with connection.cursor().copy("COPY bare_cells FROM STDIN") as copy:
            for row in cells:
                copy.write_row(row)
        connection.commit()
        took = time.perf_counter() - began
        connection.execute("DROP TABLE bare_cells")
    return took
