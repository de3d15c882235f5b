"""What a newcomer waits for: the two commands of the README."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path

from bench import server
from bench.rows import Row

FRESH_AIM_S = 240
AGAIN_AIM_S = 5
TEST_AIM_S = 720


def second_start() -> Row:
    """``make run`` where everything is installed, built and filled; the median of three."""
    with server.make_run():
        pass
    taken = []
    for _ in range(3):
        with server.make_run() as (_, seconds):
            taken.append(seconds)
    return Row("make run, second start", round(sorted(taken)[1], 2), "s", AGAIN_AIM_S)


def fresh_clone() -> list[Row]:
    """Both commands in a new clone of the newest commit, downloads included.

    :raises RuntimeError: when one of them fails, with the end of its output.
    """
    with tempfile.TemporaryDirectory(prefix="gangwei-bench-") as folder:
        clone = Path(folder) / "gangwei"
        subprocess.run(["git", "clone", "--quiet", server.PROJECT, clone], check=True)
        with server.make_run(clone, clone / "var") as (_, run_seconds):
            pass
        test_seconds = _test(clone)
    return [
        Row("make run, fresh clone", round(run_seconds, 1), "s", FRESH_AIM_S),
        Row("make test, fresh clone after make run", round(test_seconds, 1), "s", TEST_AIM_S),
    ]


def _test(clone: Path) -> float:
    began = time.monotonic()
    done = subprocess.run(["make", "test"], cwd=clone, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"make test failed in the fresh clone:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
    return time.monotonic() - began
