"""Signing keys are planned, used, retired and revoked, for cards or for lists; the signed lists are kept as published.

The release before goes on: it takes for the key in use what has no end, so the new release gives every planned key
and every key for lists one; what it makes itself is a key for cards in use. A revoked key is closed by the database:
neither an act nor a hand in the table makes its cards good again, and it cannot be deleted.

The key of a card stands in the second byte of its payload; an index of that byte finds the cards of a key without a
new column, which the release before would leave empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BY_KEY = "ix_certificates_by_key"
TAKEN_BACK = "NEW.revoked_at IS {differs} OLD.revoked_at OR NEW.private_key IS NOT NULL OR NEW.public_key <> OLD.public_key"
SAID = "a revoked key stays revoked"

ON_SQLITE = [
    f"""CREATE TRIGGER tr_signing_keys_revoked_for_good BEFORE UPDATE ON signing_keys
        WHEN OLD.revoked_at IS NOT NULL AND ({TAKEN_BACK.format(differs="NOT")})
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER tr_signing_keys_revoked_kept BEFORE DELETE ON signing_keys
        WHEN OLD.revoked_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
]
ON_POSTGRESQL = [
    f"""CREATE FUNCTION refuse_to_unrevoke() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER tr_signing_keys_revoked_for_good BEFORE UPDATE ON signing_keys FOR EACH ROW
        WHEN (OLD.revoked_at IS NOT NULL AND ({TAKEN_BACK.format(differs="DISTINCT FROM")}))
        EXECUTE FUNCTION refuse_to_unrevoke()""",
    """CREATE TRIGGER tr_signing_keys_revoked_kept BEFORE DELETE ON signing_keys FOR EACH ROW
        WHEN (OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION refuse_to_unrevoke()""",
]
COLUMNS = {
    "purpose": "VARCHAR(4) DEFAULT 'card' NOT NULL CONSTRAINT ck_signing_keys_purpose_known CHECK (purpose IN ('card', 'list'))",
    "signer": "VARCHAR(8) DEFAULT 'embedded' NOT NULL CONSTRAINT ck_signing_keys_signer_known CHECK (signer IN ('embedded', 'pkcs11'))",
}
"""Written out: only so both databases take a check together with its column, without looking at the table again."""


def upgrade() -> None:
    for name, form in COLUMNS.items():
        op.execute(f"ALTER TABLE signing_keys ADD COLUMN {name} {form}")
    for column in (
        sa.Column("label", sa.String(80)),
        sa.Column("planned_at", sa.DateTime(timezone=True)),
        sa.Column("activated_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_reason", sa.Text()),
    ):
        op.add_column("signing_keys", column)
    op.create_table(
        "publications",
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("key_id", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(32), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("not_valid", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "version", name="pk_publications"),
        sa.CheckConstraint("kind IN ('trust', 'status')", name=op.f("ck_publications_kind_known")),
    )
    op.create_table(
        "publication_wants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publication_wants"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in ON_SQLITE:
            op.execute(statement)
        op.create_index(BY_KEY, "certificates", [sa.text("substr(payload, 2, 1)"), "id"])
        return
    for statement in ON_POSTGRESQL:
        op.execute(statement)
    with op.get_context().autocommit_block():  # nobody who writes certificates waits for it
        op.create_index(BY_KEY, "certificates", [sa.text("substr(payload, 2, 1)"), "id"], postgresql_concurrently=True)


def downgrade() -> None:
    on = " ON signing_keys" if op.get_bind().dialect.name == "postgresql" else ""
    for name in ("tr_signing_keys_revoked_for_good", "tr_signing_keys_revoked_kept"):
        op.execute(f"DROP TRIGGER {name}{on}")
    if on:
        op.execute("DROP FUNCTION refuse_to_unrevoke()")
    op.drop_index(BY_KEY, "certificates")
    op.drop_table("publication_wants")
    op.drop_table("publications")
    with op.batch_alter_table("signing_keys") as batch:
        batch.drop_constraint(op.f("ck_signing_keys_purpose_known"), type_="check")
        batch.drop_constraint(op.f("ck_signing_keys_signer_known"), type_="check")
        for name in ("purpose", "signer", "label", "planned_at", "activated_at", "revoked_reason"):
            batch.drop_column(name)
