"""What contracts and needs look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates

from backend.contracts.models import ANSWERS, DOCUMENT_KINDS, FILING_STATES, STATES
from backend.documents.models import MEDIA_TYPES
from backend.fields import Choice, Code, Lines, Number, Schema, Text
from backend.pagination import PageQuery
from backend.roster.models import CLIENT_KINDS, SITE_STATUSES
from backend.units.models import SERVICES

MOST_POSTS = 50
CLOCK = "%H:%M"


class FlagSchema(Schema):
    """What the rules object to."""

    code = Choice(
        "entertainment_own_guards",
        "in_house_outside",
        "unlawful_request",
        "contract_missing",
        "contract_ended",
        "province_not_filed",
        required=True,
    )
    article = fields.String(required=True)


class FilingSchema(Schema):
    """The notice to the police of another province (M. art. 26)."""

    province_code = fields.String(required=True)
    begins_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    due_certain = fields.Boolean(required=True)
    state = Choice(*FILING_STATES, required=True)
    handed_in_on = fields.Date(required=True, allow_none=True)
    receipt = fields.String(required=True, allow_none=True)


class ContractSummarySchema(Schema):
    """A contract in a list."""

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    client_name = fields.String(required=True)
    number = fields.String(required=True)
    services = fields.List(Choice(*SERVICES), required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    last_day = fields.Date(required=True)
    state = Choice(*STATES, required=True)
    province_code = fields.String(required=True, allow_none=True)
    points_open = fields.Integer(required=True)
    flags = fields.List(fields.Nested(FlagSchema), required=True)


class ContractPointSchema(Schema):
    """A point of the legality check (M. art. 25), with its answer."""

    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    may_be_not_needed = fields.Boolean(required=True)
    answer = Choice(*ANSWERS, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    account_name = fields.String(required=True, allow_none=True)
    checked_on = fields.Date(required=True, allow_none=True)


class ContractPaperSchema(Schema):
    """A document of a contract."""

    document_id = fields.UUID(required=True)
    kind = Choice(*DOCUMENT_KINDS, required=True)
    title = fields.String(required=True)
    media_type = Choice(*MEDIA_TYPES, required=True, attribute="document.media_type")
    size = fields.Integer(required=True, attribute="document.size")
    keep_until = fields.Date(required=True, allow_none=True, attribute="document.keep_until")
    added_at = fields.AwareDateTime(required=True)


class ContractSiteSchema(Schema):
    """A site that is guarded under a contract."""

    site_id = fields.UUID(required=True)
    site_name = fields.String(required=True)
    address = fields.String(required=True)
    status = Choice(*SITE_STATUSES, required=True)
    posted_count = fields.Integer(required=True)
    flags = fields.List(fields.Nested(FlagSchema), required=True)


class ContractSchema(ContractSummarySchema):
    """A contract, whole."""

    unit_name = fields.String(required=True)
    signed_on = fields.Date(required=True, allow_none=True)
    terminated_on = fields.Date(required=True, allow_none=True)
    termination_reason = fields.String(required=True, allow_none=True)
    keep_until = fields.Date(required=True, allow_none=True)
    basis = fields.String(required=True)
    points = fields.List(fields.Nested(ContractPointSchema), required=True)
    papers = fields.List(fields.Nested(ContractPaperSchema), required=True)
    filing = fields.Nested(FilingSchema, required=True, allow_none=True)
    sites = fields.List(fields.Nested(ContractSiteSchema), required=True)
    updated_at = fields.AwareDateTime(required=True)


class ContractQuery(PageQuery):
    """Which contracts of a unit."""

    q = Text(60, 0, load_default="")
    state = Choice(*STATES, "", load_default="")
    client_id = fields.UUID(load_default=None)


class ContractChange(Schema):
    """What can be changed of a draft; of a signed contract, the last day alone."""

    client_id = fields.UUID()
    number = Text(60)
    services = fields.List(Choice(*SERVICES), validate=validate.Length(min=1, max=len(SERVICES)))
    starts_on = fields.Date()
    ends_on = fields.Date()
    province_code = Code(r"\d{2}", allow_none=True)

    @validates("services")
    def each_once(self, value: list[str], **kwargs: Any) -> None:
        """A service is named once."""
        if len(set(value)) < len(value):
            raise ValidationError("duplicate|Each service once")


class ContractInput(ContractChange):
    """A new contract."""

    client_id = fields.UUID(required=True)
    number = Text(60, required=True)
    services = fields.List(Choice(*SERVICES), required=True, validate=validate.Length(min=1, max=len(SERVICES)))
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    province_code = Code(r"\d{2}", load_default=None, allow_none=True)


class PointInput(Schema):
    """The answer to a point of the check; other than yes needs its note."""

    point = Text(40, required=True)
    answer = Choice(*ANSWERS, required=True)
    note = Lines(500, 0, load_default="")


class Signing(Schema):
    """When it was signed."""

    signed_on = fields.Date(required=True)


class Termination(Schema):
    """The last day, and why it is not the agreed one."""

    ended_on = fields.Date(required=True)
    reason = Lines(500, required=True)


class PaperInput(Schema):
    """A document that was sent, and what it is."""

    document_id = fields.UUID(required=True)
    kind = Choice(*DOCUMENT_KINDS, required=True)
    title = Text(120, required=True)


class FilingInput(Schema):
    """When the police of the other province were told, and under which number they took it."""

    handed_in_on = fields.Date(required=True)
    receipt = Text(60, load_default=None, allow_none=True)


class PostFields(Schema):
    """What a shift needs."""

    shift = Text(40, required=True)
    begins = fields.Time(CLOCK, required=True)
    ends = fields.Time(CLOCK, required=True)
    weekdays = fields.List(Number(1, 7), required=True, validate=validate.Length(min=1, max=7))
    needed = Number(1, 999, required=True)
    position = Text(40, required=True, allow_none=True)


class PostNeed(PostFields):
    """A shift as it is entered."""

    @validates("weekdays")
    def each_once(self, value: list[int], **kwargs: Any) -> None:
        """A day is named once."""
        if len(set(value)) < len(value):
            raise ValidationError("duplicate|Each day once")


class SiteNeedsInput(Schema):
    """All that is said of a site, in the place of what was said before."""

    contract_id = fields.UUID(required=True, allow_none=True)
    venue = Choice(*CLIENT_KINDS, required=True, allow_none=True)
    posts = fields.List(fields.Nested(PostNeed), required=True, validate=validate.Length(max=MOST_POSTS))


class ContractLinkSchema(Schema):
    """The contract of a site."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    client_name = fields.String(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    state = Choice(*STATES, required=True)


class StandingSchema(Schema):
    """What a site needs, and has; see `backend.contracts.needs`."""

    site_id = fields.UUID(required=True)
    site_name = fields.String(required=True)
    needed = fields.Integer(required=True)
    posted = fields.Integer(required=True)
    able = fields.Integer(required=True)
    short = fields.Integer(required=True)
    over = fields.Integer(required=True)


class StandingsSchema(Schema):
    """The sites of a unit that are short of guards."""

    items = fields.List(fields.Nested(StandingSchema), required=True)


class SiteNeedsSchema(Schema):
    """What is said of a site, what it needs, and what it has; `standing` is empty where it needs nothing."""

    site_id = fields.UUID(required=True)
    contract = fields.Nested(ContractLinkSchema, required=True, allow_none=True)
    venue = Choice(*CLIENT_KINDS, required=True, allow_none=True)
    client_kind = Choice(*CLIENT_KINDS, required=True, allow_none=True)
    posts = fields.List(fields.Nested(PostFields), required=True)
    standing = fields.Nested(StandingSchema, required=True, allow_none=True)
    flags = fields.List(fields.Nested(FlagSchema), required=True)
