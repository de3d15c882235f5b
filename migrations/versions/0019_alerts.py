"""Alerts about cards that seem to exist twice, and how far the checks have been looked at.

What was checked before is left alone: the looking begins after the latest check there is.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OPEN = sa.text("settled_at IS NULL")
REFERENCES = {
    "certificate_id": "certificates.id",
    "agency_code": "agencies.code",
    "first_id": "verifications.id",
    "second_id": "verifications.id",
    "settled_by_id": "accounts.id",
}
NOBODY = UUID(int=0)


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("distance_m", sa.Float()),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("settled_by_id", sa.Uuid()),
        sa.Column("settled_by_name", sa.String(60)),
        sa.Column("outcome", sa.String(10)),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.CheckConstraint("kind IN ('distance', 'superseded')", name=op.f("ck_alerts_kind_known")),
        sa.CheckConstraint("(settled_at IS NULL) = (outcome IS NULL)", name=op.f("ck_alerts_settled_has_outcome")),
        sa.UniqueConstraint("kind", "first_id", "second_id", name="uq_alerts_kind_first_id_second_id"),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_alerts_{column}_{target.split('.')[0]}")
            for column, target in REFERENCES.items()
        ),
    )
    op.create_index("ix_alerts_certificate_id", "alerts", ["certificate_id"])
    op.create_index("ix_alerts_agency_code_id", "alerts", ["agency_code", "id"])
    op.create_index("ix_alerts_open", "alerts", ["agency_code", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    cursors = op.create_table(
        "alert_cursors",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("last_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_alert_cursors"),
    )
    checks = sa.table("verifications", sa.column("id", sa.Uuid()))
    last = op.get_bind().scalar(sa.select(checks.c.id).order_by(checks.c.id.desc()).limit(1))
    op.bulk_insert(cursors, [{"name": "verifications", "last_id": last or NOBODY}])


def downgrade() -> None:
    op.drop_table("alert_cursors")
    op.drop_table("alerts")
