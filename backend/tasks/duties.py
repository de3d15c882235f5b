"""What each rule asks of each agency in a period, made once a day; what was made is not made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from backend.clock import CHINA
from backend.database import new_id
from backend.extensions import db
from backend.inspections.models import Inspection
from backend.jurisdictions.models import Agency
from backend.roster.models import Site
from backend.tasks.fitting import Visit, serves
from backend.tasks.models import DutyRule, Task
from backend.tasks.periods import Period, period_before, period_of
from backend.tasks.rules import in_force
from backend.tasks.serving import count_visit, visits_of
from backend.units.models import Unit

CHUNK = 500
SPARE_DAYS = 14
"""A unit that is registered so late in a period is not looked for in it."""

Keep = Callable[[], None]
"""Commits what was done so far."""


def make_duties(today: date, now: datetime, keep: Keep) -> int:
    """The duties of the periods to which a day belongs; returns how many are new. Made again it makes nothing.

    keep  called after each few hundred rows, so that no transaction is long
    """
    _give_up(today, now)
    keep()
    made, rules = 0, in_force(today)
    for rule in rules:
        db.session.expunge(rule)  # each step's commit would empty it
    for rule in rules:
        period = period_of(rule.period, today)
        wanted = _each(rule, period, now) if rule.each else _so_many(rule, period, now)
        while chunk := list(islice(wanted, CHUNK)):
            new = _insert(chunk)
            if new:
                _count_made(new, rule, period, now)
            made += len(new)
            keep()
    return made


def _give_up(today: date, now: datetime) -> None:
    """Drop what can no longer be done: quotas of an ended period, visits a whole further period late, visits to what is closed."""
    for rule in db.session.scalars(select(DutyRule)).all():
        before = period_before(rule.period, today).starts_on if rule.each else today
        _drop("missed", now, Task.rule_id == rule.id, Task.due_on < before)
    closed = select(Unit.id).where(Unit.status == "closed")
    _drop("closed", now, Task.kind == "duty", Task.unit_id.in_(closed))


def _drop(reason: str, now: datetime, *which: Any) -> None:
    values = {"state": "dropped", "reason": reason, "closed_at": now, "version": Task.version + 1}
    db.session.execute(update(Task).where(Task.state == "open", *which).values(values).execution_options(synchronize_session=False))


def _each(rule: DutyRule, period: Period, now: datetime) -> Iterator[dict[str, Any]]:
    """A task for each unit of the rule's kinds, of the agency of the rule's level in whose area it is registered."""
    by_reach = _by_reach(rule.agency_level)
    latest = datetime.combine(period.ends_on - timedelta(days=SPARE_DAYS), time.min, CHINA)
    for unit in _units(rule):
        if unit.created_at < latest:
            code = _responsible(unit.agency_code, by_reach) or unit.agency_code
            yield _row(rule, period, now, code, rule.times, unit.id)


def _so_many(rule: DutyRule, period: Period, now: datetime) -> Iterator[dict[str, Any]]:
    """A task for each agency of the rule's level, for as many as there are at most."""
    by_reach = _by_reach(rule.agency_level)
    codes = _sites_of(rule) if rule.subject == "site" else (unit.agency_code for unit in _units(rule))
    there = Counter(_responsible(code, by_reach) for code in codes)
    for code, count in sorted(there.items(), key=str):
        if code is not None:
            yield _row(rule, period, now, code, min(rule.times, count), None)


def _units(rule: DutyRule) -> list[Any]:
    columns = (Unit.id, Unit.agency_code, Unit.created_at)
    statement = select(*columns).where(Unit.kind.in_(rule.unit_kinds), Unit.status != "closed").order_by(Unit.id)
    return list(db.session.execute(statement))


def _sites_of(rule: DutyRule) -> list[str]:
    statement = select(Site.agency_code).join(Unit, Unit.id == Site.unit_id)
    return list(db.session.scalars(statement.where(Unit.kind.in_(rule.unit_kinds), Site.status == "active")))


def _by_reach(level: str) -> dict[str, str]:
    return {row.reach_prefix: row.code for row in db.session.execute(select(Agency.reach_prefix, Agency.code).where(Agency.level == level))}


def _responsible(code: str, by_reach: dict[str, str]) -> str | None:
    """The agency of the level that stands above, or is, an agency."""
    return next((by_reach[code[:width]] for width in (9, 6, 4, 2) if code[:width] in by_reach), None)


def _row(rule: DutyRule, period: Period, now: datetime, agency_code: str, needed: int, unit_id: UUID | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": "duty",
        "source": f"{rule.code}/{period.name}/{unit_id or agency_code}",
        "rule_id": rule.id,
        "unit_id": unit_id,
        "agency_code": agency_code,
        "opens_on": period.starts_on,
        "due_on": period.ends_on,
        "needed": needed,
        "visits": 0,
        "state": "open",
        "created_at": now,
        "version": 1,
    }


def _insert(rows: list[dict[str, Any]]) -> list[UUID]:
    """Add those that are not there; returns the new ones' ids."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Task).values(rows).on_conflict_do_nothing(index_elements=["kind", "source"]).returning(Task.id)
    return list(db.session.scalars(statement))


def _count_made(task_ids: list[UUID], rule: DutyRule, period: Period, now: datetime) -> None:
    """Count the visits of the period that were made before its tasks were."""
    since = datetime.combine(period.starts_on, time.min, CHINA)
    tasks = db.session.scalars(select(Task).where(Task.id.in_(task_ids)).options(joinedload(Task.rule))).all()
    where: list[Any] = [Inspection.finished_at >= since, Inspection.finished_at <= now, Unit.kind.in_(rule.unit_kinds)]
    if rule.each:
        where.append(Inspection.unit_id.in_([task.unit_id for task in tasks]))
    visits = visits_of(where)
    reach = {row.code: row.reach_prefix for row in db.session.execute(select(Agency.code, Agency.reach_prefix))}
    for task in tasks:
        _count(task, rule, (visit for visit in visits if serves(task, rule, visit, reach[task.agency_code])), now)
    db.session.flush()


def _count(task: Task, rule: DutyRule, visits: Iterable[Visit], now: datetime) -> None:
    seen: set[UUID | None] = set()
    for visit in visits:
        subject = visit.id if rule.each else visit.subject(rule)
        if task.state == "open" and subject not in seen:
            seen.add(subject)
            count_visit(task, visit, now)
