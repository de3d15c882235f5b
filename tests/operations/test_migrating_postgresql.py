"""Migrating a PostgreSQL that is in use: two hosts at once, a table that somebody holds, the release before still writing."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import create_app
from backend.config import Settings
from backend.extensions import db
from tests.operations.installation import PROJECT

MIGRATIONS = str(PROJECT / "migrations")
LONGEST_WAIT_S = 60
pytestmark = pytest.mark.only_on("postgresql")  # SQLite has neither hosts beside one another nor locks on tables


@pytest.fixture
def older(settings: Settings, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An app whose database is one revision behind."""
    app = create_app(replace(settings, database_url=database_url, data_dir=tmp_path))
    with app.app_context():
        downgrade(MIGRATIONS, revision="-1")
        yield app
        db.session.remove()
        db.engine.dispose()


def revision() -> str:
    with db.engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


BOTH_WAIT = """
SELECT count(*) = 2 FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'gangwei waits to migrate'
"""


def test_of_two_hosts_that_migrate_at_once_one_waits_and_finds_nothing_to_do(older: Flask, tmp_path: Path) -> None:
    """Two processes, as two hosts are: alembic keeps its present work in the module."""
    before, settings = revision(), older.extensions["settings"]
    db.session.remove()
    db.engine.dispose()
    environment = {
        **os.environ, "FLASK_APP": "wsgi", "GANGWEI_ENVIRONMENT": "development", "GANGWEI_DATABASE_URL": settings.database_url,
        "GANGWEI_SECRET_KEY": settings.secret_key, "GANGWEI_DATA_KEYS": base64.b64encode(settings.data_keys[0]).decode(),
        "GANGWEI_DATA_DIR": str(settings.data_dir),
    }  # fmt: skip
    command = [sys.executable, "-m", "flask", "db", "upgrade"]
    told = tmp_path / "told"
    with psycopg.connect(settings.database_url, autocommit=True) as connection, told.open("ab") as log:
        connection.execute("SELECT pg_advisory_lock(7462202)")  # until both stand there, the lock is the test's
        hosts = [subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=log) for _ in range(2)]
        end = time.monotonic() + LONGEST_WAIT_S
        while not connection.execute(BOTH_WAIT).fetchone()[0]:
            assert time.monotonic() < end, "two hosts never waited for their turn"
        assert revision() == before
        connection.execute("SELECT pg_advisory_unlock_all()")
    assert [host.wait(LONGEST_WAIT_S) for host in hosts] == [0, 0], told.read_text()
    assert revision() > before


def test_a_table_in_use_is_not_waited_for_for_long_and_nothing_is_half_done(settings: Settings, older: Flask) -> None:
    """Everybody who wants the table would queue behind the migration."""
    downgrade(MIGRATIONS, revision="0009")
    with psycopg.connect(older.extensions["settings"].database_url) as reader:
        reader.execute("SELECT count(*) FROM accounts")  # and stays in its transaction
        with pytest.raises(OperationalError, match="lock timeout"):
            upgrade(MIGRATIONS)
        assert revision() == "0009"
        reader.execute("SELECT 1")  # it was left alone
    upgrade(MIGRATIONS)
    assert revision() > "0009"


def test_the_settings_of_the_migrating_session_do_not_stay_in_the_pool(older: Flask) -> None:
    with db.engine.connect() as connection:
        before = connection.scalar(text("SHOW lock_timeout"))
    upgrade(MIGRATIONS)
    with db.engine.connect() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == before
        assert connection.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) == 0
