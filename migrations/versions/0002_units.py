"""The units under supervision, and the agencies in whose area each works.

`unit_areas` answers "which units does this agency see" by one indexed range.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("uscc", sa.String(18), nullable=False),
        sa.Column("legal_representative", sa.String(60), nullable=False),
        sa.Column("phone", sa.String(20)),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("division_code", sa.String(12), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("registered_capital_yuan", sa.BigInteger()),
        sa.Column("ownership", sa.String(12), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("status_reason", sa.Text()),
        sa.Column("parent_unit_id", sa.Uuid()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("uscc", name="uq_units_uscc"),
        sa.CheckConstraint("(kind = 'branch') = (parent_unit_id IS NOT NULL)", name=op.f("ck_units_branch_has_parent")),
        sa.ForeignKeyConstraint(["division_code"], ["divisions.code"], name="fk_units_division_code_divisions"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_units_agency_code_agencies"),
        sa.ForeignKeyConstraint(["parent_unit_id"], ["units.id"], name="fk_units_parent_unit_id_units"),
    )
    op.create_index("ix_units_name_id", "units", ["name", "id"])
    op.create_index("ix_units_agency_code", "units", ["agency_code"])
    op.create_index("ix_units_parent_unit_id", "units", ["parent_unit_id"])
    op.create_table(
        "unit_areas",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "agency_code", name="pk_unit_areas"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_unit_areas_unit_id_units"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_unit_areas_agency_code_agencies"),
    )
    op.create_index("ix_unit_areas_agency_code", "unit_areas", ["agency_code"])


def downgrade() -> None:
    op.drop_table("unit_areas")
    op.drop_table("units")
