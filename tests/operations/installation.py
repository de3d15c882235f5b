"""An installation to back up, destroy and put back: its commands, and what is in it, as hashes."""

from __future__ import annotations

import base64
import hashlib
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text

from backend import create_app
from backend.audit.models import AuditEvent
from backend.config import Settings
from backend.database import Base
from backend.extensions import db
from tests.conftest import SettableClock

BACKUP_KEY = base64.b64encode(b"another key that only tests know").decode()
AUDIT = {"audit_events", "audit_head"}
PROJECT = Path(__file__).resolve().parents[2]
LARGE_PICTURE = 3 << 20


class Installation:
    """An app with its database and folder; `settings` may be changed before a command."""

    def __init__(self, settings: Settings, clock: SettableClock) -> None:
        self.settings, self.clock = replace(settings, backup_key=BACKUP_KEY), clock

    @property
    def on_sqlite(self) -> bool:
        return self.settings.database_url.startswith("sqlite")

    @property
    def folder(self) -> Path:
        return self.settings.data_dir

    def app(self) -> Flask:
        """The application, as a new process would build it."""
        app = create_app(self.settings)
        app.extensions["clock"] = self.clock
        return app

    def run(self, *words: object) -> Result:
        """`flask WORDS` in this process."""
        app = self.app()
        with app.app_context():
            result = app.test_cli_runner().invoke(args=[str(word) for word in words])
            db.session.remove()
            db.engine.dispose()
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def start(self, *words: object, **options: Any) -> subprocess.Popen[str]:
        """`flask WORDS` in a process of its own."""
        keys = ",".join(base64.b64encode(key).decode() for key in self.settings.data_keys)
        environment = {
            "PATH": os.environ["PATH"], "GANGWEI_ENVIRONMENT": "test", "GANGWEI_DATABASE_URL": self.settings.database_url,
            "GANGWEI_DATA_DIR": str(self.folder), "GANGWEI_SECRET_KEY": self.settings.secret_key, "GANGWEI_DATA_KEYS": keys,
            "GANGWEI_BACKUP_KEY": BACKUP_KEY,
        }  # fmt: skip
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)]
        return subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
        )

    def content(self) -> dict[str, str]:
        """A hash of every table and every picture."""
        app = self.app()
        with app.app_context():
            found = {table.name: self._hash(select(table).order_by(*table.primary_key.columns)) for table in Base.metadata.sorted_tables}
            found["guard_name_index"] = self._hash(text("SELECT guard_id FROM guard_name_index ORDER BY 1"))
            db.session.remove()
            db.engine.dispose()
        pictures = (path for path in sorted((self.folder / "media").rglob("*")) if path.is_file())
        return found | {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in pictures}

    @staticmethod
    def _hash(statement: Any) -> str:
        rows = db.session.execute(statement).all()
        return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()

    def audited(self) -> list[tuple[str, str]]:
        """Every act: what was done to what kind of thing."""
        with self.app().app_context():
            rows = db.session.execute(select(AuditEvent.action, AuditEvent.subject_type).order_by(AuditEvent.seq)).all()
            db.session.remove()
            db.engine.dispose()
        return [tuple(row) for row in rows]

    def count(self, model: type[Base]) -> int:
        """The rows of a table."""
        with self.app().app_context():
            found = db.session.scalar(select(func.count()).select_from(model))
            db.session.remove()
            db.engine.dispose()
        return int(found or 0)

    def store_large_picture(self) -> None:
        """Three megabytes that no compression makes smaller, so that a backup has several chunks."""
        name = "ab" * 16
        (self.folder / "media" / name[:2]).mkdir(parents=True, exist_ok=True)
        (self.folder / "media" / name[:2] / name).write_bytes(random.Random(1).randbytes(LARGE_PICTURE))

    def destroy(self) -> None:
        """No database and no pictures any more."""
        shutil.rmtree(self.folder / "media")
        if self.on_sqlite:
            for path in self.folder.glob("test.db*"):
                path.unlink()
        else:
            with psycopg.connect(self.settings.database_url, autocommit=True) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")

    def leftovers(self) -> list[str]:
        """What a restore builds beside and must not leave."""
        if self.on_sqlite:
            return sorted(path.name for path in self.folder.glob("*.restoring*"))
        return self.databases("%\\_restoring")

    def kept(self) -> list[str]:
        """Former databases."""
        if self.on_sqlite:
            return sorted(path.name for path in self.folder.glob("*.before-*"))
        return self.databases("%\\_before\\_%")

    def databases(self, like: str) -> list[str]:
        """Of this installation only: other workers have theirs on the same server."""
        own = self.settings.database_url.rpartition("/")[2]
        with psycopg.connect(self.settings.database_url.rpartition("/")[0] + "/postgres") as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [own + like]).fetchall()
        return sorted(name for (name,) in rows)

    def clean(self) -> None:
        """Drop what the server would keep after the test."""
        if not self.on_sqlite:
            with psycopg.connect(self.settings.database_url.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
                for name in [*self.kept(), *self.leftovers()]:
                    connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
