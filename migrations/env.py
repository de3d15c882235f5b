"""Run the migrations over the app's own connection."""

from alembic import context
from flask import current_app

from backend.database import Base

db = current_app.extensions["migrate"].db


def has_model(name: str | None, kind: str, parents: object) -> bool:
    """The name index has a shape of its own on each database, so no model describes it (backend/guards/name_index.py)."""
    return not (kind == "table" and (name or "").startswith("guard_name_index"))


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
