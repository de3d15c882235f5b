"""Daily digests: who wants one, and what became of each day's.

New tables only, so the running release is not touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    name = "digest_choices"
    op.create_table(
        name,
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=f"pk_{name}"),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f(f"ck_{name}_hour_of_day")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{name}_account_id_accounts"),
    )
    op.create_index(f"ix_{name}_next_at", name, ["next_at"])
    name = "digests"
    op.create_table(
        name,
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("account_id", "day", name=f"pk_{name}"),
        sa.CheckConstraint("state IN ('sending', 'sent', 'nothing', 'waiting', 'failed', 'unknown')", name=op.f(f"ck_{name}_state_known")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{name}_account_id_accounts"),
    )
    op.create_index(f"ix_{name}_waiting", name, ["due_at"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(f"ix_{name}_day", name, ["day"])


def downgrade() -> None:
    for name in ("digests", "digest_choices"):
        op.drop_table(name)
