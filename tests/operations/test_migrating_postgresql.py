"""Migrating a PostgreSQL that is in use: two hosts at once, a table that somebody holds, the release before still writing."""

from __future__ import annotations

import threading
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


def test_of_two_hosts_that_migrate_at_once_one_waits_and_finds_nothing_to_do(older: Flask) -> None:
    before, outcomes = revision(), []

    def migrate(app: Flask) -> None:
        with app.app_context():
            try:
                upgrade(MIGRATIONS)
                outcomes.append("migrated")
            except BaseException as error:
                outcomes.append(repr(error))
            db.engine.dispose()

    # Made one after the other: two hosts are two processes, and do not build their applications in one.
    apps = [create_app(older.extensions["settings"]) for _ in range(2)]
    hosts = [threading.Thread(target=migrate, args=(app,)) for app in apps]
    # Until both stand there, the lock is the test's.
    with psycopg.connect(older.extensions["settings"].database_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(7462202)")
        for host in hosts:
            host.start()
        hosts[0].join(0.5)
        assert revision() == before
        connection.execute("SELECT pg_advisory_unlock_all()")
    for host in hosts:
        host.join(LONGEST_WAIT_S)
    assert outcomes == ["migrated", "migrated"]
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
