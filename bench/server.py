"""A server of the benchmark's own: the real one, with its own data on a free port."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "bench" / "tmp" / "data"
PATIENCE_S = 15 * 60
LOOK_EVERY_S = 0.02


class NotServing(RuntimeError):
    """The server ended or did not answer in time; the text is the end of its output."""


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def make_run(folder: Path = PROJECT, data: Path = DATA) -> Iterator[tuple[str, float]]:
    """``make run`` in that folder: yields its address and the seconds until it answered."""
    port = free_port()
    log = data.parent / "server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "GANGWEI_"))}
    environment |= {"GANGWEI_SEARCHES_PER_HOUR": "0", "GANGWEI_PHOTOS_PER_HOUR": "0"}  # one account asks for many
    with log.open("w") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}", f"DATA={data}"],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            origin = f"http://127.0.0.1:{port}"
            _wait(process, f"{origin}/api/readiness", log)
            yield origin, time.monotonic() - began
        finally:
            _stop(process)


def _wait(process: subprocess.Popen, address: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        if _answers(address):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):  # waits on the process itself: an early end is seen at once
            process.wait(LOOK_EVERY_S)
    raise NotServing(log.read_text()[-3000:])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
            return True
    except OSError:  # refused, reset or late: it is not up yet
        return False


def _stop(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait()
