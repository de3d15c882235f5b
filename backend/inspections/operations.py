"""Keep pictures, and record inspections."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from backend import audit, media
from backend.accounts.models import Account
from backend.accounts.queries import find_officers
from backend.clock import china_date
from backend.database import new_id
from backend.errors import field_error
from backend.extensions import db
from backend.guards.models import Guard
from backend.inspections import guard_findings, numbering
from backend.inspections.confirmations import operations as confirmations
from backend.inspections.models import (
    Checklist,
    InspectedGuard,
    Inspection,
    InspectionItem,
    InspectionOfficer,
    InspectionPhoto,
    InspectionSequence,
    MediaFile,
    canonical,
)
from backend.inspections.problems import (
    ChecklistUnsuitable,
    ItemsIncomplete,
    MediaUnknown,
    PictureUnusable,
    ResultContradicts,
    SignatureOrReason,
    SiteOfOtherUnit,
    TwoOfficers,
)
from backend.inspections.recorded import after_record
from backend.permissions import Actor
from backend.pictures import PictureError, reencode
from backend.roster.models import Site
from backend.units.models import Unit


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a record came that does not come by itself and just now: a supervisor took it out of the quarantine.

    digest  of what was sent; what is recorded may lack a reference that the register does not know
    """

    received_at: datetime
    digest: bytes


OWN_COLUMNS = (
    "id",
    "started_at",
    "finished_at",
    "device_id",
    "device_sequence",
    "position",
    "findings",
    "responsible_person",
    "result",
    "rectify_by",
)


def keep_picture(data: bytes, kind: str, actor: Actor, now: datetime, *, media_id: UUID | None = None) -> MediaFile:
    """Judge, re-encode and store a picture. Raises PictureUnusable with the reason.

    media_id  the id it is to have, chosen by the phone; one of ours where there is none
    """
    try:
        picture = reencode(data, kind)  # type: ignore[arg-type]
    except PictureError as error:
        raise PictureUnusable(errors=[{"field": "body", "code": error.reason, "message": str(error)}]) from error
    row = MediaFile(
        id=media_id or new_id(),
        account_id=actor.account_id,
        kind=kind,
        file_name=media.store(picture.bytes),
        media_type=picture.media_type,
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        size=len(picture.bytes),
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()  # its id is the answer
    return row


def digest_of(values: dict[str, Any]) -> bytes:
    """What makes two records the same: SHA-256 of the canonical JSON of what was sent."""
    text = json.dumps(values, default=canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def record_inspection(
    values: dict[str, Any],
    unit: Unit,
    site: Site | None,
    checklist: Checklist,
    pattern: str,
    actor: Actor,
    now: datetime,
    *,
    signed: bool = False,
    arrival: Arrival | None = None,
) -> Inspection:
    """Record a visit once and for all (Reg. art. 38).

    values   the InspectionInput of the contract
    pattern  of the record's number
    signed   whether the device it names signed it
    arrival  where it waited; its pictures may then belong to another record too
    Raises the problems of this domain; nothing is written then.
    """
    officers = _officers(values, actor)
    _check(values, unit, site, checklist)
    _check_guards(values["guards"])
    pictures = _pictures(values, actor, shared=arrival is not None)
    inspection = Inspection(
        number=numbering.draw(InspectionSequence, pattern, actor.agency_code or "", now),
        account_id=actor.account_id,
        agency_code=site.agency_code if site else unit.agency_code,
        unit_id=unit.id,
        site_id=site.id if site else None,
        checklist_id=checklist.id,
        received_at=arrival.received_at if arrival else now,
        digest=arrival.digest if arrival else digest_of(values),
        signed=signed,
        **_facts(values),
    )
    db.session.add(inspection)
    db.session.flush()  # the parts below refer to it
    _add_parts(inspection, values, officers, checklist)
    _keep_pictures(inspection, pictures)
    confirmations.join(inspection, values.get("confirmations", []), now)
    facts = {"number": inspection.number, "unit_id": unit.id, "result": inspection.result, "digest": inspection.digest.hex()}
    audit.record("record", "inspection", inspection.id, actor=actor, now=now, after=facts)
    db.session.flush()  # what follows reads the parts
    for follow in after_record:
        follow(inspection, values)
    return inspection


def _facts(values: dict[str, Any]) -> dict[str, Any]:
    """The record's own columns, as they were sent or follow from it."""
    signature, without = values["signature"] or {}, values["no_signature"] or {}
    return {name: values[name] for name in OWN_COLUMNS} | {
        "signature_media_id": signature.get("media_id"),
        "signer_name": signature.get("signer_name"),
        "no_signature_reason": without.get("reason"),
        "no_signature_note": without.get("note"),
        "problem_count": _problem_count(values),
    }


def _keep_pictures(inspection: Inspection, pictures: Collection[UUID]) -> None:
    """The record's own from now on; one that another record names already stays that one's."""
    if pictures:
        free = update(MediaFile).where(MediaFile.id.in_(pictures), MediaFile.inspection_id.is_(None))
        db.session.execute(free.values(inspection_id=inspection.id))


def _officers(values: dict[str, Any], actor: Actor) -> list[Account]:
    ids = list(dict.fromkeys(values["officer_ids"]))
    officers = find_officers(ids)
    if len(officers) < 2 or len(officers) != len(ids) or actor.account_id not in ids:
        raise TwoOfficers(errors=[{"field": "officer_ids", "code": "two_officers", "message": TwoOfficers.title}])
    return officers


def _check(values: dict[str, Any], unit: Unit, site: Site | None, checklist: Checklist) -> None:
    if site and site.unit_id != unit.id:
        raise SiteOfOtherUnit(errors=[{"field": "site_id", "code": "other_unit", "message": SiteOfOtherUnit.title}])
    if checklist.unit_kind != unit.kind:
        raise ChecklistUnsuitable(errors=[{"field": "checklist_id", "code": "unsuitable", "message": ChecklistUnsuitable.title}])
    if sorted(item["item_id"] for item in values["items"]) != sorted(item.id for item in checklist.items):
        raise ItemsIncomplete(errors=[{"field": "items", "code": "incomplete", "message": ItemsIncomplete.title}])
    if values["finished_at"] < values["started_at"]:
        raise field_error("finished_at", "order", "The visit ended before it began")
    if (values["signature"] is None) == (values["no_signature"] is None):
        raise SignatureOrReason(errors=[{"field": "signature", "code": "required", "message": SignatureOrReason.title}])
    _check_result(values)


def _check_result(values: dict[str, Any]) -> None:
    required = values["result"] == "rectification_required"
    if required != (values["rectify_by"] is not None):
        raise ResultContradicts(errors=[{"field": "rectify_by", "code": "contradicts", "message": ResultContradicts.title}])
    if required and values["rectify_by"] < china_date(values["finished_at"]):
        raise field_error("rectify_by", "past", "The date to correct by lies before the visit")
    if _problem_count(values) and values["result"] == "no_problem":
        raise ResultContradicts(errors=[{"field": "result", "code": "contradicts", "message": ResultContradicts.title}])


def _problem_count(values: dict[str, Any]) -> int:
    """How many points and how many guards were found wrong."""
    points = sum(item["outcome"] == "problem" for item in values["items"])
    return points + sum(row.get("finding") is not None for row in values["guards"])


def _check_guards(rows: list[dict[str, Any]]) -> None:
    wanted = {row["guard_id"] for row in rows if row["guard_id"]}
    known = set(db.session.scalars(select(Guard.id).where(Guard.id.in_(wanted)))) if wanted else set()
    for index, row in enumerate(rows):
        if row["guard_id"] and row["guard_id"] not in known:
            raise field_error(f"guards.{index}.guard_id", "unknown", "There is no such guard")


def check_inspection(values: dict[str, Any], unit: Unit, site: Site | None, checklist: Checklist, actor: Actor) -> None:
    """Whether a record could be taken but for what a supervisor may pass. Raises what its officer can mend."""
    _officers(values, actor)
    _check(values, unit, site, checklist)
    _pictures(values, actor, shared=True)


def media_of(values: dict[str, Any]) -> list[UUID]:
    """The pictures that a record names."""
    signature = [values["signature"]["media_id"]] if values["signature"] else []
    return [*(photo["media_id"] for photo in values["photos"]), *signature]


def _pictures(values: dict[str, Any], actor: Actor, *, shared: bool) -> list[UUID]:
    kinds = {photo["media_id"]: "inspection_photo" for photo in values["photos"]}
    if values["signature"]:
        kinds[values["signature"]["media_id"]] = "signature"
    if not kinds:
        return []
    wanted = select(MediaFile.id, MediaFile.kind).where(MediaFile.id.in_(kinds), MediaFile.account_id == actor.account_id)
    found = db.session.execute(wanted if shared else wanted.where(MediaFile.inspection_id.is_(None))).all()
    if {row.id: row.kind for row in found} != kinds or len(values["photos"]) != sum(kind == "inspection_photo" for kind in kinds.values()):
        raise MediaUnknown(errors=[{"field": "photos", "code": "unknown", "message": MediaUnknown.title}])
    return list(kinds)


def _add_parts(inspection: Inspection, values: dict[str, Any], officers: list[Account], checklist: Checklist) -> None:
    known, place = {"inspection_id": inspection.id}, {item.id: item.position for item in checklist.items}
    if any(photo["item_id"] and photo["item_id"] not in place for photo in values["photos"]):
        raise field_error("photos", "item", "A photo names a point that is not on the checklist")
    for position, officer in enumerate(officers):
        db.session.add(
            InspectionOfficer(
                **known,
                account_id=officer.id,
                position=position,
                name=officer.name,
                police_number=officer.police_number,
                agency_name=officer.agency_name or "",
            )
        )
    db.session.add_all(InspectionItem(**known, **item, position=place[item["item_id"]]) for item in values["items"])
    day = china_date(inspection.finished_at)
    db.session.add_all(
        InspectedGuard(**known, **row, position=position, article=_article(row, day)) for position, row in enumerate(values["guards"])
    )
    db.session.add_all(InspectionPhoto(**known, **row, position=position) for position, row in enumerate(values["photos"]))


def _article(row: dict[str, Any], day: date) -> str | None:
    return guard_findings.get_finding(row["finding"], day).article if row.get("finding") else None
