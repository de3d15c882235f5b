"""Transfers between units, and why guards left as a word of a list.

A new table, and one column that the release before leaves empty: its free text stays in `end_reason`, which this release reads
as the note. It goes on writing employments that no transfer knows; a transfer whose employment it ended lapses by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NAME = "transfers"
OPEN = sa.text("state IN ('proposed', 'accepted')")
PROPOSED = sa.text("state = 'proposed'")
ACCEPTED = sa.text("state = 'accepted'")
KEYS = {
    "from_unit_id": "units.id",
    "to_unit_id": "units.id",
    "accepted_by_id": "accounts.id",
    "guard_id": "guards.id",
    "employment_id": "employments.id",
    "new_employment_id": "employments.id",
}
"""In the order in which requests lock the tables."""


def check(name: str, rule: str) -> sa.CheckConstraint:
    """A rule that holds in each row."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{NAME}_{name}"))


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guard_id", sa.Uuid(), nullable=False),
        sa.Column("employment_id", sa.Uuid(), nullable=False),
        sa.Column("new_employment_id", sa.Uuid()),
        sa.Column("from_unit_id", sa.Uuid(), nullable=False),
        sa.Column("to_unit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.String(40), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(4), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("lapse_reason", sa.String(16)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_on", sa.Date(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("accepted_by_id", sa.Uuid()),
        sa.Column("accepted_by_name", sa.String(60)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{NAME}"),
        check("two_units", "from_unit_id <> to_unit_id"),
        check("side_known", "proposed_by IN ('from', 'to')"),
        check("state_known", "state IN ('proposed', 'accepted', 'declined', 'withdrawn', 'done', 'lapsed')"),
        check("closed_has_time", "(state IN ('proposed', 'accepted')) = (closed_at IS NULL)"),
        check("lapsed_has_reason", "(state = 'lapsed') = (lapse_reason IS NOT NULL)"),
        check("done_has_employment", "(state = 'done') = (new_employment_id IS NOT NULL)"),
        check("accepted_has_time", "state NOT IN ('accepted', 'done') OR accepted_at IS NOT NULL"),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_{NAME}_{column}_{target.split('.')[0]}")
            for column, target in KEYS.items()
        ),
    )
    for columns in (
        ["from_unit_id", "id"], ["to_unit_id", "id"], ["employment_id"], ["new_employment_id"], ["accepted_by_id"], ["guard_id"],
    ):  # fmt: skip
        op.create_index(f"ix_{NAME}_{'_'.join(columns)}", NAME, columns)
    for name, columns, where in (
        ("uq_transfers_one_open_per_guard_and_unit", ["guard_id", "to_unit_id"], OPEN),
        ("uq_transfers_one_accepted_per_guard", ["guard_id"], ACCEPTED),
        ("ix_transfers_lapses_on_proposed", ["lapses_on"], PROPOSED),
        ("ix_transfers_effective_on_accepted", ["effective_on"], ACCEPTED),
    ):
        op.create_index(name, NAME, columns, unique=name.startswith("uq"), sqlite_where=where, postgresql_where=where)
    op.add_column("employments", sa.Column("leaving_reason", sa.String(16)))


def downgrade() -> None:
    op.drop_table(NAME)
    op.drop_column("employments", "leaving_reason")
