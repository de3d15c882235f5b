"""Check a presented card or number against the register, and keep the check."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from backend import identity_number, metrics
from backend.append import Appended, Pair
from backend.certificates import credential
from backend.certificates.credential import CredentialError
from backend.certificates.keys import trusted, trusted_keys
from backend.certificates.models import since_on
from backend.clock import china_date
from backend.database import new_id
from backend.devices.signing import Signed, Stamp, check_device, pair_with
from backend.extensions import settings
from backend.guards import masking, sealing
from backend.guards.models import state_on
from backend.idempotency import Command
from backend.permissions import Actor
from backend.verifications import queries
from backend.verifications.models import Verification
from backend.verifications.queries import Place
from backend.verifications.verdicts import TONES, Presented, Registered, clock_is_wrong, judge

NO_KEY = 0
"""No signing key has this id; it stands for a number that was typed."""

NOTHING: dict[str, Any] = {"certificate": None, "person": None, "employer": None, "left": None, "postings": []}
KEPT_WITH_COMMAND = Pair(Command.__table__, Verification.__table__)  # type: ignore[arg-type]
"""A check is kept together with the record of its answer."""
SIGNED = Signed("verification", pair_with(Verification))
"""And, when a device signed it, with its number."""


def record_verification(values: dict[str, Any], actor: Actor, now: datetime, stamp: Stamp | None) -> Appended:
    """Answer a check; the row is for `KEPT_WITH_COMMAND`.

    values  as `VerificationInput` loads them
    Kept in its own table and not in the audit chain: the row is never changed, says who asked about whom, and
    hundreds of officers who scan at one moment must not wait for one another.
    Raises Invalid about `site_id` and `device_id`.
    """
    check_device(values, stamp)
    presented, found = read(values, actor)
    row = found[0] if found else None
    site = _site(values["site_id"], actor, row)
    answer, relation = _answer(row, found, site, china_date(now)) if row else (NOTHING, None)
    wrong = clock_is_wrong(values["mode"], values["checked_at"], now, settings().clock_tolerance_s)
    reason = judge(presented, _registered(row, presented, china_date(now)), relation, wrong)
    metrics.count_verdict(reason, values["mode"])
    kept = {
        **_as_asked(values, row),
        "id": new_id(),
        "account_id": actor.account_id,
        "agency_code": actor.agency_code,
        "received_at": now,
        "reason": reason,
        "certificate_id": row and row.certificate_id,
        "guard_id": row and row.guard_id,
        "site_relation": relation if site else None,
        "presented": "card" if "code" in values else "number",
        "device_sequence": stamp and stamp.sequence,
        "clock_error_s": stamp and stamp.clock_error_s,
        "answer": {**answer, "site": site and {"id": str(site.id), "name": site.name}},
    }
    return Appended(kept, told(kept))


def told(kept: dict[str, Any]) -> dict[str, Any]:
    """The check as `VerificationSchema` shows it later."""
    received_at = kept["received_at"].isoformat()
    return {
        "id": str(kept["id"]),
        "checked_at": kept["checked_at"].astimezone(UTC).isoformat(),
        "received_at": received_at,
        "mode": kept["mode"],
        "tone": TONES[kept["reason"]],
        "reason": kept["reason"],
        "phone_reason": kept["phone_reason"],
        "signed": kept["device_sequence"] is not None,
        "as_of": received_at,
        "site_relation": kept["site_relation"],
        **kept["answer"],
    }


def read(values: dict[str, Any], actor: Actor) -> tuple[Presented, list[Any]]:
    """What was presented, and what the register knows of it: a typed number, or a code whose signature is checked here."""
    if "number" in values:
        return Presented(number=values["number"]), queries.find_registered(actor, values["number"], NO_KEY, values["site_id"])
    try:
        payload = credential.parse_scanned(values["code"], settings().public_origin)
        card = credential.decode(payload)
        found = queries.find_registered(actor, card.fields.number, card.key_id, values["site_id"])
        key = found[0] if found and found[0].public_key else None
        trust = {card.key_id: trusted(key)} if key else trusted_keys()
        fields = credential.check(card, trust).fields
    except CredentialError as error:
        return Presented(reason=error.reason), []
    return Presented(number=fields.number, card=fields, payload=payload), found


def _site(site_id: UUID | None, actor: Actor, row: Any) -> Place | None:
    if site_id is None:
        return None
    return queries.as_place((row.here_id, row.here_name, row.here_unit_id)) if row else queries.get_site(actor, site_id)


def relation_to(site: Place | None, employer_id: UUID | None, posted_to: set[UUID], left: Any) -> str | None:
    """Where a guard belongs, seen from a site; without a site only whether he belongs anywhere."""
    if employer_id is None:
        return "left_unit" if left else "nobody"
    if site is None:
        return None
    if site.id in posted_to:
        return "on_roster"
    return "other_site" if site.unit_id == employer_id else "other_unit"


def _answer(row: Any, found: list[Any], site: Place | None, today: date) -> tuple[dict[str, Any], str | None]:
    postings = [posting for posting in found if posting.posted_site_id]
    elsewhere = row.unit_id is None or (site is not None and site.unit_id != row.unit_id)
    left = queries.last_left(row.guard_id, site.unit_id if site else None) if elsewhere else None
    if left and row.unit_id and site and left.unit_id != site.unit_id:
        left = None  # he works somewhere: of his past only this site's unit matters here
    relation = relation_to(site, row.unit_id, {posting.posted_site_id for posting in postings}, left)
    employed = row.unit_id is not None
    return {
        "certificate": _certificate(row, today),
        "person": _person(row),
        "employer": {"unit_id": str(row.unit_id), "name": row.unit_name, "since": row.employed_since.isoformat()} if employed else None,
        "left": {"unit_name": left.unit_name, "ended_on": left.ended_on.isoformat()} if left else None,
        "postings": [
            {"site_id": str(p.posted_site_id), "site_name": p.posted_site_name, "unit_name": p.posted_unit_name} for p in postings
        ],
    }, relation


def _certificate(row: Any, today: date) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": state_on(row.state, row.expires_on, today),
        "state_since": since_on(row.state, row.state_since, row.expires_on, today).isoformat(),
        "state_reason": row.state_reason,
        "issued_on": row.issued_on.isoformat(),
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
        "agency_name": row.agency_name,
    }


def _person(row: Any) -> dict[str, Any]:
    number = sealing.unseal(sealing.IDENTITY_NUMBER, row.identity_number, row.guard_id)
    return {
        "guard_id": str(row.guard_id),
        "name": row.name,
        "sex": identity_number.sex(number),
        "identity_number_masked": masking.mask_identity_number(number),
        "has_photo": row.photo_media is not None,
    }


def _registered(row: Any, presented: Presented, today: date) -> Registered | None:
    if row is None:
        return None
    same = presented.card is not None and presented.payload == row.payload
    card = presented.card if same and presented.card else credential.decode(row.payload).fields
    return Registered(state_on(row.state, row.expires_on, today) or row.state, card, row.photo_digest)


def _as_asked(values: dict[str, Any], row: Any) -> dict[str, Any]:
    names = ("device_id", "mode", "checked_at", "phone_reason", "site_id", "inspection_id")
    position = values["position"] or {"latitude": None, "longitude": None, "accuracy_m": None}
    entered = None if row else values.get("code") or values.get("number")
    return {**{name: values[name] for name in names}, **position, "entered": entered}
