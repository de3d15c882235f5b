"""Inspections are listed from one index: by day, with what decides the reach and the commonest filter beside it.

A county's list is in the order of days, not of agencies, so its page is found by going through all in that order;
with the agency in the same index no row outside the reach is fetched.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COLUMNS = ["finished_at", "id", "agency_code", "account_id", "result"]


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_inspections_by_day", "inspections", COLUMNS)
        return
    with op.get_context().autocommit_block():
        op.create_index("ix_inspections_by_day", "inspections", COLUMNS, postgresql_concurrently=True)


def downgrade() -> None:
    op.drop_index("ix_inspections_by_day", "inspections")
