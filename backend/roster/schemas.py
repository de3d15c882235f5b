"""What employments, clients, sites and postings look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.certificates.schemas import CertificateNumber
from backend.fields import Choice, Code, Lines, Schema, Text
from backend.guards.models import CERTIFICATE_STATES
from backend.guards.schemas import GuardSummarySchema, IdentityNumber, PersonName
from backend.pagination import PageQuery
from backend.roster.leaving import ALL_REASONS, LEAVING_REASONS
from backend.roster.models import CLIENT_KINDS, SITE_STATUSES
from backend.units.models import KINDS
from backend.units.schemas import Uscc


class Degrees(fields.Float):
    """Degrees of latitude or longitude, as a number."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(allow_nan=False, **kwargs)
        self.validators.insert(0, validate.Range(min=-most, max=most, error="range|Outside the globe"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool):
            raise ValidationError("type|A number is expected")
        return super()._deserialize(value, attr, data, **kwargs)


class EmploymentSchema(Schema):
    """A guard's work for a unit."""

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    guard_id = fields.UUID(required=True)
    position = fields.String(required=True)
    started_on = fields.Date(required=True)
    ended_on = fields.Date(required=True, allow_none=True)
    leaving_reason = Choice(*ALL_REASONS, required=True, allow_none=True)
    leaving_note = fields.String(required=True, allow_none=True)


class EmploymentsSchema(Schema):
    """All employments of a guard."""

    items = fields.List(fields.Nested(EmploymentSchema), required=True)


class RosterPostingSchema(Schema):
    """Where somebody on the roster is posted."""

    id = fields.UUID(required=True)
    site_id = fields.UUID(required=True)
    site_name = fields.String(required=True)


class RosterEntrySchema(Schema):
    """Somebody on a unit's roster."""

    employment_id = fields.UUID(required=True)
    guard = fields.Nested(GuardSummarySchema, required=True)
    position = fields.String(required=True)
    started_on = fields.Date(required=True)
    postings = fields.List(fields.Nested(RosterPostingSchema), required=True)


class RosterSearch(PageQuery):
    """Whom to look for on a roster. In the body, because names and identity numbers must not stand in addresses."""

    q = Text(60, 0, load_default="")
    certificate_state = Choice(*CERTIFICATE_STATES, load_default=None, allow_none=True)
    site_id = fields.UUID(load_default=None, allow_none=True)


class NumberAndName(Schema):
    """Who is meant: exactly one of the two numbers, and the name as registered."""

    identity_number = IdentityNumber(load_default=None, allow_none=True)
    certificate_number = CertificateNumber(load_default=None, allow_none=True)
    name = PersonName(required=True)

    @validates_schema(skip_on_field_errors=True)
    def one_number(self, values: dict[str, Any], **kwargs: Any) -> None:
        """One number says who is meant."""
        if (values["identity_number"] is None) == (values["certificate_number"] is None):
            raise ValidationError("required|Give the identity number or the certificate number", "identity_number")


class Hire(NumberAndName):
    """Whom to hire."""

    position = Text(40, required=True)
    started_on = fields.Date(required=True)


class Leaving(Schema):
    """When somebody left, and why; the last of the reasons needs a note."""

    ended_on = fields.Date(required=True)
    leaving_reason = Choice(*LEAVING_REASONS, required=True)
    leaving_note = Lines(500, 0, load_default="")


CLIENT_PHONE = r"\+?[0-9][0-9\- ]{6,19}"
"""Of a person or a desk, also with an extension."""


class ClientSchema(Schema):
    """A client of a unit."""

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    name = fields.String(required=True)
    uscc = fields.String(required=True, allow_none=True)
    kind = Choice(*CLIENT_KINDS, required=True, allow_none=True)
    contact_name = fields.String(required=True, allow_none=True)
    phone_masked = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)


class WholeClientSchema(ClientSchema):
    """A client with the contact's number."""

    contact_phone = fields.String(required=True, allow_none=True, attribute="plain_phone")


class ClientChange(Schema):
    """What can be changed of a client."""

    name = Text(120, 2)
    uscc = Uscc(allow_none=True)
    kind = Choice(*CLIENT_KINDS, allow_none=True)
    contact_name = PersonName(allow_none=True)
    contact_phone = Code(CLIENT_PHONE, allow_none=True)


class ClientInput(ClientChange):
    """A new client."""

    name = Text(120, 2, required=True)
    uscc = Uscc(load_default=None, allow_none=True)
    kind = Choice(*CLIENT_KINDS, load_default=None, allow_none=True)
    contact_name = PersonName(load_default=None, allow_none=True)
    contact_phone = Code(CLIENT_PHONE, load_default=None, allow_none=True)


class SiteSchema(Schema):
    """A site."""

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    unit_kind = Choice(*KINDS, required=True)
    client_id = fields.UUID(required=True, allow_none=True)
    client_name = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    address = fields.String(required=True)
    division_code = fields.String(required=True)
    division_name = fields.String(required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    latitude = fields.Float(required=True, allow_none=True)
    longitude = fields.Float(required=True, allow_none=True)
    status = Choice(*SITE_STATUSES, required=True)
    posted_count = fields.Integer(required=True)
    distance_m = fields.Integer(required=True, allow_none=True)
    updated_at = fields.AwareDateTime(required=True)


class SiteChange(Schema):
    """What can be changed of a site; its unit cannot."""

    name = Text(120, 2)
    address = Text(200)
    division_code = Code(r"\d{6}|\d{9}")
    client_id = fields.UUID(allow_none=True)
    latitude = Degrees(90, allow_none=True)
    longitude = Degrees(180, allow_none=True)


class SiteInput(SiteChange):
    """A new site."""

    name = Text(120, 2, required=True)
    address = Text(200, required=True)
    division_code = Code(r"\d{6}|\d{9}", required=True)
    client_id = fields.UUID(load_default=None, allow_none=True)
    latitude = Degrees(90, load_default=None, allow_none=True)
    longitude = Degrees(180, load_default=None, allow_none=True)


class UnitSiteQuery(PageQuery):
    """Which sites of a unit."""

    status = Choice(*SITE_STATUSES, "", load_default="")


class SiteQuery(UnitSiteQuery):
    """Which sites; the nearest to a position first."""

    q = Text(120, 0, load_default="")
    unit_id = fields.UUID(load_default=None)
    latitude = Degrees(90, load_default=None)
    longitude = Degrees(180, load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def whole_position(self, values: dict[str, Any], **kwargs: Any) -> None:
        """A position has both degrees."""
        if (values["latitude"] is None) != (values["longitude"] is None):
            missing = "latitude" if values["latitude"] is None else "longitude"
            raise ValidationError("required|A position has both latitude and longitude", missing)


class Closure(Schema):
    """Why a site is closed."""

    reason = Lines(500, required=True)


class SiteRosterEntrySchema(Schema):
    """Somebody posted to a site."""

    posting_id = fields.UUID(required=True)
    employment_id = fields.UUID(required=True)
    guard = fields.Nested(GuardSummarySchema, required=True)
    position = fields.String(required=True)
    started_on = fields.Date(required=True)


class SiteRosterSchema(Schema):
    """Everybody posted to a site."""

    items = fields.List(fields.Nested(SiteRosterEntrySchema), required=True)


class PostingInput(Schema):
    """Whom to post, and from when."""

    employment_id = fields.UUID(required=True)
    started_on = fields.Date(required=True)


class PostingEnd(Schema):
    """The last day of a posting."""

    ended_on = fields.Date(required=True)


class PostingSchema(RosterPostingSchema):
    """A posting."""

    employment_id = fields.UUID(required=True)
    guard_id = fields.UUID(required=True)
    started_on = fields.Date(required=True)
    ended_on = fields.Date(required=True, allow_none=True)
