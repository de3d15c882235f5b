"""PostgreSQL: its own programs copy a snapshot out and a new database in; the way back is a change of names.

`pg_dump` and `pg_restore` must not be older than the server. They know everything that lies in a database, also functions
and indexes that no model describes, and build indexes after the rows, which is what makes a million guards a matter of minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from backend import connecting
from backend.backup.about import describe
from backend.backup.sealed import BackupError

BLOCK = 1 << 20
LOCK = 7_462_201
"""Of the advisory lock that one restore at a time holds."""


class Snapshot:
    """The database at one instant, as `pg_dump` writes it."""

    def __init__(self, about: dict[str, Any], command: list[str], environment: dict[str, str]) -> None:
        self.about, self._command, self._environment = about, command, environment

    def blocks(self) -> Iterator[bytes]:
        """The dump in PostgreSQL's custom form. Raises BackupError when it fails."""
        with tempfile.TemporaryFile() as words:
            with subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=words, env=self._environment) as dump:
                try:
                    while data := dump.stdout.read(BLOCK):  # type: ignore[union-attr]
                        yield data
                except BaseException:
                    dump.kill()
                    raise
            if dump.returncode:
                raise BackupError(f"pg_dump failed: {_last_words(words)}")


@contextmanager
def snapshot(url: str, beside: Path, now: datetime) -> Iterator[Snapshot]:
    """Hold a snapshot that `pg_dump` shares, so that what is counted is what is copied. Raises BackupError."""
    engine = create_engine(connecting.address(url), poolclass=NullPool, isolation_level="REPEATABLE READ", hide_parameters=True)
    with engine.connect() as connection:
        connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
        shared = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        about = describe(connection, now)
        info = connection.connection.dbapi_connection.info  # type: ignore[union-attr]
        command = [
            _program("pg_dump", info.server_version),
            "--format=custom",
            "--compress=1",
            "--no-owner",
            "--no-acl",
            f"--snapshot={shared}",
        ]
        yield Snapshot(about, command, _environment(info, info.dbname))


class Replacement:
    """A new database beside the present one, until it takes its place."""

    def __init__(self, url: str, administration: psycopg.Connection[Any]) -> None:
        self._administration, self._target = administration, str(make_url(connecting.address(url)).database)
        self._new = f"{self._target}_restoring"
        self.url = make_url(connecting.address(url)).set(database=self._new).render_as_string(hide_password=False)

    def fill(self, blocks: Iterator[bytes]) -> None:
        """Create the database and read the dump into it, in one transaction. Raises BackupError."""
        self._create()
        info = self._administration.info
        command = [
            _program("pg_restore", info.server_version),
            f"--dbname={self._new}",
            "--no-owner",
            "--no-acl",
            "--exit-on-error",
            "--single-transaction",
        ]
        with tempfile.TemporaryFile() as words:
            with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=words, env=_environment(info, self._new)) as restore:
                try:
                    for block in blocks:
                        restore.stdin.write(block)  # type: ignore[union-attr]
                except BrokenPipeError:
                    pass  # it has ended before its time and says why
                except BaseException:
                    restore.kill()
                    raise
            if restore.returncode:
                raise BackupError(f"pg_restore failed: {_last_words(words)}")

    def swap(self, stamp: str) -> str:
        """Put it in the place of the present one, which is kept under the name that is returned."""
        kept = f"{self._target}_before_{stamp}"
        with self._administration.transaction():
            self._rename(self._target, kept)
            self._rename(self._new, self._target)
        return kept

    def discard(self) -> None:
        """Take away what was built."""
        self._administration.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self._new)))

    def _create(self) -> None:
        row = self._administration.execute("SELECT datcollate, datctype FROM pg_database WHERE datname = %s", [self._target]).fetchone()
        collate, ctype = row or ("C", "C")
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE {} LC_CTYPE {}")
        self._administration.execute(statement.format(sql.Identifier(self._new), sql.Literal(collate), sql.Literal(ctype)))

    def _rename(self, name: str, to: str) -> None:
        self._administration.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


@contextmanager
def replacement(url: str) -> Iterator[Replacement]:
    """Build a new database; whatever was not put in place is taken away.

    Raises BackupError when the present one is in use, another restore runs, or the role may not create databases.
    """
    try:
        with _connect(url, "postgres") as administration:
            if not administration.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]:  # type: ignore[index]
                raise BackupError("another restore is at work")
            _refuse_use(administration, str(make_url(connecting.address(url)).database))
            new = Replacement(url, administration)
            new.discard()  # what a killed one left
            try:
                yield new
            finally:
                new.discard()
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupError("the role may not create databases: ALTER ROLE … CREATEDB, for the time of the restore") from error
    except psycopg.Error as error:
        raise BackupError(f"PostgreSQL refused: {type(error).__name__}") from error


def is_empty(url: str) -> bool:
    """Whether there is nothing to lose: no tables, or not one account and no unit."""
    with _connect(url, None) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE tablename IN ('accounts', 'units')").fetchall()
        return not any(connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name))).fetchone() for (name,) in found)


def _refuse_use(administration: psycopg.Connection[Any], target: str) -> None:
    others = administration.execute("SELECT application_name FROM pg_stat_activity WHERE datname = %s", [target]).fetchall()
    if others:
        names = ", ".join(sorted({name or "without a name" for (name,) in others}))
        raise BackupError(f"the present database is in use ({names}): stop the servers and workers first")


def _connect(url: str, database: str | None) -> psycopg.Connection[Any]:
    address = make_url(connecting.address(url))
    address = address.set(drivername="postgresql", database=database or address.database)
    engine = create_engine(address, poolclass=NullPool)
    arguments, options = engine.dialect.create_connect_args(address)
    return psycopg.connect(*arguments, **options, autocommit=True)


def _environment(info: psycopg.ConnectionInfo, database: str) -> dict[str, str]:
    """Where the programs connect to; the password stands in no list of processes."""
    options = {name: value for name, value in info.get_parameters().items() if name in ("sslmode", "sslrootcert", "sslcert", "sslkey")}
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LC_ALL": "C.UTF-8",
        "PGHOST": info.host,
        "PGPORT": str(info.port),
        "PGUSER": info.user,
        "PGPASSWORD": info.password,
        "PGDATABASE": database,
        "PGCONNECT_TIMEOUT": "5",
        **{f"PG{name.upper()}": value for name, value in options.items()},
    }


def _program(name: str, server_version: int) -> str:
    """The newest of that name. Raises BackupError when it is missing or older than the server."""
    wanted = server_version // 10000
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name.zfill(4), reverse=True)
    found = next((str(folder / name) for folder in folders if (folder / name).exists()), None) or shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is missing: apt-get install postgresql-client-{wanted}")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    match = re.search(r" (\d+)", said)
    if match is None or int(match[1]) < wanted:
        raise BackupError(f"{said.strip()} is older than the server: apt-get install postgresql-client-{wanted}")
    return found


def _last_words(file: Any) -> str:
    """The first line of what the program said; further ones (DETAIL, CONTEXT) may quote data."""
    file.seek(0)
    return str(file.read(2000).decode(errors="replace").strip().split("\n")[0])
