"""What checklists look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Choice, Schema
from backend.inspections.models import GUARD_FINDINGS
from backend.units.models import KINDS


class ChecklistItemSchema(Schema):
    """One point, with its article and since when it holds."""

    id = fields.UUID(required=True)
    position = fields.Integer(required=True)
    code = fields.String(required=True)
    title_zh = fields.String(required=True)
    title_en = fields.String(required=True)
    article = fields.String(required=True)
    effective_from = fields.Date(required=True)


class ChecklistSchema(Schema):
    """One version of what is looked at in a kind of unit."""

    id = fields.UUID(required=True)
    unit_kind = Choice(*KINDS, required=True)
    version = fields.Integer(required=True)
    effective_from = fields.Date(required=True)
    items = fields.List(fields.Nested(ChecklistItemSchema), required=True)


class GuardFindingSchema(Schema):
    """What can be found wrong with a guard on a site, with its article."""

    kind = Choice(*GUARD_FINDINGS, required=True)
    title_zh = fields.String(required=True)
    title_en = fields.String(required=True)
    article = fields.String(required=True)
    effective_from = fields.Date(required=True)


class ChecklistsSchema(Schema):
    """The versions in force, and what can be found wrong with guards."""

    items = fields.List(fields.Nested(ChecklistSchema), required=True)
    guard_findings = fields.List(fields.Nested(GuardFindingSchema), required=True)


class ChecklistQuery(Schema):
    """Which checklists; `on` is the date in force, today when absent."""

    unit_kind = Choice(*KINDS)
    on = fields.Date()
