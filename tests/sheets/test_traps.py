"""What means harm is refused in a process of its own, soon and with its code; what is only large or odd is read."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backend.sheets import child, reading
from backend.sheets.bounds import Limits
from backend.sheets.cells import Failed, Formula
from backend.sheets.problems import Unreadable
from tests.sheets.drafts import PEOPLE
from tests.sheets.traps import SHEET, empty_rows, good, repacked, sheet, slow
from tests.sheets.traps_others import TRAPS

IN_THE_CHILD = {"bomb.xlsx", "sparse.xlsx", "sparse.xls", "entities.xlsx", "password.xlsx"}
"""Read as in earnest; the others in this process, where each costs a tenth."""


@pytest.mark.parametrize(("name", "code", "found", "make"), TRAPS, ids=[trap[0] for trap in TRAPS])
def test_a_trap_is_refused(name: str, code: str, found: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / name
    make(path)
    if name in IN_THE_CHILD:
        with pytest.raises(Unreadable) as refused:
            reading.read(path, name, tmp_path / "cells")
        assert (refused.value.code, refused.value.extra.get("found", "")) == (code, found)
    else:
        told = child.main(path, name, tmp_path / "cells", Limits(), lambda _: None)
        assert (told.get("code"), told.get("found")) == (code, found)


def test_nothing_is_left_of_a_file_that_was_refused(tmp_path: Path) -> None:
    path, into = tmp_path / "a.csv", tmp_path / "cells"
    path.write_bytes('姓名,电话\r\n"陈志强,1\r\n'.encode())
    with pytest.raises(Unreadable):
        reading.read(path, "a.csv", into)
    assert not into.exists()


def test_rows_that_are_empty_cost_little(tmp_path: Path) -> None:
    """A fifth of the sheet; bench/sheets.py measures the whole."""
    path = tmp_path / "a.xlsx"
    empty_rows(path, 200_000)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    summary = reading.read(path, "a.xlsx", tmp_path / "cells")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert summary.sheets[0].rows == len(PEOPLE) + 1
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "slow.xlsx"
    slow(path, 2_000_000)
    with pytest.raises(Unreadable, match=r"sheet\.too_slow"):
        reading.read(path, "slow.xlsx", tmp_path / "cells", Limits(seconds=1, ratio=10**6))
    assert not (tmp_path / "cells").exists()


_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROWS = (
    b'<row r="1"><c r="A1" t="str"><f>"a"</f><v>a</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    b'<row r="2" hidden="1"><c r="A2"><v>7</v></c></row><row r="3"><c r="A3"><f>1+1</f></c></row>'
)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: re.sub(rb"<(/?)(row|c|f|v)\b", rb"<\1x:\2", xml).replace(b"<worksheet", b'<worksheet xmlns:x="%s"' % _MAIN),
        lambda xml: xml.replace(b'"', b"'"),
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData><!-- written by hand -->"),
        lambda xml: xml.replace(b"<c r=", b"<c  r ="),
        lambda xml: re.sub(rb' r="[A-Z]?\d"', b"", xml),
    ],
    ids=["plain", "prefix", "quotes", "comment", "blanks", "no positions"],
)
def test_a_sheet_written_in_another_form_is_looked_through_all_the_same(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path, into = tmp_path / "a.xlsx", tmp_path / "cells"
    repacked(path, {SHEET: change(sheet(_ROWS))})
    summary = reading.understood(child.main(path, "a.xlsx", into, Limits(), lambda _: None))
    rows = list(reading.rows(into, summary.sheets[0]))
    assert [cell for row in rows for cell in row.cells] == [Formula("a"), Failed(), 7, Formula(None)]
    assert [row.hidden for row in rows] == [False, True, False]


def test_the_child_gets_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes over the reader finds no key in its environment."""
    monkeypatch.setenv("GANGWEI_SECRET_KEY", "s" * 40)
    (tmp_path / "python").write_text(f'#!/bin/sh\nenv > {tmp_path}/seen\nexec {sys.executable} "$@"\n')
    (tmp_path / "python").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    good(tmp_path / "a.xlsx")
    reading.read(tmp_path / "a.xlsx", "a.xlsx", tmp_path / "cells")
    assert "GANGWEI" not in (tmp_path / "seen").read_text()
    assert (tmp_path / "cells").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGXCPU, "sheet.too_slow"), (signal.SIGKILL, "sheet.too_slow"), (signal.SIGABRT, "sheet.too_large")]
)
def test_a_child_that_dies_is_a_refusal(number: int, code: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"import os; os.kill(os.getpid(), {int(number)})"], capture_output=True, check=False)
    with pytest.raises(Unreadable) as refused:
        reading._answer(done)
    assert refused.value.code == code
