"""From lives to rows: what the operations would have written had everything happened through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from backend import audit
from backend.accounts.models import Account
from backend.certificates import numbering, numbers
from backend.certificates.card_fields import CardFields
from backend.certificates.keys import Signer
from backend.certificates.models import Certificate, CertificateEvent, CertificateSequence
from backend.certificates.operations import STATE_AFTER
from backend.demo import bulk
from backend.demo.dates import at
from backend.demo.ids import Ids
from backend.demo.people import Job, Paper, Person
from backend.guards import name_index
from backend.guards import names as readings
from backend.guards.models import Guard, GuardArea, GuardSearchKey
from backend.guards.records import guard_values
from backend.permissions import Actor, Role
from backend.roster.models import Employment, Posting

STATES = {**STATE_AFTER, "replace": "superseded"}
FACTS = ("number", "guard_id", "agency_code", "issued_on", "expires_on", "state", "state_since", "replaced_by_id")
"""What the audit keeps of a certificate."""

_INDEX_STEP = 0x9E3779B1
"""Odd, so that steps of it meet every place of a space of 2^n once, in no visible order."""


@dataclass(slots=True)
class Batch:
    """The rows of some people, by table."""

    guards: list[dict[str, Any]] = field(default_factory=list)
    areas: set[tuple[UUID, str]] = field(default_factory=set)
    certificates: list[dict[str, Any]] = field(default_factory=list)
    superseded: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    employments: list[dict[str, Any]] = field(default_factory=list)
    postings: list[dict[str, Any]] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)

    def write(self) -> None:
        """Write all, each after what it refers to, and the acts to the audit in the order of their days."""
        bulk.write(Guard, self.guards)
        bulk.write(GuardArea, [{"guard_id": guard_id, "agency_code": code} for guard_id, code in sorted(self.areas)])
        people = [(row["id"], row["name"]) for row in self.guards]
        keys = sorted((key, guard_id) for guard_id, name in people for key in readings.search_keys(name))
        bulk.write(GuardSearchKey, [{"key": key, "guard_id": guard_id} for key, guard_id in keys])
        name_index.add(people)
        for model, rows in (
            (Certificate, self.certificates), (Certificate, self.superseded), (CertificateEvent, self.events),
            (Employment, self.employments), (Posting, self.postings),
        ):  # fmt: skip
            bulk.write(model, rows)
        for act in sorted(self.acts, key=lambda act: act["now"]):
            audit.record(**act)


class Registrar:
    """Numbers, signs and dates everything; one for a whole load."""

    def __init__(self, signer: Signer, officers: dict[str, Account], guards: int, today: date) -> None:
        """officers: who acted, by city."""
        self.signer, self.today = signer, today
        self._actors = {city: _actor(account) for city, account in officers.items()}
        self._patterns = {city: numbering.pattern_of(city.ljust(12, "0")) for city in officers}
        self._sequences: Counter[tuple[str, int]] = Counter()
        self._ids = {name: Ids(name) for name in ("certificate", "event", "employment", "posting")}
        self._issued = 0
        self._space = max(numbering.SMALLEST_SPACE, 1 << (guards * 5 // 4).bit_length())

    def records(self, people: Iterable[Person]) -> Batch:
        """The rows of these people."""
        batch = Batch()
        for person in people:
            self._add(batch, person)
        return batch

    def write_sequences(self) -> None:
        """Where the next numbers go on."""
        bulk.write(CertificateSequence, [
            {"agency_code": city.ljust(12, "0"), "year": year, "last": last} for (city, year), last in sorted(self._sequences.items())
        ])  # fmt: skip

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
        batch.guards.append(self._guard(person, current, last))
        batch.areas |= {(person.id, person.agency_code)}
        if current:
            codes = {current.unit.agency_code, *(site.agency_code for site, _, ended in current.posts if ended is None)}
            batch.areas |= {(person.id, code) for code in codes}

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
            "payload": self.signer.sign(card), "photo_media": person.photo and person.photo.media, "created_at": at(paper.issued_on),
        }  # fmt: skip

    def _card(self, person: Person, paper: Paper) -> CardFields:
        city, year = person.city, paper.issued_on.year
        self._sequences[city, year] += 1
        self._issued += 1
        return CardFields(
            number=numbers.format(self._patterns[city], city.ljust(6, "0"), year, self._sequences[city, year]),
            name=person.name,
            issued_on=paper.issued_on,
            expires_on=paper.expires_on,
            status_index=self._issued * _INDEX_STEP % self._space,
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
            "ended_on": job.ended_on, "end_reason": job.end_reason, "created_at": at(job.started_on, 30),
        })  # fmt: skip
        for site, started_on, ended_on in job.posts:
            batch.postings.append({
                "id": self._ids["posting"].next(), "employment_id": employment_id, "guard_id": person.id, "site_id": site.id,
                "started_on": started_on, "ended_on": ended_on, "created_at": at(started_on, 40),
            })  # fmt: skip


def _actor(account: Account) -> Actor:
    return Actor(account.id, account.name, Role(account.role), account.agency_code, (account.agency_code or "")[:4])
