"""Whatever is done to certificates in whatever order, the register agrees with the law and with itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from backend.certificates import operations, queries
from backend.certificates.models import Certificate, CertificateEvent
from backend.certificates.rules import years_after
from backend.clock import china_date
from backend.errors import Problem
from backend.extensions import db
from backend.guards.queries import get_guard
from backend.permissions import Actor, Role
from tests.conftest import NOW
from tests.factories.certificates import candidate
from tests.support.world import PROVINCE, World

AFTER = {"suspend": "suspended", "reinstate": "valid", "revoke": "revoked", "cancel": "cancelled"}
LAWFUL = {
    "valid": {"suspend", "revoke", "cancel", "replace"},
    "suspended": {"reinstate", "revoke", "cancel"},
    "expired": {"revoke", "cancel", "replace"},
}
FINAL = ("revoked", "cancelled", "superseded")
STEPS = ["issue", "suspend", "suspend", "reinstate", "replace", "replace", "revoke", "cancel", "wait"]
days = st.sampled_from([0] * 12 + [1, 5, 40])  # mostly today, so that one act can follow another


@dataclass
class Known:
    """What a plain list of facts says of one certificate."""

    issued_on: date
    expires_on: date | None
    state: str
    since: date
    acts: int = 1

    def on(self, day: date) -> str:
        """The state on a day."""
        return "expired" if self.state == "valid" and self.expires_on and self.expires_on < day else self.state

    def against(self, what: str, day: date, today: date) -> str | None:
        """The problem that stands against an act."""
        if what not in LAWFUL.get(self.on(today), ()):
            return "certificate.not_allowed_in_state"
        return None if self.since <= day <= today else "certificate.effective_on_out_of_range"


@dataclass
class Person:
    """A guard and his certificates, the oldest first."""

    guard_id: UUID
    held: list[Known] = field(default_factory=list)

    @property
    def last(self) -> Known | None:
        """The certificate that counts."""
        return self.held[-1] if self.held else None

    @property
    def open(self) -> bool:
        """Whether he holds a certificate that has not ended."""
        return self.last is not None and self.last.state in ("valid", "suspended")

    def barred(self, day: date) -> bool:
        """Reg. art. 17, items 3 and 4."""
        revoked = [known.since for known in self.held if known.state == "revoked" and known.since <= day]
        return len(revoked) >= 2 or any(day < years_after(since, 3) for since in revoked)

    def against_issue(self, day: date, expires: date | None) -> str | None:
        """The problem that stands against a new certificate."""
        if self.open:
            return "certificate.already_open"
        if expires and expires <= day:
            return "certificate.expires_before_issue"
        return "certificate.barred" if self.barred(day) else None


class Certificates(RuleBasedStateMachine):
    """Issue, act, replace, and let time pass, on a person of its own."""

    world: World
    officer: Actor
    reader: Actor

    @initialize()
    def begin(self) -> None:
        self.world.clock.moment = NOW  # type: ignore[attr-defined]
        self.person = Person(candidate(self.world))

    @rule(step=st.sampled_from(STEPS), ago=days, lasts=st.none() | st.integers(1, 400), passed=st.sampled_from([1, 30, 400, 1100]))
    def go_on(self, step: str, ago: int, lasts: int | None, passed: int) -> None:
        """One rule for all: Hypothesis would leave some of several out of each run, and with them what follows from them."""
        last = self.person.last
        if step == "wait":
            self.world.clock.forward(days=passed)  # type: ignore[attr-defined]
        elif last is None or step == "issue" or last.state in FINAL:
            self.issue(ago, lasts)
        elif step == "replace":
            self.replace(last, ago, lasts)
        else:
            self.act(last, step, ago)

    @precondition(lambda self: self.person.last is not None)
    @rule(what=st.sampled_from(sorted(AFTER)), ago=st.sampled_from([-1, 0]))
    def act_on_whatever_there_is(self, what: str, ago: int) -> None:
        self.act(self.person.held[-1], what, ago)

    def issue(self, ago: int, lasts: int | None) -> None:
        person, day = self.person, self.today - timedelta(days=ago)
        expires = None if lasts is None else day + timedelta(days=lasts)

        def act() -> None:
            guard = get_guard(self.reader, person.guard_id, lock=True)
            operations.issue_certificate(guard, {"issued_on": day, "expires_on": expires}, self.officer, self.world.clock.now())

        expected = person.against_issue(day, expires)
        assert self.outcome(act) == expected
        if expected is None:
            person.held.append(Known(day, expires, "valid", day))

    def act(self, last: Known, what: str, ago: int) -> None:
        day = self.today - timedelta(days=ago)

        def act() -> None:
            operations.change_state(self.newest(), what, "理由", day, self.officer, self.world.clock.now())

        expected = last.against(what, day, self.today)
        assert self.outcome(act) == expected
        if expected is None:
            last.state, last.since, last.acts = AFTER[what], day, last.acts + 1

    def replace(self, last: Known, ago: int, lasts: int | None) -> None:
        person, day = self.person, self.today - timedelta(days=ago)
        expires = None if lasts is None else day + timedelta(days=lasts)

        def act() -> None:
            values = {"reason": "遗失", "issued_on": day, "expires_on": expires}
            operations.replace_certificate(self.newest(), values, self.officer, self.world.clock.now())

        expected = last.against("replace", day, self.today) or ("certificate.barred" if person.barred(day) else None)
        assert self.outcome(act) == expected
        if expected is None:
            last.state, last.since, last.acts = "superseded", day, last.acts + 1
            person.held.append(Known(day, expires, "valid", day))

    @invariant()
    def the_register_says_the_same(self) -> None:
        if not hasattr(self, "person"):
            return
        with self.world.app.app_context():
            rows = certificates_of(self.person)
            facts = [(known.state, known.since, known.expires_on) for known in self.person.held]
            assert [(row.state, row.state_since, row.expires_on) for row in rows] == facts
            check_consistency(self.person, rows)
            guard = get_guard(self.reader, self.person.guard_id)
            last = rows[-1] if rows else None
            assert (guard.certificate_number, guard.certificate_state) == (last and last.number, last and last.state)

    @property
    def today(self) -> date:
        """Today in China."""
        return china_date(self.world.clock.now())

    def newest(self) -> Certificate:
        """The certificate that counts, locked."""
        return queries.get_certificate(self.reader, certificates_of(self.person)[-1].id, lock=True)

    def outcome(self, act: Callable[[], None]) -> str | None:
        """The code of the problem an act met; nothing of it stays then."""
        with self.world.app.app_context():
            try:
                act()
                db.session.commit()
            except Problem as problem:
                db.session.rollback()
                return problem.code
        return None


def certificates_of(person: Person) -> list[Certificate]:
    """In the order in which they were made."""
    return list(db.session.scalars(select(Certificate).where(Certificate.guard_id == person.guard_id).order_by(Certificate.id)))


def check_consistency(person: Person, rows: list[Certificate]) -> None:
    """One open certificate at most; each card as issued; each act an event; a replaced one leads to the next."""
    assert sum(row.state in ("valid", "suspended") for row in rows) <= 1
    assert len({row.number for row in rows}) == len({row.status_index for row in rows}) == len(rows)
    for position, (row, known) in enumerate(zip(rows, person.held, strict=True)):
        card = row.card
        assert (card.number, card.issued_on, card.expires_on) == (row.number, row.issued_on, row.expires_on)
        events = db.session.scalars(select(CertificateEvent.effective_on).where(CertificateEvent.certificate_id == row.id)).all()
        assert len(events) == known.acts
        assert max(events) == known.since
        assert row.replaced_by_id == (rows[position + 1].id if row.state == "superseded" else None)


def test_certificates_in_any_order_of_acts(world: World) -> None:
    here = {"world": world, "officer": world.actor(), "reader": world.actor(Role.PROVINCE_OFFICER, PROVINCE)}
    run_state_machine_as_test(
        type("CertificatesHere", (Certificates,), here),
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,  # the suite gives one answer to one state of the code
            database=None,
            phases=[Phase.generate],  # two dozen steps can be read; shrinking them takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
