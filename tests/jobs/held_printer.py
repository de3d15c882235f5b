"""A job worker that stops in the middle of a batch of cards and says so: run as a program, to be killed there.

    python -m tests.jobs.held_printer 1 25

Everything in it is the real thing but the smaller file of cards, and that it waits when the file whose number it is given
lies in its place, before anything of it is committed, until its standard input is closed.
"""

from __future__ import annotations

import sys
from typing import Any

from flask.cli import main

from backend.cards import files, work

HELD_AT, IN_A_FILE = int(sys.argv[1]), int(sys.argv[2])
store = files.store


def held(batch_id: Any, number: int, *rest: Any) -> None:
    """Keep the file; after one of them a wait."""
    store(batch_id, number, *rest)
    if number == HELD_AT:
        print("held", flush=True)
        sys.stdin.read()


work.IN_A_FILE = IN_A_FILE
files.store = held
sys.argv = ["flask", "--app", "wsgi", "jobs", "work"]
main()
