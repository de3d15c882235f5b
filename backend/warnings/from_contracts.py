"""Warnings about contracts that end, guards who stand under one that has ended, and sites that are short of guards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import distinct, func, select

from backend.contracts.models import SIGNED, TERMINATED, ServiceContract, SitePost, SiteTerms
from backend.contracts.needs import shortfalls
from backend.extensions import db, settings
from backend.roster.models import Posting, Site
from backend.warnings.found import Found, step_of, urgency_of
from backend.warnings.models import SOON, TODAY


def short(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Active sites with fewer guards who may stand there than their shifts need. Since when is not known: since it was seen."""
    sites = select(SitePost.site_id).join(Site, Site.id == SitePost.site_id).where(Site.unit_id.in_(unit_ids)).distinct()
    site_ids = db.session.scalars(sites).all()
    if not site_ids:
        return
    for one in shortfalls(today, site_ids=site_ids):
        facts = {"needed": one.needed, "able": one.able, "short": one.short}
        yield Found("shortfall", one.unit_id, one.site_id, urgency=TODAY if not one.able else SOON, facts=facts)


def ending(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Signed contracts whose last day is near."""
    steps = settings().warning_contract_days
    rows = db.session.execute(
        select(ServiceContract.id, ServiceContract.unit_id, ServiceContract.ends_on).where(
            ServiceContract.unit_id.in_(unit_ids),
            ServiceContract.state == SIGNED,
            ServiceContract.ends_on.between(today, today + timedelta(days=max(steps))),
        )
    )
    for row in rows:
        step = step_of((row.ends_on - today).days, steps) or max(steps)
        since = row.ends_on - timedelta(days=max(steps))
        yield Found("contract_ending", row.unit_id, row.id, since, row.ends_on, step, urgency_of(step, steps))


def ended(unit_ids: Collection[UUID], today: date) -> Iterable[Found]:
    """Contracts that are over while guards still stand at their sites: a service needs a contract (Reg. art. 21)."""
    last_day = func.coalesce(ServiceContract.terminated_on, ServiceContract.ends_on)
    rows = db.session.execute(
        select(ServiceContract.id, ServiceContract.unit_id, last_day.label("last_day"), func.count(distinct(Site.id)).label("sites"))
        .join(SiteTerms, SiteTerms.contract_id == ServiceContract.id)
        .join(Site, Site.id == SiteTerms.site_id)
        .join(Posting, Posting.site_id == Site.id)
        .where(
            ServiceContract.unit_id.in_(unit_ids),
            ServiceContract.state.in_((SIGNED, TERMINATED)),
            last_day < today,
            Site.status == "active",
            Posting.ended_on.is_(None),
        )
        .group_by(ServiceContract.id, ServiceContract.unit_id, last_day)
    )
    for row in rows:
        since = row.last_day + timedelta(days=1)
        yield Found("contract_ended", row.unit_id, row.id, since=since, urgency=TODAY, facts={"sites": row.sites})
