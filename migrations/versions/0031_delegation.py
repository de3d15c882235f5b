"""How much of a manager's rights an account has, and invitations to open one.

Everybody keeps all rights: the new column's default on the server. A release before this one goes on opening accounts, and
knows no narrower rights: invite with fewer than all only when all servers run this release.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

FITS = "CONSTRAINT ck_accounts_profile_fits_role CHECK (profile = 'all' OR role = 'company_manager')"
COLUMN = "ALTER TABLE accounts ADD COLUMN profile VARCHAR(16) DEFAULT 'all' NOT NULL"


def upgrade() -> None:
    _invitations()  # first: it locks units, which requests lock before accounts
    if op.get_bind().dialect.name == "sqlite":  # else it would copy the table to add the rule
        op.execute(f"{COLUMN} {FITS}")
    else:
        op.execute(COLUMN)
        op.execute(f"ALTER TABLE accounts ADD {FITS} NOT VALID")
        op.execute("ALTER TABLE accounts VALIDATE CONSTRAINT ck_accounts_profile_fits_role")


def _invitations() -> None:
    name = "invitations"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("profile", sa.String(16), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("code_index", sa.LargeBinary(16), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("invited_by_name", sa.String(60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("accepted_by", sa.Uuid()),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("code_index", name=f"uq_{name}_code_index"),
        sa.CheckConstraint("profile IN ('all', 'rosters', 'contracts', 'read_only')", name=op.f(f"ck_{name}_profile_known")),
        sa.CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name=op.f(f"ck_{name}_accepted_or_revoked")),
        sa.CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name=op.f(f"ck_{name}_accepted_by_somebody")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=f"fk_{name}_unit_id_units"),
        sa.ForeignKeyConstraint(["invited_by"], ["accounts.id"], name=f"fk_{name}_invited_by_accounts"),
        sa.ForeignKeyConstraint(["accepted_by"], ["accounts.id"], name=f"fk_{name}_accepted_by_accounts"),
    )
    op.create_index("ix_invitations_unit_id_id", name, ["unit_id", "id"])


def downgrade() -> None:
    op.drop_table("invitations")
    op.execute("ALTER TABLE accounts DROP COLUMN profile")  # its rule goes with it
