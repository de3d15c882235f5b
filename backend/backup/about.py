"""What a backup says about itself: where it comes from, of which form it is, and what must be found in it again."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from backend.backup.sealed import BackupError
from backend.database import Base

PROJECT = Path(__file__).resolve().parents[2]


def describe(connection: Connection, now: datetime) -> dict[str, Any]:
    """The description of the database behind the connection. Raises BackupError when it was never migrated."""
    try:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    except DatabaseError as error:
        raise BackupError("there is no database of Gangwei to back up") from error
    head = connection.execute(text("SELECT count, hash FROM audit_head WHERE id = 1")).one()
    names = connection.dialect.get_table_names(connection)
    counts = {name: count(connection, name) for name in sorted(set(names) & set(Base.metadata.tables))}
    return {
        "made_at": now.isoformat(),
        "database": connection.dialect.name,
        "revision": revision,
        "version": version(),
        "counts": counts,
        "audit": {"count": head.count, "hash": bytes(head.hash).hex()},
    }


def count(connection: Connection, name: str) -> int:
    """The rows of a table; the name comes from our models or from a file that was proven to be ours."""
    quoted = connection.dialect.identifier_preparer.quote(name)
    return int(connection.execute(text(f"SELECT count(*) FROM {quoted}")).scalar_one())  # noqa: S608 - quoted


def version() -> str:
    """The release that runs."""
    return str(tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"])


def newest_revision() -> str:
    """The form of database that this release works with."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    return str(ScriptDirectory.from_config(config).get_current_head())


def check_revision(about: dict[str, Any], migrate: bool) -> None:
    """Refuse a form of database that this release does not know, and an older one unless it shall be migrated.

    Raises BackupError saying what to do.
    """
    mine, its = newest_revision(), str(about["revision"])
    if its > mine:
        raise BackupError(
            f"the backup was made by a newer release ({about['version']}, revision {its}; this one knows {mine}): "
            "install that release first"
        )
    if its < mine and not migrate:
        raise BackupError(
            f"the backup has an older form (release {about['version']}, revision {its}; this one works with {mine}): "
            "restore it with --migrate, which brings the copy up before it takes its place, or install that release"
        )
