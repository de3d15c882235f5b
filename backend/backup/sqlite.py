"""SQLite: a copy by its online backup, which sees one instant while others write; the way back is a change of files."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url

from backend.backup.about import describe
from backend.backup.sealed import BackupError

BLOCK = 1 << 20
SIDES = ("-wal", "-shm", "-journal", "-writer")


class Snapshot:
    """The database at one instant, in a file of its own."""

    def __init__(self, file: Path, about: dict[str, Any]) -> None:
        self.about, self._file = about, file

    def blocks(self) -> Iterator[bytes]:
        """The file, compressed."""
        packer = zlib.compressobj(1)
        with self._file.open("rb") as file:
            while data := file.read(BLOCK):
                yield packer.compress(data)
        yield packer.flush()


@contextmanager
def snapshot(url: str, beside: Path, now: datetime) -> Iterator[Snapshot]:
    """Copy the database to a file next to `beside`, gone afterwards. Raises BackupError, OSError."""
    source, copy = database_file(url), beside.with_name(beside.name + ".copy")
    _remove(copy)
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
        with closing(_connect(source, "ro")) as there, closing(sqlite3.connect(copy)) as here:
            there.backup(here)
        engine = create_engine(f"sqlite:///file:{copy}?mode=ro&immutable=1&uri=true")
        with engine.connect() as connection:
            about = describe(connection, now)
        engine.dispose()
        yield Snapshot(copy, about)
    except sqlite3.Error as error:
        raise BackupError(f"the database cannot be copied: {error}") from error
    finally:
        _remove(copy)


class Replacement:
    """A new database beside the present one, until it takes its place."""

    def __init__(self, url: str) -> None:
        self._target = database_file(url)
        self._new = self._target.with_name(self._target.name + ".restoring")
        self.url = f"sqlite:///{self._new}"

    def fill(self, blocks: Iterator[bytes]) -> None:
        """Unpack the copy. Raises BackupError, OSError."""
        unpacker = zlib.decompressobj()
        try:
            with open(os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for block in blocks:
                    file.write(unpacker.decompress(block))
                file.write(unpacker.flush())
        except zlib.error as error:
            raise BackupError("the backup's database is not whole") from error

    def swap(self, stamp: str) -> str:
        """Put it in the place of the present one, which is kept under the name that is returned."""
        self._settle()
        if not self._target.exists():
            os.replace(self._new, self._target)
            return ""
        kept = self._target.with_name(f"{self._target.name}.before-{stamp}")
        with closing(_connect(self._target, "rw")) as present:
            # Held until the new file is in place, so that nobody opens the old one meanwhile.
            present.execute("BEGIN EXCLUSIVE")
            os.link(self._target, kept)
            os.replace(self._new, self._target)
            _sync(self._target.parent)
        return str(kept)

    def discard(self) -> None:
        """Take away what was built."""
        _remove(self._new)

    def _settle(self) -> None:
        """One file, with everything in it, on the disk."""
        with closing(_connect(self._new, "rw")) as new:
            new.execute("PRAGMA journal_mode=DELETE")
        with self._new.open("rb") as file:
            os.fsync(file.fileno())


@contextmanager
def replacement(url: str) -> Iterator[Replacement]:
    """Build a new database; whatever was not put in place is taken away.

    Raises BackupError when the present one is in use or another restore runs.
    """
    target = database_file(url)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(target.with_name(target.name + ".restore-lock"), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("another restore is at work") from None
        _refuse_use(target)
        new = Replacement(url)
        new.discard()  # what a killed one left
        try:
            yield new
        except sqlite3.Error as error:
            raise BackupError(f"the database cannot be put back: {error}") from error
        finally:
            new.discard()


def is_empty(url: str) -> bool:
    """Whether there is nothing to lose: no file, no tables, or not one account and no unit."""
    target = database_file(url)
    if not target.exists() or target.stat().st_size == 0:
        return True
    with closing(_connect(target, "ro")) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return not any(connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in {"accounts", "units"} & tables)  # noqa: S608 - two words of ours


def database_file(url: str) -> Path:
    """Where the database lies. Raises BackupError for one in memory."""
    name = make_url(url).database
    if not name or name == ":memory:":
        raise BackupError("a database in memory cannot be backed up")
    return Path(name).resolve()


def _refuse_use(target: Path) -> None:
    """Leaving the write-ahead log is allowed to the only user of a database and to nobody else."""
    if not target.exists():
        return
    with closing(_connect(target, "rw", timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise BackupError("the present database is in use: stop the servers and workers first") from error


def _remove(database: Path) -> None:
    """Delete a database with what SQLite laid beside it: on a full disk its journal outlives it."""
    for ending in ("", *SIDES):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _connect(file: Path, mode: str, timeout: float = 15) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{file}?mode={mode}", uri=True, isolation_level=None, timeout=timeout)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
