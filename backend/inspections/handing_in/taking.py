"""Judge what was handed in as if its own phone had sent it: the signature says whose it is, not who brings it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from flask import Response, current_app
from marshmallow import ValidationError
from sqlalchemy import insert

from backend import audit, idempotency
from backend.accounts.actors import find_actor
from backend.accounts.grants import histories
from backend.accounts.models import Account
from backend.devices.models import Device
from backend.devices.problems import Required, Revoked, SignatureInvalid
from backend.devices.signing import Stamp, check_device, command_text, given_to, pair_with, read, verify
from backend.errors import Denied, OutOfReach, Problem, field_error, invalid
from backend.extensions import db
from backend.fields import Schema, refuse_unusable_in
from backend.inspections import queries
from backend.inspections.handing_in.keys import bytes_of, open_line
from backend.inspections.handing_in.problems import UnknownOfficer, Unreadable
from backend.inspections.handing_in.schemas import LineInput
from backend.inspections.models import MediaFile
from backend.inspections.operations import digest_of, keep_picture
from backend.inspections.quarantine.deciding import officer_then
from backend.inspections.quarantine.keeping import put_aside
from backend.inspections.quarantine.models import QuarantinedCommand
from backend.inspections.quarantine.schemas import QuarantinedSchema
from backend.inspections.receiving import Sent, receive_inspection, stamped, told_of
from backend.inspections.rights import active, active_once
from backend.inspections.schemas import InspectionInput, InspectionSchema
from backend.inspections.uploads.operations import take_whole
from backend.permissions import OFFICER_LEVEL, Actor
from backend.unit_of_work import begin_writing
from backend.verifications.models import Verification
from backend.verifications.operations import record_verification
from backend.verifications.schemas import VerificationInput

PATHS = {
    "inspection": re.compile(r"/api/inspections\Z"),
    "verification": re.compile(r"/api/verifications\Z"),
    "void": re.compile(r"/api/own/devices/[0-9a-f-]{36}/voids\Z"),
}


@dataclass(frozen=True, slots=True)
class Brought:
    """One command of a file, read and proven.

    owner       whose it is, with the rights of now; of a disabled account what it had last
    suspicions  reasons to put it aside whatever it says
    """

    kind: str
    line: dict[str, Any]
    owner: Actor
    sent: Sent


def hand_in(upload_id: UUID, actor: Actor, now: datetime) -> dict[str, Any]:
    """What became of the command in one line of a file. Values of `HandedInSchema`.

    Raises NotFound and Incomplete about the upload, Unreadable about the line. A refused command changes nothing.
    """
    line = _read(take_whole(actor, upload_id, now))
    kind = next((name for name, path in PATHS.items() if path.match(line["path"])), None)
    if kind is None:
        raise Unreadable()
    told = {"key": line["key"], "kind": kind, "record_id": None, "reason": None, "problem": None, "errors": [], "received_at": now}
    try:
        brought = _prove(kind, line, actor, now)
        return {**told, **_take(brought, now)}
    except Problem as problem:
        begin_writing()  # nothing of a refused command is kept, neither is its upload over
        if isinstance(problem, OutOfReach):
            audit.record("refuse", problem.subject_type, problem.subject_id, actor=actor, now=now)
        return {**told, "outcome": "refused", "problem": problem.code, "errors": problem.errors}


def _read(whole: bytes) -> dict[str, Any]:
    try:
        line: dict[str, Any] = LineInput().load(open_line(whole))
    except ValidationError as error:
        raise Unreadable() from error
    return line


def _prove(kind: str, line: dict[str, Any], actor: Actor, now: datetime) -> Brought:
    """Who made it, and with what. Raises SignatureInvalid, UnknownOfficer."""
    body = line["body"].encode()
    device = _signer(line, body)
    account = db.session.get(Account, device.account_id if device else line["account_id"])
    if account is None or account.role not in OFFICER_LEVEL:
        raise UnknownOfficer()
    stamp = None
    if device is not None:
        row = {"device_id": device.id, "sequence": line["sequence"], "command_key": line["key"], "kind": kind, "at": now}
        other = given_to(device.id, line["sequence"], line["key"])
        stamp = Stamp(device.id, line["sequence"], row, pair_with(Verification), None, other)
    suspicions = ("unsigned",) if device is None else ("device_revoked",) if device.revoked_at else ()
    owner = find_actor(account.id) or officer_then(account.id, now)
    return Brought(kind, line, owner, Sent(line["key"], body, stamp, suspicions, actor.account_id))


def _signer(line: dict[str, Any], body: bytes) -> Device | None:
    """The registered device that signed it; None where none did. Raises SignatureInvalid."""
    if line["device"] is None and line["sequence"] is None and line["signature"] is None:
        return None
    device_id, sequence, signature = read(line["device"], str(line["sequence"]), line["signature"])
    device = db.session.get(Device, device_id)
    if device is None:
        return None
    if not verify(device.public_key, signature, command_text(line["method"], line["path"], line["key"], sequence, body)):
        raise SignatureInvalid()
    return device


def _take(brought: Brought, now: datetime) -> dict[str, Any]:
    """Do it once; the answer is recorded as if its own phone had asked, and given to it should it ask yet."""
    line, owner = brought.line, brought.owner
    payload = idempotency.hash_of(line["method"], f"{line['path']}?", "application/json", brought.sent.body)
    if idempotency.begin(owner, line["key"], payload, now) is not None:
        waiting = db.session.get(QuarantinedCommand, line["key"])
        return {"outcome": "repeated", "reason": waiting.reason if waiting else None}
    outcome, answer, status = ACTS[brought.kind](brought, now)
    if brought.sent.stamp is not None:
        brought.sent.stamp.keep()
    idempotency.record(owner, line["key"], Response(orjson.dumps(answer), status=status, mimetype="application/json"))
    return outcome


Done = tuple[dict[str, Any], dict[str, Any], int]
"""What to tell who hands it in; the answer that its own phone would have got; its status."""


def _inspection(brought: Brought, now: datetime) -> Done:
    values = _loaded(InspectionInput(), brought)
    _keep_pictures(brought, now)
    row, new = receive_inspection(values, brought.sent, brought.owner, now)
    if isinstance(row, QuarantinedCommand):
        return _waiting(row, new)
    answer = InspectionSchema().dump(queries.get_inspection(brought.owner, row.id))
    return {"outcome": "recorded" if new else "repeated", "record_id": row.id}, answer, 201 if new else 200


def _verification(brought: Brought, now: datetime) -> Done:
    values, sent = _loaded(VerificationInput(), brought), brought.sent
    held = histories([brought.owner.account_id])[brought.owner.account_id]
    told = told_of(values["checked_at"], sent.stamp)
    earliest, _ = told.window(now)
    reasons = ["number_used"] if sent.stamp and sent.stamp.given_to else []
    reasons += sent.suspicions
    if not active(held, earliest, now):
        if not active_once(held, earliest, now):
            raise Denied()
        reasons.append("rights_lost")
    if not reasons:
        kept = record_verification(values, brought.owner, now, sent.stamp)
        db.session.execute(insert(Verification).values(kept.row))
        return {"outcome": "recorded", "record_id": kept.row["id"]}, kept.answer, 201
    command = QuarantinedCommand(
        id=sent.key,
        account_id=brought.owner.account_id,
        agency_code=brought.owner.agency_code,
        **stamped(sent),
        kind="verification",
        made_at=values["checked_at"],
        reasons=reasons,
        evidence=told.evidence(None, now),
        digest=digest_of(values),
        received_at=now,
    )
    return _waiting(put_aside(command, sent.body, sent.stamp.given_to if sent.stamp else None, brought.owner), True)


def _void(brought: Brought, now: datetime) -> Done:
    stamp = brought.sent.stamp
    if stamp is None:
        raise Required()
    if brought.sent.suspicions:
        raise Revoked()
    if f"/{stamp.device_id}/" not in brought.line["path"]:
        raise field_error("sequence", "other", "The signature is for another number")
    return {"outcome": "recorded" if stamp.given_to is None else "repeated"}, {"id": str(stamp.device_id), "sequence": stamp.sequence}, 201


ACTS: dict[str, Callable[[Brought, datetime], Done]] = {"inspection": _inspection, "verification": _verification, "void": _void}


def _waiting(row: QuarantinedCommand, new: bool) -> Done:
    told = {"outcome": "quarantined" if new else "repeated", "record_id": row.record_id, "reason": row.reason}
    return told, QuarantinedSchema().dump(row), 202


def _loaded(schema: Schema, brought: Brought) -> dict[str, Any]:
    """The body's values, as its route would load them. Raises Invalid."""
    try:
        plain = current_app.json.loads(brought.line["body"])
        refuse_unusable_in(brought.sent.body, plain)
        values: dict[str, Any] = schema.load(plain)
    except ValidationError as error:
        raise invalid(error.messages) from error
    except ValueError as error:
        raise Unreadable() from error
    check_device(values, brought.sent.stamp)
    return values


def _keep_pictures(brought: Brought, now: datetime) -> None:
    for picture in brought.line["pictures"]:
        if db.session.get(MediaFile, picture["id"]) is None:
            keep_picture(bytes_of(picture["data"]), picture["kind"], brought.owner, now, media_id=picture["id"])
