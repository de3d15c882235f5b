"""What confirmations look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Code, Number, Schema

LATEST_MS = 4_102_444_800_000
"""The year 2100."""


class SignedSchema(Schema):
    """When a device confirmed, and its signature (docs/visit.md)."""

    device_id = fields.UUID(required=True)
    at_ms = Number(0, LATEST_MS, required=True)
    signature = Code("[A-Za-z0-9_-]{86}", required=True)


class GivenConfirmationSchema(SignedSchema):
    """A colleague's confirmation, as the record brings it along."""

    account_id = fields.UUID(required=True)


class ConfirmationInput(SignedSchema):
    """One's own, of the place that one saw."""

    unit_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)


class KeptConfirmationSchema(Schema):
    """A confirmation that is kept."""

    id = fields.UUID(required=True)
    inspection_id = fields.UUID(required=True)
    confirmed_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)


class ToConfirmSchema(Schema):
    """A record that names one as its officer, and that one has not confirmed."""

    inspection_id = fields.UUID(required=True)
    number = fields.String(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site_name = fields.String(required=True, allow_none=True)
    finished_at = fields.AwareDateTime(required=True)
    officer_name = fields.String(required=True)


class ToConfirmListSchema(Schema):
    """The latest first."""

    items = fields.List(fields.Nested(ToConfirmSchema), required=True)
