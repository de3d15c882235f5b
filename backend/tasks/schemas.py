"""What tasks and plans look like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.fields import Choice, Lines, Schema
from backend.pagination import LARGEST_LIMIT, PageQuery
from backend.tasks.models import KINDS, REASONS, STATES, SUBJECTS
from backend.tasks.periods import PERIODS
from backend.units.models import KINDS as UNIT_KINDS

SCOPES = ("mine", "agency", "area")
MOST_STOPS = 40


class DutyRuleSchema(Schema):
    """How often to inspect, and where that is written."""

    code = fields.String(required=True)
    title_zh = fields.String(required=True)
    title_en = fields.String(required=True)
    basis = fields.String(required=True)
    unit_kinds = fields.List(Choice(*UNIT_KINDS), required=True)
    subject = Choice(*SUBJECTS, required=True)
    period = Choice(*PERIODS, required=True)


class YearlySchema(Schema):
    """The yearly cap of visits to a unit. collides: the duty asks for one more than it allows."""

    cap = fields.Integer(required=True)
    visits = fields.Integer(required=True)
    collides = fields.Boolean(required=True)


class TaskSchema(Schema):
    """Something to visit by a day. distance_m and near_site_name: in the list of what is near."""

    id = fields.UUID(required=True)
    kind = Choice(*KINDS, required=True)
    state = Choice(*STATES, required=True)
    reason = Choice(*REASONS, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    rule = fields.Nested(DutyRuleSchema, required=True, allow_none=True)
    notice_id = fields.UUID(required=True, allow_none=True)
    alert_id = fields.UUID(required=True, allow_none=True)
    unit_id = fields.UUID(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    unit_kind = Choice(*UNIT_KINDS, required=True, allow_none=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site_name = fields.String(required=True, allow_none=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    opens_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    overdue = fields.Boolean(required=True)
    needed = fields.Integer(required=True)
    visits = fields.Integer(required=True)
    yearly = fields.Nested(YearlySchema, required=True, allow_none=True)
    assigned_to_id = fields.UUID(required=True, allow_none=True)
    assigned_to_name = fields.String(required=True, allow_none=True)
    assigned_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    distance_m = fields.Integer(required=True, allow_none=True)
    near_site_name = fields.String(required=True, allow_none=True)


class TaskQuery(PageQuery):
    """Which tasks. scope: assigned to oneself, of the own agency alone, or of all within reach."""

    scope = Choice(*SCOPES, load_default="area")
    state = Choice(*STATES, load_default="open")
    kind = Choice(*KINDS)
    unit_id = fields.UUID()
    site_id = fields.UUID()
    notice_id = fields.UUID()
    inspection_id = fields.UUID()
    overdue = fields.Boolean(load_default=False)


class NearbyInput(Schema):
    """Where one is, in degrees (WGS 84); it is used for this answer and not kept."""

    latitude = fields.Float(required=True, validate=validate.Range(-90, 90))
    longitude = fields.Float(required=True, validate=validate.Range(-180, 180))
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=LARGEST_LIMIT))


class NearbySchema(Schema):
    """The nearest tasks, the nearest first."""

    items = fields.List(fields.Nested(TaskSchema), required=True)


class AssignmentInput(Schema):
    """Who is to do it; null gives it back."""

    assigned_to_id = fields.UUID(required=True, allow_none=True)


class DropInput(Schema):
    """Why a duty is let fall."""

    reason = Lines(1000, required=True)


class StopInput(Schema):
    """One visit of a plan."""

    unit_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)


class DayPlanInput(Schema):
    """The visits of a day, in order."""

    stops = fields.List(fields.Nested(StopInput), required=True, validate=validate.Length(max=MOST_STOPS))


class StopSchema(Schema):
    """One visit of a plan, and the open tasks that it could serve."""

    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    unit_kind = Choice(*UNIT_KINDS, required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site_name = fields.String(required=True, allow_none=True)
    address = fields.String(required=True)
    tasks = fields.List(fields.Nested(TaskSchema), required=True)


class DayPlanSchema(Schema):
    """Where an officer goes on a day. version: also the ETag; 0 while there is no plan."""

    day = fields.Date(required=True)
    version = fields.Integer(required=True)
    stops = fields.List(fields.Nested(StopSchema), required=True)
