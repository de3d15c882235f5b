"""Run the migrations over the app's own connection, one host at a time, without keeping people waiting."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from backend.database import Base

db = current_app.extensions["migrate"].db

WITHOUT_MODEL = ("guard_name_index", "guard_search_keys")
"""Read no more since migration 0012, but left for servers of the release before."""

LOCK = 7_462_202
"""Of the advisory lock that one migrating host holds."""
PATIENCE_S = 600
"""A second host waits as long for the first, then finds nothing left to do."""
LOOK_EVERY_S = 0.2
WAITING, MIGRATING = "gangwei waits to migrate", "gangwei migrates"
"""What pg_stat_activity calls the two."""
WAIT_FOR_A_TABLE = "3s"
"""A change of a table waits for those who use it, and everybody else queues behind it. So it gives up soon; run it again."""


def has_model(name: str | None, kind: str, parents: object) -> bool:
    """Whether a table is described by a model; the index over names has shadow tables that begin with its name."""
    return not (kind == "table" and (name or "").startswith(WITHOUT_MODEL))


def wait_for_turn(connection: Connection) -> None:
    """Hold the lock. Raises RuntimeError when another host is at it for too long.

    Asked again and again instead of waited for: who waits holds a snapshot, for whose end an index that the first host
    builds without locking (CREATE INDEX CONCURRENTLY) would wait in turn.
    """
    end = time.monotonic() + PATIENCE_S
    while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}):
        connection.rollback()
        if time.monotonic() > end:
            raise RuntimeError("another host has been migrating this database for ten minutes")
        connection.execute(text(f"SET application_name = '{WAITING}'"))
        connection.commit()
        time.sleep(LOOK_EVERY_S)  # between two questions; see above why it does not wait inside the database
    connection.execute(text(f"SET application_name = '{MIGRATING}'"))
    connection.execute(text(f"SET lock_timeout = '{WAIT_FOR_A_TABLE}'"))
    connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
    connection.commit()


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """While this lasts no other host migrates. A connection that breaks gives the lock back by itself."""
    if connection.dialect.name != "postgresql":
        yield
        return
    wait_for_turn(connection)
    try:
        yield
    finally:
        with suppress(DBAPIError):
            connection.rollback()
            connection.execute(text("RESET application_name"))
            connection.execute(text("RESET lock_timeout"))
            connection.execute(text("RESET idle_in_transaction_session_timeout"))
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
            connection.commit()


def run() -> None:
    """Bring the database up or down; each migration is one transaction where the database allows it."""
    with db.engine.connect() as connection, alone(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transaction_per_migration=True,
            compare_type=True,
            include_name=has_model,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
