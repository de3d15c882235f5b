"""What devices look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Choice, Code, Lines, Number, Schema, Text
from backend.pagination import PageQuery

STATES = ("active", "silent", "revoked")
FINDINGS = ("gaps", "silent", "revoked")


class DeviceName(Schema):
    """What the device is called."""

    name = Text(60, required=True)


class DeviceInput(DeviceName):
    """A device to be enrolled. Bytes are base64url without padding.

    id          chosen by the phone
    public_key  65 bytes: a point of P-256, uncompressed
    signature   64 bytes over the challenge, see docs/devices.md
    """

    id = fields.UUID(required=True)
    public_key = Code(r"[A-Za-z0-9_-]{87}", required=True)
    signature = Code(r"[A-Za-z0-9_-]{86}", required=True)


class ChallengeSchema(Schema):
    """What a device signs to be enrolled, within five minutes."""

    challenge = fields.String(required=True)


class DeviceReason(Schema):
    """Why a device is revoked."""

    reason = Lines(500, required=True)


class OwnDeviceSchema(Schema):
    """One of the own devices."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    state = Choice(*STATES, required=True)
    enrolled_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True, allow_none=True)
    last_sequence = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_reason = fields.String(required=True, allow_none=True)


class OwnDevicesSchema(Schema):
    """All own devices, the latest first."""

    items = fields.List(fields.Nested(OwnDeviceSchema), required=True)


class DeviceSchema(OwnDeviceSchema):
    """A device and who works with it."""

    account_id = fields.UUID(required=True)
    account_name = fields.String(required=True)
    agency_code = fields.String(required=True, allow_none=True)
    agency_name = fields.String(required=True, allow_none=True)


class DeviceQuery(PageQuery):
    """Devices of the own agency and those below; `finding`: only those with it."""

    finding = Choice(*FINDINGS)


class GapSchema(Schema):
    """Numbers that have not arrived though a higher one has. since: when that was seen."""

    first = fields.Integer(required=True)
    last = fields.Integer(required=True)
    since = fields.AwareDateTime(required=True)


class GapsSchema(Schema):
    """The gaps of a device, the lowest first; at most 200. voided: numbers whose records were set aside on the phone."""

    items = fields.List(fields.Nested(GapSchema), required=True)
    voided = fields.List(fields.Integer(), required=True)


class VoidInput(Schema):
    """A number whose record was set aside on the phone."""

    sequence = Number(1, required=True)


class VoidSchema(Schema):
    """It is noted."""

    id = fields.UUID(required=True)
    sequence = fields.Integer(required=True)
