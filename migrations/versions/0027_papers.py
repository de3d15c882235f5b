"""Papers: PDF files that are made once, and the codes with which one is taken along.

New tables only, so the running release is not touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _papers()
    _codes()


def _at(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _uuid(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=f"fk_{table}_{column}_{other.split('.')[0]}")


def _papers() -> None:
    op.create_table(
        "papers",
        _uuid("id"),
        _text("kind", 24),
        _text("number", 60),
        _uuid("inspection_id"),
        _uuid("notice_id", nullable=True),
        _text("agency_code", 12),
        _text("agency_name", 80),
        _uuid("unit_id"),
        _text("unit_name", 120),
        _at("dated_at"),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        _text("file", 80),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.SmallInteger(), nullable=False),
        _at("made_at"),
        _text("token", 32),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
        sa.UniqueConstraint("kind", "inspection_id", name="uq_papers_kind_inspection_id"),
        sa.UniqueConstraint("notice_id", name="uq_papers_notice_id"),
        sa.UniqueConstraint("token", name="uq_papers_token"),
        _foreign("papers", "notice_id", "rectification_notices.id"),
        sa.CheckConstraint("kind IN ('inspection_record', 'rectification_notice')", name=op.f("ck_papers_kind_known")),
        sa.CheckConstraint("(kind = 'rectification_notice') = (notice_id IS NOT NULL)", name=op.f("ck_papers_notice_fits_kind")),
        _foreign("papers", "inspection_id", "inspections.id"),
        _foreign("papers", "agency_code", "agencies.code"),
        _foreign("papers", "unit_id", "units.id"),
    )
    op.create_index("ix_papers_inspection_id", "papers", ["inspection_id"])
    op.create_index("ix_papers_file", "papers", ["file"])


def _codes() -> None:
    op.create_table(
        "paper_codes",
        _uuid("id"),
        _uuid("paper_id"),
        sa.Column("code_index", sa.LargeBinary(16), nullable=False),
        _at("expires_at"),
        sa.Column("opened", sa.SmallInteger(), nullable=False),
        _uuid("account_id"),
        _text("account_name", 60),
        _at("at"),
        sa.PrimaryKeyConstraint("id", name="pk_paper_codes"),
        sa.UniqueConstraint("code_index", name="uq_paper_codes_code_index"),
        _foreign("paper_codes", "paper_id", "papers.id"),
        _foreign("paper_codes", "account_id", "accounts.id"),
    )
    op.create_index("ix_paper_codes_paper_id", "paper_codes", ["paper_id"])
    op.create_index("ix_paper_codes_expires_at", "paper_codes", ["expires_at"])


def downgrade() -> None:
    op.drop_table("paper_codes")
    op.drop_table("papers")
