"""Certificates with their history, the keys that sign the cards, and the sequences they are numbered from.

One open certificate a person is a rule of the database: a partial unique index over those that
have not ended. Keys are never deleted, so a key id is never given out twice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('valid', 'suspended')")
STATES = "state IN ('valid', 'suspended', 'revoked', 'cancelled', 'superseded')"


def upgrade() -> None:
    _certificates()
    _events()
    op.create_table(
        "signing_keys",
        sa.Column("key_id", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("algorithm", sa.String(10), nullable=False),
        sa.Column("public_key", sa.LargeBinary(65), nullable=False),
        sa.Column("private_key", sa.LargeBinary()),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("key_id", name="pk_signing_keys"),
        sa.CheckConstraint("key_id BETWEEN 1 AND 255", name=op.f("ck_signing_keys_key_id_one_byte")),
    )
    op.create_table(
        "certificate_sequences",
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency_code", "year", name="pk_certificate_sequences"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_certificate_sequences_agency_code_agencies"),
    )
    op.create_table(
        "certificate_patterns",
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("pattern", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("agency_code", name="pk_certificate_patterns"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_certificate_patterns_agency_code_agencies"),
    )


def _certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(48), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("state_reason", sa.Text()),
        sa.Column("replaced_by_id", sa.Uuid()),
        sa.Column("status_index", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(243), nullable=False),
        sa.Column("photo_media", sa.String(80)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.UniqueConstraint("number", name="uq_certificates_number"),
        sa.UniqueConstraint("status_index", name="uq_certificates_status_index"),
        sa.UniqueConstraint("replaced_by_id", name="uq_certificates_replaced_by_id"),
        sa.CheckConstraint(STATES, name=op.f("ck_certificates_state_known")),
        sa.CheckConstraint("expires_on IS NULL OR expires_on > issued_on", name=op.f("ck_certificates_expires_after_issue")),
        sa.CheckConstraint("replaced_by_id IS NULL OR state = 'superseded'", name=op.f("ck_certificates_replaced_is_superseded")),
        sa.ForeignKeyConstraint(["guard_id"], ["guards.id"], name="fk_certificates_guard_id_guards"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_certificates_agency_code_agencies"),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["certificates.id"], name="fk_certificates_replaced_by_id_certificates"),
    )
    op.create_index(
        "uq_certificates_one_open_per_guard",
        "certificates",
        ["guard_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_certificates_agency_code", "certificates", ["agency_code"])
    op.create_index("ix_certificates_guard_id_issued_on", "certificates", ["guard_id", "issued_on"])
    op.create_index("ix_certificates_issued_on_id", "certificates", ["issued_on", "id"])
    op.create_index("ix_certificates_expires_on_id", "certificates", ["expires_on", "id"])
    op.create_index("ix_certificates_state_issued_on_id", "certificates", ["state", "issued_on", "id"])


def _events() -> None:
    op.create_table(
        "certificate_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(10), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("account_id", sa.Uuid()),
        sa.Column("account_name", sa.String(60)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_events"),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificates.id"], name="fk_certificate_events_certificate_id_certificates"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_certificate_events_agency_code_agencies"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_certificate_events_account_id_accounts"),
    )
    op.create_index("ix_certificate_events_certificate_id_id", "certificate_events", ["certificate_id", "id"])


def downgrade() -> None:
    for table in ("certificate_patterns", "certificate_sequences", "signing_keys", "certificate_events", "certificates"):
        op.drop_table(table)
