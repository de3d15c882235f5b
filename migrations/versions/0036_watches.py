"""Lists of certificate numbers under watch. New tables only, so the running release is not touched."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

STATES = ("valid", "suspended", "revoked", "cancelled", "superseded", "expired", "unknown")


def upgrade() -> None:
    op.create_table(
        "watches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_by_name", sa.String(60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_watches_unit_id_units"),
    )
    op.create_index("ix_watches_unit_id_id", "watches", ["unit_id", "id"])
    op.create_table(
        "watched_numbers",
        sa.Column("watch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(48), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("seen_state", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("watch_id", "number", name="pk_watched_numbers"),
        sa.CheckConstraint(f"seen_state IN {STATES}", name=op.f("ck_watched_numbers_state_known")),
        sa.ForeignKeyConstraint(["watch_id"], ["watches.id"], name="fk_watched_numbers_watch_id_watches"),
    )
    op.create_index("ix_watched_numbers_number_watch_id", "watched_numbers", ["number", "watch_id"])


def downgrade() -> None:
    op.drop_table("watched_numbers")
    op.drop_table("watches")
