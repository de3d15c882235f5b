"""What alerts look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.alerts.models import KINDS, OUTCOMES
from backend.fields import Choice, Lines, Schema
from backend.pagination import PageQuery
from backend.verifications.models import MODES
from backend.verifications.schemas import PositionSchema
from backend.verifications.verdicts import REASONS, TONE_WORDS

STATES = ("open", "settled")


class ScanSchema(Schema):
    """One of the two checks. at: when it was made, by our clock; checked_at: by the phone's."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    checked_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    mode = Choice(*MODES, required=True)
    tone = Choice(*TONE_WORDS, required=True)
    reason = Choice(*REASONS, required=True)
    signed = fields.Boolean(required=True)
    officer_name = fields.String(required=True)
    agency_name = fields.String(required=True)
    site_name = fields.String(required=True, allow_none=True)
    position = fields.Nested(PositionSchema, required=True, allow_none=True)


class RuleSchema(Schema):
    """The settings an alert was judged by."""

    speed_kmh = fields.Integer(required=True)
    tolerance_m = fields.Integer(required=True)
    tolerance_s = fields.Integer(required=True)


class AlertSchema(Schema):
    """Two checks of one card that contradict each other, and what came of it."""

    id = fields.UUID(required=True)
    kind = Choice(*KINDS, required=True)
    state = Choice(*STATES, required=True)
    raised_at = fields.AwareDateTime(required=True)
    certificate_id = fields.UUID(required=True)
    certificate_number = fields.String(required=True)
    guard_id = fields.UUID(required=True)
    guard_name = fields.String(required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    distance_m = fields.Float(required=True, allow_none=True)
    seconds = fields.Float(required=True)
    speed_kmh = fields.Float(required=True, allow_none=True)
    rule = fields.Nested(RuleSchema, required=True)
    first = fields.Nested(ScanSchema, required=True)
    second = fields.Nested(ScanSchema, required=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)
    settled_by_name = fields.String(required=True, allow_none=True)
    outcome = Choice(*OUTCOMES, required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class AlertQuery(PageQuery):
    """Alerts about cards that the own agency or those below issued, the latest first."""

    state = Choice(*STATES, load_default="open")


class AlertCountSchema(Schema):
    """How many wait."""

    open = fields.Integer(required=True)


class AlertSettlementInput(Schema):
    """What came of an alert."""

    outcome = Choice(*OUTCOMES, required=True)
    reason = Lines(1000, required=True)


class SightingSchema(Schema):
    """A card was seen by another officer. site_name: null where the site lies outside the reach, or none was named."""

    at = fields.AwareDateTime(required=True)
    agency_name = fields.String(required=True)
    site_name = fields.String(required=True, allow_none=True)


class SeenElsewhereSchema(Schema):
    """Where the card of a check was seen too short a time before for anybody to have come here; null: nowhere."""

    elsewhere = fields.Nested(SightingSchema, required=True, allow_none=True)


class PackedSightingSchema(SightingSchema):
    """One that a phone takes along: to a kilometre and a minute; accuracy_m allows for that."""

    guard_id = fields.UUID(required=True)
    latitude = fields.Float(required=True)
    longitude = fields.Float(required=True)
    accuracy_m = fields.Float(required=True)


class PackedSightingsSchema(Schema):
    """What a phone judges by whether a guard was seen elsewhere too soon."""

    rule = fields.Nested(RuleSchema, required=True)
    items = fields.List(fields.Nested(PackedSightingSchema), required=True)
