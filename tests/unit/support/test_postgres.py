"""The tests' own PostgreSQL leaves nothing behind, however its owner ends."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support import postgres

PROJECT = Path(__file__).parents[3]


def run_owner(ending: str) -> subprocess.CompletedProcess:
    """Start a server in another process which ends as told; returns after its supervisor ended too.

    The supervisor shares the captured standard error, so the call waits for both.
    """
    script = f"""
        import os, signal
        from tests.support import postgres
        print(postgres.shared_server().address, flush=True)
        {ending}
    """
    environment = {key: value for key, value in os.environ.items() if key != postgres.ADDRESS_IN_ENVIRONMENT}
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "code"),
    [("pass", 0), ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL)],
    ids=["ends", "is killed"],
)
def test_the_server_is_gone_after_its_owner(ending, code):
    done = run_owner(ending)

    assert done.returncode == code, done.stderr
    address = urlsplit(done.stdout.strip())
    with socket.socket() as probe:
        assert probe.connect_ex((address.hostname, address.port)) != 0


def test_a_failed_migration_leaves_no_template(request):
    def fail(url):
        raise LookupError("no such table")

    server = postgres.shared_server()
    request.addfinalizer(lambda: server.drop_database("gangwei_broken"))
    with pytest.raises(LookupError):
        server.prepare_template(fail, name="gangwei_broken")

    built = []
    server.prepare_template(built.append, name="gangwei_broken")

    assert len(built) == 1
