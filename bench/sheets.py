"""Reading spreadsheets: 100,000 rows beside bare calamine, and what traps cost. ``python -m bench.sheets``.

Time is processor time, so that other programs on the machine count little;
memory is the largest resident set of the reading process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import xlsxwriter

from backend.sheets import finding, reading
from backend.sheets.bounds import Limits
from backend.sheets.taking import Taker
from bench.rows import Row, table
from tests.sheets.drafts import person
from tests.sheets.traps import empty_rows
from tests.sheets.traps_others import TRAPS

ROWS, TIMES, MOST_TIMES = 100_000, 3, 3
AIM_TRAP_S, AIM_TRAP_MB = 5, 128
BARE = """
import sys
from python_calamine import CalamineWorkbook
for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows(): pass
"""
COST = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""A small process asks: memory is counted from before a program is begun, so a large one would show its own."""


def rows() -> list[Row]:
    """What `python -m bench` shows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster, empty = folder / "roster.xlsx", folder / "empty.xlsx"
        write_roster(roster)
        bare = _best([sys.executable, "-c", BARE, str(roster)])
        ours, then = _best(_reader(roster)), _take(roster, folder / "cells")
        empty_rows(empty, 1_048_576)
        far = _best(_reader(empty))
        traps = _traps(folder)
    slowest, largest = max(seconds for _, seconds, _ in traps), max(megabytes for _, _, megabytes in traps)
    return [
        Row(
            f"spreadsheet of {ROWS:,} rows and 12 columns, read",
            round(ours[0], 2),
            "CPU s",
            round(MOST_TIMES * bare[0], 2),
            round(bare[0], 2),
        ),
        Row(f"spreadsheet of {ROWS:,} rows, memory of what reads it", round(ours[1]), "MB", 300, round(bare[1])),
        Row(f"spreadsheet of {ROWS:,} rows, then found, and every value taken", round(then, 2), "CPU s"),
        Row("spreadsheet of a million empty rows, read", round(far[0], 2), "CPU s", AIM_TRAP_S),
        Row("spreadsheet of a million empty rows, memory of what reads it", round(far[1]), "MB", AIM_TRAP_MB),
        Row(f"spreadsheets, the slowest of {len(traps)} traps", round(slowest, 2), "CPU s", AIM_TRAP_S),
        Row(f"spreadsheets, the largest of {len(traps)} traps", round(largest), "MB", AIM_TRAP_MB),
    ]


def write_roster(path: Path, count: int = ROWS) -> None:
    """A roster of so many people, numbers as text, days as days."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet("花名册"), book.add_format({"num_format": "yyyy-mm-dd"})
    head = ("序号", "姓名", "身份证号", "保安员证号", "联系电话", "岗位", "入职日期", "驻点", "性别", "民族", "学历", "备注")
    sheet.write_row(0, 0, head)
    for number in range(1, count + 1):
        one = person(number)
        sheet.write_number(number, 0, number)
        sheet.write_row(number, 1, (one.name, one.identity_number, one.certificate_number, one.phone, one.position))
        sheet.write_datetime(number, 6, one.started_on, day)
        sheet.write_row(number, 7, (one.site, "男", "汉", "初中", "无"))
    book.close()


def _take(path: Path, into: Path) -> float:
    """Processor time for what comes after reading: every row back, the table found, all values taken."""
    summary = reading.read(path, path.name, into)
    begun = time.process_time()
    every = list(reading.rows(into, summary.sheets[0]))
    proposal = finding.propose_sheet(0, every)
    taker = Taker(proposal.mapping, proposal.orders, proposal.rounded)
    for row in every:
        taker.take(row)
    return time.process_time() - begun


def _traps(folder: Path) -> list[tuple[str, float, float]]:
    """Name, seconds and megabytes of each process that reads one."""
    found = []
    for name, _, _, make in TRAPS:
        make(folder / name)
        found.append((name, *_cost(_reader(folder / name))))
    return found


def _reader(path: Path) -> list[str]:
    """The command by which `reading.read` has a file read."""
    return [sys.executable, "-m", "backend.sheets.child", str(path), path.name, str(path.parent / "cells"), json.dumps(asdict(Limits()))]


def _best(command: list[str]) -> tuple[float, float]:
    """The least processor time of some runs, and its memory."""
    return min(_cost(command) for _ in range(TIMES))


def _cost(command: list[str]) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", COST, *command], check=True, capture_output=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


if __name__ == "__main__":
    print(table(rows(), {}))
