"""The people who sign in, their sessions, the counters of failed tries, and the commands they sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PLACE_FITS_ROLE = (
    "(role = 'company_manager') = (unit_id IS NOT NULL) AND (role IN ('company_manager', 'system_administrator')) = (agency_code IS NULL)"
)


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_name", sa.String(40), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("agency_code", sa.String(12)),
        sa.Column("police_number", sa.String(20)),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("user_name", name="uq_accounts_user_name"),
        sa.CheckConstraint(PLACE_FITS_ROLE, name=op.f("ck_accounts_place_fits_role")),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_accounts_agency_code_agencies"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_accounts_unit_id_units"),
    )
    op.create_index("ix_accounts_name_id", "accounts", ["name", "id"])
    op.create_index("ix_accounts_agency_code", "accounts", ["agency_code"])
    op.create_index("ix_accounts_unit_id", "accounts", ["unit_id"])
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("user_agent", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_account_sessions_token_hash"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_sessions_account_id_accounts"),
    )
    op.create_index("ix_account_sessions_account_id", "account_sessions", ["account_id"])
    op.create_table(
        "sign_in_counters",
        sa.Column("subject", sa.LargeBinary(16), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("open_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_in_counters"),
    )
    op.create_table(
        "commands",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("mimetype", sa.String(80), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_commands"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_commands_account_id_accounts"),
    )
    op.create_index("ix_commands_at", "commands", ["at"])


def downgrade() -> None:
    for table in ("commands", "sign_in_counters", "account_sessions", "accounts"):
        op.drop_table(table)
