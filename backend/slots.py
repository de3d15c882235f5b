"""Which of a few numbered places for counters a process holds.

Prometheus' client keeps one set of files a process. Workers are replaced after some thousand requests, so files named by
process would pile up until a scrape takes seconds. A place is a lock the kernel gives back when its holder dies,
however he dies: the next worker goes on counting where the last one stopped.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The name under which Prometheus' client looks for the folder."""
MOST = 512
_held: dict[int, tuple[int, int]] = {}
"""By process: the number and the open lock. A forked child finds its parent's entry only and takes its own."""


def prepare() -> str:
    """The folder of this server's counters: an empty one at the first start, the same one after a reload."""
    if not os.environ.get(FOLDER):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="gangwei-metrics-")
    return os.environ[FOLDER]


def mine() -> int:
    """This process's number. Raises RuntimeError when all are taken."""
    held = _held.get(os.getpid())
    return held[0] if held else _take()


def free(process: int) -> None:
    """What a dead process said about its present state is no longer so."""
    folder = Path(os.environ[FOLDER])
    for lock in folder.glob("*.lock"):
        if lock.read_text() == str(process):
            _forget_state(folder, int(lock.stem))


def remove() -> None:
    """Take the folder away, unless a server that replaced this one goes on counting in it."""
    folder = Path(os.environ.get(FOLDER, ""))
    if own := _held.pop(os.getpid(), None):  # the master has a place too when it loads the application before it forks
        os.close(own[1])
    if not folder.name.startswith("gangwei-metrics-") or any(_is_held(lock) for lock in folder.glob("*.lock")):
        return
    for file in folder.glob("*"):
        file.unlink(missing_ok=True)
    folder.rmdir()


def _take() -> int:
    folder = Path(os.environ[FOLDER])
    for number in range(MOST):
        handle = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            continue
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        _forget_state(folder, number)
        _held[os.getpid()] = (number, handle)
        return number
    raise RuntimeError("no place is left for this process's counters")


def _forget_state(folder: Path, number: int) -> None:
    for file in folder.glob(f"gauge_live*_{number}.db"):
        file.unlink(missing_ok=True)


def _is_held(lock: Path) -> bool:
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
