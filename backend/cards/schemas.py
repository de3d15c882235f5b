"""What cards, templates and batches look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.cards.designs import LEAST_CONTRAST, LEAST_STRIPE_CONTRAST, contrast_on_white, is_colour
from backend.cards.models import FAILURES, LAYOUTS, REPRINT_REASONS
from backend.certificates.schemas import CertificateNumber
from backend.fields import Choice, Lines, Number, Schema, Text
from backend.jobs.models import STATES

MOST = 20_000
LOGO_LETTERS = 200_000
"""Of base64: a picture of 150 kB. The app makes the emblem small before it sends it."""


class Colour(fields.String):
    """A colour that stands out from white: white letters on it can be read, and it on white."""

    def __init__(self, least: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        colour = str(super()._deserialize(value, attr, data, **kwargs)).lower()
        if not is_colour(colour):
            raise ValidationError("format|Not of the expected form")
        if contrast_on_white(colour) < self.least:
            raise ValidationError("too_light|Choose a darker colour, so that it can be read, also printed in grey")
        return colour


class DesignInput(Schema):
    """A design to look at. `logo`: a picture in base64."""

    title = Text(12, required=True)
    title_in_english = Text(60, required=True)
    agency_words = Text(40, required=True, allow_none=True)
    colour = Colour(LEAST_CONTRAST, required=True)
    stripe = Colour(LEAST_STRIPE_CONTRAST, required=True)
    back_text = Lines(400, required=True)
    back_text_in_english = Lines(600, required=True)
    logo = fields.String(required=True, allow_none=True, validate=validate.Length(max=LOGO_LETTERS))


class TemplateInput(DesignInput):
    """A design to keep as the next version; `based_on`: the version that was edited."""

    based_on = Number(required=True)


class TemplateSummarySchema(Schema):
    """One version of a template."""

    version = fields.Integer(required=True)
    account_name = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class TemplatesSchema(Schema):
    """All versions of an agency's template, the newest first."""

    items = fields.List(fields.Nested(TemplateSummarySchema), required=True)


class CardTemplateSchema(Schema):
    """A template; version 0 is what every agency has before it chooses."""

    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    version = fields.Integer(required=True)
    title = fields.String(required=True)
    title_in_english = fields.String(required=True)
    agency_words = fields.String(required=True, allow_none=True)
    colour = fields.String(required=True)
    stripe = fields.String(required=True)
    back_text = fields.String(required=True)
    back_text_in_english = fields.String(required=True)
    logo = fields.String(required=True, allow_none=True)
    account_name = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, allow_none=True)


class TemplateQuery(Schema):
    """Which version; without it the present one."""

    version = fields.Integer(validate=validate.Range(min=0, max=1_000_000))


class PreviewSchema(Schema):
    """Both sides as JPEG in base64."""

    front = fields.String(required=True)
    back = fields.String(required=True)


class ChoiceInput(Schema):
    """Which cards: by numbers, or all of an agency that are valid, perhaps of one unit, perhaps only what was never printed."""

    agency_code = fields.String(load_default=None, validate=validate.Length(max=12))
    unit_id = fields.UUID(load_default=None, allow_none=True)
    unprinted = fields.Boolean(load_default=True)
    most = Number(1, MOST, load_default=1000)
    numbers = fields.List(CertificateNumber(), load_default=list, validate=validate.Length(max=MOST))

    @validates_schema
    def one_way(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Numbers say all; a unit beside them would mean nothing."""
        if data["numbers"] and data["unit_id"]:
            raise ValidationError({"unit_id": ["either|Give numbers or a unit, not both"]})


class BatchInput(ChoiceInput):
    """Cards to print."""

    layout = Choice(*LAYOUTS, load_default=LAYOUTS[0])


class CountSchema(Schema):
    """How many cards that makes."""

    cards = fields.Integer(required=True)


class WantedSchema(Schema):
    """What was asked for."""

    unit_name = fields.String(required=True, allow_none=True)
    unprinted = fields.Boolean(required=True)
    numbers = fields.Integer(required=True)
    most = fields.Integer(required=True)


class CardFileSchema(Schema):
    """One PDF of a batch."""

    number = fields.Integer(required=True)
    size = fields.Integer(required=True)
    cards = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    first_number = fields.String(required=True)
    last_number = fields.String(required=True)


class CardBatchSummarySchema(Schema):
    """A batch and how far it is."""

    id = fields.UUID(required=True)
    job_id = fields.UUID(required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    template_version = fields.Integer(required=True)
    layout = Choice(*LAYOUTS, required=True)
    wanted = fields.Nested(WantedSchema, required=True)
    printed = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    state = Choice(*STATES, required=True)
    cancelling = fields.Boolean(required=True)
    problem = fields.String(required=True, allow_none=True)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    account_name = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    files_until = fields.AwareDateTime(required=True, allow_none=True)
    expired = fields.Boolean(required=True)


class CardBatchSchema(CardBatchSummarySchema):
    """A batch with its files."""

    files = fields.List(fields.Nested(CardFileSchema), required=True)


class CardFailureSchema(Schema):
    """A card that could not be printed; `detail` names the characters that no font has."""

    number = fields.String(required=True)
    certificate_id = fields.UUID(required=True, allow_none=True)
    code = Choice(*FAILURES, required=True)
    detail = fields.String(required=True, allow_none=True)


class ReprintInput(Schema):
    """Why a card is given anew; the former one is void from the day of issue on."""

    reason = Choice(*REPRINT_REASONS, required=True)
    note = Lines(300, 0, load_default="")
    issued_on = fields.Date(required=True)
    expires_on = fields.Date(allow_none=True)


class CardPrintSchema(Schema):
    """One print."""

    id = fields.UUID(required=True)
    batch_id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    account_name = fields.String(required=True)
    template_version = fields.Integer(required=True)


class GivenAnewSchema(Schema):
    """Why this card takes the place of another."""

    reason = Choice(*REPRINT_REASONS, required=True)
    note = fields.String(required=True, allow_none=True)
    former_id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    account_name = fields.String(required=True)


class CardPrintsSchema(Schema):
    """The prints of a certificate's card; `reprints` counts how often cards of its holder were given anew."""

    items = fields.List(fields.Nested(CardPrintSchema), required=True)
    given_anew = fields.Nested(GivenAnewSchema, required=True, allow_none=True)
    reprints = fields.Integer(required=True)
