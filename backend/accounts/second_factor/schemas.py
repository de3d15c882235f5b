"""What second factors look like outside. Bytes are base64url without padding, as in WebAuthn's own JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.accounts.second_factor.passkeys import TRANSPORTS
from backend.fields import Choice, Code, Schema, Text

_BASE64URL = r"[A-Za-z0-9_-]{1,%d}"


class PasskeySchema(Schema):
    """One of the own passkeys."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    backed_up = fields.Boolean(required=True)
    added_at = fields.AwareDateTime(required=True)
    last_used_at = fields.AwareDateTime(required=True, allow_none=True)


class TotpSchema(Schema):
    """The authenticator app."""

    added_at = fields.AwareDateTime(required=True)
    last_used_at = fields.AwareDateTime(required=True, allow_none=True)


class SecondFactorSchema(Schema):
    """All of the own factors.

    required  the role must have one; due: and there is none yet
    """

    required = fields.Boolean(required=True)
    due = fields.Boolean(required=True)
    passkeys = fields.List(fields.Nested(PasskeySchema), required=True)
    totp = fields.Nested(TotpSchema, required=True, allow_none=True)
    recovery_codes_left = fields.Integer(required=True)


class PasskeyOptionsSchema(Schema):
    """Options for `navigator.credentials`, in WebAuthn's own JSON."""

    options = fields.Dict(keys=fields.String(), required=True)


class TotpSetupSchema(Schema):
    """What an authenticator app needs, shown once: to type, to open, and as rows of a QR code (1 is dark)."""

    secret = fields.String(required=True)
    uri = fields.String(required=True)
    qr = fields.List(fields.String(), required=True)


class RecoveryCodesSchema(Schema):
    """The codes, shown once."""

    codes = fields.List(fields.String(), required=True)


class PasskeyAnswer(Schema):
    """What `navigator.credentials.get` gave."""

    credential_id = Code(_BASE64URL % 1400, required=True)
    client_data = Code(_BASE64URL % 4000, required=True)
    authenticator_data = Code(_BASE64URL % 4000, required=True)
    signature = Code(_BASE64URL % 4000, required=True)
    user_handle = Code(_BASE64URL % 100, load_default=None, allow_none=True)


class PasskeyInput(Schema):
    """What `navigator.credentials.create` gave, and a name to know it by."""

    name = Text(60, required=True)
    credential_id = Code(_BASE64URL % 1400, required=True)
    client_data = Code(_BASE64URL % 4000, required=True)
    attestation_object = Code(_BASE64URL % 20_000, required=True)
    transports = fields.List(Choice(*TRANSPORTS), load_default=list, validate=validate.Length(max=10))


class TotpCode(Schema):
    """A code of the authenticator app."""

    code = Code(r"\d{6}", required=True)


class Proof(Schema):
    """The second step: one of the three."""

    passkey = fields.Nested(PasskeyAnswer, load_default=None, allow_none=True)
    totp_code = Code(r"\d{6}", load_default=None, allow_none=True)
    recovery_code = Text(40, load_default=None, allow_none=True)

    @validates_schema
    def _one(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if sum(value is not None for value in data.values()) != 1:
            raise ValidationError("either|Send one of the three", "totp_code")


class Confirmation(Schema):
    """The password, once more."""

    password = fields.String(required=True, validate=validate.Length(min=1, max=200))
