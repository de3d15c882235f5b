"""Cards: templates, batches with their files, prints and failures, reprints, one-time codes and electronic cards.

New tables only, so the running release is not touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _templates()
    _batches()
    _reprints()
    _electronic()


def _id() -> sa.Column:
    return sa.Column("id", sa.Uuid(), nullable=False)


def _at(name: str = "at", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _by() -> list[sa.Column]:
    return [sa.Column("account_id", sa.Uuid(), nullable=False), sa.Column("account_name", sa.String(60), nullable=False)]


def _foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=f"fk_{table}_{column}_{other.split('.')[0]}")


def _templates() -> None:
    op.create_table(
        "card_templates",
        _id(),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(16), nullable=False),
        sa.Column("title_in_english", sa.String(60), nullable=False),
        sa.Column("agency_words", sa.String(60)),
        sa.Column("colour", sa.String(7), nullable=False),
        sa.Column("stripe", sa.String(7), nullable=False),
        sa.Column("back_text", sa.Text(), nullable=False),
        sa.Column("back_text_in_english", sa.Text(), nullable=False),
        sa.Column("logo_media", sa.String(80)),
        *_by(),
        _at(),
        sa.PrimaryKeyConstraint("id", name="pk_card_templates"),
        sa.UniqueConstraint("agency_code", "version", name="uq_card_templates_agency_code_version"),
        sa.CheckConstraint("version > 0", name=op.f("ck_card_templates_version_counts")),
        _foreign("card_templates", "agency_code", "agencies.code"),
        _foreign("card_templates", "account_id", "accounts.id"),
    )


def _batches() -> None:
    op.create_table(
        "card_batches",
        _id(),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(8), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        *_by(),
        _at(),
        _at("files_until", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_card_batches"),
        sa.UniqueConstraint("job_id", name="uq_card_batches_job_id"),
        sa.CheckConstraint("layout IN ('a4', 'single')", name=op.f("ck_card_batches_layout_known")),
        _foreign("card_batches", "agency_code", "agencies.code"),
        _foreign("card_batches", "account_id", "accounts.id"),
    )
    op.create_index("ix_card_batches_agency_code_id", "card_batches", ["agency_code", "id"])
    op.create_table(
        "card_prints",
        _id(),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(60), nullable=False),
        _at(),
        sa.PrimaryKeyConstraint("id", name="pk_card_prints"),
        sa.UniqueConstraint("batch_id", "certificate_id", name="uq_card_prints_batch_id_certificate_id"),
        sa.UniqueConstraint("batch_id", "place", name="uq_card_prints_batch_id_place"),
        _foreign("card_prints", "batch_id", "card_batches.id"),
        _foreign("card_prints", "certificate_id", "certificates.id"),
    )
    op.create_index("ix_card_prints_certificate_id_id", "card_prints", ["certificate_id", "id"])
    op.create_table(
        "card_failures",
        _id(),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(48), nullable=False),
        sa.Column("certificate_id", sa.Uuid()),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("detail", sa.String(200)),
        sa.PrimaryKeyConstraint("id", name="pk_card_failures"),
        sa.UniqueConstraint("batch_id", "number", name="uq_card_failures_batch_id_number"),
        sa.CheckConstraint("code IN ('no_photo', 'glyph_missing', 'not_valid', 'not_found')", name=op.f("ck_card_failures_code_known")),
        _foreign("card_failures", "batch_id", "card_batches.id"),
        _foreign("card_failures", "certificate_id", "certificates.id"),
    )
    op.create_table(
        "card_files",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("media", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("first_number", sa.String(48), nullable=False),
        sa.Column("last_number", sa.String(48), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "number", name="pk_card_files"),
        _foreign("card_files", "batch_id", "card_batches.id"),
    )
    op.create_index("ix_card_files_media", "card_files", ["media"])


def _reprints() -> None:
    op.create_table(
        "card_reprints",
        _id(),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("former_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("account_name", sa.String(60), nullable=False),
        _at(),
        sa.PrimaryKeyConstraint("id", name="pk_card_reprints"),
        sa.UniqueConstraint("former_id", name="uq_card_reprints_former_id"),
        sa.UniqueConstraint("certificate_id", name="uq_card_reprints_certificate_id"),
        sa.CheckConstraint(
            "reason IN ('damaged', 'lost', 'stolen', 'name_changed', 'photo_changed', 'misprint', 'other')",
            name=op.f("ck_card_reprints_reason_known"),
        ),
        _foreign("card_reprints", "guard_id", "guards.id"),
        _foreign("card_reprints", "former_id", "certificates.id"),
        _foreign("card_reprints", "certificate_id", "certificates.id"),
    )
    op.create_index("ix_card_reprints_guard_id_id", "card_reprints", ["guard_id", "id"])


def _electronic() -> None:
    op.create_table(
        "card_codes",
        _id(),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("code_index", sa.LargeBinary(16), nullable=False),
        _at("expires_at"),
        _at("ended_at", nullable=True),
        *_by(),
        _at(),
        sa.PrimaryKeyConstraint("id", name="pk_card_codes"),
        _foreign("card_codes", "guard_id", "guards.id"),
        _foreign("card_codes", "account_id", "accounts.id"),
    )
    waiting = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_card_codes_one_open_per_guard", "card_codes", ["guard_id"], unique=True, sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_index("ix_card_codes_guard_id_code_index", "card_codes", ["guard_id", "code_index"])
    op.create_table(
        "electronic_cards",
        _id(),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("key_index", sa.LargeBinary(16), nullable=False),
        _at("seen_on"),
        _at("ended_at", nullable=True),
        _at(),
        sa.PrimaryKeyConstraint("id", name="pk_electronic_cards"),
        sa.UniqueConstraint("code_id", name="uq_electronic_cards_code_id"),
        sa.UniqueConstraint("key_index", name="uq_electronic_cards_key_index"),
        _foreign("electronic_cards", "guard_id", "guards.id"),
        _foreign("electronic_cards", "certificate_id", "certificates.id"),
        _foreign("electronic_cards", "code_id", "card_codes.id"),
    )
    op.create_index("ix_electronic_cards_guard_id_id", "electronic_cards", ["guard_id", "id"])


def downgrade() -> None:
    names = (
        "electronic_cards",
        "card_codes",
        "card_reprints",
        "card_files",
        "card_failures",
        "card_prints",
        "card_batches",
        "card_templates",
    )
    for name in names:
        op.drop_table(name)
