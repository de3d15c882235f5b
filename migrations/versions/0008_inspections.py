"""Checklists, inspection records with all their parts, and the pictures that belong to them.

A record is written once: its parts are rows of their own, never a document, so that "which guards were
absent where" stays a question the database can answer.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def key(table: str, column: str, target: str, **options) -> sa.ForeignKeyConstraint:
    """A foreign key to the target's only key column."""
    other, other_column = target.split(".")
    return sa.ForeignKeyConstraint([column], [f"{other}.{other_column}"], name=f"fk_{table}_{column}_{other}", **options)


def upgrade() -> None:
    op.create_table(
        "checklists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_kind", sa.String(20), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checklists"),
        sa.UniqueConstraint("unit_kind", "version", name="uq_checklists_unit_kind_version"),
    )
    op.create_table(
        "checklist_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title_zh", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_items"),
        key("checklist_items", "checklist_id", "checklists.id"),
    )
    op.create_index("ix_checklist_items_checklist_id", "checklist_items", ["checklist_id"])
    # inspection_id gets its foreign key at the end: the two tables refer to each other.
    op.create_table(
        "media",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("file_name", sa.String(80), nullable=False),
        sa.Column("media_type", sa.String(20), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        key("media", "account_id", "accounts.id"),
    )
    op.create_index("ix_media_account_id", "media", ["account_id"])
    op.create_index("ix_media_inspection_id", "media", ["inspection_id"])
    op.create_table(
        "inspections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("device_sequence", sa.Integer(), nullable=False),
        sa.Column("position", sa.JSON()),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("responsible_person", sa.String(60)),
        sa.Column("signature_media_id", sa.Uuid()),
        sa.Column("signer_name", sa.String(60)),
        sa.Column("no_signature_reason", sa.String(10)),
        sa.Column("no_signature_note", sa.Text()),
        sa.Column("result", sa.String(24), nullable=False),
        sa.Column("rectify_by", sa.Date()),
        sa.Column("problem_count", sa.SmallInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inspections"),
        sa.UniqueConstraint("number", name="uq_inspections_number"),
        sa.CheckConstraint(
            "(signature_media_id IS NULL) = (no_signature_reason IS NOT NULL)", name=op.f("ck_inspections_signed_or_reason")
        ),
        sa.CheckConstraint(
            "(result = 'rectification_required') = (rectify_by IS NOT NULL)", name=op.f("ck_inspections_deadline_fits_result")
        ),
        key("inspections", "account_id", "accounts.id"),
        key("inspections", "agency_code", "agencies.code"),
        key("inspections", "unit_id", "units.id"),
        key("inspections", "site_id", "sites.id"),
        key("inspections", "checklist_id", "checklists.id"),
        key("inspections", "signature_media_id", "media.id"),
    )
    for columns in (
        ["unit_id", "finished_at"],
        ["agency_code", "finished_at"],
        ["account_id", "finished_at"],
        ["finished_at", "id"],
        ["device_id", "device_sequence"],
        ["site_id"],
    ):
        op.create_index(f"ix_inspections_{'_'.join(columns)}", "inspections", columns)
    op.create_table(
        "inspection_officers",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("police_number", sa.String(20)),
        sa.Column("agency_name", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("inspection_id", "account_id", name="pk_inspection_officers"),
        key("inspection_officers", "inspection_id", "inspections.id"),
        key("inspection_officers", "account_id", "accounts.id"),
    )
    op.create_index("ix_inspection_officers_account_id", "inspection_officers", ["account_id"])
    op.create_table(
        "inspection_items",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("inspection_id", "item_id", name="pk_inspection_items"),
        key("inspection_items", "inspection_id", "inspections.id"),
        key("inspection_items", "item_id", "checklist_items.id"),
    )
    op.create_table(
        "inspected_guards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("guard_id", sa.Uuid()),
        sa.Column("certificate_number", sa.String(60)),
        sa.Column("name", sa.String(60)),
        sa.Column("presence", sa.String(16), nullable=False),
        sa.Column("verification_id", sa.Uuid()),
        sa.Column("reason", sa.String(24)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inspected_guards"),
        key("inspected_guards", "inspection_id", "inspections.id"),
        key("inspected_guards", "guard_id", "guards.id"),
    )
    op.create_index("ix_inspected_guards_inspection_id", "inspected_guards", ["inspection_id"])
    op.create_index("ix_inspected_guards_guard_id", "inspected_guards", ["guard_id"])
    op.create_table(
        "inspection_photos",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("caption", sa.String(200), nullable=False),
        sa.Column("item_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("inspection_id", "media_id", name="pk_inspection_photos"),
        key("inspection_photos", "inspection_id", "inspections.id"),
        key("inspection_photos", "media_id", "media.id"),
        key("inspection_photos", "item_id", "checklist_items.id"),
    )
    op.create_table(
        "inspection_sequences",
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency_code", "year", name="pk_inspection_sequences"),
        key("inspection_sequences", "agency_code", "agencies.code"),
    )
    with op.batch_alter_table("media") as batch:
        batch.create_foreign_key("fk_media_inspection_id_inspections", "inspections", ["inspection_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("media") as batch:
        batch.drop_constraint("fk_media_inspection_id_inspections", type_="foreignkey")
    for table in (
        "inspection_sequences",
        "inspection_photos",
        "inspected_guards",
        "inspection_items",
        "inspection_officers",
        "inspections",
        "media",
        "checklist_items",
        "checklists",
    ):
        op.drop_table(table)
