"""Imports of rosters: batches, what was read of their files, their rows, and remembered mappings.

New tables only; the running release knows nothing of them and goes on as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    """A rule that holds in each row."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def key(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    """The table's foreign key to its target's only key column."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete=ondelete)


def upgrade() -> None:
    _batches()
    _rows()


def _batches() -> None:
    name = "imports"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("problem", sa.String(60)),
        sa.Column("told", sa.LargeBinary()),
        sa.Column("mapping", sa.JSON()),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("job_id", sa.Uuid()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True)),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("rows_gone", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        check(name, "mode_known", "mode IN ('add', 'full_roster')"),
        check(
            name,
            "state_known",
            "state IN ('reading', 'mapping', 'checking', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed', 'cancelled')",
        ),
        check(name, "failed_has_problem", "(state = 'failed') = (problem IS NOT NULL)"),
        key(name, "unit_id", "units"),
        key(name, "account_id", "accounts"),
        key(name, "job_id", "jobs", "SET NULL"),
    )
    op.create_index(f"ix_{name}_unit_id_id", name, ["unit_id", "id"])
    op.create_index(f"ix_{name}_ended_at", name, ["ended_at"])
    op.create_index(f"ix_{name}_job_id", name, ["job_id"])
    name = "import_mappings"
    op.create_table(
        name,
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.LargeBinary(32), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "signature", name=f"pk_{name}"),
        key(name, "unit_id", "units"),
    )


def _rows() -> None:
    name = "import_parts"
    op.create_table(
        name,
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(5), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "stage", "sheet", "number", name=f"pk_{name}"),
        key(name, "import_id", "imports", "CASCADE"),
    )
    name = "import_rows"
    op.create_table(
        name,
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("in_file", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("person_key", sa.LargeBinary(16)),
        sa.Column("guard_id", sa.Uuid()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("done", sa.JSON()),
        sa.Column("applied_at", sa.DateTime(timezone=True)),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undo_problem", sa.String(40)),
        sa.PrimaryKeyConstraint("import_id", "number", name=f"pk_{name}"),
        check(name, "verdict_known", "verdict IN ('hire', 'change', 'leave', 'same', 'refused', 'left_out')"),
        check(name, "undone_was_applied", "undone_at IS NULL OR applied_at IS NOT NULL"),
        key(name, "import_id", "imports", "CASCADE"),
    )
    op.create_index(f"ix_{name}_by_verdict", name, ["import_id", "verdict", "number"])
    op.create_index(f"ix_{name}_by_guard", name, ["import_id", "guard_id"])
    op.create_index(f"ix_{name}_by_person", name, ["import_id", "person_key"])


def downgrade() -> None:
    for name in ("import_rows", "import_parts", "import_mappings", "imports"):
        op.drop_table(name)
