"""Hire, leave, post and end a posting: each change dated, audited, and followed by what is seen from where."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend import audit
from backend.clock import china_date
from backend.extensions import db
from backend.guards import operations as guards
from backend.guards.models import Guard
from backend.guards.queries import find_person, lock_guard
from backend.permissions import Actor
from backend.roster import areas
from backend.roster.leaving import check_reason
from backend.roster.models import AlreadyPosted, EmployedElsewhere, Employment, Posting, Site
from backend.roster.postings import end_all, last_posted
from backend.roster.problems import (
    EARLIEST,
    AlreadyEmployed,
    NotEmployedHere,
    NoValidCertificate,
    PersonNotFound,
    PostingEnded,
    SiteClosed,
    UnitNotActive,
    check_end,
    check_start,
    refuse_outside,
)
from backend.roster.queries import find_open_employment
from backend.roster.transfers import carrying_out
from backend.units.models import Unit


def hire(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> Employment:
    """Enter a person in a unit's roster.

    values  identity_number or certificate_number; name, which must be the registered one; position, started_on
    An unknown number and another name get the same answer, so a number alone tells nobody a name.
    Raises PersonNotFound, AlreadyEmployed, EmployedElsewhere, DateOutOfRange, UnitNotActive.
    """
    _require_active(unit)
    numbers = {key: values.get(key) for key in ("identity_number", "certificate_number")}
    guard = find_person(values["name"], **numbers)
    if guard is None or guard.status == "deceased":
        raise PersonNotFound()
    if guard.unit_id is not None:
        raise AlreadyEmployed() if guard.unit_id == unit.id else EmployedElsewhere()
    check_start(values["started_on"], now, not_before=_last_left(guard.id) or EARLIEST)
    employment = Employment(
        guard_id=guard.id, unit_id=unit.id, position=values["position"], started_on=values["started_on"], created_at=now
    )
    db.session.add(employment)
    guards.set_employer(guard, unit.id, now)
    db.session.flush()  # the constraint speaks now, and the areas follow from the row
    areas.follow_guards([guard.id])
    audit.record("hire", "employment", employment.id, actor=actor, now=now, after=_facts(employment))
    return employment


def leave(employment: Employment, ended_on: date, reason: str, actor: Actor, now: datetime, note: str = "") -> Employment:
    """End an employment, and with it every posting under it; its open transfers lapse.

    employment  locked
    reason      one of `leaving.LEAVING_REASONS`; the last of them needs a note
    Raises NotEmployedHere when it has ended already, DayHasCome, DateOutOfRange, Invalid about `leaving_reason` or `leaving_note`.
    """
    if employment.ended_on is not None:
        raise NotEmployedHere()
    carrying_out.require_none_due(employment, now)
    check_reason(reason, note)
    check_end(ended_on, now, not_before=max(employment.started_on, last_posted(employment.id) or employment.started_on))
    guard, before = lock_guard(employment.guard_id), _facts(employment)
    employment.ended_on, employment.leaving_reason, employment.leaving_note = ended_on, reason, note
    ended = end_all(employment.id, ended_on)
    carrying_out.lapse_of([employment.id], now, actor)
    guards.set_employer(guard, None, now)
    db.session.flush()  # the areas follow from the rows
    areas.follow_guards([guard.id])
    after = {**_facts(employment), "leaving_reason": reason, "leaving_note": note, "postings_ended": ended}
    audit.record("leave", "employment", employment.id, actor=actor, now=now, before=before, after=after)
    return employment


def post(site: Site, employment_id: UUID, started_on: date, actor: Actor, now: datetime) -> Posting:
    """Post a guard of the site's unit to it.

    site  locked, so that it is not closed meanwhile
    Raises SiteClosed, NotEmployedHere, NoValidCertificate, AlreadyPosted, DateOutOfRange.
    """
    if site.status != "active":
        raise SiteClosed()
    employment = find_open_employment(site.unit_id, employment_id)
    if employment is None:
        raise NotEmployedHere()
    guard = lock_guard(employment.guard_id)
    today, last = china_date(now), last_posted(employment.id, site.id)
    _require_certificate(guard, today)
    # None ahead of today: whoever checks the site today must not find people on its roster who come next week.
    refuse_outside("started_on", started_on, max(employment.started_on, last or employment.started_on), today)
    if _is_posted(guard.id, site.id):
        raise AlreadyPosted()
    posting = Posting(employment=employment, guard_id=guard.id, site=site, started_on=started_on, created_at=now)
    db.session.add(posting)
    db.session.flush()  # the constraint speaks now, and the areas follow from the row
    areas.follow_guards([guard.id])
    audit.record("post", "posting", posting.id, actor=actor, now=now, after=_posting_facts(posting))
    return posting


def end_posting(posting: Posting, ended_on: date, actor: Actor, now: datetime) -> Posting:
    """End a posting; the guard stays on the unit's roster.

    posting  locked
    Raises PostingEnded, DateOutOfRange.
    """
    if posting.ended_on is not None:
        raise PostingEnded()
    check_end(ended_on, now, not_before=posting.started_on)
    lock_guard(posting.guard_id)
    before, posting.ended_on = _posting_facts(posting), ended_on
    db.session.flush()  # the areas follow from the row
    areas.follow_guards([posting.guard_id])
    audit.record("unpost", "posting", posting.id, actor=actor, now=now, before=before, after=_posting_facts(posting))
    return posting


def _require_active(unit: Unit) -> None:
    if unit.status != "active":
        raise UnitNotActive()


def _require_certificate(guard: Guard, day: date) -> None:
    if guard.status == "deceased" or guard.certificate_state_on(day) != "valid":
        raise NoValidCertificate()


def _last_left(guard_id: UUID) -> date | None:
    """The day the guard last left anyone. On that day he may begin elsewhere."""
    return db.session.scalar(select(func.max(Employment.ended_on)).where(Employment.guard_id == guard_id))


def _is_posted(guard_id: UUID, site_id: UUID) -> bool:
    found = select(Posting.id).where(Posting.guard_id == guard_id, Posting.site_id == site_id, Posting.ended_on.is_(None))
    return db.session.scalar(found) is not None


def _facts(employment: Employment) -> dict[str, Any]:
    return {name: getattr(employment, name) for name in ("guard_id", "unit_id", "position", "started_on", "ended_on")}


def _posting_facts(posting: Posting) -> dict[str, Any]:
    return {name: getattr(posting, name) for name in ("guard_id", "site_id", "employment_id", "started_on", "ended_on")}
