"""Tasks with the rules they follow from and the visits that served them, and plans of the day.

New tables only, so the running release is not touched. A release before this one records visits that serve no task;
the daily job counts them where it makes a period's duties, and an open task is served by the next visit.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

AT_SITE = sa.text("site_id IS NOT NULL")
QUOTA = sa.text("unit_id IS NULL")


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
    _rules()
    _tasks()
    _plans()


def _rules() -> None:
    name = "duty_rules"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("title_zh", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("basis", sa.String(200), nullable=False),
        sa.Column("agency_level", sa.String(10), nullable=False),
        sa.Column("unit_kinds", sa.JSON(), nullable=False),
        sa.Column("subject", sa.String(4), nullable=False),
        sa.Column("each", sa.Boolean(), nullable=False),
        sa.Column("times", sa.SmallInteger(), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("served_at", sa.String(4), nullable=False),
        sa.Column("counts_below", sa.Boolean(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("code", name=f"uq_{name}_code"),
        check(name, "subject_known", "subject IN ('unit', 'site')"),
        check(name, "period_known", "period IN ('month', 'quarter', 'year')"),
        check(name, "place_known", "served_at IN ('unit', 'site', 'any')"),
        check(name, "times_count", "times > 0"),
        check(name, "each_means_units", "subject = 'unit' OR NOT each"),
    )


def _tasks() -> None:
    name = "tasks"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("rule_id", sa.Uuid()),
        sa.Column("notice_id", sa.Uuid()),
        sa.Column("alert_id", sa.Uuid()),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("agency_code", sa.String(12), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("needed", sa.SmallInteger(), nullable=False),
        sa.Column("visits", sa.SmallInteger(), nullable=False),
        sa.Column("assigned_to_id", sa.Uuid()),
        sa.Column("assigned_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(14)),
        sa.Column("note", sa.Text()),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("kind", "source", name=f"uq_{name}_kind_source"),
        check(name, "kind_known", "kind IN ('recheck', 'duty', 'alert')"),
        check(name, "state_known", "state IN ('open', 'done', 'dropped')"),
        check(name, "duty_has_rule", "(kind = 'duty') = (rule_id IS NOT NULL)"),
        check(name, "recheck_has_notice", "(kind = 'recheck') = (notice_id IS NOT NULL)"),
        check(name, "alert_task_has_alert", "(kind = 'alert') = (alert_id IS NOT NULL)"),
        check(name, "visits_something", "unit_id IS NOT NULL OR (kind = 'duty' AND site_id IS NULL)"),
        check(name, "closed_has_time", "(state = 'open') = (closed_at IS NULL)"),
        check(name, "dropped_has_reason", "(state = 'dropped') = (reason IS NOT NULL)"),
        check(name, "assigned_has_time", "(assigned_to_id IS NULL) = (assigned_at IS NULL)"),
        *keys(
            name, rule_id="duty_rules.id", notice_id="rectification_notices.id", alert_id="alerts.id", unit_id="units.id",
            site_id="sites.id", agency_code="agencies.code", assigned_to_id="accounts.id",
        ),
    )  # fmt: skip
    for suffix, columns in (
        ("by_day", ["state", "due_on", "id", "agency_code", "kind"]),
        ("by_agency", ["agency_code", "state", "due_on", "id"]),
        ("by_officer", ["assigned_to_id", "state", "due_on", "id"]),
        ("by_unit", ["unit_id", "state", "due_on", "id", "site_id", "agency_code"]),
        ("rule_id_due_on", ["rule_id", "due_on"]),
        ("notice_id", ["notice_id"]),
        ("alert_id", ["alert_id"]),
    ):
        op.create_index(f"ix_tasks_{suffix}", name, columns)
    columns = ["site_id", "state", "agency_code"]
    op.create_index("ix_tasks_by_site", name, columns, sqlite_where=AT_SITE, postgresql_where=AT_SITE)
    op.create_index("ix_tasks_quotas", name, ["agency_code", "due_on"], sqlite_where=QUOTA, postgresql_where=QUOTA)
    name = "task_visits"
    op.create_table(
        name,
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("task_id", "inspection_id", name=f"pk_{name}"),
        *keys(name, task_id="tasks.id", inspection_id="inspections.id", unit_id="units.id", site_id="sites.id"),
    )
    op.create_index(f"ix_{name}_inspection_id", name, ["inspection_id"])


def _plans() -> None:
    name = "day_plans"
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("account_id", "day", name=f"uq_{name}_account_id_day"),
        *keys(name, account_id="accounts.id"),
    )
    name = "day_plan_stops"
    op.create_table(
        name,
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("plan_id", "position", name=f"pk_{name}"),
        *keys(name, plan_id="day_plans.id", unit_id="units.id", site_id="sites.id"),
    )


def downgrade() -> None:
    for name in ("day_plan_stops", "day_plans", "task_visits", "tasks", "duty_rules"):
        op.drop_table(name)
