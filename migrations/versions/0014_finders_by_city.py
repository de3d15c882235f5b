"""Guards are found by city: a row for each city that sees a guard, and one for it with his certificate's number.

A small city reads its own stretch of them; before, it read the province's until its page was full. `flask setup` writes
these rows, for those guards whose `found_as` is empty. A server of the release before goes on without them: whom it
registers meanwhile has them after the next `flask setup`, and what it changes of others is followed by
`flask guards reindex --all`, run once when the last of them has stopped.

The index of guards without readings is replaced by the one of guards without these rows, who are more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _index(name: str, missing: str, **options: bool) -> None:
    """Of the guards whom a server of a release before wrote."""
    where = sa.text(missing)
    op.create_index(name, "guards", ["id"], sqlite_where=where, postgresql_where=where, **options)


def upgrade() -> None:
    op.add_column("guards", sa.Column("found_as", sa.SmallInteger()))
    if op.get_bind().dialect.name == "sqlite":
        _index("ix_guards_of_other_form", "found_as IS NULL")
        op.drop_index("ix_guards_without_readings", "guards")
        return
    with op.get_context().autocommit_block():  # nobody who writes guards waits for it
        _index("ix_guards_of_other_form", "found_as IS NULL", postgresql_concurrently=True)
        op.drop_index("ix_guards_without_readings", "guards", postgresql_concurrently=True)


def downgrade() -> None:
    _index("ix_guards_without_readings", "readings IS NULL")
    op.drop_index("ix_guards_of_other_form", "guards")
    op.execute("DELETE FROM guard_finders WHERE (key > '*' AND key < '+') OR (key > '#' AND key < '$')")
    op.drop_column("guards", "found_as")
