"""A real Redis for the tests: in memory, on a socket in a temporary folder, gone with its owner."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry


@contextmanager
def redis_server(folder: Path | None = None) -> Iterator[str]:
    """Start a server and give its URL; `folder` keeps the same address over a restart."""
    with tempfile.TemporaryDirectory(prefix="gangwei-redis-") as own:  # a socket's path must be short
        socket = (folder or Path(own)) / "redis.sock"
        program = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no", "--dir", own],
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        try:
            with redis.Redis(unix_socket_path=str(socket), retry=Retry(ConstantBackoff(0.02), 500)) as client:
                client.ping()
            yield f"unix://{socket}"
        finally:
            program.terminate()
            program.wait()
