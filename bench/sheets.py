"""Reading spreadsheets: 100,000 rows beside bare calamine, and what traps cost. ``python -m bench.sheets``.

Time is processor time of the reading process and its parent, so that other programs on the machine count little;
memory is the largest resident set of the reading process.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter

from backend.sheets import finding, reading
from backend.sheets.problems import Unreadable
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
OURS = """
import sys
from pathlib import Path
from bench import sheets
sheets.read_and_find(Path(sys.argv[1]))
"""
REFUSED = """
import sys
from pathlib import Path
from bench import sheets
sheets.read_once(Path(sys.argv[1]))
"""
COST = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-c", *sys.argv[1:]])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def rows() -> list[Row]:
    """What `python -m bench` shows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = folder / "roster.xlsx"
        write_roster(roster)
        bare, ours = _best(BARE, roster), _best(OURS, roster)
        empty = folder / "empty.xlsx"
        empty_rows(empty, 1_048_576)
        far = _best(REFUSED, empty)
        traps = _traps(folder)
    slowest, largest = max(traps, key=lambda one: one[1]), max(traps, key=lambda one: one[2])
    return [
        Row(f"{ROWS:,} rows of 12 columns: read, table found", round(ours[0], 2), "CPU s", MOST_TIMES * bare[0], round(bare[0], 2)),
        Row("their memory, the largest process", round(ours[1]), "MB", 300, round(bare[1])),
        Row("a million empty rows", round(far[0], 2), "CPU s", AIM_TRAP_S),
        Row("their memory", round(far[1]), "MB", AIM_TRAP_MB),
        Row(f"the slowest of {len(traps)} traps: {slowest[0]}", round(slowest[1], 2), "CPU s", AIM_TRAP_S),
        Row(f"the largest of {len(traps)} traps: {largest[0]}", round(largest[2]), "MB", AIM_TRAP_MB),
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


def read_and_find(path: Path) -> None:
    """What an import does with a file first."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "cells"
        summary = reading.read(path, path.name, into)
        first = list(reading.rows(into, summary.sheets[0]))
        finding.propose_sheet(0, first[:1000])


def read_once(path: Path) -> None:
    """Only read, whatever comes of it."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            reading.read(path, path.name, Path(folder) / "cells")
        except Unreadable:
            return


def _traps(folder: Path) -> list[tuple[str, float, float]]:
    """Name, seconds and megabytes of each process that reads one."""
    names = []
    for name, _, _, make in TRAPS:
        make(folder / name)
        names.append(name)
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as asking:  # each knows only of its own child
        return [(name, *cost) for name, cost in zip(names, asking.map(_child_cost, [folder / name for name in names], 1), strict=True)]


def _child_cost(path: Path) -> tuple[float, float]:
    read_once(path)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _best(script: str, path: Path) -> tuple[float, float]:
    """The least processor time of some runs, and the memory of the largest process in it."""
    return min(_cost(script, path) for _ in range(TIMES))


def _cost(script: str, path: Path) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", COST, script, str(path)], check=True, capture_output=True)
    code, seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr  # noqa: S101 - a figure of a run that failed is none
    return seconds, megabytes


if __name__ == "__main__":
    print(table(rows()))
