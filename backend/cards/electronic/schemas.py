"""What is said about electronic cards."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.certificates.models import STATES
from backend.certificates.schemas import CertificateNumber
from backend.fields import Choice, Code, Schema, Text


class CardCodeSchema(Schema):
    """A one-time code, shown once: to read out, or as an address to scan (rows of a QR code, 1 is dark)."""

    code = fields.String(required=True)
    number = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)
    link = fields.String(required=True)
    qr = fields.List(fields.String(), required=True)


class PhoneWithCardSchema(Schema):
    """A phone that holds the card; `seen_on`: the last day it asked how the card stands."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    seen_on = fields.AwareDateTime(required=True)


class ElectronicCardsSchema(Schema):
    """The phones that hold a guard's card; `code_until`: until when a code waits that nobody used yet."""

    code_until = fields.AwareDateTime(required=True, allow_none=True)
    items = fields.List(fields.Nested(PhoneWithCardSchema), required=True)


class KeyInput(Schema):
    """The key the phone made: 32 random bytes in base64url."""

    key = Code("[A-Za-z0-9_-]{43}", required=True)


class TakeCardInput(KeyInput):
    """What the holder knows: the certificate's number, his identity number, and the code from the employer."""

    number = CertificateNumber(required=True)
    identity_number = Text(40, required=True)
    code = Text(40, required=True)


class CardStateSchema(Schema):
    """The card as it stands at `as_of`; `qr`: rows of its code, 1 is dark."""

    number = fields.String(required=True)
    name = fields.String(required=True)
    issued_on = fields.Date(required=True)
    expires_on = fields.Date(required=True, allow_none=True)
    agency_name = fields.String(required=True)
    unit_name = fields.String(required=True, allow_none=True)
    state = Choice(*STATES, required=True)
    state_since = fields.Date(required=True)
    url = fields.String(required=True)
    qr = fields.List(fields.String(validate=validate.Length(max=200)), required=True)
    as_of = fields.AwareDateTime(required=True)


class CardOnPhoneSchema(CardStateSchema):
    """The same with the photo, a JPEG in base64."""

    photo = fields.String(required=True, allow_none=True)
