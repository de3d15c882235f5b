"""A small installation for what workers do: a database with divisions and agencies, and real workers to start and to kill."""

from __future__ import annotations

import base64
import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from backend import create_app
from backend.clock import Clock
from backend.config import Settings
from backend.database import will_write
from tests.support.world import World

KEY = b"a key that only the bench knows."
LEASE_S = 3
LOOK_EVERY_S = 0.05
PROJECT = Path(__file__).resolve().parent.parent


class Worker:
    """A process that does jobs, and what memory it takes with the processes it starts."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._most_kb, self._start_s, self._ended = 0, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak_mb(self) -> float:
        """The largest resident size so far: of itself exactly, with its children as it was seen every few hundredths of a second."""
        return max(self._most_kb, _status(self.process.pid, "VmHWM")) / 1024

    def wait(self, log: Path, begun: int) -> None:
        """Until it does jobs; its start is not measured."""
        while b"ready for jobs" not in log.read_bytes()[begun:] and self.process.poll() is None:
            self._ended.wait(LOOK_EVERY_S)
        self._start_s = _cpu_s(self.process.pid)

    def cpu_s(self) -> float:
        """Processor time since its start, its children's too."""
        return _cpu_s(self.process.pid) - self._start_s

    def end(self) -> None:
        """Let it hand back what is unfinished; one that was killed is only waited for."""
        self._ended.set()
        self._thread.join()
        self.process.terminate()
        self.process.wait()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S):
            with contextlib.suppress(OSError):
                pids = [self.process.pid, *_children(self.process.pid)]
                self._most_kb = max(self._most_kb, sum(_status(pid, "VmRSS") for pid in pids))


class Desk:
    """An app on a database of its own.

    url        of an empty database
    of_server  the folder of the PostgreSQL server that has it
    """

    def __init__(self, folder: Path, url: str, of_server: Path | None = None) -> None:
        self.folder, self.url, self._of_server = folder, url, of_server
        given = Settings(
            environment="test", secret_key="s" * 40, data_keys=(KEY,), data_dir=folder, database_url=url, job_lease_s=LEASE_S,
        )  # fmt: skip
        self.app = create_app(given)
        values = {
            "ENVIRONMENT": "test", "DATABASE_URL": url, "DATA_DIR": str(folder), "SECRET_KEY": given.secret_key,
            "DATA_KEYS": base64.b64encode(KEY).decode(), "JOB_LEASE_S": str(LEASE_S),
        }  # fmt: skip
        self._environment = {**os.environ, **{f"GANGWEI_{name}": value for name, value in values.items()}}
        for words in (("db", "upgrade"), ("setup",)):
            subprocess.run([*_FLASK, *words], cwd=PROJECT, env=self._environment, check=True, capture_output=True)
        self.world = World(self.app, Clock())

    def cpu_s(self) -> float:
        """Processor time so far of this process and of the database's server."""
        server = int((self._of_server / "data" / "postmaster.pid").read_text().split()[0]) if self._of_server else None
        return time.process_time() + (_cpu_s(server) if server else 0)

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """An app context that only reads, beside workers that write."""
        before = will_write.set(False)
        try:
            with self.app.app_context():
                yield
        finally:
            will_write.reset(before)

    @contextlib.contextmanager
    def worker(self) -> Iterator[Worker]:
        """A worker that runs meanwhile."""
        path = self.folder / "worker.log"
        with path.open("ab") as log:
            begun = log.tell()
            worker = Worker(subprocess.Popen([*_FLASK, "jobs", "work"], cwd=PROJECT, env=self._environment, stdout=log, stderr=log))
        try:
            worker.wait(path, begun)
            yield worker
        finally:
            worker.end()


_FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _cpu_s(pid: int) -> float:
    """Of a process, of its children and of those that it has waited for (proc(5): utime, stime, cutime, cstime)."""
    total = 0
    for each in (pid, *_children(pid)):
        with contextlib.suppress(OSError):
            total += sum(map(int, Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def _status(pid: int, name: str) -> int:
    """A figure of /proc, in kB; 0 of what has ended (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
