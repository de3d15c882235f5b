"""Run the migrations over the app's own connection."""

from alembic import context
from flask import current_app

from backend.database import Base

db = current_app.extensions["migrate"].db


WITHOUT_MODEL = ("guard_name_index", "guard_search_keys")
"""Read no more since migration 0012, but left for servers of the release before."""


def has_model(name: str | None, kind: str, parents: object) -> bool:
    """Whether a table is described by a model; the index over names has shadow tables that begin with its name."""
    return not (kind == "table" and (name or "").startswith(WITHOUT_MODEL))


def run() -> None:
    """Bring the database up or down; each migration is one transaction where the database allows it."""
    with db.engine.connect() as connection:
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
