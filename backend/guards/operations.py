"""Register guards, change what is registered, show it whole, and keep what other domains note on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, insert, select, tuple_, update

from backend import audit, media, pictures
from backend import identity_number as rules
from backend.clock import china_date
from backend.errors import define, field_error
from backend.extensions import db
from backend.guards import finders, records, sealing
from backend.guards.models import Guard, GuardArea
from backend.jurisdictions.queries import require_agency
from backend.permissions import COUNTY_DIGITS, Actor

UnderAge = define("guard.under_age", 422, "A guard is 18 years old or more (Reg. art. 16)")
NameByPoliceOnly = define("guard.name_by_police_only", 403, "The name stands on the certificate; only the police change it")
PICTURE_PROBLEMS = {
    "too_large": define("picture.too_large", 413, "The picture has too many bytes"),
    "too_many_pixels": define("picture.too_many_pixels", 422, "The picture has too many pixels"),
    "unsupported": define("picture.unsupported", 415, "Only JPEG, PNG and WebP pictures are accepted"),
    "not_a_picture": define("picture.not_a_picture", 422, "The file is broken, cut or empty"),
}

LEAST_AGE = 18
"""Reg. art. 16."""

AUDITED = ("name", "education", "address", "status", "agency_code", "unit_id")
DIGEST_BYTES = 16
"""What a card keeps of the photo: the first bytes of its SHA-256 (docs/card-format.md)."""


def register_guard(values: Mapping[str, Any], actor: Actor, now: datetime) -> Guard:
    """Enter a person in the register (M. art. 19).

    values  name, identity_number, phone, education, address; agency_code or None for the actor's own
    Raises UnderAge, IdentityNumberTaken, Invalid about `agency_code` or `identity_number`.
    """
    _check_age(values["identity_number"], now)
    agency_code = values.get("agency_code") or actor.agency_code or ""
    require_agency(agency_code)
    if not actor.reaches_agency(agency_code):
        raise field_error("agency_code", "out_of_reach", "Choose an agency within your own area")
    guard = Guard(**records.guard_values({**values, "agency_code": agency_code}, now))
    db.session.add(guard)
    db.session.flush()  # a number that is taken is refused now, and the rows below refer to the guard
    db.session.add(GuardArea(guard_id=guard.id, agency_code=agency_code))
    finders.add([(guard.id, finders.facts_of(guard, [agency_code]))])
    audit.record("register", "guard", guard.id, actor=actor, now=now, after=_facts(guard))
    return guard


def change_guard(guard: Guard, values: Mapping[str, Any], actor: Actor, now: datetime) -> Guard:
    """Change name, phone, education, address or status.

    guard  locked
    Raises NameByPoliceOnly when a manager gives another name.
    """
    before, old_phone = _facts(guard), guard.plain_phone
    plain = dict(values)
    name, phone = plain.pop("name", guard.name), plain.pop("phone", old_phone)
    if name != guard.name:
        _rename(guard, name, actor)
    if phone != old_phone:
        guard.phone = sealing.seal(sealing.PHONE, phone, guard.id)
    for field, value in plain.items():
        setattr(guard, field, value)
    guard.updated_at = now
    db.session.flush()  # the next version number is known only now
    _audit_change(guard, before, {"phone": "changed"} if phone != old_phone else {}, actor, now)
    return guard


def set_photo(guard: Guard, data: bytes, actor: Actor, now: datetime) -> Guard:
    """Keep a portrait, made anew from the uploaded picture. Cards issued before keep the digest of theirs.

    guard  locked
    Raises PictureTooLarge, PictureTooManyPixels, PictureUnsupported, PictureNotAPicture.
    """
    try:
        picture = pictures.reencode(data, "portrait")
    except pictures.PictureError as error:
        raise PICTURE_PROBLEMS[error.reason](str(error)) from error
    digest = bytes.fromhex(picture.sha256)[:DIGEST_BYTES]
    before = guard.photo_digest
    guard.photo_media, guard.photo_digest, guard.updated_at = media.store(picture.bytes), digest, now
    db.session.flush()  # the next version number is known only now
    audit.record(
        "change_photo",
        "guard",
        guard.id,
        actor=actor,
        now=now,
        before={"photo_digest": before and before.hex()},
        after={"photo_digest": digest.hex()},
    )
    return guard


def disclose(guard: Guard, reason: str, actor: Actor, now: datetime) -> dict[str, str]:
    """Show identity number and phone whole. Who asked, when and why goes into the audit; the numbers do not."""
    audit.record("disclose", "guard", guard.id, actor=actor, now=now, after={"reason": reason})
    return {"identity_number": guard.plain_identity_number, "phone": guard.plain_phone}


def set_employer(guard: Guard, unit_id: UUID | None, now: datetime) -> None:
    """Note the present employer, or none; called by the roster. Whoever is hired again is active again."""
    guard.unit_id, guard.updated_at = unit_id, now
    if unit_id is not None and guard.status == "inactive":
        guard.status = "active"


def set_employers(guard_ids: Collection[UUID], unit_id: UUID | None, now: datetime) -> None:
    """The same for many at once; they are locked, and no session holds them."""
    values: dict[str, Any] = {"unit_id": unit_id, "updated_at": now, "version": Guard.version + 1}
    if unit_id is not None:
        values["status"] = case((Guard.status == "inactive", "active"), else_=Guard.status)
    for part in _batches(guard_ids, 400):
        statement = update(Guard).where(Guard.id.in_(part)).values(values)
        db.session.execute(statement, execution_options={"synchronize_session": False})


def set_inactive(guard_ids: Collection[UUID]) -> None:
    """Those whose hiring was taken back are again what they were; called by the imports, which audit it."""
    for part in _batches(guard_ids, 400):
        statement = update(Guard).where(Guard.id.in_(part)).values(status="inactive", version=Guard.version + 1)
        db.session.execute(statement, execution_options={"synchronize_session": False})


def set_certificate(guard: Guard, number: str | None, state: str | None, expires_on: date | None) -> None:
    """Note the certificate that counts now, in its stored state; called by the certificates, which audit it."""
    codes = finders.codes_of([guard.id])[guard.id]
    before = finders.facts_of(guard, codes)
    guard.certificate_number, guard.certificate_state, guard.certificate_expires_on = number, state, expires_on
    finders.follow([(guard.id, before, finders.facts_of(guard, codes))])


def set_areas(codes_by_guard: Mapping[UUID, Iterable[str]]) -> None:
    """Set from which agencies' areas these guards are seen; called by the roster.

    Only what differs is written, so a posting within the same area writes nothing.
    """
    for part in _batches(codes_by_guard, 400):
        wanted = {(guard_id, code) for guard_id in part for code in codes_by_guard[guard_id]}
        rows = db.session.execute(select(GuardArea.guard_id, GuardArea.agency_code).where(GuardArea.guard_id.in_(part)))
        present = {(row.guard_id, row.agency_code) for row in rows}
        for gone in _batches(sorted(present - wanted), 200):
            db.session.execute(delete(GuardArea).where(tuple_(GuardArea.guard_id, GuardArea.agency_code).in_(gone)))
        new = [{"guard_id": guard_id, "agency_code": code} for guard_id, code in sorted(wanted - present)]
        if new:
            db.session.execute(insert(GuardArea), new)
        finders.follow_areas(_moved(present, wanted))


def _moved(before: set[tuple[UUID, str]], after: set[tuple[UUID, str]]) -> dict[UUID, tuple[set[str], set[str]]]:
    """The counties before and now of the guards who are seen from others than before."""
    counties: list[dict[UUID, set[str]]] = []
    for rows in (before, after):
        counties.append(defaultdict(set))
        for guard_id, code in rows:
            counties[-1][guard_id].add(code[:COUNTY_DIGITS])
    old, new = counties
    return {guard_id: (old[guard_id], new[guard_id]) for guard_id in sorted({*old, *new}) if old[guard_id] != new[guard_id]}


def _batches(items: Iterable[Any], size: int) -> Iterator[Sequence[Any]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _check_age(number: str, now: datetime) -> None:
    today, born = china_date(now), rules.birth_date(number)
    if born > today:
        raise field_error("identity_number", "birth_date", "Digits 7 to 14 are a day that is still to come")
    if rules.age_on(born, today) < LEAST_AGE:
        raise UnderAge(errors=[{"field": "identity_number", "code": "under_age", "message": UnderAge.title}])


def _rename(guard: Guard, name: str, actor: Actor) -> None:
    if not actor.is_officer:
        raise NameByPoliceOnly(errors=[{"field": "name", "code": "police_only", "message": NameByPoliceOnly.title}])
    records.rename(guard, name)


def _audit_change(guard: Guard, before: dict[str, Any], more: dict[str, str], actor: Actor, now: datetime) -> None:
    after = _facts(guard)
    changed = [field for field in AUDITED if before[field] != after[field]]
    audit.record(
        "change",
        "guard",
        guard.id,
        actor=actor,
        now=now,
        before={field: before[field] for field in changed},
        after={**{field: after[field] for field in changed}, **more},
    )


def _facts(guard: Guard) -> dict[str, Any]:
    return {field: getattr(guard, field) for field in AUDITED}
