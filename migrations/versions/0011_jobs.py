"""Jobs: work that takes longer than a request, with its lease, its progress and its checkpoint; and the parts of exports.

New tables only, so the running release is not touched. Parameters and checkpoints are sealed, as a filter may hold
a person's name or number.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OPEN = "state IN ('waiting', 'running')"


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("params", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger()),
        sa.Column("doing", sa.String(40)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(80)),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stop_asked", sa.Boolean(), nullable=False),
        sa.Column("checkpoint", sa.LargeBinary()),
        sa.Column("result", sa.JSON()),
        sa.Column("problem", sa.String(60)),
        sa.Column("account_id", sa.Uuid()),
        sa.Column("agency_code", sa.String(12)),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_jobs_account_id_accounts"),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_jobs_state_known")),
        sa.CheckConstraint("(state = 'running') = (worker IS NOT NULL)", name=op.f("ck_jobs_running_has_worker")),
        sa.CheckConstraint(f"({OPEN}) = (due_at IS NOT NULL)", name=op.f("ck_jobs_open_is_due")),
        sa.CheckConstraint(f"({OPEN}) = (ended_at IS NULL)", name=op.f("ck_jobs_ended_has_end")),
        sa.CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name=op.f("ck_jobs_failed_has_problem")),
    )
    op.create_index("ix_jobs_account_id_id", "jobs", ["account_id", "id"])
    due = sa.text("due_at IS NOT NULL")
    op.create_index("ix_jobs_due_at", "jobs", ["due_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "export_parts",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "stage", "number", name="pk_export_parts"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_export_parts_job_id_jobs", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("export_parts")
    op.drop_table("jobs")
