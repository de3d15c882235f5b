"""What checks look like outside."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.certificates.models import STATES
from backend.certificates.schemas import CertificateNumber
from backend.fields import Choice, Schema
from backend.pagination import PageQuery
from backend.verifications.models import MODES
from backend.verifications.verdicts import REASONS, RELATIONS, TONE_WORDS

LONGEST_CODE = 2000
EARLIEST, LATEST = datetime(2010, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class PositionSchema(Schema):
    """Where the phone was (WGS 84)."""

    latitude = fields.Float(required=True, validate=validate.Range(-90, 90))
    longitude = fields.Float(required=True, validate=validate.Range(-180, 180))
    accuracy_m = fields.Float(required=True, validate=validate.Range(0, 1_000_000))


class VerificationInput(Schema):
    """A scanned code as it was read, or a typed number.

    The text of a foreign code is taken as it is: a check of it must not be lost over a strange character.
    """

    code = fields.String(validate=validate.Length(min=1, max=LONGEST_CODE))
    number = CertificateNumber()
    site_id = fields.UUID(load_default=None, allow_none=True)
    inspection_id = fields.UUID(load_default=None, allow_none=True)
    device_id = fields.UUID(required=True)
    checked_at = fields.AwareDateTime(required=True, validate=validate.Range(EARLIEST, LATEST))
    mode = Choice(*MODES, required=True)
    phone_reason = Choice(*REASONS, load_default=None, allow_none=True)
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)

    @validates_schema
    def one_way(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Either a code or a number."""
        if ("code" in data) == ("number" in data):
            raise ValidationError({"number": ["either|Give the scanned code or the typed number"]})


class _CheckedCertificate(Schema):
    number = fields.String(required=True)
    state = Choice(*STATES, required=True)
    state_since = fields.String(required=True, metadata={"format": "date"})
    state_reason = fields.String(required=True, allow_none=True)
    issued_on = fields.String(required=True, metadata={"format": "date"})
    expires_on = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    agency_name = fields.String(required=True)


class _CheckedPerson(Schema):
    guard_id = fields.UUID(required=True)
    name = fields.String(required=True)
    sex = Choice("male", "female", required=True)
    identity_number_masked = fields.String(required=True)
    has_photo = fields.Boolean(required=True)


class _Employer(Schema):
    unit_id = fields.UUID(required=True)
    name = fields.String(required=True)
    since = fields.String(required=True, metadata={"format": "date"})


class _Left(Schema):
    unit_name = fields.String(required=True)
    ended_on = fields.String(required=True, metadata={"format": "date"})


class _Posting(Schema):
    site_id = fields.UUID(required=True)
    site_name = fields.String(required=True)
    unit_name = fields.String(required=True)


class _Place(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class VerificationSchema(Schema):
    """A check and its answer; everything about a person is null where no certificate of ours was shown."""

    id = fields.UUID(required=True)
    checked_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    mode = Choice(*MODES, required=True)
    tone = Choice(*TONE_WORDS, required=True)
    reason = Choice(*REASONS, required=True)
    phone_reason = Choice(*REASONS, required=True, allow_none=True)
    as_of = fields.AwareDateTime(required=True)
    signed = fields.Boolean(required=True)
    certificate = fields.Nested(_CheckedCertificate, required=True, allow_none=True, attribute="answer.certificate")
    person = fields.Nested(_CheckedPerson, required=True, allow_none=True, attribute="answer.person")
    employer = fields.Nested(_Employer, required=True, allow_none=True, attribute="answer.employer")
    left = fields.Nested(_Left, required=True, allow_none=True, attribute="answer.left")
    postings = fields.List(fields.Nested(_Posting), required=True, attribute="answer.postings")
    site_relation = Choice(*RELATIONS, required=True, allow_none=True)
    site = fields.Nested(_Place, required=True, allow_none=True, attribute="answer.site")


class VerificationQuery(PageQuery):
    """One's own checks, the newest first."""
