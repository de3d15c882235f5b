"""Checks of cards on the spot, and the counters that keep the public lookup from being combed through.

A check refers to no inspection by key: the checks of a visit arrive before its record.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REFERENCES = {
    "account_id": "accounts.id",
    "agency_code": "agencies.code",
    "certificate_id": "certificates.id",
    "guard_id": "guards.id",
    "site_id": "sites.id",
}


def upgrade() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered", sa.Text()),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("phone_reason", sa.String(16)),
        sa.Column("certificate_id", sa.Uuid()),
        sa.Column("guard_id", sa.Uuid()),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("site_relation", sa.String(12)),
        sa.Column("inspection_id", sa.Uuid()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("accuracy_m", sa.Float()),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
        sa.CheckConstraint("mode IN ('online', 'offline')", name=op.f("ck_verifications_mode_known")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_verifications_{column}_{target.split('.')[0]}")
            for column, target in REFERENCES.items()
        ),
    )
    for column in ("account_id", "agency_code", "guard_id"):
        op.create_index(f"ix_verifications_{column}_id", "verifications", [column, "id"])
    for column in ("certificate_id", "site_id", "inspection_id"):
        op.create_index(f"ix_verifications_{column}", "verifications", [column])
    op.create_table(
        "lookup_counters",
        sa.Column("subject", sa.LargeBinary(16), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "ends_at", name="pk_lookup_counters"),
    )
    op.create_index("ix_lookup_counters_ends_at", "lookup_counters", ["ends_at"])


def downgrade() -> None:
    op.drop_table("lookup_counters")
    op.drop_table("verifications")
