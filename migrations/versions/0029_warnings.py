"""Warnings of units, when each was looked at, which are to be looked at again, and how far the audit was read for that.

New tables only, so the running release is not touched. The cursor begins at the present end of the audit: what was before is
found by the daily job, which looks at all units.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

UNTOLD = sa.text("told_at IS NULL AND state = 'open'")
MUTED = sa.text("state = 'muted'")


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    """A rule that holds in each row."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _warnings()
    name = "warning_looks"
    op.create_table(
        name,
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=f"fk_{name}_unit_id_units"),
    )
    name = "warning_marks"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=f"fk_{name}_unit_id_units"),
    )
    name = "warning_cursors"
    op.create_table(
        name,
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=f"pk_{name}"),
    )
    op.execute(sa.text("INSERT INTO warning_cursors (name, seq) SELECT 'audit', COALESCE((SELECT count FROM audit_head WHERE id = 1), 0)"))


def _warnings() -> None:
    name = "warnings"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(28), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(6), nullable=False),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("step", sa.SmallInteger()),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("muted_until", sa.Date()),
        sa.Column("muted_by_id", sa.Uuid()),
        sa.Column("muted_by_name", sa.String(60)),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("unit_id", "kind", "subject_id", name=f"uq_{name}_unit_id_kind_subject_id"),
        check(name, "state_known", "state IN ('open', 'muted', 'done')"),
        check(name, "muted_has_end", "(state = 'muted') = (muted_until IS NOT NULL)"),
        check(name, "done_has_time", "(state = 'done') = (done_at IS NOT NULL)"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=f"fk_{name}_unit_id_units"),
        sa.ForeignKeyConstraint(["muted_by_id"], ["accounts.id"], name=f"fk_{name}_muted_by_id_accounts"),
    )
    op.create_index(f"ix_{name}_by_urgency", name, ["unit_id", "state", "urgency", "sort_on", "id", "kind"])
    op.create_index(f"ix_{name}_untold", name, ["unit_id", "id"], sqlite_where=UNTOLD, postgresql_where=UNTOLD)
    op.create_index(f"ix_{name}_muted_until", name, ["muted_until", "unit_id"], sqlite_where=MUTED, postgresql_where=MUTED)
    op.create_index(f"ix_{name}_done_at", name, ["done_at"])


def downgrade() -> None:
    for name in ("warning_cursors", "warning_marks", "warning_looks", "warnings"):
        op.drop_table(name)
