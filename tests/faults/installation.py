"""One province on a real database that can be compared with, and put back to, what it was."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import psycopg

from backend import media
from backend.extensions import db
from backend.reading import reader
from tests.permissions.scene.province import Scene
from tests.support.postgres import Server

COUNTERS = "lookup_counters"
Fingerprint = dict[str, str]
"""Of each table, and of each picture: a digest of its content."""


class Database(Protocol):
    """What differs between the two databases."""

    url: str

    def keep(self) -> None:
        """Remember what is in it now."""

    def put_back(self) -> None:
        """Make it what it was when kept. Nobody may be connected."""

    def digests(self) -> dict[str, str]:
        """One digest a table, of all its rows."""

    def close(self) -> None:
        """No more is asked."""


class SqliteDatabase:
    """A file, kept as a copy of itself."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.path, self.kept = folder / "faults.db", folder / "kept.db"
        shutil.copy(template, self.path)
        self.url = f"sqlite:///{self.path}"

    def keep(self) -> None:
        """Copy the file, with what its log still holds."""
        with sqlite3.connect(self.path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copy(self.path, self.kept)

    def put_back(self) -> None:
        """Copy it back; a log that is left would be played into the older file."""
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copy(self.kept, self.path)

    def digests(self) -> dict[str, str]:
        """Of every table, those behind the name search too."""
        connection = sqlite3.connect(self.path)
        try:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            return {name: _digest(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}  # noqa: S608 - our own names
        finally:
            connection.close()

    def close(self) -> None:
        """Nothing is open."""


class PostgresDatabase:
    """A database whose tables are kept in a schema beside: copying back the few that changed is quicker than a new database."""

    def __init__(self, server: Server, worker: str) -> None:
        self.url = server.create_database(f"gangwei_faults_{worker}")
        self._connection = psycopg.connect(self.url, autocommit=True)
        self._columns: dict[str, str] = {}
        self._kept: dict[str, str] = {}

    def keep(self) -> None:
        """Copy every table."""
        columns = self._connection.execute("""
            SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
            AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' GROUP BY 1 ORDER BY 1
            """).fetchall()
        self._columns = dict(columns)
        self._connection.execute("CREATE SCHEMA kept")
        for name in self._columns:
            self._connection.execute(f'CREATE TABLE kept."{name}" AS TABLE public."{name}"')
        self._kept = self.digests()

    def put_back(self) -> None:
        """Fill the tables that changed as they were, past their triggers and foreign keys."""
        now = self.digests()
        with self._connection.transaction():
            self._connection.execute("SET LOCAL session_replication_role = replica")
            for name, columns in self._columns.items():
                if now[name] != self._kept[name]:
                    self._connection.execute(f'DELETE FROM public."{name}"')  # noqa: S608 - our own names
                    self._connection.execute(f'INSERT INTO public."{name}" ({columns}) SELECT {columns} FROM kept."{name}"')  # noqa: S608

    def digests(self) -> dict[str, str]:
        """Of every table, in one question."""
        each = "SELECT '{0}', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 1)), 0) || ' ' ||"
        each += ' coalesce(sum(hashtextextended(t::text, 2)), 0) FROM public."{0}" t'
        return dict(self._connection.execute(" UNION ALL ".join(each.format(name) for name in self._columns)).fetchall())

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


class Installation:
    """The province, its database and its pictures."""

    def __init__(self, scene: Scene, database: Database, media: Path) -> None:
        self.scene, self.database, self.media = scene, database, media
        database.keep()
        self._pictures = self.pictures()
        self.before = self.fingerprint()

    def pictures(self) -> dict[str, str]:
        """Every file of the media folder; half-written ones too."""
        return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in self.media.rglob("*") if file.is_file()}

    def fingerprint(self) -> Fingerprint:
        """What is kept now. What failed is counted for the limits all the same, on a connection of their own: how often a minute."""
        kept = self.database.digests() | self.pictures()
        kept.pop(COUNTERS, None)
        return kept

    def sweep(self) -> None:
        """Remove the pictures that no row names, whatever their age."""
        with self.scene.app.app_context():
            media.sweep(datetime.now(UTC) + timedelta(days=1))
            db.session.rollback()

    def put_back(self) -> None:
        """Make everything what it was at the beginning."""
        with self.scene.app.app_context():
            db.engine.dispose()
            reader().close()
        self.database.put_back()
        for name in self.pictures().keys() - self._pictures.keys():
            Path(name).unlink()


def changed(before: Fingerprint, after: Fingerprint) -> set[str]:
    """The names whose content is not the same."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _digest(rows: list[Any]) -> str:
    return hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()
