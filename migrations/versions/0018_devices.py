"""Devices that sign, the numbers of what they signed, and what finds cards that are in two places.

The new columns are empty or have a default on the server: the release before goes on recording. Checks are found by
certificate and time; their index is built while checks are made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BY_TIME = "ix_verifications_certificate_id_checked_at"


def upgrade() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(65), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sequence", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("public_key", name="uq_devices_public_key"),
        sa.CheckConstraint("received <= last_sequence", name=op.f("ck_devices_no_more_than_numbered")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_devices_account_id_accounts"),
    )
    op.create_index("ix_devices_account_id", "devices", ["account_id"])
    op.create_table(
        "device_records",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("command_key", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "sequence", name="pk_device_records"),
        sa.CheckConstraint("kind IN ('verification', 'inspection', 'void')", name=op.f("ck_device_records_kind_known")),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_device_records_counted_from_one")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_device_records_device_id_devices"),
    )
    op.add_column("verifications", sa.Column("presented", sa.String(8)))
    op.add_column("verifications", sa.Column("device_sequence", sa.BigInteger()))
    op.add_column("verifications", sa.Column("clock_error_s", sa.Float()))
    op.add_column("inspections", sa.Column("signed", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(BY_TIME, "verifications", ["certificate_id", "checked_at"])
        return
    with op.get_context().autocommit_block():  # nobody who checks a card waits for it
        op.create_index(BY_TIME, "verifications", ["certificate_id", "checked_at"], postgresql_concurrently=True)


def downgrade() -> None:
    op.drop_index(BY_TIME, "verifications")
    op.drop_column("inspections", "signed")
    op.drop_column("verifications", "clock_error_s")
    op.drop_column("verifications", "device_sequence")
    op.drop_column("verifications", "presented")
    op.drop_table("device_records")
    op.drop_table("devices")
