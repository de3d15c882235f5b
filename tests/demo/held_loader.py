"""A job worker that stops in the middle of a load and says so: run as a program, to be killed there.

    python -m tests.demo.held_loader put 17 0

Everything in it is the real thing but the smaller chunks, the clock that stands still, so many hours after the tests' own, and
that it waits for ever within a transaction: when it has written the so-many-th rows, or built the so-many-th index.
"""

from __future__ import annotations

import sys
import threading
from datetime import datetime, timedelta
from typing import Any

from flask.cli import main

from backend.clock import Clock
from backend.demo import bulk, commands, great, recipe
from tests.conftest import NOW
from tests.demo.conftest import CHUNK

WHAT, NUMBER, HOURS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
calls = []
put, buildings = bulk.put, great.buildings


def now(_clock: Clock) -> datetime:
    """The same instant for ever."""
    return NOW + timedelta(hours=HOURS)


def hold(what: str) -> None:
    """Wait for ever at the chosen call."""
    if what == WHAT:
        calls.append(what)
    if len(calls) == NUMBER:
        print("held", flush=True)
        threading.Event().wait()


def held_put(bound: bulk.Bound) -> None:
    """Write the rows, then perhaps wait."""
    put(bound)
    hold("put")


def held_buildings(*given: Any) -> list[great.Building]:
    """What builds, then perhaps waits."""

    def holding(build: Any) -> Any:
        def built(connection: Any) -> None:
            build(connection)
            hold("build")

        return built

    return [(name, holding(build)) for name, build in buildings(*given)]


Clock.now = now  # type: ignore[method-assign]
recipe.CHUNK, commands.SHORT = CHUNK, 0
bulk.put, great.buildings = held_put, held_buildings
sys.argv = ["flask", "--app", "wsgi", "jobs", "work"]
main()
