"""gunicorn as it is configured: loaded once, forked with nothing open, replaced without dropping a request."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from tests.serving.conftest import Site

PROJECT = Path(__file__).parents[2]
LOADED = """
import os, threading, wsgi
open_files = [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")]
print([thread.name for thread in threading.enumerate()])
print([name for name in open_files if name.startswith(("socket", os.environ["GANGWEI_DATA_DIR"]))])
"""


def test_nothing_is_open_or_running_before_the_fork(site: Site) -> None:
    """A thread would be missing in the workers, a connection would be shared by them."""
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=PROJECT, env=site.application.environment, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["['MainThread']", "[]"], done.stderr


def test_workers_are_replaced_without_dropping_a_request(site: Site) -> None:
    """As after their 500,000 requests: connections that nginx keeps open are not cut under a request."""
    statuses: list[int] = []
    ended = threading.Event()

    def ask_on() -> None:
        with closing(site.front.connect("127.0.0.5")) as connection:
            while not ended.is_set():
                connection.request("POST", "/api/guards/search", b"{}", {"Content-Type": "application/json"})
                response = connection.getresponse()
                response.read()
                statuses.append(response.status)
                ended.wait(0.02)  # below what nginx takes for a flood

    threads = [threading.Thread(target=ask_on) for _ in range(3)]
    for thread in threads:
        thread.start()
    before = workers(site)
    assert site.application.process is not None
    os.kill(site.application.process.pid, signal.SIGHUP)
    while workers(site) & before or not workers(site):
        ended.wait(0.05)
    ended.set()
    for thread in threads:
        thread.join()
    assert set(statuses) == {401}


def workers(site: Site) -> set[str]:
    """The process ids of gunicorn's workers."""
    assert site.application.process is not None
    pid = site.application.process.pid
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
