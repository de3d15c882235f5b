"""Read a spreadsheet that a stranger sent, in a process of its own that can take little and harm nothing.

The child gets the file's path and no secret of ours: an environment of its own, an address space and a processor
time that follow from how many cells the file shows, and a folder to write into. When it dies, the file is refused.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import has_app_context

from backend.extensions import settings
from backend.sheets.bounds import Limits
from backend.sheets.cells import Row, unpack_row
from backend.sheets.problems import unreadable

_LOG = logging.getLogger(__name__)
_PROJECT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 300
"""Wall time. What a file may cost is processor time; a machine that is busy with other things refuses no good file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that was read.

    hidden         the sheet is hidden in the file
    rows, columns  that hold anything: how many rows, and the number of the last column
    last_row       the number of the last row that holds anything
    begins, ends   its place in the file of cells, in bytes
    """

    name: str
    hidden: bool
    rows: int
    columns: int
    last_row: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was read.

    kind      xlsx, xls, ods or csv
    encoding  of a CSV: utf-8, utf-16 or gb18030
    since_1904  the file counts its days from 1904: bare numbers in it are no days (`dates.DateOrder.serials`)
    """

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    since_1904: bool = False


def read(path: Path, name: str, into: Path, limits: Limits | None = None) -> Summary:
    """Read a file and write its cells.

    path  the file as it was sent, in any name; its content decides, and must fit the ending of `name`
    into  the file of cells, written anew; the caller deletes it. Use `rows` to read it
    limits  those of the settings, unless told otherwise
    Raises Unreadable, one of `sheet.*`; then nothing is left of `into`.
    """
    limits = limits or _chosen()
    command = [sys.executable, "-m", "backend.sheets.child", str(path.absolute()), name, str(into.absolute()), json.dumps(asdict(limits))]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(_PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            cwd=_PROJECT,
            timeout=_PATIENCE_S,
            check=False,
        )
        return _answer(done)
    except subprocess.TimeoutExpired as error:
        into.unlink(missing_ok=True)
        raise unreadable("sheet.too_slow") from error
    except BaseException:
        into.unlink(missing_ok=True)
        raise


def rows(into: Path, sheet: Sheet) -> Iterator[Row]:
    """The rows of a sheet that hold anything, in order."""
    with into.open("rb") as file:
        file.seek(sheet.begins)
        left = sheet.ends - sheet.begins
        while left > 0:
            line = file.readline()
            left -= len(line)
            yield unpack_row(line)


def _chosen() -> Limits:
    """What the operator allows; the defaults where there is no application."""
    if not has_app_context():
        return Limits()
    chosen = settings()
    return Limits(rows=chosen.sheet_rows, cells=10 * chosen.sheet_rows, memory_mb=chosen.sheet_memory_mb, seconds=chosen.sheet_seconds)


def _answer(done: subprocess.CompletedProcess[bytes]) -> Summary:
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise unreadable("sheet.too_slow")
    if done.returncode < 0:  # memory it asked for was not given: Rust and C abort then
        raise unreadable("sheet.too_large", "memory")
    if done.returncode:
        _LOG.error("the reader of spreadsheets failed: %s", done.stderr.decode("utf-8", "replace")[-2000:])
        raise unreadable("sheet.damaged")
    return understood(json.loads(done.stdout))


def understood(told: dict[str, Any]) -> Summary:
    """What the child says as a summary. Raises Unreadable when it refuses."""
    if "code" in told:
        raise unreadable(told["code"], told["found"])
    told["sheets"] = tuple(Sheet(**sheet) for sheet in told["sheets"])
    return Summary(**told)
