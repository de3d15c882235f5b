"""Guard files: labour contracts, insurances, in-post trainings, rewards and punishments, and equipment handed out.

New tables only, which the release before this one does not know. Each entry belongs to an employment; a labour contract may
name the paper that was handed in with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

AFTER_START = "ends_on >= starts_on"


def upgrade() -> None:
    _section(
        "labour_contracts",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("number", sa.String(60)),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("document_id", sa.Uuid()),
        sa.CheckConstraint(AFTER_START, name=op.f("ck_labour_contracts_ends_after_start")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_labour_contracts_document_id_documents"),
    )
    op.create_index("ix_labour_contracts_document_id", "labour_contracts", ["document_id"])
    _section(
        "insurances",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("insurer", sa.String(120), nullable=False),
        sa.Column("number", sa.String(60)),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.CheckConstraint(AFTER_START, name=op.f("ck_insurances_ends_after_start")),
    )
    _section(
        "trainings",
        sa.Column("topic", sa.String(120), nullable=False),
        sa.Column("hours", sa.SmallInteger(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_by", sa.String(120), nullable=False),
        sa.CheckConstraint("hours > 0", name=op.f("ck_trainings_hours_count")),
    )
    _section(
        "rewards_punishments",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    _section(
        "equipment",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("number", sa.String(60)),
        sa.Column("handed_out_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date()),
        sa.CheckConstraint("returned_on >= handed_out_on", name=op.f("ck_equipment_returned_after")),
    )


def _section(name: str, *own: sa.schema.SchemaItem) -> None:
    """A table of entries: what all have, and what is its own."""
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("employment_id", sa.Uuid(), nullable=False),
        *own,
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["employment_id"], ["employments.id"], name=f"fk_{name}_employment_id_employments"),
    )
    op.create_index(f"ix_{name}_employment_id", name, ["employment_id"])


def downgrade() -> None:
    for name in ("equipment", "rewards_punishments", "trainings", "insurances", "labour_contracts"):
        op.drop_table(name)
