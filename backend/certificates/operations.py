"""Issue certificates and do what the law allows with them afterwards.

Every act is kept as an event, shown on the guard, and written to the audit, in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from backend import audit
from backend.certificates import numbering, rules
from backend.certificates.card_fields import EPOCH, CardFields, InvalidFields
from backend.certificates.changes import after_change
from backend.certificates.keys import ensure_signing_key, get_signer
from backend.certificates.logged import log_event
from backend.certificates.models import Certificate, CertificateEvent
from backend.certificates.problems import (
    AlreadyOpen,
    Barred,
    EffectiveOnOutOfRange,
    ExpiresBeforeIssue,
    GuardWithoutPhoto,
    NotAllowedInState,
    NumberTaken,
    OtherAgency,
)
from backend.certificates.queries import find_by_number, find_open
from backend.certificates.wants import wanted
from backend.clock import china_date
from backend.errors import field_error
from backend.extensions import db, settings
from backend.guards import operations as guards
from backend.guards.models import Guard
from backend.jurisdictions.queries import require_agency
from backend.permissions import Actor

__all__ = ["change_state", "ensure_signing_key", "issue_certificate", "replace_certificate"]

STATE_AFTER = {"suspend": "suspended", "reinstate": "valid", "revoke": "revoked", "cancel": "cancelled"}


def issue_certificate(guard: Guard, values: dict[str, Any], actor: Actor, now: datetime) -> Certificate:
    """Issue a certificate to a guard, in the name of the actor's agency.

    guard   locked, so that two certificates are never issued at once
    values  issued_on, expires_on (absent: by the settings; None: no expiry), number (absent: the next one)
    Raises GuardWithoutPhoto, Barred, AlreadyOpen, NumberTaken, NumbersExhausted, ExpiresBeforeIssue,
    EffectiveOnOutOfRange, Invalid about `number` or `guard_id`.
    """
    issued_on = values["issued_on"]
    if find_open(guard.id) is not None:
        raise AlreadyOpen()
    check_day("issued_on", issued_on, EPOCH, now)
    certificate = _make(guard, {**values, "expires_on": expiry(values)}, actor, now)
    _note(certificate, "issue", issued_on, values.get("reason"), actor, now, before=None)
    return certificate


def change_state(certificate: Certificate, act: str, reason: str, effective_on: date, actor: Actor, now: datetime) -> Certificate:
    """Suspend, reinstate, revoke or cancel.

    certificate  locked, with its guard
    Raises OtherAgency, NotAllowedInState, EffectiveOnOutOfRange.
    """
    _check_act(certificate, act, actor, now)
    check_day("effective_on", effective_on, certificate.state_since, now)
    before = _facts(certificate)
    certificate.state, certificate.state_since, certificate.state_reason = STATE_AFTER[act], effective_on, reason
    _note(certificate, act, effective_on, reason, actor, now, before)
    return certificate


def replace_certificate(certificate: Certificate, values: dict[str, Any], actor: Actor, now: datetime) -> Certificate:
    """Issue a new certificate, with a number and a card of its own, for one that is lost, worn, wrong or expired.

    certificate  locked, with its guard
    values       reason, issued_on, expires_on
    Raises what `change_state` and `issue_certificate` raise. Returns the new certificate.
    """
    _check_act(certificate, "replace", actor, now)
    issued_on, before = values["issued_on"], _facts(certificate)
    check_day("issued_on", issued_on, certificate.state_since, now)
    certificate.state, certificate.state_since, certificate.state_reason = "superseded", issued_on, values["reason"]
    db.session.flush()  # first the old one ends, then the new one may begin: a guard holds one open certificate
    new = _make(certificate.guard, {**values, "number": None, "expires_on": expiry(values)}, actor, now)
    certificate.replaced_by_id = new.id
    _note(certificate, "replace", issued_on, values["reason"], actor, now, before)
    _note(new, "issue", issued_on, values["reason"], actor, now, before=None)
    return new


def check_day(field: str, day: date, not_before: date, now: datetime) -> None:
    """Refuse a day ahead of today, or before the first possible one (for an act: the day the present state began).

    Raises EffectiveOnOutOfRange with the first and the last possible day.
    """
    today = china_date(now)
    if not not_before <= day <= today:
        raise EffectiveOnOutOfRange(
            errors=[{"field": field, "code": "out_of_range", "message": "Choose a day from the present state's beginning until today"}],
            earliest=not_before.isoformat(),
            latest=today.isoformat(),
        )


def expiry(values: dict[str, Any]) -> date | None:
    """The day of expiry: as said, else by the settings. Raises ExpiresBeforeIssue."""
    issued_on: date = values["issued_on"]
    years = settings().default_validity_years
    default = rules.years_after(issued_on, years) if years else None
    expires_on: date | None = values.get("expires_on", default)
    if expires_on is not None and expires_on <= issued_on:
        raise ExpiresBeforeIssue(errors=[{"field": "expires_on", "code": "before_issue", "message": "Choose a day after the issue"}])
    return expires_on


def _make(guard: Guard, values: dict[str, Any], actor: Actor, now: datetime) -> Certificate:
    if guard.photo_digest is None:
        raise GuardWithoutPhoto()
    _check_bars(guard, values["issued_on"])
    agency = require_agency(actor.agency_code or "")
    number = values.get("number") or numbering.next_number(agency, values["issued_on"].year)
    if values.get("number") and find_by_number(number) is not None:
        raise NumberTaken(errors=[{"field": "number", "code": "taken", "message": "This number has been used"}])
    fields = _card(number, guard, values, now)
    certificate = Certificate(
        number=number,
        guard_id=guard.id,
        guard=guard,
        agency_code=agency.code,
        agency=agency,
        issued_on=values["issued_on"],
        expires_on=values["expires_on"],
        state="valid",
        state_since=values["issued_on"],
        status_index=fields.status_index,
        payload=get_signer(now).sign(fields),
        photo_media=guard.photo_media,
        created_at=now,
    )
    db.session.add(certificate)
    db.session.flush()  # the constraints speak now, and the event refers to the row
    return certificate


def _card(number: str, guard: Guard, values: dict[str, Any], now: datetime) -> CardFields:
    try:
        return CardFields(
            number=number,
            name=guard.name,
            issued_on=values["issued_on"],
            expires_on=values["expires_on"],
            status_index=numbering.free_status_index(now),
            photo_digest=guard.photo_digest,
        )
    except InvalidFields as error:
        field = str(error).split(" ", 1)[0]
        raise field_error(field if field in ("number", "issued_on", "expires_on") else "guard_id", "unsuitable", str(error)) from error


def _check_bars(guard: Guard, day: date) -> None:
    bars = rules.bars_on(day, guard.born_on, revocations_of(guard))
    if bars:
        raise Barred(errors=[{"field": "guard_id", "code": bar.code, "message": bar.article} for bar in bars])


def revocations_of(guard: Guard) -> Sequence[date]:
    """The days on which certificates of this person were revoked."""
    return db.session.scalars(select(Certificate.state_since).where(Certificate.guard_id == guard.id, Certificate.state == "revoked")).all()


def _check_act(certificate: Certificate, act: str, actor: Actor, now: datetime) -> None:
    if not actor.reaches_agency(certificate.agency_code):
        raise OtherAgency()
    if act not in rules.ALLOWED[certificate.state_on(china_date(now))]:
        raise NotAllowedInState()


def _note(
    certificate: Certificate,
    act: str,
    effective_on: date,
    reason: str | None,
    actor: Actor,
    now: datetime,
    before: dict[str, Any] | None,
) -> None:
    event = CertificateEvent(
        certificate_id=certificate.id,
        act=act,
        effective_on=effective_on,
        reason=reason,
        agency_code=actor.agency_code or certificate.agency_code,
        account_id=actor.account_id,
        account_name=actor.name,
        at=now,
    )
    db.session.add(event)
    if before is not None:  # a new certificate is valid, and so says its place in the list already
        wanted(now)
    guards.set_certificate(certificate.guard, certificate.number, certificate.state, certificate.expires_on)
    db.session.flush()
    log_event(certificate, event)
    audit.record(act, "certificate", certificate.id, actor=actor, now=now, before=before, after={**_facts(certificate), "reason": reason})
    for follow in after_change:
        follow(certificate, event)


def _facts(certificate: Certificate) -> dict[str, Any]:
    names = ("number", "guard_id", "agency_code", "issued_on", "expires_on", "state", "state_since", "replaced_by_id")
    return {name: getattr(certificate, name) for name in names}
