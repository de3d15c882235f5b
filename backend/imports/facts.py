"""What the register says of the people and sites of some rows: a few queries for hundreds of rows, never one for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.extensions import db
from backend.guards import sealing
from backend.guards.models import Guard, state_on
from backend.imports.said import Said
from backend.roster.models import Employment, Posting, Site
from backend.units.models import Unit


@dataclass(frozen=True, slots=True)
class Person:
    """A registered guard.

    state  of the certificate today
    """

    id: UUID
    name: str
    unit_id: UUID | None
    status: str
    certificate_number: str | None
    state: str | None
    sealed_phone: bytes

    @property
    def phone(self) -> str:
        """The registered phone, whole."""
        return sealing.unseal(sealing.PHONE, self.sealed_phone, self.id)


@dataclass(frozen=True, slots=True)
class Place:
    """A site of the unit."""

    id: UUID
    name: str
    status: str


@dataclass(slots=True)
class Work:
    """An open employment with the unit.

    last_posted   the latest day on which a posting under it began or ended
    posted        open postings by site: id and first day
    posted_until  by site, when a posting there last ended
    """

    id: UUID
    guard_id: UUID
    position: str
    started_on: date
    last_posted: date | None = None
    posted: dict[UUID, tuple[UUID, date]] = field(default_factory=dict)
    posted_until: dict[UUID, date] = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """What is known about the rows of one chunk.

    left       when each last left anybody
    left_here  when each left this unit, each time
    """

    unit_id: UUID
    active: bool
    today: date
    by_identity: dict[str, Person] = field(default_factory=dict)
    by_certificate: dict[str, list[Person]] = field(default_factory=dict)
    by_id: dict[UUID, Person] = field(default_factory=dict)
    work: dict[UUID, Work] = field(default_factory=dict)
    left: dict[UUID, date] = field(default_factory=dict)
    left_here: dict[UUID, set[date]] = field(default_factory=lambda: defaultdict(set))
    sites: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))


def gather(unit_id: UUID, said: Sequence[Said], today: date, *, guard_ids: Iterable[UUID] = (), lock: bool = False) -> Facts:
    """Look up all of these at once.

    guard_ids  further people, who are known by their id
    lock       nobody changes these people, their employments here and the sites before the transaction ends
    """
    status = db.session.scalar(select(Unit.status).where(Unit.id == unit_id))
    facts = Facts(unit_id, status == "active", today)
    _sites(facts, {one.site for one in said if one.site}, lock)
    identities = {index: one.identity_number for one in said if one.identity_number for index in _indexes(one.identity_number)}
    certificates = {one.certificate_number for one in said if one.certificate_number}
    if lock:
        _lock(_wanted_ids(identities, certificates, guard_ids), unit_id)
    _people(facts, identities, certificates, set(guard_ids))
    if facts.by_id:
        _employments(facts)
    return facts


def _indexes(number: str) -> list[bytes]:
    return sealing.identity_indexes(number)


def _wanted_ids(identities: Collection[bytes], certificates: Collection[str], guard_ids: Iterable[UUID]) -> set[UUID]:
    found = set(guard_ids)
    for known in (Guard.identity_index.in_(identities), Guard.certificate_number.in_(certificates)):
        found |= set(db.session.scalars(select(Guard.id).where(known)))
    return found


def _lock(guard_ids: Collection[UUID], unit_id: UUID) -> None:
    """In the order in which the roster's own operations lock: employment before guard."""
    here = select(Employment.id).where(Employment.guard_id.in_(guard_ids), Employment.unit_id == unit_id, Employment.ended_on.is_(None))
    for wanted, entity in (
        (here.order_by(Employment.id), Employment),
        (select(Guard.id).where(Guard.id.in_(guard_ids)).order_by(Guard.id), Guard),
    ):
        db.session.execute(wanted.with_for_update(of=entity, key_share=True)).all()


def _people(facts: Facts, identities: dict[bytes, str], certificates: set[str], guard_ids: set[UUID]) -> None:
    own = (Guard.id, Guard.name, Guard.unit_id, Guard.status, Guard.certificate_number, Guard.certificate_state)
    columns = (*own, Guard.certificate_expires_on, Guard.phone, Guard.identity_index)
    for known in (
        Guard.identity_index.in_(identities) if identities else None,
        Guard.certificate_number.in_(certificates) if certificates else None,
        Guard.id.in_(guard_ids) if guard_ids else None,
    ):
        for row in db.session.execute(select(*columns).where(known)) if known is not None else ():
            if row.id not in facts.by_id:
                state = state_on(row.certificate_state, row.certificate_expires_on, facts.today)
                person = Person(row.id, row.name, row.unit_id, row.status, row.certificate_number, state, row.phone)
                facts.by_id[row.id] = person
                if person.certificate_number in certificates:
                    facts.by_certificate.setdefault(person.certificate_number, []).append(person)
            if row.identity_index in identities:
                facts.by_identity[identities[row.identity_index]] = facts.by_id[row.id]


def _employments(facts: Facts) -> None:
    ids = list(facts.by_id)
    columns = (Employment.id, Employment.guard_id, Employment.unit_id, Employment.position, Employment.started_on, Employment.ended_on)
    for row in db.session.execute(select(*columns).where(Employment.guard_id.in_(ids))):
        if row.ended_on is not None:
            facts.left[row.guard_id] = max(row.ended_on, facts.left.get(row.guard_id, row.ended_on))
            if row.unit_id == facts.unit_id:
                facts.left_here[row.guard_id].add(row.ended_on)
        elif row.unit_id == facts.unit_id:
            facts.work[row.guard_id] = Work(row.id, row.guard_id, row.position, row.started_on)
    by_employment = {work.id: work for work in facts.work.values()}
    for row in _rows_of(Posting.employment_id, by_employment, Posting.id, Posting.site_id, Posting.started_on, Posting.ended_on):
        work = by_employment[row.employment_id]
        latest = row.ended_on or row.started_on
        work.last_posted = max(latest, work.last_posted or latest)
        if row.ended_on is None:
            work.posted[row.site_id] = (row.id, row.started_on)
        else:
            work.posted_until[row.site_id] = max(row.ended_on, work.posted_until.get(row.site_id, row.ended_on))


def _rows_of(key: Any, ids: Collection[UUID], *columns: Any) -> Iterable[Any]:
    return db.session.execute(select(key, *columns).where(key.in_(ids))) if ids else ()


def _sites(facts: Facts, named: set[str], lock: bool) -> None:
    """All sites of the unit, because a name that fits none is answered with those that are like it."""
    if not named:
        return
    wanted = select(Site.id, Site.name, Site.status).where(Site.unit_id == facts.unit_id).order_by(Site.id)
    for row in db.session.execute(wanted.with_for_update(of=Site, read=True) if lock else wanted):
        facts.sites[row.name].append(Place(row.id, row.name, row.status))


def count_employed(unit_id: UUID) -> int:
    """How many are on the unit's roster."""
    return db.session.scalar(select(func.count(Employment.id)).where(Employment.unit_id == unit_id, Employment.ended_on.is_(None))) or 0
