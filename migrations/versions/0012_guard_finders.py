"""Find guards of a million within any reach: one table in the order in which pages are read.

`guard_finders` takes the place of `guard_search_keys` and `guard_name_index`, which are read no more. They stay
for as long as servers of the release before may still write to them, and go with a later migration.

`flask setup` fills the table from what is registered, and adds whom such a server registers meanwhile; what it
changes of others is followed by `flask guards reindex --all`, run once when the last of them has stopped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def index_without_readings(**options: bool) -> None:
    """Of those whom a server of the release before registered."""
    missing = sa.text("readings IS NULL")
    op.create_index("ix_guards_without_readings", "guards", ["id"], sqlite_where=missing, postgresql_where=missing, **options)


def upgrade() -> None:
    op.add_column("guards", sa.Column("readings", sa.Text()))
    postgresql = op.get_bind().dialect.name == "postgresql"
    key = () if postgresql else (sa.PrimaryKeyConstraint("key", "place", "name", "guard_id", name="pk_guard_finders"),)
    op.create_table(
        "guard_finders",
        sa.Column("key", _ordered(80), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("name", _ordered(80), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("areas", _ordered(400), nullable=False),
        sa.Column("state", sa.String(12)),
        sa.Column("expires_on", sa.Date()),
        *key,
        sa.ForeignKeyConstraint(["guard_id"], ["guards.id"], name="fk_guard_finders_guard_id_guards"),
        sqlite_with_rowid=False,
    )
    if postgresql:
        # With the other columns in the index, a page is read from the index alone.
        op.execute(
            "ALTER TABLE guard_finders ADD CONSTRAINT pk_guard_finders "
            "PRIMARY KEY (key, place, name, guard_id) INCLUDE (areas, state, expires_on)"
        )
    if postgresql:
        with op.get_context().autocommit_block():  # nobody who writes guards waits for it
            index_without_readings(postgresql_concurrently=True)
    else:
        index_without_readings()


def downgrade() -> None:
    op.drop_index("ix_guards_without_readings", "guards")
    op.drop_table("guard_finders")
    op.drop_column("guards", "readings")
