"""A real PostgreSQL for the tests: their own server, started and stopped by them.

One server serves a whole test session, also under pytest-xdist: starting one costs
more than a second, a database copied from a migrated template a few hundredths, and
databases of one server are as separate as the tests need. The process that calls
:func:`shared_server` first owns it; workers find it through their environment.

A supervisor process starts the server and holds the other end of a pipe. When the
owner goes, in whatever way, the pipe closes and the supervisor stops the server and
removes its folder: a killed test run leaves nothing behind.
"""

from __future__ import annotations

import atexit
import glob
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ADDRESS_IN_ENVIRONMENT = "GANGWEI_TEST_POSTGRES"
TEMPLATE = "gangwei_template"
START_ATTEMPTS = 5

# The data are worth nothing after the run, so nothing is forced to the disk.
SERVER_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # A vacuum worker inside a database makes dropping or copying it fail by chance.
    "autovacuum": "off",
    "timezone": "UTC",
}


class PostgresUnavailable(RuntimeError):
    """No PostgreSQL server program is installed, or it does not start."""


@dataclass(frozen=True)
class Server:
    """A running server. Its databases are named by the caller."""

    address: str
    """``postgresql://user:password@host:port`` without a database."""

    def url(self, database: str) -> str:
        """The address of one database, as ``DATABASE_URL`` takes it."""
        return f"{self.address}/{database}"

    def prepare_template(self, migrate: Callable[[str], None], name: str = TEMPLATE) -> None:
        """Build the template once with ``migrate(url)``, whichever process comes first.

        A failing migration leaves no half-built template: the error goes on to the caller.
        """
        with self._administration() as connection:
            # Workers arrive together: the second waits here until the first has built.
            connection.execute("SELECT pg_advisory_lock(7461)")
            if _exists(connection, name):
                return
            building = f"{name}_building"
            connection.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{building}"')
            migrate(self.url(building))
            # A connection which the migration left in a pool would make the renaming fail.
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [building],
            )
            connection.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')

    def create_database(self, name: str, template: str | None = TEMPLATE) -> str:
        """A fresh database of that name (an older one is dropped); returns its URL."""
        self.drop_database(name)
        with self._administration() as connection:
            source = f'"{template}"' if template else "template0"
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {source} STRATEGY file_copy')
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove the database, cutting connections which are still open."""
        with self._administration() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _administration(self):
        import psycopg

        return psycopg.connect(self.url("postgres"), autocommit=True)


def shared_server() -> Server:
    """The server of this test session: attached to if it runs, else started.

    Call it in ``pytest_configure``, so that xdist's workers inherit the address.

    :raises PostgresUnavailable: with the words of the program that failed.
    """
    address = os.environ.get(ADDRESS_IN_ENVIRONMENT)
    if address is None:
        address = _start_supervised()
        os.environ[ADDRESS_IN_ENVIRONMENT] = address
    return Server(address)


def worker_database(server: Server, worker: str = "master") -> str:
    """This worker's own database, freshly copied from the template; returns its URL."""
    return server.create_database(f"gangwei_{worker}")


def _exists(connection, database: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    return found.fetchone() is not None


def _start_supervised() -> str:
    supervisor = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Out of the terminal's group: Ctrl-C stops the tests, then the pipe stops this.
        start_new_session=True,
    )
    answer = json.loads(supervisor.stdout.readline() or '{"error": "the supervisor died"}')
    if "error" in answer:
        raise PostgresUnavailable(answer["error"])
    atexit.register(_stop_supervised, supervisor, os.getpid())
    return answer["address"]


def _stop_supervised(supervisor: subprocess.Popen, owner: int) -> None:
    if os.getpid() != owner:  # a forked child runs the same exit handlers
        return
    os.environ.pop(ADDRESS_IN_ENVIRONMENT, None)
    supervisor.stdin.close()
    supervisor.wait()


# From here on: the supervisor process.


def find_programs() -> Path:
    """The folder of ``initdb`` and ``pg_ctl``, newest version first.

    :raises PostgresUnavailable: when there is none.
    """
    folders = sorted(
        map(Path, glob.glob("/usr/lib/postgresql/*/bin")),
        key=lambda folder: float(folder.parent.name),
        reverse=True,
    )
    on_path = shutil.which("pg_ctl")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise PostgresUnavailable("PostgreSQL is not installed: apt-get install postgresql")


class _Cluster:
    """A data folder with its server, run as an ordinary user (PostgreSQL refuses root)."""

    def __init__(self) -> None:
        self.programs = find_programs()
        self.account = _ordinary_account()
        self.folder = Path(tempfile.mkdtemp(prefix="gangwei-postgres-"))
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.password = secrets.token_hex(16)

    def start(self) -> str:
        self._initialise()
        for attempt in range(1, START_ATTEMPTS + 1):
            port = _free_port()
            try:
                self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.log, "-o", f"-p {port}")
            except PostgresUnavailable:
                # Somebody may have taken the port since it was found free: take another.
                if attempt == START_ATTEMPTS or "in use" not in self.log.read_text():
                    raise
            else:
                return f"postgresql://gangwei:{self.password}@127.0.0.1:{port}"
        raise AssertionError("unreachable")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.data)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _initialise(self) -> None:
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o600)
        if self.account:
            os.chown(secret, self.account.pw_uid, self.account.pw_gid)
        self._run(
            "initdb", "--no-sync", "--username=gangwei", f"--pwfile={secret}", "--auth=scram-sha-256",
            "--encoding=UTF8", f"--locale={locale}", "-D", self.data,
        )  # fmt: skip
        settings = "".join(f"{name} = '{value}'\n" for name, value in SERVER_SETTINGS.items())
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.write(settings)

    def _run(self, program: str, *arguments: object) -> None:
        identity = {}
        if self.account:
            identity = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            cwd=self.folder, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}, **identity,
        )  # fmt: skip
        if done.returncode:
            log = self.log.read_text()[-2000:] if self.log.exists() else ""
            raise PostgresUnavailable(f"{program} failed: {done.stderr or done.stdout}\n{log}")


def _ordinary_account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresUnavailable("there is neither an account 'postgres' nor 'nobody' to run the server as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _supervise() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # only the closed pipe ends this process
    cluster = None
    try:
        cluster = _Cluster()
        answer = {"address": cluster.start()}
    except (PostgresUnavailable, OSError) as error:
        answer = {"error": str(error)}
    try:
        # The owner may be gone already: then there is nobody to answer, only to clean up.
        print(json.dumps(answer), flush=True)
        sys.stdin.read()
    except BrokenPipeError:
        pass
    finally:
        if cluster:
            cluster.stop()


if __name__ == "__main__":
    _supervise()
