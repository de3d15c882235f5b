"""What warnings look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Choice, Schema
from backend.pagination import PageQuery
from backend.warnings.models import STATES
from backend.warnings.sources import KINDS, SUBJECTS


class WarningSchema(Schema):
    """One thing a unit is warned of.

    urgency  1: to be acted on today, 2: soon, 3: to be planned
    subject  what it is about; its name, and its number where it has one
    sites    at how many sites the guard stands, or guards stand under the contract
    needed   how many guards the site needs on its busiest day; able: how many could stand there; short: how many are missing
    """

    id = fields.UUID(required=True)
    kind = Choice(*KINDS, required=True)
    state = Choice(*STATES, required=True)
    urgency = fields.Integer(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    subject_type = Choice(*dict.fromkeys(SUBJECTS.values()), required=True)
    subject_id = fields.UUID(required=True)
    subject_name = fields.String(required=True, allow_none=True)
    subject_number = fields.String(required=True, allow_none=True)
    since = fields.Date(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    sites = fields.Integer(required=True, allow_none=True)
    needed = fields.Integer(required=True, allow_none=True)
    able = fields.Integer(required=True, allow_none=True)
    short = fields.Integer(required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)
    muted_until = fields.Date(required=True, allow_none=True)
    muted_by_name = fields.String(required=True, allow_none=True)


class WarningQuery(PageQuery):
    """Which warnings of the own units."""

    state = Choice(*STATES, load_default="open")
    kind = Choice(*KINDS)
    unit_id = fields.UUID()


class WarningKindCountSchema(Schema):
    """How many of a kind are open."""

    kind = Choice(*KINDS, required=True)
    open = fields.Integer(required=True)


class WarningCountSchema(Schema):
    """How many there are; today: those to be acted on today; looked_at: as of when, null where nobody has looked yet."""

    open = fields.Integer(required=True)
    today = fields.Integer(required=True)
    muted = fields.Integer(required=True)
    kinds = fields.List(fields.Nested(WarningKindCountSchema), required=True)
    looked_at = fields.AwareDateTime(required=True, allow_none=True)


class WarningMutingInput(Schema):
    """Until which day to set a warning aside; on that day it is there again."""

    until = fields.Date(required=True)
