"""Guards, the areas they are seen from, and three ways to find one among a million.

Identity numbers and phones are stored encrypted; `identity_index` is a keyed digest, unique, so a
person is registered once. Text that is searched by how it begins is compared by code point
(COLLATE "C" on PostgreSQL, what SQLite does anyway). `guard_name_index` finds any part of a name:
a full-text table over single characters on SQLite, an array of one and two characters with an
inverted index on PostgreSQL.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    _guards()
    op.create_table(
        "guard_areas",
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("guard_id", "agency_code", name="pk_guard_areas"),
        sa.ForeignKeyConstraint(["guard_id"], ["guards.id"], name="fk_guard_areas_guard_id_guards"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_guard_areas_agency_code_agencies"),
    )
    op.create_index("ix_guard_areas_agency_code_guard_id", "guard_areas", ["agency_code", "guard_id"])
    op.create_table(
        "guard_search_keys",
        sa.Column("key", _ordered(80), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", "guard_id", name="pk_guard_search_keys"),
        sa.ForeignKeyConstraint(["guard_id"], ["guards.id"], name="fk_guard_search_keys_guard_id_guards"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_guard_search_keys_guard_id", "guard_search_keys", ["guard_id"])
    _name_index()


def _guards() -> None:
    op.create_table(
        "guards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", _ordered(60), nullable=False),
        sa.Column("name_key", _ordered(80), nullable=False),
        sa.Column("identity_number", sa.LargeBinary(), nullable=False),
        sa.Column("identity_index", sa.LargeBinary(16), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("education", sa.String(24), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("certificate_number", _ordered(48)),
        sa.Column("certificate_state", sa.String(12)),
        sa.Column("certificate_expires_on", sa.Date()),
        sa.Column("photo_media", sa.String(80)),
        sa.Column("photo_digest", sa.LargeBinary(16)),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guards"),
        sa.UniqueConstraint("identity_index", name="uq_guards_identity_index"),
        sa.CheckConstraint("(photo_media IS NULL) = (photo_digest IS NULL)", name=op.f("ck_guards_photo_whole")),
        sa.CheckConstraint("(certificate_number IS NULL) = (certificate_state IS NULL)", name=op.f("ck_guards_certificate_whole")),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_guards_agency_code_agencies"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_guards_unit_id_units"),
    )
    op.create_index("ix_guards_name_id", "guards", ["name", "id"])
    op.create_index("ix_guards_name_key_id", "guards", ["name_key", "id"])
    op.create_index("ix_guards_unit_id_name_key_id", "guards", ["unit_id", "name_key", "id"])
    op.create_index("ix_guards_certificate_number_id", "guards", ["certificate_number", "id"])
    op.create_index("ix_guards_certificate_state_name_key_id", "guards", ["certificate_state", "name_key", "id"])
    op.create_index("ix_guards_agency_code", "guards", ["agency_code"])


def _name_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE guard_name_index USING fts5(characters, guard_id UNINDEXED, tokenize = 'ascii')")
        return
    op.execute(
        "CREATE TABLE guard_name_index (guard_id uuid CONSTRAINT pk_guard_name_index PRIMARY KEY "
        "CONSTRAINT fk_guard_name_index_guard_id_guards REFERENCES guards (id), grams text[] NOT NULL)"
    )
    # With PostgreSQL's list of pending entries, a freshly filled index costs so much that the whole table is read instead.
    op.execute("CREATE INDEX ix_guard_name_index_grams ON guard_name_index USING gin (grams) WITH (fastupdate = off)")


def downgrade() -> None:
    for table in ("guard_name_index", "guard_search_keys", "guard_areas", "guards"):
        op.execute(f"DROP TABLE {table}")
