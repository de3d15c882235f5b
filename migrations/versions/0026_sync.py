"""What an account was allowed and when; what waits for a supervisor; records of one visit; the keys of files handed in.

The history of the accounts there are is read out of the audit, backwards from what each holds now. Only what is over is kept,
so the release before, which does not know the table, can go on changing accounts. The new column is empty.
"""

from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WAITING, UNSETTLED = sa.text("decided_at IS NULL"), sa.text("settled_at IS NULL")
ACTS = ("change", "disable", "enable")


def upgrade() -> None:
    op.create_table(
        "account_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("agency_code", sa.String(12)),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_grants"),
        sa.CheckConstraint("from_at <= until_at", name=op.f("ck_account_grants_ends_after_it_began")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_grants_account_id_accounts"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_account_grants_agency_code_agencies"),
    )
    op.create_index("ix_account_grants_account_id_until_at", "account_grants", ["account_id", "until_at"])
    op.create_table(
        "quarantined_commands",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("device_id", sa.Uuid()),
        sa.Column("sequence", sa.BigInteger()),
        sa.Column("signed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("record_id", sa.Uuid()),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_by", sa.Uuid()),
        sa.Column("decision", sa.String(10)),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_quarantined_commands"),
        sa.CheckConstraint("kind IN ('inspection', 'verification')", name=op.f("ck_quarantined_commands_kind_known")),
        sa.CheckConstraint("(decided_at IS NULL) = (decision IS NULL)", name=op.f("ck_quarantined_commands_decided_has_decision")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_quarantined_commands_account_id_accounts"),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_quarantined_commands_agency_code_agencies"),
        sa.ForeignKeyConstraint(["handed_in_by"], ["accounts.id"], name="fk_quarantined_commands_handed_in_by_accounts"),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name="fk_quarantined_commands_decided_by_accounts"),
    )
    op.create_index("ix_quarantined_commands_agency_code_id", "quarantined_commands", ["agency_code", "id"])
    op.create_index("ix_quarantined_commands_account_id_record_id", "quarantined_commands", ["account_id", "record_id"])
    op.create_index(
        "ix_quarantined_commands_open", "quarantined_commands", ["agency_code", "received_at", "id"],
        sqlite_where=WAITING, postgresql_where=WAITING,
    )  # fmt: skip
    op.create_table(
        "conflicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolution", sa.String(12)),
        sa.Column("superseded_id", sa.Uuid()),
        sa.Column("settled_by", sa.Uuid()),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_conflicts"),
        sa.UniqueConstraint("kind", "first_id", "second_id", name="uq_conflicts_kind_first_id_second_id"),
        sa.CheckConstraint("kind IN ('visit', 'number')", name=op.f("ck_conflicts_kind_known")),
        sa.CheckConstraint("(settled_at IS NULL) = (resolution IS NULL)", name=op.f("ck_conflicts_settled_has_resolution")),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_conflicts_agency_code_agencies"),
        sa.ForeignKeyConstraint(["settled_by"], ["accounts.id"], name="fk_conflicts_settled_by_accounts"),
    )
    op.create_index("ix_conflicts_agency_code_id", "conflicts", ["agency_code", "id"])
    op.create_index("ix_conflicts_second_id", "conflicts", ["second_id"])
    op.create_index("ix_conflicts_open", "conflicts", ["agency_code", "id"], sqlite_where=UNSETTLED, postgresql_where=UNSETTLED)
    op.create_table(
        "hand_in_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(65), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hand_in_keys"),
        sa.UniqueConstraint("year", name="uq_hand_in_keys_year"),
    )
    op.add_column("inspections", sa.Column("superseded_by_id", sa.Uuid()))
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """What each account held before each act of the audit that changed it."""
    accounts = sa.table("accounts", *(sa.column(name) for name in ("role", "agency_code", "status")),
                        sa.column("id", sa.Uuid()), sa.column("created_at", sa.DateTime(timezone=True)))  # fmt: skip
    events = sa.table("audit_events", *(sa.column(name) for name in ("seq", "subject_type", "subject_id", "action")),
                      sa.column("at", sa.DateTime(timezone=True)), sa.column("before", sa.JSON()))  # fmt: skip
    acts: dict[str, list] = {}
    for row in connection.execute(
        sa.select(events).where(events.c.subject_type == "account", events.c.action.in_(ACTS)).order_by(events.c.seq)
    ):
        acts.setdefault(row.subject_id, []).append(row)
    found = []
    for row in connection.execute(sa.select(accounts)) if acts else ():
        found += _former(row, acts.get(str(row.id), []))
    moment = sa.DateTime(timezone=True)
    grants = sa.table(
        "account_grants", *(sa.column(name) for name in ("role", "agency_code", "status")), sa.column("id", sa.Uuid()),
        sa.column("account_id", sa.Uuid()), sa.column("from_at", moment), sa.column("until_at", moment),
    )  # fmt: skip
    if found:
        connection.execute(sa.insert(grants), found)


def _former(account: sa.Row, acts: list) -> list[dict]:
    after = {"role": account.role, "agency_code": account.agency_code, "status": account.status}
    found, until = [], []
    for act in reversed(acts):
        before = {**after, **{name: value for name, value in (act.before or {}).items() if name in after}}
        if before != after:
            found.append({"id": uuid4(), "account_id": UUID(str(account.id)), **before, "until_at": act.at})
            until.append(act.at)
        after = before
    begins = [*until[1:], account.created_at]
    return [{**row, "from_at": min(begin, row["until_at"])} for row, begin in zip(found, begins, strict=False)]


def downgrade() -> None:
    with op.batch_alter_table("inspections") as table:
        table.drop_column("superseded_by_id")
    for table in ("hand_in_keys", "conflicts", "quarantined_commands", "account_grants"):
        op.drop_table(table)
