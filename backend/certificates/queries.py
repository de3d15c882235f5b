"""Find certificates: one sees those of the guards one sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from backend.certificates import rules
from backend.certificates.credential import card_url
from backend.certificates.models import OPEN_STATES, Certificate, CertificateEvent
from backend.errors import NotFound, OutOfReach
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.guards.queries import are_few, ids_in_reach, in_reach, seen_by
from backend.pagination import Page, load_page, paginate
from backend.permissions import Actor


def list_certificates(actor: Actor, query: dict[str, Any], today: date) -> Page:
    """Certificates by state of today: the newest first, of the expired the last to expire; those that expire before a day: the next first.

    Where few guards are within reach, their certificates are gathered first; else the list is read in its own order
    until the page is full, from an index alone.
    """
    few = are_few(actor)
    row: Any = _of_few(actor) if few else Certificate
    statement = select(row.id) if few else select(row.id).where(seen_by(actor, row.guard_id))
    state, before = query.get("state"), query.get("expires_before")
    if state:
        statement = statement.where(_in_state(row, state, today))
    if before:
        statement = statement.where(row.expires_on < before)
    keys = [row.expires_on if before or state == "expired" else row.issued_on, row.id]
    page = paginate(statement, keys, query["cursor"], query["limit"], descending=not before)
    page = load_page(page, _whole(), Certificate.id)
    return Page([shown(certificate, actor, today) for certificate in page.items], page.next_cursor)


def _of_few(actor: Actor) -> Any:
    """The certificates of the guards within reach. Materialized: else the planners go through all of the province in that state."""
    columns = (Certificate.id, Certificate.issued_on, Certificate.expires_on, Certificate.state)
    few = select(*columns).where(Certificate.guard_id.in_(ids_in_reach(actor))).cte("few").prefix_with("MATERIALIZED")
    return aliased(Certificate, few)


def get_certificate(actor: Actor, certificate_id: UUID, *, lock: bool = False) -> Certificate:
    """One certificate of a guard within reach; locked with its guard for an act. Raises NotFound."""
    statement = _whole().where(Certificate.id == certificate_id, in_reach(actor, few=True))
    if lock:
        statement = statement.with_for_update(of=(Guard, Certificate), key_share=True)
    certificate = db.session.execute(statement).scalar_one_or_none()
    if certificate is None:
        raise OutOfReach("certificate", certificate_id) if db.session.get(Certificate, certificate_id) else NotFound()
    return certificate


def list_of_guard(actor: Actor, guard: Guard, today: date) -> list[dict[str, Any]]:
    """All certificates of a guard that was found within reach, the newest first."""
    rows = db.session.scalars(
        _whole().where(Certificate.guard_id == guard.id).order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    ).all()
    return [shown(certificate, actor, today) for certificate in rows]


def list_events(certificate: Certificate) -> Sequence[CertificateEvent]:
    """What happened to a certificate, the newest first."""
    return db.session.scalars(
        select(CertificateEvent)
        .options(joinedload(CertificateEvent.agency))
        .where(CertificateEvent.certificate_id == certificate.id)
        .order_by(CertificateEvent.id.desc())
    ).all()


def find_open(guard_id: UUID) -> Certificate | None:
    """The certificate of a guard that has not ended (it may have expired)."""
    return db.session.execute(
        select(Certificate).where(Certificate.guard_id == guard_id, Certificate.state.in_(OPEN_STATES))
    ).scalar_one_or_none()


def find_by_number(number: str) -> Certificate | None:
    """A certificate, whosoever it is. For checks of presented cards and of uniqueness, not for lists."""
    return db.session.execute(select(Certificate).where(Certificate.number == number)).scalar_one_or_none()


def shown(certificate: Certificate, actor: Actor, today: date) -> dict[str, Any]:
    """The certificate as this actor sees it today: with its state of today and the acts open to him."""
    return {
        "id": certificate.id,
        "number": certificate.number,
        "guard_id": certificate.guard_id,
        "guard_name": certificate.guard.name,
        "agency_code": certificate.agency_code,
        "agency_name": certificate.agency.name,
        "issued_on": certificate.issued_on,
        "expires_on": certificate.expires_on,
        "state": certificate.state_on(today),
        "state_since": certificate.since_on(today),
        "state_reason": certificate.state_reason,
        "replaced_by_id": certificate.replaced_by_id,
        "allowed_acts": rules.allowed_acts(certificate, actor, today),
        "public_url": card_url(settings().public_origin, certificate.payload),
    }


def _in_state(row: Any, state: str, today: date) -> Any:
    if state == "expired":
        return and_(row.state == "valid", row.expires_on < today)
    if state == "valid":
        return and_(row.state == "valid", or_(row.expires_on.is_(None), row.expires_on >= today))
    return row.state == state


def _whole() -> Select[Any]:
    return select(Certificate).join(Certificate.guard).options(contains_eager(Certificate.guard), joinedload(Certificate.agency))
