"""The transparency log: entries that wait, the log itself, its tree, its checkpoints, and forks that were reported.

New tables only, so the running release is not touched. What is in the log can neither be changed nor taken out of it:
triggers refuse it, and whoever takes the triggers away is found by `flask log verify`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FOR_GOOD = ("log_entries", "log_nodes", "log_checkpoints", "log_forks")
BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "log_waiting",
        sa.Column("number", BIG, nullable=False, autoincrement=True),
        *_written(),
        sa.PrimaryKeyConstraint("number", name="pk_log_waiting"),
    )
    op.create_table(
        "log_entries",
        sa.Column("place", BIG, nullable=False, autoincrement=False),
        sa.Column("leaf_hash", sa.LargeBinary(32), nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("place", name="pk_log_entries"),
    )
    op.create_index("ix_log_entries_leaf_hash", "log_entries", ["leaf_hash"])
    _index("ix_log_entries_certificate_id", "certificate_id", unique=False)
    _index("uq_log_entries_event_id", "event_id", unique=True)
    op.create_table(
        "log_nodes",
        sa.Column("level", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("place", BIG, nullable=False, autoincrement=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("level", "place", name="pk_log_nodes"),
    )
    op.create_table(
        "log_checkpoints",
        sa.Column("number", BIG, nullable=False, autoincrement=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_log_checkpoints"),
    )
    op.create_index("ix_log_checkpoints_size", "log_checkpoints", ["size"])
    op.create_table(
        "log_forks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("known", sa.LargeBinary(), nullable=False),
        sa.Column("offered", sa.LargeBinary(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_forks"),
        sa.UniqueConstraint("digest", name="uq_log_forks_digest"),
    )
    head = op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("taken_over_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_log_head"),
    )
    op.bulk_insert(head, [{"id": 1, "size": 0, "taken_over_at": None}])
    _guard()


def _written() -> list[sa.Column]:
    return [
        sa.Column("kind", sa.String(14), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("taken_over", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("seed", sa.LargeBinary(16), nullable=False),
        sa.Column("certificate_id", sa.Uuid()),
        sa.Column("event_id", sa.Uuid()),
        sa.Column("key_id", sa.SmallInteger()),
    ]


def _index(name: str, column: str, *, unique: bool) -> None:
    some = sa.text(f"{column} IS NOT NULL")
    op.create_index(name, "log_entries", [column], unique=unique, sqlite_where=some, postgresql_where=some)


def _guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in FOR_GOOD:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_for_good_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is for good'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION log_for_good() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is for good', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in FOR_GOOD:
        op.execute(
            f"CREATE TRIGGER {table}_for_good BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION log_for_good()"
        )


def downgrade() -> None:
    for table in ("log_head", "log_forks", "log_checkpoints", "log_nodes", "log_entries", "log_waiting"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION log_for_good()")
