"""The roster: employments, clients, sites, postings.

Two rules are the database's own, as partial unique indexes: a guard has one open employment, and is
posted to a site once at a time. The index over latitude and longitude serves the search for what is
near: a narrow band of latitude holds few sites.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_on IS NULL")


def upgrade() -> None:
    _employments()
    op.create_table(
        "clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("uscc", sa.String(18)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("unit_id", "name", name="uq_clients_unit_id_name"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_clients_unit_id_units"),
    )
    _sites()
    _postings()


def _employments() -> None:
    op.create_table(
        "employments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.String(40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("end_reason", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_employments"),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_employments_ends_after_start")),
        sa.CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name=op.f("ck_employments_end_has_reason")),
        sa.ForeignKeyConstraint(["guard_id"], ["guards.id"], name="fk_employments_guard_id_guards"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_employments_unit_id_units"),
    )
    op.create_index(
        "uq_employments_one_open_per_guard",
        "employments",
        ["guard_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_employments_guard_id_started_on", "employments", ["guard_id", "started_on"])
    op.create_index("ix_employments_unit_id", "employments", ["unit_id"])


def _sites() -> None:
    op.create_table(
        "sites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid()),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("division_code", sa.String(12), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("latitude", sa.Float(53)),
        sa.Column("longitude", sa.Float(53)),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("close_reason", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_sites_position_whole")),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180",
            name=op.f("ck_sites_position_on_globe"),
        ),
        sa.CheckConstraint("(status = 'closed') = (close_reason IS NOT NULL)", name=op.f("ck_sites_closed_has_reason")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_sites_unit_id_units"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_sites_client_id_clients"),
        sa.ForeignKeyConstraint(["division_code"], ["divisions.code"], name="fk_sites_division_code_divisions"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_sites_agency_code_agencies"),
    )
    op.create_index("ix_sites_client_id", "sites", ["client_id"])
    op.create_index("ix_sites_unit_id_name_id", "sites", ["unit_id", "name", "id"])
    op.create_index("ix_sites_agency_code_name_id", "sites", ["agency_code", "name", "id"])
    op.create_index("ix_sites_latitude_longitude", "sites", ["latitude", "longitude"])
    op.create_index("ix_sites_name_id", "sites", ["name", "id"])


def _postings() -> None:
    op.create_table(
        "postings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("employment_id", sa.Uuid(), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_postings_ends_after_start")),
        sa.ForeignKeyConstraint(["employment_id"], ["employments.id"], name="fk_postings_employment_id_employments"),
        sa.ForeignKeyConstraint(["guard_id"], ["guards.id"], name="fk_postings_guard_id_guards"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_postings_site_id_sites"),
    )
    op.create_index(
        "uq_postings_one_open_per_guard_and_site",
        "postings",
        ["guard_id", "site_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_postings_site_id_open", "postings", ["site_id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_postings_guard_id_started_on", "postings", ["guard_id", "started_on"])
    op.create_index("ix_postings_employment_id", "postings", ["employment_id"])
    op.create_index("ix_postings_site_id", "postings", ["site_id"])


def downgrade() -> None:
    for table in ("postings", "sites", "clients", "employments"):
        op.drop_table(table)
