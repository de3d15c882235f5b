"""Second factors: passkeys, authenticator apps, recovery codes, and challenges that were answered.

The new columns have defaults on the server, so that the release before this one goes on writing accounts and sessions.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ACCOUNT = "fk_{}_account_id_accounts"


def account_key(table: str) -> sa.ForeignKeyConstraint:
    """Each of these belongs to one account."""
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=ACCOUNT.format(table))


def upgrade() -> None:
    op.add_column("accounts", sa.Column("second_factor", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("account_sessions", sa.Column("second_factor_due", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("account_sessions", sa.Column("confirmed_at", sa.DateTime(timezone=True)))
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("may_back_up", sa.Boolean(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.UniqueConstraint("credential_id", name="uq_passkeys_credential_id"),
        account_key("passkeys"),
    )
    op.create_index("ix_passkeys_account_id", "passkeys", ["account_id"])
    op.create_table(
        "totps",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("pending", sa.LargeBinary()),
        sa.Column("pending_at", sa.DateTime(timezone=True)),
        sa.Column("last_step", sa.BigInteger()),
        sa.Column("added_at", sa.DateTime(timezone=True)),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("account_id", name="pk_totps"),
        account_key("totps"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
        sa.UniqueConstraint("account_id", "code_hash", name="uq_recovery_codes_account_id_code_hash"),
        account_key("recovery_codes"),
    )
    op.create_table(
        "used_challenges",
        sa.Column("challenge_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name="pk_used_challenges"),
    )
    op.create_index("ix_used_challenges_until", "used_challenges", ["until"])


def downgrade() -> None:
    for table in ("used_challenges", "recovery_codes", "totps", "passkeys"):
        op.drop_table(table)
    with op.batch_alter_table("account_sessions") as table:
        table.drop_column("confirmed_at")
        table.drop_column("second_factor_due")
    with op.batch_alter_table("accounts") as table:
        table.drop_column("second_factor")
