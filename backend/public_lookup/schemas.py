"""What the public asks and is told."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.certificates.credential import MAX_DIGITS
from backend.certificates.models import STATES
from backend.certificates.schemas import CertificateNumber
from backend.fields import Choice, Schema, Text
from backend.transparency.leaves import CERTIFICATE_KINDS


def _card_digits(**more: Any) -> fields.String:
    return fields.String(validate=validate.Length(min=1, max=MAX_DIGITS + 100), **more)


class LookupInput(Schema):
    """Either number and name, or the digits of a presented card."""

    number = CertificateNumber()
    name = Text(60)
    credential = _card_digits()

    @validates_schema
    def one_way(self, data: dict[str, Any], **kwargs: Any) -> None:
        """One of the two ways to ask, whole."""
        if ("credential" in data) == bool({"number", "name"} & data.keys()):
            raise ValidationError({"number": ["either|Give number and name, or the code of a card"]})
        for field in () if "credential" in data else ("number", "name"):
            if field not in data:
                raise ValidationError({field: ["required|Give number and name"]})


class LookupSchema(Schema):
    """The answer; everything but `result` is null when nothing matches."""

    result = Choice("found", "no_match", required=True)
    number = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    state = Choice(*STATES, required=True, allow_none=True)
    state_since = fields.Date(required=True, allow_none=True)
    issued_on = fields.Date(required=True, allow_none=True)
    expires_on = fields.Date(required=True, allow_none=True)
    agency_name = fields.String(required=True, allow_none=True)
    as_of = fields.AwareDateTime(required=True, allow_none=True)


class CardInput(Schema):
    """The digits of a presented card."""

    credential = _card_digits(required=True)


class CardEntrySchema(Schema):
    """An entry of the log with what is needed to rebuild it from the card in the hand (docs/transparency.md).

    index   its place; null while it waits for one
    hashes  its audit path in the tree of the checkpoint
    """

    kind = Choice(*CERTIFICATE_KINDS, required=True)
    at = fields.Integer(required=True)
    taken_over = fields.Boolean(required=True)
    effective_on = fields.String(required=True)
    salt = fields.String(required=True)
    record = fields.String(required=True)
    index = fields.Integer(required=True, allow_none=True)
    hashes = fields.List(fields.String(), required=True)


class CardLogSchema(Schema):
    """A signed checkpoint in base64, and the entries of a card; none where the code is no card of ours."""

    checkpoint = fields.String(required=True)
    entries = fields.List(fields.Nested(CardEntrySchema), required=True)
