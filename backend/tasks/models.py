"""Rules of how often one must inspect, the tasks that follow, the visits that served them, and plans of a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Account
from backend.database import Base, Identified, Versioned
from backend.jurisdictions.models import Agency
from backend.roster.models import Site
from backend.tasks.periods import PERIODS
from backend.units.models import Unit

KINDS = ("recheck", "duty", "alert")
STATES = ("open", "done", "dropped")
REASONS = ("missed", "notice_ended", "alert_settled", "closed", "dismissed")
"""Why a task was dropped. closed: the unit or the site is."""
SUBJECTS = ("unit", "site")
PLACES = ("unit", "site", "any")
AT_SITE = text("site_id IS NOT NULL")
QUOTA = text("unit_id IS NULL")


class DutyRule(Identified, Base):
    """How often agencies of a level inspect units of some kinds. Law or local practice as data: never changed, only ended.

    basis         where the rule stands, in words
    subject       what is counted: units or sites
    each          each of them so often in a period; else so many different ones of them, whichever
    served_at     where the visit must have been: at the unit itself, at one of its sites, or either
    counts_below  whether visits by agencies below count
    """

    __tablename__ = "duty_rules"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject_known"),
        CheckConstraint(f"period IN {PERIODS}", name="period_known"),
        CheckConstraint(f"served_at IN {PLACES}", name="place_known"),
        CheckConstraint("times > 0", name="times_count"),
        CheckConstraint("subject = 'unit' OR NOT each", name="each_means_units"),
    )

    code: Mapped[str] = mapped_column(String(60))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(200))
    agency_level: Mapped[str] = mapped_column(String(10))
    unit_kinds: Mapped[list[str]] = mapped_column(JSON)
    subject: Mapped[str] = mapped_column(String(4))
    each: Mapped[bool] = mapped_column(Boolean)
    times: Mapped[int] = mapped_column(SmallInteger)
    period: Mapped[str] = mapped_column(String(8))
    served_at: Mapped[str] = mapped_column(String(4))
    counts_below: Mapped[bool] = mapped_column(Boolean)
    effective_from: Mapped[date] = mapped_column(Date)
    effective_until: Mapped[date | None] = mapped_column(Date)


class Task(Identified, Versioned, Base):
    """Something to visit by a day.

    source    what it follows from: the notice and its round, the rule with period and unit, the alert; unique for a kind
    notice_id, alert_id  what a re-check or an alert's task is about
    unit_id   empty where any units of the rule's kinds will do
    opens_on  no earlier visit serves it
    needed    how many visits; `visits`: how many there were
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("kind", "source"),
        CheckConstraint(f"kind IN {KINDS}", name="kind_known"),
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        CheckConstraint("(kind = 'duty') = (rule_id IS NOT NULL)", name="duty_has_rule"),
        CheckConstraint("(kind = 'recheck') = (notice_id IS NOT NULL)", name="recheck_has_notice"),
        CheckConstraint("(kind = 'alert') = (alert_id IS NOT NULL)", name="alert_task_has_alert"),
        CheckConstraint("unit_id IS NOT NULL OR (kind = 'duty' AND site_id IS NULL)", name="visits_something"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_time"),
        CheckConstraint("(state = 'dropped') = (reason IS NOT NULL)", name="dropped_has_reason"),
        CheckConstraint("(assigned_to_id IS NULL) = (assigned_at IS NULL)", name="assigned_has_time"),
        Index("ix_tasks_by_day", "state", "due_on", "id", "agency_code", "kind"),
        Index("ix_tasks_by_agency", "agency_code", "state", "due_on", "id"),
        Index("ix_tasks_by_officer", "assigned_to_id", "state", "due_on", "id"),
        Index("ix_tasks_by_unit", "unit_id", "state", "due_on", "id", "site_id", "agency_code"),
        Index("ix_tasks_by_site", "site_id", "state", "agency_code", sqlite_where=AT_SITE, postgresql_where=AT_SITE),
        Index("ix_tasks_rule_id_due_on", "rule_id", "due_on"),
        Index("ix_tasks_quotas", "agency_code", "due_on", sqlite_where=QUOTA, postgresql_where=QUOTA),
    )

    kind: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(120))
    rule_id: Mapped[UUID | None] = mapped_column(ForeignKey("duty_rules.id"))
    notice_id: Mapped[UUID | None] = mapped_column(ForeignKey("rectification_notices.id"), index=True)
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alerts.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("sites.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    opens_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    needed: Mapped[int] = mapped_column(SmallInteger, default=1)
    visits: Mapped[int] = mapped_column(SmallInteger, default=0)
    assigned_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    assigned_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(8), default="open")
    reason: Mapped[str | None] = mapped_column(String(14))
    note: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    rule: Mapped[DutyRule | None] = relationship(lazy="raise")
    unit: Mapped[Unit | None] = relationship(lazy="raise")
    site: Mapped[Site | None] = relationship(lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")
    assigned_to: Mapped[Account | None] = relationship(lazy="raise")

    def close(self, state: str, now: datetime, reason: str | None = None, note: str | None = None) -> None:
        """End it: done, or dropped with a reason."""
        self.state, self.reason, self.note, self.closed_at = state, reason, note, now


class TaskVisit(Base):
    """An inspection that served a task, and what it was an inspection of."""

    __tablename__ = "task_visits"

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True, index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("sites.id"))


class DayPlan(Identified, Versioned, Base):
    """Where an officer goes on a day."""

    __tablename__ = "day_plans"
    __table_args__ = (UniqueConstraint("account_id", "day"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    day: Mapped[date] = mapped_column(Date)
    updated_at: Mapped[datetime]


class DayPlanStop(Base):
    """One visit of the plan, in its place."""

    __tablename__ = "day_plan_stops"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("day_plans.id"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("sites.id"))
