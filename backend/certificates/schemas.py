"""What certificates look like outside."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from marshmallow import ValidationError, fields

from backend.certificates.algorithms import NAMES as ALGORITHMS
from backend.certificates.card_fields import MAX_NUMBER_BYTES
from backend.certificates.models import ACTS, STATES
from backend.fields import Choice, Lines, Schema, Text
from backend.pagination import PageQuery


def tidy_number(text: str) -> str:
    """A certificate number as it is kept: without blanks, letters and digits in their plain width."""
    plain = "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" and c.isalnum() else c for c in text)
    return re.sub(r"\s", "", plain).upper()


class CertificateNumber(Text):
    """A certificate number, typed in any grouping."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(80, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        number = tidy_number(super()._deserialize(value, attr, data, **kwargs))
        if len(number.encode()) > MAX_NUMBER_BYTES:
            raise ValidationError("too_long|A certificate number is shorter")
        return number


class CertificateSchema(Schema):
    """A certificate as the one who asks sees it today."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    guard_id = fields.UUID(required=True)
    guard_name = fields.String(required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    issued_on = fields.Date(required=True)
    expires_on = fields.Date(required=True, allow_none=True)
    state = Choice(*STATES, required=True)
    state_since = fields.Date(required=True)
    state_reason = fields.String(required=True, allow_none=True)
    replaced_by_id = fields.UUID(required=True, allow_none=True)
    allowed_acts = fields.List(Choice(*ACTS), required=True)
    public_url = fields.String(required=True)


class CertificatesSchema(Schema):
    """All certificates of one guard."""

    items = fields.List(fields.Nested(CertificateSchema), required=True)


class CertificateEventSchema(Schema):
    """What happened to a certificate."""

    id = fields.UUID(required=True)
    act = Choice("issue", *ACTS, required=True)
    on = fields.Date(required=True, attribute="effective_on")
    reason = fields.String(required=True, allow_none=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    account_name = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)


class CertificateEventsSchema(Schema):
    """The whole history of a certificate."""

    items = fields.List(fields.Nested(CertificateEventSchema), required=True)


class CertificateInput(Schema):
    """A certificate to issue. Without `expires_on` the installation's rule applies; null: it does not expire."""

    guard_id = fields.UUID(required=True)
    issued_on = fields.Date(required=True)
    expires_on = fields.Date(allow_none=True)
    number = CertificateNumber()


class ActInput(Schema):
    """An act on a certificate."""

    reason = Lines(500, 2, required=True)
    effective_on = fields.Date(required=True)


class ReplacementInput(Schema):
    """A certificate in place of another."""

    reason = Lines(500, 2, required=True)
    issued_on = fields.Date(required=True)
    expires_on = fields.Date(allow_none=True)


class CertificateQuery(PageQuery):
    """Which certificates."""

    state = Choice(*STATES)
    expires_before = fields.Date()


class TrustedKeySchema(Schema):
    """A key that signs or signed cards; `public_key` is the raw point of 65 bytes in base64url."""

    key_id = fields.Integer(required=True)
    algorithm = Choice(*ALGORITHMS, required=True)
    public_key = fields.String(required=True)
    valid_from = fields.AwareDateTime(required=True)
    valid_until = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class TrustListSchema(Schema):
    """The keys to verify cards with, and the address every card's code begins with."""

    version = fields.Integer(required=True)
    issued_at = fields.AwareDateTime(required=True)
    card_origin = fields.String(required=True)
    keys = fields.List(fields.Nested(TrustedKeySchema), required=True)
