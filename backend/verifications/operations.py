"""Check a presented card or number against the register, and keep the check."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend import metrics
from backend.certificates import credential
from backend.certificates.credential import CredentialError
from backend.certificates.keys import trusted_keys
from backend.certificates.models import since_on
from backend.clock import china_date
from backend.database import new_id
from backend.extensions import db, settings
from backend.guards import identity_number, masking, sealing
from backend.guards.models import state_on
from backend.permissions import Actor
from backend.verifications import queries
from backend.verifications.models import Verification
from backend.verifications.verdicts import Presented, Registered, clock_is_wrong, judge

NOTHING: dict[str, Any] = {"certificate": None, "person": None, "employer": None, "left": None, "postings": []}


def record_verification(values: dict[str, Any], actor: Actor, now: datetime) -> Verification:
    """Answer a check and keep it.

    values  as `VerificationInput` loads them
    Kept in its own table and not in the audit chain: the row is never changed, says who asked about whom, and
    hundreds of officers who scan at one moment must not wait for one another.
    Raises Invalid about `site_id`.
    """
    site = queries.get_site(actor, values["site_id"]) if values["site_id"] else None
    presented = read(values)
    row = queries.find_registered(presented.number) if presented.number else None
    answer, relation = _answer(row, site, china_date(now)) if row else (NOTHING, None)
    wrong = clock_is_wrong(values["mode"], values["checked_at"], now, settings().clock_tolerance_s)
    reason = judge(presented, _registered(row, china_date(now)), relation, wrong)
    metrics.count_verdict(reason, values["mode"])
    place = {"id": str(site.id), "name": site.name} if site else None
    verification = Verification(
        **_as_asked(values, row),
        id=new_id(),
        account_id=actor.account_id,
        agency_code=actor.agency_code,
        received_at=now,
        reason=reason,
        certificate_id=row and row.certificate_id,
        guard_id=row and row.guard_id,
        site_relation=relation if site else None,
        answer={**answer, "site": place},
    )
    db.session.add(verification)
    return verification


def read(values: dict[str, Any]) -> Presented:
    """What was presented: a typed number, or a code whose signature is checked here."""
    if "number" in values:
        return Presented(number=values["number"])
    try:
        payload = credential.parse_scanned(values["code"], settings().public_origin)
        card = credential.verify(payload, trusted_keys()).fields
    except CredentialError as error:
        return Presented(reason=error.reason)
    return Presented(number=card.number, card=card)


def relation_to(site: queries.Found | None, employer_id: UUID | None, posted_to: set[UUID], left: queries.Found | None) -> str | None:
    """Where a guard belongs, seen from a site; without a site only whether he belongs anywhere."""
    if employer_id is None:
        return "left_unit" if left else "nobody"
    if site is None:
        return None
    if site.id in posted_to:
        return "on_roster"
    return "other_site" if site.unit_id == employer_id else "other_unit"


def _answer(row: queries.Found, site: queries.Found | None, today: date) -> tuple[dict[str, Any], str | None]:
    postings = queries.postings_of(row.guard_id) if row.unit_id else []
    elsewhere = row.unit_id is None or (site is not None and site.unit_id != row.unit_id)
    left = queries.last_left(row.guard_id, site.unit_id if site else None) if elsewhere else None
    if left and row.unit_id and site and left.unit_id != site.unit_id:
        left = None  # he works somewhere: of his past only this site's unit matters here
    relation = relation_to(site, row.unit_id, {posting.site_id for posting in postings}, left)
    employed = row.unit_id is not None
    return {
        "certificate": _certificate(row, today),
        "person": _person(row),
        "employer": {"unit_id": str(row.unit_id), "name": row.unit_name, "since": row.employed_since.isoformat()} if employed else None,
        "left": {"unit_name": left.unit_name, "ended_on": left.ended_on.isoformat()} if left else None,
        "postings": [{"site_id": str(p.site_id), "site_name": p.site_name, "unit_name": p.unit_name} for p in postings],
    }, relation


def _certificate(row: queries.Found, today: date) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": state_on(row.state, row.expires_on, today),
        "state_since": since_on(row.state, row.state_since, row.expires_on, today).isoformat(),
        "state_reason": row.state_reason,
        "issued_on": row.issued_on.isoformat(),
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
        "agency_name": row.agency_name,
    }


def _person(row: queries.Found) -> dict[str, Any]:
    number = sealing.unseal(sealing.IDENTITY_NUMBER, row.identity_number, row.guard_id)
    return {
        "guard_id": str(row.guard_id),
        "name": row.name,
        "sex": identity_number.sex(number),
        "identity_number_masked": masking.mask_identity_number(number),
        "has_photo": row.photo_media is not None,
    }


def _registered(row: queries.Found | None, today: date) -> Registered | None:
    if row is None:
        return None
    card = credential.decode(row.payload).fields
    return Registered(state_on(row.state, row.expires_on, today) or row.state, card, row.photo_digest)


def _as_asked(values: dict[str, Any], row: queries.Found | None) -> dict[str, Any]:
    names = ("device_id", "mode", "checked_at", "phone_reason", "site_id", "inspection_id")
    position = values["position"] or {}
    entered = None if row else values.get("code") or values.get("number")
    return {**{name: values[name] for name in names}, **position, "entered": entered}
