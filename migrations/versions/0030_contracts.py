"""Documents that units hand in, service contracts with their checks and filings, and what sites need by shift.

New tables, and columns of `clients` that a release before this one leaves empty: a client's kind and contact, sealed where it is a
phone number, and its version, which begins at 1 for those that the release before enters.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

WAITING = sa.text("NOT named")


def keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """The table's foreign keys, each to its target's only key column."""
    return [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}_{target.split('.')[0]}")
        for column, target in columns.items()
    ]


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    """A rule that holds in each row."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _documents()
    _clients()  # after units and accounts, before sites: in the order in which requests lock them
    _contracts()
    _beside_contracts()
    _sites()


def _clients() -> None:
    for column in (
        sa.Column("kind", sa.String(20)),
        sa.Column("contact_name", sa.String(60)),
        sa.Column("contact_phone", sa.LargeBinary()),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ):
        op.add_column("clients", column)


def _documents() -> None:
    name = "documents"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.String(20), nullable=False),
        sa.Column("file", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("keep_until", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        check(name, "media_type_known", "media_type IN ('application/pdf', 'image/jpeg')"),
        *keys(name, unit_id="units.id", account_id="accounts.id"),
    )
    for column in ("unit_id", "file"):
        op.create_index(f"ix_{name}_{column}", name, [column])
    op.create_index(f"ix_{name}_waiting", name, ["created_at"], sqlite_where=WAITING, postgresql_where=WAITING)


def _contracts() -> None:
    name = "service_contracts"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date()),
        sa.Column("terminated_on", sa.Date()),
        sa.Column("termination_reason", sa.Text()),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("checklist", sa.String(20), nullable=False),
        sa.Column("province_code", sa.String(2)),
        sa.Column("keep_until", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("unit_id", "number", name=f"uq_{name}_unit_id_number"),
        check(name, "state_known", "state IN ('draft', 'signed', 'terminated')"),
        check(name, "ends_after_start", "ends_on >= starts_on"),
        check(name, "signed_has_day", "(state = 'draft') = (signed_on IS NULL)"),
        check(name, "terminated_has_day", "(state = 'terminated') = (terminated_on IS NOT NULL)"),
        check(name, "terminated_has_reason", "(terminated_on IS NULL) = (termination_reason IS NULL)"),
        check(name, "signed_is_kept", "(state = 'draft') = (keep_until IS NULL)"),
        *keys(name, unit_id="units.id", client_id="clients.id"),
    )
    op.create_index(f"ix_{name}_by_unit", name, ["unit_id", "ends_on", "id"])
    op.create_index(f"ix_{name}_client_id", name, ["client_id"])


def _beside_contracts() -> None:
    name = "contract_checks"
    op.create_table(
        name,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("point", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("account_name", sa.String(60), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", "point", name=f"pk_{name}"),
        check(name, "answer_known", "answer IN ('yes', 'not_needed', 'no')"),
        check(name, "other_than_yes_says_why", "answer = 'yes' OR note <> ''"),
        *keys(name, contract_id="service_contracts.id", account_id="accounts.id"),
    )
    name = "contract_documents"
    kinds = "('contract', 'supplement', 'client_licence', 'property_proof', 'authorisation', 'approval', 'other')"
    op.create_table(
        name,
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=f"pk_{name}"),
        check(name, "kind_known", f"kind IN {kinds}"),
        *keys(name, document_id="documents.id", contract_id="service_contracts.id"),
    )
    op.create_index(f"ix_{name}_contract_id", name, ["contract_id"])
    name = "cross_province_filings"
    op.create_table(
        name,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("province_code", sa.String(2), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_certain", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("handed_in_on", sa.Date()),
        sa.Column("receipt", sa.String(60)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=f"pk_{name}"),
        check(name, "state_known", "state IN ('due', 'handed_in')"),
        check(name, "handed_in_has_day", "(state = 'due') = (handed_in_on IS NULL)"),
        *keys(name, contract_id="service_contracts.id"),
    )


def _sites() -> None:
    name = "site_terms"
    op.create_table(
        name,
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("venue", sa.String(20)),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name=f"pk_{name}"),
        *keys(name, site_id="sites.id", contract_id="service_contracts.id"),
    )
    op.create_index(f"ix_{name}_contract_id", name, ["contract_id"])
    name = "site_posts"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("shift", sa.String(40), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("needed", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("site_id", "place", name=f"uq_{name}_site_id_place"),
        check(name, "needed_counts", "needed BETWEEN 1 AND 999"),
        *keys(name, site_id="sites.id"),
    )


def downgrade() -> None:
    for name in (
        "site_posts", "site_terms", "cross_province_filings", "contract_documents", "contract_checks", "service_contracts", "documents",
    ):  # fmt: skip
        op.drop_table(name)
    for column in ("version", "contact_phone", "contact_name", "kind"):
        op.drop_column("clients", column)
