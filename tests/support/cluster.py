"""A primary and its streaming replica, which a test may kill and promote.

Each server is a child of this process, and the kernel ends it when this process dies, in whatever way.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.postgres import PostgresUnavailable, _free_port, _ordinary_account, find_programs

PATIENCE_S = 90
PR_SET_PDEATHSIG = 1
DURABLE = {"fsync": "on", "full_page_writes": "on"}
EXPENDABLE = {"fsync": "off", "full_page_writes": "off"}
COMMON = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "80",
    "wal_level": "replica",
    "max_wal_senders": "5",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "wal_receiver_status_interval": "1s",
}


class Node:
    """One server: its folder, its port, its process."""

    def __init__(self, folder: Path, password: str) -> None:
        self.folder, self.password = folder, password
        self.data, self.log = folder / "data", folder / "log"
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(mode=0o700)
        own(folder)

    @property
    def host(self) -> str:
        """`host:port`, for an address of several hosts."""
        return f"127.0.0.1:{self.port}"

    def url(self, database: str = "postgres") -> str:
        """The address of a database of this server alone."""
        return f"postgresql://gangwei:{self.password}@{self.host}/{database}"

    def configure(self, settings: dict[str, str]) -> None:
        """Add settings; the last of a name counts."""
        with (self.data / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self) -> None:
        """Start the server and wait until it answers. Raises PostgresUnavailable with its log."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [find_programs() / "postgres", "-D", self.data, "-p", str(self.port)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder, env=ENVIRONMENT,
                preexec_fn=_die_with_parent, **identity(),
            )  # fmt: skip
        wait_until(self._answers, f"{self.folder.name} does not start", self._alive)

    def kill(self) -> None:
        """End every process of the server at once, as a machine that dies does."""
        assert self.process is not None
        for pid in [self.process.pid, *children_of(self.process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End the server quickly, if it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()

    def promote(self) -> None:
        """Make a replica the primary, and wait until it takes writes."""
        self.ask("SELECT pg_promote(true, 30)")

    def ask(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Run one statement on this server."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _answers(self) -> bool:
        import psycopg

        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _alive(self) -> None:
        if self.process is not None and self.process.poll() is not None:
            raise PostgresUnavailable(self.log.read_text()[-2000:])


ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


@contextlib.contextmanager
def replicated(durability: dict[str, str], between: Callable[[int], int] = int) -> Iterator[tuple[Node, Node]]:
    """A running primary and a replica that streams from it.

    between  given the primary's port, the port through which the replica shall reach it
    """
    folder = Path(tempfile.mkdtemp(prefix="gangwei-cluster-"))
    own(folder)
    password = secrets.token_hex(16)
    primary, replica = Node(folder / "primary", password), Node(folder / "replica", password)
    try:
        _initialise(primary, durability)
        primary.start()
        _copy(between(primary.port), replica)
        replica.start()
        wait_until(lambda: bool(primary.ask("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")), "the replica does not stream")
        yield primary, replica
    finally:
        replica.stop()
        primary.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def single(durability: dict[str, str]) -> Iterator[Node]:
    """A running server by itself."""
    folder = Path(tempfile.mkdtemp(prefix="gangwei-server-"))
    own(folder)
    node = Node(folder / "server", secrets.token_hex(16))
    try:
        _initialise(node, durability)
        node.start()
        yield node
    finally:
        node.stop()
        shutil.rmtree(folder, ignore_errors=True)


def acknowledge_on_both(primary: Node) -> None:
    """From now on a commit is acknowledged only when the replica has it on its disk too."""
    primary.configure({"synchronous_standby_names": "ANY 1 (replica)"})
    primary.ask("SELECT pg_reload_conf()")
    wait_until(
        lambda: primary.ask("SELECT sync_state FROM pg_stat_replication") == [("quorum",)], "the replica does not become a synchronous one"
    )


def wait_until(question: Callable[[], bool], otherwise: str, between: Callable[[], object] = bool) -> None:
    """Ask until it is so; TimeoutError saying `otherwise` when it does not become so."""
    end = time.monotonic() + PATIENCE_S
    while not question():
        between()
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    """The direct children of a process."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def own(path: Path) -> None:
    """Give a path to the account that runs the servers."""
    account = _ordinary_account()
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


def identity() -> dict[str, object]:
    """Who runs the servers: PostgreSQL refuses root."""
    account = _ordinary_account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _initialise(node: Node, durability: dict[str, str]) -> None:
    secret = node.folder / "password"
    secret.touch(mode=0o600)
    own(secret)
    secret.write_text(node.password)
    _run("initdb", "--no-sync", "--username=gangwei", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "-D", node.data)
    node.configure({**COMMON, **durability})


def _copy(port: int, replica: Node) -> None:
    source = f"postgresql://gangwei:{replica.password}@127.0.0.1:{port}?application_name=replica"
    _run("pg_basebackup", "-d", source, "-D", replica.data, "-R", "-X", "stream", "-c", "fast", "--no-sync")


def _run(program: str, *arguments: object) -> None:
    done = subprocess.run(
        [find_programs() / program, *map(str, arguments)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=ENVIRONMENT, cwd="/", **identity(),
    )  # fmt: skip
    if done.returncode:
        raise PostgresUnavailable(f"{program} failed: {done.stderr or done.stdout}")
