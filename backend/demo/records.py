"""From lives to rows: what the operations would have written had everything happened through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect

from backend.accounts.models import Account
from backend.certificates import numbering, numbers
from backend.certificates.card_fields import CardFields
from backend.certificates.keys import CardSigner
from backend.certificates.models import Certificate, CertificateEvent, CertificateSequence
from backend.certificates.operations import STATE_AFTER
from backend.demo import bulk
from backend.demo.bulk import Bound
from backend.demo.dates import at
from backend.demo.ids import Ids
from backend.demo.people import Job, Paper, Person
from backend.guards import finders
from backend.guards.models import Guard, GuardArea, GuardFinder
from backend.guards.records import guard_values
from backend.permissions import Actor, Role
from backend.roster.models import Employment, Posting

STATES = {**STATE_AFTER, "replace": "superseded"}
FACTS = ("number", "guard_id", "agency_code", "issued_on", "expires_on", "state", "state_since", "replaced_by_id")
"""What the audit keeps of a certificate."""

FINDER_COLUMNS = ("key", "place", "name", "guard_id", "areas", "state", "expires_on")
_INDEX_STEP = 0x9E3779B1
"""Odd, so that steps of it meet every place of a space of 2^n once, in no visible order."""


PAPERS, EVENTS, JOBS, POSTS = 2, 6, 5, 10
"""More than these of anybody's there are not; so each chunk's ids begin where no other's can be."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some people of a load: chunk `number` of `of`; so many people came before them."""

    number: int
    of: int
    before: int


@dataclass(slots=True)
class Batch:
    """The rows of some people, by table."""

    guards: list[dict[str, Any]] = field(default_factory=list)
    areas: list[tuple[UUID, str]] = field(default_factory=list)
    finders: list[tuple[Any, ...]] = field(default_factory=list)
    certificates: list[dict[str, Any]] = field(default_factory=list)
    superseded: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    employments: list[dict[str, Any]] = field(default_factory=list)
    postings: list[dict[str, Any]] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    sequences: Counter[tuple[str, int]] = field(default_factory=Counter)

    def bound(self, dialect: Dialect) -> list[Bound]:
        """All ready to be written, each after what it refers to."""
        return [
            bulk.bind(Guard, self.guards, dialect),
            bulk.bind_columns(GuardArea, ("guard_id", "agency_code"), list(zip(*sorted(self.areas), strict=True)), dialect),
            bulk.bind_columns(GuardFinder, FINDER_COLUMNS, list(zip(*self.finders, strict=True)), dialect),
            bulk.bind(Certificate, self.certificates, dialect),
            bulk.bind(Certificate, self.superseded, dialect),
            bulk.bind(CertificateEvent, self.events, dialect),
            bulk.bind(Employment, self.employments, dialect),
            bulk.bind(Posting, self.postings, dialect),
        ]


class Registrar:
    """Numbers, signs and dates what happened; it makes each chunk of people by itself, in whatever process."""

    def __init__(self, signer: CardSigner, officers: dict[str, Account], guards: int, today: date) -> None:
        """officers: who acted, by city."""
        self.signer, self.today = signer, today
        self._actors = {city: _actor(account) for city, account in officers.items()}
        self._patterns = {city: numbering.pattern_of(city.ljust(12, "0")) for city in officers}
        self._space = max(numbering.SMALLEST_SPACE, 1 << (guards * PAPERS - 1).bit_length())

    def records(self, people: Iterable[Person], chunk: Chunk) -> Batch:
        """The rows of these people."""
        return _Desk(self, chunk).records(people)


def write_sequences(sequences: dict[tuple[str, int], int]) -> None:
    """Where the next numbers go on."""
    bulk.write(CertificateSequence, [
        {"agency_code": city.ljust(12, "0"), "year": year, "last": last} for (city, year), last in sorted(sequences.items())
    ])  # fmt: skip


class _Desk:
    """Where one chunk is recorded. Its numbers lie between those of the others: every `of`-th is its own."""

    def __init__(self, registrar: Registrar, chunk: Chunk) -> None:
        self._registrar, self._chunk = registrar, chunk
        most = {"certificate": PAPERS, "event": EVENTS, "employment": JOBS, "posting": POSTS}
        self._ids = {name: Ids(name, chunk.before * count) for name, count in most.items()}
        self._sequences: Counter[tuple[str, int]] = Counter()
        self._issued = chunk.before * PAPERS
        self._actors = registrar._actors

    def records(self, people: Iterable[Person]) -> Batch:
        batch = Batch()
        for person in people:
            self._add(batch, person)
        step, number = self._chunk.of, self._chunk.number
        batch.sequences.update({key: (count - 1) * step + number + 1 for key, count in self._sequences.items()})
        return batch

    def _add(self, batch: Batch, person: Person) -> None:
        last: dict[str, Any] | None = None
        for paper in reversed(person.papers):  # the newer one first: the older one refers to it
            row = self._certificate(person, paper, last["id"] if last else None)
            (batch.superseded if last else batch.certificates).append(row)
            self._note(batch, person, paper, row)
            last = last or row
        current = next((job for job in person.jobs if job.ended_on is None), None)
        for job in person.jobs:
            self._employ(batch, person, job)
        guard = self._guard(person, current, last)
        batch.guards.append(guard)
        codes = {person.agency_code}
        if current:
            codes |= {current.unit.agency_code, *(site.agency_code for site, _, ended in current.posts if ended is None)}
        batch.areas += [(person.id, code) for code in codes]
        facts = finders.facts_of(SimpleNamespace(**guard), codes)
        batch.finders += [(*row, person.id, facts.areas, facts.state, facts.expires_on) for row in finders.rows_of(facts)]

    def _guard(self, person: Person, job: Job | None, certificate: dict[str, Any] | None) -> dict[str, Any]:
        photo = person.new_photo or person.photo
        values = {
            "id": person.id, "name": person.name, "identity_number": person.identity_number, "phone": person.phone,
            "education": person.education, "address": person.address, "agency_code": person.agency_code, "status": person.status,
            "registered_on": person.registered_on, "unit_id": job.unit.id if job else None,
            "photo_media": photo.media if photo else None, "photo_digest": photo.digest if photo else None,
        }  # fmt: skip
        if certificate:
            values |= {f"certificate_{name}": certificate[name] for name in ("number", "state", "expires_on")}
        return guard_values(values, at(person.registered_on))

    def _certificate(self, person: Person, paper: Paper, replaced_by_id: UUID | None) -> dict[str, Any]:
        act, since, reason = paper.acts[-1] if paper.acts else ("issue", paper.issued_on, None)
        card = self._card(person, paper)
        return {
            "id": self._ids["certificate"].next(), "number": card.number, "guard_id": person.id, "agency_code": person.city.ljust(12, "0"),
            "issued_on": paper.issued_on, "expires_on": paper.expires_on, "state": STATES.get(act, "valid"), "state_since": since,
            "state_reason": reason, "replaced_by_id": replaced_by_id, "status_index": card.status_index,
            "payload": self._registrar.signer.sign(card), "photo_media": person.photo and person.photo.media,
            "created_at": at(paper.issued_on),
        }  # fmt: skip

    def _card(self, person: Person, paper: Paper) -> CardFields:
        city, year, chunk = person.city, paper.issued_on.year, self._chunk
        sequence = self._sequences[city, year] * chunk.of + chunk.number + 1
        self._sequences[city, year] += 1
        self._issued += 1
        return CardFields(
            number=numbers.format(self._registrar._patterns[city], city.ljust(6, "0"), year, sequence),
            name=person.name,
            issued_on=paper.issued_on,
            expires_on=paper.expires_on,
            status_index=self._issued * _INDEX_STEP % self._registrar._space,
            photo_digest=person.photo.digest if person.photo else None,
        )

    def _note(self, batch: Batch, person: Person, paper: Paper, row: dict[str, Any]) -> None:
        """Each act as an event; those after the issue into the audit too, one by one."""
        actor = self._actors[person.city]
        facts = {**{name: row[name] for name in FACTS}, "state": "valid", "state_since": paper.issued_on, "replaced_by_id": None}
        renewal = next(
            (reason for other in person.papers for act, day, reason in other.acts if (act, day) == ("replace", paper.issued_on)), None
        )
        batch.events.append(self._event(row["id"], actor, "issue", paper.issued_on, renewal))
        for act, day, reason in paper.acts:
            batch.events.append(self._event(row["id"], actor, act, day, reason))
            after = {
                **facts,
                "state": STATES[act],
                "state_since": day,
                "replaced_by_id": row["replaced_by_id"] if act == "replace" else None,
            }
            batch.acts.append({
                "action": act, "subject_type": "certificate", "subject_id": row["id"], "now": at(day, 60), "actor": actor,
                "before": facts, "after": {**after, "reason": reason},
            })  # fmt: skip
            facts = after

    def _event(self, certificate_id: UUID, actor: Actor, act: str, day: date, reason: str | None) -> dict[str, Any]:
        return {
            "id": self._ids["event"].next(), "certificate_id": certificate_id, "act": act, "effective_on": day, "reason": reason,
            "agency_code": actor.agency_code, "account_id": actor.account_id, "account_name": actor.name, "at": at(day, 60),
        }  # fmt: skip

    def _employ(self, batch: Batch, person: Person, job: Job) -> None:
        employment_id = self._ids["employment"].next()
        batch.employments.append({
            "id": employment_id, "guard_id": person.id, "unit_id": job.unit.id, "position": job.position, "started_on": job.started_on,
            "ended_on": job.ended_on, "leaving_reason": job.leaving_reason, "end_reason": "" if job.ended_on else None,
            "created_at": at(job.started_on, 30),
        })  # fmt: skip
        for site, started_on, ended_on in job.posts:
            batch.postings.append({
                "id": self._ids["posting"].next(), "employment_id": employment_id, "guard_id": person.id, "site_id": site.id,
                "started_on": started_on, "ended_on": ended_on, "created_at": at(started_on, 40),
            })  # fmt: skip


def _actor(account: Account) -> Actor:
    return Actor(account.id, account.name, Role(account.role), account.agency_code, (account.agency_code or "")[:4])
