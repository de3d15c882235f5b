"""How each officer stands for a record, and the confirmations that their devices signed.

The new columns are nullable: of records of the running release, and of all before, nothing is said. Only those who have
something to confirm stand in the index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE, OFFICERS, INDEX = "inspection_confirmations", "inspection_officers", "ix_inspection_officers_to_confirm"
WAITING = sa.text("confirmation IN ('not_yet', 'invalid')")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.Column("problem", sa.String(10)),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("inspection_id", "account_id", name=f"uq_{TABLE}_inspection_id_account_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{TABLE}_account_id_accounts"),
    )
    op.create_index(f"ix_{TABLE}_account_id", TABLE, ["account_id"])
    op.add_column(OFFICERS, sa.Column("confirmation", sa.String(10)))
    op.add_column(OFFICERS, sa.Column("confirmed_at", sa.DateTime(timezone=True)))
    options = {"sqlite_where": WAITING, "postgresql_where": WAITING}
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(INDEX, OFFICERS, ["account_id"], **options)
        return
    with op.get_context().autocommit_block():  # nobody who writes waits for it
        op.create_index(INDEX, OFFICERS, ["account_id"], postgresql_concurrently=True, **options)


def downgrade() -> None:
    op.drop_index(INDEX, OFFICERS)
    op.drop_column(OFFICERS, "confirmed_at")
    op.drop_column(OFFICERS, "confirmation")
    op.drop_table(TABLE)
