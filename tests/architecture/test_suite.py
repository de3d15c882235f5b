"""What `make test` leaves out of its second run was in the first, and comes out the same there."""

from __future__ import annotations

import re

from tests.run import PROJECT, all_steps
from tests.support.sharing_out import TOGETHER

TESTS = PROJECT / "tests"


def test_one_run_leaves_nothing_out() -> None:
    runs = [step.command for step in all_steps() if "--database" in step.command]
    assert [("--only-what-differs" in run, run[run.index("--database") + 1]) for run in runs] == [(False, "sqlite"), (True, "postgresql")]


def test_nobody_learns_of_the_database_but_by_the_fixture() -> None:
    """Else a test that differs could be taken for one that does not."""
    asking = [file.relative_to(TESTS).as_posix() for file in TESTS.rglob("*.py") if re.search(r"getoption\(.--database", file.read_text())]
    assert asking == ["conftest.py"]


def test_who_is_said_to_be_the_same_on_all_has_a_reason() -> None:
    marks = [(file.name, found) for file in TESTS.rglob("*.py") for found in re.findall(r"mark\.same_on_all\b(.{0,12})", file.read_text())]
    assert marks
    assert [mark for mark in marks if not re.match(r"\([\"\nA-Z]", mark[1])] == []


def test_the_folders_that_stay_together_are_there() -> None:
    assert [name for name in TOGETHER if not list((TESTS / name).glob("test_*.py"))] == []
