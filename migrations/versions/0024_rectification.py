"""Rectification notices with their items, answers and re-checks; the law's penalties; the calendar of working days.

`inspections.notice_id` says whose re-check a visit was; empty for all that the running release writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

CLIMBS = sa.text("escalate_on IS NOT NULL")


def keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """The table's foreign keys, each to its target's only key column."""
    return [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}_{target.split('.')[0]}")
        for column, target in columns.items()
    ]


def known(table: str, column: str, *words: str) -> sa.CheckConstraint:
    """The column holds one of the words."""
    return sa.CheckConstraint(f"{column} IN {words}", name=op.f(f"ck_{table}_{column}_known"))


def upgrade() -> None:
    _notices()
    _parts()
    _law()
    op.add_column("inspections", sa.Column("notice_id", sa.Uuid()))


def _notices() -> None:
    name = "rectification_notices"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("issued_by_name", sa.String(60), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("recheck_requested_at", sa.DateTime(timezone=True)),
        sa.Column("recheck_due_on", sa.Date()),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("escalate_on", sa.Date()),
        sa.Column("escalated_level", sa.SmallInteger(), nullable=False),
        sa.Column("escalated_to", sa.String(12)),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("number", name=f"uq_{name}_number"),
        sa.UniqueConstraint("inspection_id", name=f"uq_{name}_inspection_id"),
        known(name, "state", "open", "answered", "closed", "proposed"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f(f"ck_{name}_closed_has_date")),
        *keys(
            name, inspection_id="inspections.id", unit_id="units.id", site_id="sites.id", agency_code="agencies.code",
            issued_by_id="accounts.id", escalated_to="agencies.code",
        ),
    )  # fmt: skip
    for column in ("site_id", "escalated_to"):
        op.create_index(f"ix_{name}_{column}", name, [column])
    op.create_index(f"ix_{name}_agency_code_issued_at", name, ["agency_code", "issued_at"])
    op.create_index(f"ix_{name}_unit_id_issued_at", name, ["unit_id", "issued_at"])
    op.create_index(f"ix_{name}_issued_at_id", name, ["issued_at", "id"])
    op.create_index(f"ix_{name}_state_due_on", name, ["state", "due_on", "id"])
    op.create_index(f"ix_{name}_climbs", name, ["escalate_on", "id"], sqlite_where=CLIMBS, postgresql_where=CLIMBS)
    op.create_table(
        "rectification_sequences",
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency_code", "year", name="pk_rectification_sequences"),
        *keys("rectification_sequences", agency_code="agencies.code"),
    )


def _parts() -> None:
    name = "rectification_items"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("item_id", sa.Uuid()),
        sa.Column("finding", sa.String(20)),
        sa.Column("guard_id", sa.Uuid()),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(14), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("notice_id", "position", name=f"uq_{name}_notice_id_position"),
        sa.CheckConstraint("(item_id IS NULL) <> (finding IS NULL)", name=op.f(f"ck_{name}_point_or_finding")),
        known(name, "state", "open", "answered", "corrected", "not_corrected"),
        *keys(name, notice_id="rectification_notices.id", item_id="checklist_items.id", guard_id="guards.id"),
    )
    op.create_index(f"ix_{name}_guard_id", name, ["guard_id"])
    name = "rectification_events"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid()),
        sa.Column("by_name", sa.String(60)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("notice_id", "position", name=f"uq_{name}_notice_id_position"),
        known(
            name, "kind", "issued", "answered", "recheck_requested", "extended", "rechecked", "closed", "penalty_proposed", "escalated",
        ),
        *keys(name, notice_id="rectification_notices.id", by_id="accounts.id"),
    )  # fmt: skip
    op.create_table(
        "answer_photos",
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("media_id", name="pk_answer_photos"),
        *keys("answer_photos", media_id="media.id", event_id="rectification_events.id"),
    )
    op.create_index("ix_answer_photos_event_id", "answer_photos", ["event_id"])


def _law() -> None:
    name = "penalty_provisions"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("from_yuan", sa.Integer()),
        sa.Column("to_yuan", sa.Integer()),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("code", "effective_from", name=f"uq_{name}_code_effective_from"),
        known(name, "kind", "reprimand", "warning", "fine", "revocation"),
        sa.CheckConstraint("(kind = 'fine') = (from_yuan IS NOT NULL AND to_yuan IS NOT NULL)", name=op.f(f"ck_{name}_fine_has_range")),
    )
    name = "penalty_proposals"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("provision_id", sa.Uuid(), nullable=False),
        sa.Column("amount_yuan", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_name", sa.String(60), nullable=False),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *keys(
            name, notice_id="rectification_notices.id", provision_id="penalty_provisions.id", proposed_by_id="accounts.id",
            agency_code="agencies.code",
        ),
    )  # fmt: skip
    op.create_index(f"ix_{name}_notice_id", name, ["notice_id"])
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("source", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_holidays"),
        known("holidays", "kind", "off", "worked"),
        known("holidays", "source", "notice", "statute"),
    )


def downgrade() -> None:
    op.drop_column("inspections", "notice_id")
    for table in (
        "holidays", "penalty_proposals", "penalty_provisions", "answer_photos", "rectification_events", "rectification_items",
        "rectification_sequences", "rectification_notices",
    ):  # fmt: skip
        op.drop_table(table)
