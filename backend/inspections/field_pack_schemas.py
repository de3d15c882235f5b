"""What a field pack looks like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema
from webargs.fields import DelimitedList

from backend.accounts.schemas import OfficerSchema
from backend.alerts.schemas import PackedSightingsSchema
from backend.fields import Choice, Code, Schema
from backend.guards.models import CERTIFICATE_STATES
from backend.inspections.checklist_schemas import ChecklistSchema, GuardFindingSchema
from backend.roster.schemas import SiteSchema
from backend.units.schemas import UnitSummarySchema


class FieldPackQuery(Schema):
    """Which area, one of these; none: all within reach.

    latitude, longitude  where one is: the nearest sites
    division_code        a county or town
    unit_ids             these units, separated by commas
    plan                 the day whose plan of the officer it is for

    device_id            the phone's own; one that was revoked gets no pack
    """

    latitude = fields.Float(validate=validate.Range(-90, 90))
    longitude = fields.Float(validate=validate.Range(-180, 180))
    division_code = Code(r"\d{2}|\d{4}|\d{6}|\d{9}")
    unit_ids = DelimitedList(fields.UUID(), validate=validate.Length(min=1, max=50))
    plan = fields.Date()
    device_id = fields.UUID()

    @validates_schema
    def one_area(self, values: dict[str, Any], **_: Any) -> None:
        """Two areas at once would be a guess at what is meant."""
        given = [name for name in ("latitude", "division_code", "unit_ids", "plan") if name in values]
        if len(given) > 1:
            raise ValidationError("area|Only one area can be asked for", given[1])


class PackedGuardSchema(Schema):
    """A guard on a site's roster: the least that a comparison needs."""

    guard_id = fields.UUID(required=True)
    name = fields.String(required=True)
    certificate_number = fields.String(required=True, allow_none=True)
    certificate_state = Choice(*CERTIFICATE_STATES, required=True, allow_none=True)
    position = fields.String(required=True, allow_none=True)


class PackedRosterSchema(Schema):
    """The roster of one site."""

    site_id = fields.UUID(required=True)
    entries = fields.List(fields.Nested(PackedGuardSchema), required=True)


class FieldPackRulesSchema(Schema):
    """How the phone keeps it (docs/field-pack.md).

    hours         until it expires
    lock_after_s  without a touch it is locked after so many seconds
    tries         so many wrong PINs, and it is wiped
    pin_digits    the shortest PIN
    """

    hours = fields.Integer(required=True)
    lock_after_s = fields.Integer(required=True)
    tries = fields.Integer(required=True)
    pin_digits = fields.Integer(required=True)


class FieldPackSchema(Schema):
    """What an officer takes along to work without network; to be dropped when it expires."""

    as_of = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    rules = fields.Nested(FieldPackRulesSchema, required=True)
    units = fields.List(fields.Nested(UnitSummarySchema), required=True)
    sites = fields.List(fields.Nested(SiteSchema), required=True)
    rosters = fields.List(fields.Nested(PackedRosterSchema), required=True)
    sightings = fields.Nested(PackedSightingsSchema, required=True)
    checklists = fields.List(fields.Nested(ChecklistSchema), required=True)
    guard_findings = fields.List(fields.Nested(GuardFindingSchema), required=True)
    officers = fields.List(fields.Nested(OfficerSchema), required=True)
    notices = fields.List(fields.Nested("PackedNoticeSchema"), required=True)
    tasks = fields.List(fields.Nested("TaskSchema"), required=True)
    plan = fields.Nested("DayPlanSchema", required=True)
