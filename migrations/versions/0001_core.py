"""The ground everything stands on: divisions, police agencies, and the audit chain.

The chain's head is one row, made here, so that appending an event always finds something to lock.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "divisions",
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("parent_code", sa.String(12)),
        sa.PrimaryKeyConstraint("code", name="pk_divisions"),
        sa.ForeignKeyConstraint(["parent_code"], ["divisions.code"], name="fk_divisions_parent_code_divisions"),
    )
    op.create_index("ix_divisions_level", "divisions", ["level"])
    op.create_index("ix_divisions_parent_code", "divisions", ["parent_code"])
    op.create_table(
        "agencies",
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("parent_code", sa.String(12)),
        sa.Column("division_code", sa.String(12), nullable=False),
        sa.Column("reach_prefix", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_agencies"),
        sa.ForeignKeyConstraint(["parent_code"], ["agencies.code"], name="fk_agencies_parent_code_agencies"),
        sa.ForeignKeyConstraint(["division_code"], ["divisions.code"], name="fk_agencies_division_code_divisions"),
    )
    for column in ("level", "parent_code", "division_code"):
        op.create_index(f"ix_agencies_{column}", "agencies", [column])
    op.create_table(
        "audit_events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid()),
        sa.Column("account_name", sa.String(100)),
        sa.Column("agency_code", sa.String(12)),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject_type", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.String(60)),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("address", sa.String(45)),
        sa.Column("request_id", sa.String(64)),
        sa.Column("previous_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_events"),
    )
    op.create_index("ix_audit_events_account_id", "audit_events", ["account_id"])
    op.create_index("ix_audit_events_agency_code", "audit_events", ["agency_code"])
    op.create_index("ix_audit_events_subject_type_subject_id", "audit_events", ["subject_type", "subject_id"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"id": 1, "count": 0, "hash": b"\0" * 32}])


def downgrade() -> None:
    for table in ("audit_head", "audit_events", "agencies", "divisions"):
        op.drop_table(table)
