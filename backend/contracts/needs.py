"""How many guards a site needs a day, and how many of those who are posted may stand there.

A posting names no shift, so what is reckoned is the least that can be true: one guard stands one shift a day, and each who is posted
could come on every day. Whoever has no valid certificate may not stand (Reg. art. 16) and is counted as posted, not as able. A site
that is short by this reckoning is short however the shifts are shared out. A guard who is posted to several sites counts at each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from backend.contracts.models import SitePost
from backend.extensions import db
from backend.guards.models import Guard
from backend.guards.queries import in_certificate_state
from backend.roster.models import Employment, Posting, Site

WEEK = range(1, 8)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one active site needs, and has.

    needed  guards on the day of the week that needs most
    posted  guards whose posting is open
    able    those of them with a valid certificate
    short   so many are missing on the worst day; where a shift asks for a position, others do not fill it
    """

    site_id: UUID
    site_name: str
    unit_id: UUID
    needed: int
    posted: int
    able: int
    short: int

    @property
    def over(self) -> int:
        """So many more are able than the busiest day needs."""
        return max(0, self.able - self.needed) if not self.short else 0


@dataclass(frozen=True, slots=True)
class Need:
    """One shift, as far as the reckoning goes."""

    weekdays: Collection[int]
    needed: int
    position: str | None


def shortfalls(today: date, *, unit_id: UUID | None = None, site_ids: Collection[UUID] | None = None) -> list[Standing]:
    """The active sites that have fewer able guards than they need; of a unit, or of some sites, or of everybody."""
    return [one for one in standings(today, unit_id=unit_id, site_ids=site_ids) if one.short]


def standings(today: date, *, unit_id: UUID | None = None, site_ids: Collection[UUID] | None = None) -> list[Standing]:
    """What the active sites that need posts have; two queries, however many there are."""
    wanted = [Site.status == "active"]
    wanted += [] if unit_id is None else [Site.unit_id == unit_id]
    wanted += [] if site_ids is None else [Site.id.in_(site_ids)]
    named = (Site.id, Site.name, Site.unit_id, SitePost.weekdays, SitePost.needed, SitePost.position)
    sites: dict[UUID, tuple[str, UUID]] = {}
    needs: dict[UUID, list[Need]] = defaultdict(list)
    posts: Any = select(*named).join(SitePost, SitePost.site_id == Site.id).where(*wanted)
    for site_id, name, owner, *need in db.session.execute(posts):
        sites[site_id] = (name, owner)
        needs[site_id].append(Need(*need))
    there = _posted(wanted, today)
    return [_standing(site_id, *sites[site_id], needs[site_id], there[site_id]) for site_id in sorted(sites)]


def reckon(needs: Iterable[Need], able: Counter[str]) -> tuple[int, int]:
    """Guards needed on the busiest day, and missing on the worst.

    able  how many there are of each position
    """
    needs = list(needs)
    days = [[need for need in needs if day in need.weekdays] for day in WEEK]
    return max(sum(need.needed for need in day) for day in days), max(_missing(day, able) for day in days)


def _missing(needs: list[Need], able: Counter[str]) -> int:
    wanted: Counter[str | None] = Counter()
    for need in needs:
        wanted[need.position] += need.needed
    anybody = wanted.pop(None, 0)
    missing = sum(max(0, count - able[position or ""]) for position, count in wanted.items())
    spare = able.total() - sum(min(count, able[position or ""]) for position, count in wanted.items())
    return missing + max(0, anybody - spare)


def _posted(wanted: list[ColumnElement[bool]], today: date) -> dict[UUID, dict[str, tuple[int, int]]]:
    """Site by site and position by position: how many are posted, and able."""
    able = case((in_certificate_state("valid", today) & (Guard.status != "deceased"), 1), else_=0)
    statement: Any = (
        select(Posting.site_id, Employment.position, func.count(), func.sum(able))
        .join(Posting.site)
        .join(Posting.employment)
        .join(Posting.guard)
        .where(Posting.ended_on.is_(None), Posting.started_on <= today, *wanted)
        .where(select(1).where(SitePost.site_id == Posting.site_id).exists())
        .group_by(Posting.site_id, Employment.position)
    )
    found: dict[UUID, dict[str, tuple[int, int]]] = defaultdict(dict)
    for site_id, position, posted, fit in db.session.execute(statement):
        found[site_id][position] = (posted, int(fit))
    return found


def _standing(site_id: UUID, name: str, unit_id: UUID, needs: list[Need], there: dict[str, tuple[int, int]]) -> Standing:
    able = Counter({position: fit for position, (_, fit) in there.items()})
    needed, short = reckon(needs, able)
    return Standing(site_id, name, unit_id, needed, sum(posted for posted, _ in there.values()), able.total(), short)
