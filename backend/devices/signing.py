"""What a device signs, and how it is judged: one read of the device, one ES256 (FIPS 186-5, RFC 7518 3.4) a command."""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Request
from sqlalchemy import Table, bindparam, case, insert, select, update

from backend.append import THIRD, Pair
from backend.devices.models import Device, DeviceRecord
from backend.devices.problems import Required, Revoked, SignatureInvalid, Unknown
from backend.errors import field_error
from backend.extensions import db, settings
from backend.fields import LARGEST
from backend.idempotency import Command
from backend.permissions import Actor
from backend.quick import Read

DEVICE, SEQUENCE, SIGNATURE, TIME = "X-Device", "X-Sequence", "X-Device-Signature", "X-Device-Time"
COMMAND, ENROLMENT = "gangwei-command-1", "gangwei-device-1"
"""What a signature is for stands in it: one made for the one is never good for the other."""

_ES256 = ec.ECDSA(SHA256())
_SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}\Z", re.ASCII)
_SEQUENCE = re.compile(r"[1-9]\d{0,15}\Z", re.ASCII)
_MILLISECONDS = re.compile(r"\d{1,15}\Z", re.ASCII)
_KNOWN = Read(select(Device.account_id, Device.public_key, Device.revoked_at).where(Device.id == bindparam("device_id")))
_HIGHEST: Any = bindparam(THIRD + "sequence")
COUNT = (
    update(Device)
    .where(Device.id == bindparam(THIRD + "device_id"))
    .values(
        last_sequence=case((Device.last_sequence < _HIGHEST, _HIGHEST), else_=Device.last_sequence),
        received=Device.received + 1,
        last_seen_at=bindparam(THIRD + "at", type_=DeviceRecord.at.type),
    )
)
"""The device's own account of its numbers: in whatever order they come, all are there when `received` is `last_sequence`."""


def pair_with(kept: Any) -> Pair:
    """How a command that appends one row to `kept` is kept when it is signed."""
    return Pair(_table(Command), _table(kept), _table(DeviceRecord), COUNT)


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table


@dataclass(frozen=True, slots=True)
class Stamp:
    """Under which number a device signed the command. `pair`: see `Signed`.

    clock_error_s  by how many seconds the phone's clock was ahead of ours when it sent the command, if it said so
    given_to       the key of the other command that came under this number; only where `Signed` lets that pass
    """

    device_id: UUID
    sequence: int
    row: dict[str, Any]
    pair: Pair
    clock_error_s: float | None = None
    given_to: UUID | None = None

    def keep(self) -> None:
        """Note the number in the session's transaction. Raises IntegrityError when it is taken since it was looked at."""
        if self.given_to is not None:
            return
        db.session.execute(insert(DeviceRecord).values(self.row))
        values = {THIRD + name: self.row[name] for name in ("device_id", "sequence", "at")}
        db.session.connection().execute(COUNT, values)


@dataclass(frozen=True, slots=True)
class Signed:
    """For `endpoint`: commands of this kind are numbered and signed.

    pair     how they are kept when they append
    always   unsigned ones are refused whatever the setting says
    doubled  a number that was given to another command is told by the stamp, and the route sees to it that both are kept
    """

    kind: str
    pair: Pair = Pair(_table(Command), _table(DeviceRecord))  # noqa: RUF009 - never used by who does not append, and holds no state
    always: bool = False
    doubled: bool = False

    @property
    def documentation(self) -> list[dict[str, Any]]:
        """The headers, for the API's document."""
        texts: dict[str, tuple[dict[str, Any], str]] = {
            DEVICE: ({"type": "string", "format": "uuid"}, "The device that signed the command."),
            SEQUENCE: ({"type": "integer", "minimum": 1}, "Its number on that device."),
            SIGNATURE: ({"type": "string", "pattern": "^[A-Za-z0-9_-]{86}$"}, "ES256, see docs/devices.md; base64url of r and s."),
        }
        headers = [{"name": name, "required": self.always, "schema": schema, "description": text} for name, (schema, text) in texts.items()]
        time: dict[str, Any] = {
            "name": TIME,
            "schema": {"type": "integer", "minimum": 0},
            "description": "The device's clock, ms since 1970.",
        }
        return [{"in": "header", **header} for header in (*headers, time)]

    def check(self, request: Request, key: UUID, actor: Actor, now: datetime) -> Stamp | None:
        """Who signed it under which number; None for an unsigned one that is taken.

        Raises Required, Unknown, Revoked, SignatureInvalid.
        """
        given = [request.headers.get(name) for name in (DEVICE, SEQUENCE, SIGNATURE)]
        if given == [None, None, None]:
            if self.always or settings().device_required:
                raise Required()
            return None
        device_id, sequence, signature = read(*given)
        known = _KNOWN.first(device_id=device_id)
        if known is None or known.account_id != actor.account_id:
            raise Unknown()
        if known.revoked_at is not None:
            raise Revoked()
        if not verify(known.public_key, signature, command_text(request.method, request.path, key, sequence, request.get_data())):
            raise SignatureInvalid()
        row = {"device_id": device_id, "sequence": sequence, "command_key": key, "kind": self.kind, "at": now}
        other = given_to(device_id, sequence, key) if self.doubled else None
        return Stamp(device_id, sequence, row, self.pair, clock_error(request.headers.get(TIME), now), other)


def given_to(device_id: UUID, sequence: int, key: UUID) -> UUID | None:
    """The key of the other command that came under this number of the device, if one did."""
    came = select(DeviceRecord.command_key).where(DeviceRecord.device_id == device_id, DeviceRecord.sequence == sequence)
    return db.session.scalar(came.where(DeviceRecord.command_key != key))


def check_device(values: dict[str, Any], stamp: Stamp | None) -> None:
    """A signed record names the device that signed it, and its number if it has one. Raises Invalid about them."""
    if stamp is None:
        return
    if stamp.device_id != values["device_id"]:
        raise field_error("device_id", "other", "Another device signed it")
    if stamp.sequence != values.get("device_sequence", stamp.sequence):
        raise field_error("device_sequence", "other", "It was signed under another number")


def read(device: str | None, sequence: str | None, signature: str | None) -> tuple[UUID, int, bytes]:
    """The headers' values. Raises SignatureInvalid when one is missing or cannot be meant."""
    if not (device and _SEQUENCE.match(sequence or "") and _SIGNATURE.match(signature or "")) or int(sequence or 0) > LARGEST:
        raise SignatureInvalid()
    try:
        return UUID(device), int(sequence or 0), urlsafe_b64decode((signature or "") + "==")
    except ValueError as error:
        raise SignatureInvalid() from error


def clock_error(text: str | None, now: datetime) -> float | None:
    """How far ahead of ours the clock is that says `text` (milliseconds since 1970), in seconds; None when it says nothing.

    Not signed and no part of the command: a command sent again says another time.
    """
    return int(text) / 1000 - now.timestamp() if text and _MILLISECONDS.match(text) else None


def command_text(method: str, path: str, key: UUID, sequence: int, body: bytes) -> bytes:
    """What is signed of a command: its purpose, address, key, number, and the SHA-256 of its body as it is sent."""
    return "\n".join((COMMAND, method, path, str(key), str(sequence), hashlib.sha256(body).hexdigest())).encode()


def enrolment_text(account_id: UUID, device_id: UUID, challenge: str) -> bytes:
    """What is signed at enrolment: that this key is this account's device, now."""
    return "\n".join((ENROLMENT, str(account_id), str(device_id), challenge)).encode()


def verify(public_key: bytes, signature: bytes, text: bytes) -> bool:
    """Whether the key signed the text. signature: r and s, 32 bytes each, as WebCrypto gives them."""
    der = utils.encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    try:
        _key(bytes(public_key)).verify(der, text, _ES256)
    except InvalidSignature:
        return False
    return True


def is_point(public_key: bytes) -> bool:
    """Whether the bytes are a point of P-256."""
    try:
        _key(public_key)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _key(public_key: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
