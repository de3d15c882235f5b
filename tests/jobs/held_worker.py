"""A job worker that stops in the middle of an export and says so: run as a program, to be killed or looked at there.

    python -m tests.jobs.held_worker 2 5

Everything in it is the real thing but the smaller chunk, and that it waits before the page whose number it is given (the first is 0), until
its standard input is closed.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from flask.cli import main

from backend.exports import lists, work

HELD_BEFORE, CHUNK = int(sys.argv[1]), int(sys.argv[2])
seen = []
whole = lists.LISTS["guards"]


def held(*given: Any) -> Any:
    """The page, before one of them a wait."""
    if given[1]["cursor"] is not None or seen:
        seen.append(given)
    if len(seen) == HELD_BEFORE:
        print("held", flush=True)
        sys.stdin.read()
    return whole.page(*given)


work.CHUNK = CHUNK
lists.LISTS["guards"] = replace(whole, page=held)
sys.argv = ["flask", "--app", "wsgi", "jobs", "work"]
main()
