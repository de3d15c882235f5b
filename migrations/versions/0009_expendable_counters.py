"""Counters of limits need not outlive a crash, so PostgreSQL writes them to no journal and sends them to no replica.

The table keeps its name and columns: the release before this one counts in it while both run. It is small,
so rewriting it takes milliseconds. SQLite counts in a file of its own, and its table stays empty.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE lookup_counters SET UNLOGGED")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE lookup_counters SET LOGGED")
