"""What waits for a supervisor, as it looks outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.accounts.models import STATUSES
from backend.fields import Choice, Lines, Schema
from backend.inspections.quarantine.models import CONFLICT_KINDS, DECISIONS, KINDS, REASONS, RESOLUTIONS
from backend.inspections.schemas import InspectionSummarySchema
from backend.pagination import PageQuery

STATES = ("quarantined", *DECISIONS)


class QuarantinedSchema(Schema):
    """The receipt of a command that waits: it is kept here, and the phone may delete its own."""

    id = fields.UUID(required=True)
    state = Choice(*STATES, required=True)
    reason = Choice(*REASONS, required=True)
    received_at = fields.AwareDateTime(required=True)


class CommandSummarySchema(QuarantinedSchema):
    """A command in the supervisor's list."""

    kind = Choice(*KINDS, required=True)
    reasons = fields.List(Choice(*REASONS), required=True)
    account_id = fields.UUID(required=True)
    account_name = fields.String(attribute="account.name", required=True)
    agency_code = fields.String(required=True)
    record_id = fields.UUID(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    made_at = fields.AwareDateTime(required=True)
    signed = fields.Boolean(required=True)
    device_id = fields.UUID(required=True, allow_none=True)
    sequence = fields.Integer(required=True, allow_none=True)
    handed_in_by_name = fields.String(required=True, allow_none=True)
    decided_by_name = fields.String(required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class EvidenceSchema(Schema):
    """What is known of when the act was. out_of_order: the device's numbers say another order than the times."""

    claimed = fields.String(required=True)
    clock_error_s = fields.Float(required=True, allow_none=True)
    earliest = fields.String(required=True)
    latest = fields.String(required=True)
    out_of_order = fields.Boolean(required=True)


class GrantSchema(Schema):
    """What an officer was allowed for a time. since, until: none means ever, still."""

    agency_name = fields.String(required=True, allow_none=True)
    status = Choice(*STATUSES, required=True)
    since = fields.AwareDateTime(required=True, allow_none=True)
    until = fields.AwareDateTime(required=True, allow_none=True)


class CommandSchema(CommandSummarySchema):
    """A command that waits, whole. record: the body as it was sent; none once a rejected one has been forgotten.

    other_id  the inspection that has its number, or has its pictures
    """

    evidence = fields.Nested(EvidenceSchema, required=True)
    record = fields.Raw(required=True, allow_none=True, metadata={"type": ["object", "null"], "additionalProperties": True})
    officer = fields.List(fields.Nested(GrantSchema), required=True)
    officer_names = fields.List(fields.String(), required=True)
    site_name = fields.String(required=True, allow_none=True)
    media_ids = fields.List(fields.UUID(), required=True)
    other_id = fields.UUID(required=True, allow_none=True)
    inspection_id = fields.UUID(required=True, allow_none=True)


class QuarantineQuery(PageQuery):
    """Which commands: those that wait, or those decided."""

    state = Choice("open", "decided", load_default="open")


class DecisionInput(Schema):
    """Why it is decided so."""

    note = Lines(1000, required=True)


class ConflictQuery(PageQuery):
    """Which conflicts: open or settled."""

    state = Choice("open", "settled", load_default="open")


class QuarantineSettlementInput(Schema):
    """What holds. superseded_id: the one of the two that the other replaces."""

    resolution = Choice(*RESOLUTIONS, required=True)
    superseded_id = fields.UUID(required=True, allow_none=True)
    reason = Lines(1000, required=True)


class ConflictSchema(Schema):
    """Two records of one visit, or under one number. second is none where it waits in the quarantine under `command_id`."""

    id = fields.UUID(required=True)
    kind = Choice(*CONFLICT_KINDS, required=True)
    found_at = fields.AwareDateTime(required=True)
    first = fields.Nested(InspectionSummarySchema, required=True, allow_none=True)
    second = fields.Nested(InspectionSummarySchema, required=True, allow_none=True)
    command_id = fields.UUID(required=True, allow_none=True)
    resolution = fields.String(required=True, allow_none=True, validate=validate.OneOf(RESOLUTIONS))
    superseded_id = fields.UUID(required=True, allow_none=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)
    settled_by_name = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
