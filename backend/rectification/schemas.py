"""What notices look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from backend import working_days
from backend.clock import china_date
from backend.extensions import clock, settings
from backend.fields import Choice, Lines, Number, Schema, Text
from backend.pagination import PageQuery
from backend.rectification.models import BASES, EVENTS, FINDINGS, ITEM_STATES, PENALTIES, PENDING, STATES, SUBJECTS

MOST_ITEMS, MOST_PHOTOS, LARGEST_FINE = 2000, 20, 100_000_000


class NoticeSummarySchema(Schema):
    """A notice in a list.

    overdue         the deadline is over, and nothing has ended it
    recheck_due_on  by when the police look again; null while nothing asks for it
    items, corrected  how many things are ordered, and how many were found put right
    """

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    state = Choice(*STATES, required=True)
    overdue = fields.Function(
        lambda row: row.state in PENDING and row.due_on < china_date(clock().now()), required=True, metadata={"type": "boolean"}
    )
    inspection_id = fields.UUID(required=True)
    inspection_number = fields.String(attribute="inspection.number", required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(attribute="unit.name", required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site_name = fields.Function(lambda row: row.site.name if row.site else None, required=True, metadata={"type": ["string", "null"]})
    agency_code = fields.String(required=True)
    agency_name = fields.String(attribute="agency.name", required=True)
    issued_at = fields.AwareDateTime(required=True)
    issued_by_name = fields.String(required=True)
    original_due_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    recheck_requested_at = fields.AwareDateTime(required=True, allow_none=True)
    recheck_due_on = fields.Date(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    escalated_level = fields.Integer(required=True)
    escalated_to_name = fields.Function(
        lambda row: row.above.name if row.above else None, required=True, metadata={"type": ["string", "null"]}
    )
    items_count = fields.Function(lambda row: len(row.items), required=True, metadata={"type": "integer"})
    corrected_count = fields.Function(
        lambda row: sum(item.state == "corrected" for item in row.items), required=True, metadata={"type": "integer"}
    )
    version = fields.Integer(required=True)


class PackedNoticeItemSchema(Schema):
    """What to put right, and what the unit answered last. `item_id` is the checklist's point, else `finding` says what it is about."""

    id = fields.UUID(required=True)
    position = fields.Integer(required=True)
    item_id = fields.UUID(required=True, allow_none=True)
    finding = Choice(*FINDINGS, required=True, allow_none=True)
    guard_id = fields.UUID(required=True, allow_none=True)
    article = fields.String(required=True)
    text = fields.String(required=True)
    text_en = fields.String(required=True)
    state = Choice(*ITEM_STATES, required=True)
    answer = fields.String(required=True, allow_none=True)


class NoticeItemSchema(PackedNoticeItemSchema):
    """One thing to put right, with its deadline."""

    due_on = fields.Date(required=True)


class AnswerPhotoSchema(Schema):
    """A photo of an answer, at /api/notices/<id>/photos/<media_id>."""

    media_id = fields.UUID(required=True)


def _facts(row: Any) -> dict[str, Any]:
    return dict(row.facts)


class NoticeEventSchema(Schema):
    """What happened, when, by whom; `by_name` is null for what the system did by itself.

    item_ids    an answer: what it is about
    from, to    an extension: the deadline before and after
    inspection_id, items  a re-check: the record, and what it found of each item
    basis       a closure: on what it rests
    level, agency_name    a climb: how far up, and to whom
    """

    id = fields.UUID(required=True)
    kind = Choice(*EVENTS, required=True)
    at = fields.AwareDateTime(required=True)
    by_name = fields.String(required=True, allow_none=True)
    note = fields.String(required=True)
    facts = fields.Function(
        _facts,
        required=True,
        metadata={
            "type": "object",
            "properties": {
                "inspection_id": {"type": "string", "format": "uuid"},
                "inspection_number": {"type": "string"},
                "count": {"type": "integer"},
                "items": {"type": "object", "additionalProperties": {"type": "string", "enum": ["corrected", "not_corrected"]}},
                "item_ids": {"type": "array", "items": {"type": "string", "format": "uuid"}},
                "from": {"type": "string", "format": "date"},
                "to": {"type": "string", "format": "date"},
                "recheck_due_on": {"type": ["string", "null"], "format": "date"},
                "basis": {"type": "string", "enum": list(BASES)},
                "article": {"type": "string"},
                "kind": {"type": "string", "enum": list(PENALTIES)},
                "amount_yuan": {"type": ["integer", "null"]},
                "level": {"type": "integer"},
                "agency_name": {"type": "string"},
            },
        },
    )
    photos = fields.List(fields.Nested(AnswerPhotoSchema), required=True)


class ProvisionSchema(Schema):
    """What the law allows; a fine has its range in yuan, both ends included."""

    id = fields.UUID(required=True)
    code = fields.String(required=True)
    article = fields.String(required=True)
    subject = Choice(*SUBJECTS, required=True)
    kind = Choice(*PENALTIES, required=True)
    text_zh = fields.String(required=True)
    text_en = fields.String(required=True)
    from_yuan = fields.Integer(required=True, allow_none=True)
    to_yuan = fields.Integer(required=True, allow_none=True)
    effective_from = fields.Date(required=True)


class ProvisionsSchema(Schema):
    """The provisions in force."""

    items = fields.List(fields.Nested(ProvisionSchema), required=True)


class ProvisionQuery(Schema):
    """The day in question, today when absent."""

    on = fields.Date()


class ProposalSchema(Schema):
    """A proposed penalty, with the provision it rests on."""

    id = fields.UUID(required=True)
    provision = fields.Nested(ProvisionSchema, required=True)
    amount_yuan = fields.Integer(required=True, allow_none=True)
    reason = fields.String(required=True)
    proposed_at = fields.AwareDateTime(required=True)
    proposed_by_name = fields.String(required=True)


def _calendar_known(row: Any) -> bool:
    return working_days.add(row.due_on, settings().recheck_days).certain


class NoticeSchema(NoticeSummarySchema):
    """A notice, whole.

    calendar_known  whether the working days after the deadline were reckoned by the published calendar; else by weekdays
    """

    calendar_known = fields.Function(_calendar_known, required=True, metadata={"type": "boolean"})
    items = fields.List(fields.Nested(NoticeItemSchema), required=True)
    events = fields.List(fields.Nested(NoticeEventSchema), required=True)
    proposals = fields.List(fields.Nested(ProposalSchema), required=True)


class NoticeQuery(PageQuery):
    """Which notices. pending: open or answered; escalated: climbed to the own agency; agency: it and all below."""

    state = Choice(*STATES, "pending")
    unit_id = fields.UUID()
    site_id = fields.UUID()
    inspection_id = fields.UUID()
    agency = Text(12)
    overdue = fields.Boolean()
    recheck_requested = fields.Boolean()
    escalated = fields.Boolean()
    sort = Choice("issued", "due", load_default="issued")


class NoticeCountSchema(Schema):
    """How many are not ended, how many of those are overdue, and how many wait for a re-check the unit asked for."""

    pending = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    recheck_requested = fields.Integer(required=True)


class AnswerInput(Schema):
    """What the unit did about some items."""

    item_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_ITEMS))
    text = Lines(2000, required=True)
    media_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(max=MOST_PHOTOS))


class RecheckRequestInput(Schema):
    """What the unit adds to its wish to be looked at again."""

    note = Lines(1000, 0, required=True)


class _DecisionInput(Schema):
    version = Number(1, required=True)


class ExtensionInput(_DecisionInput):
    """A later deadline. `version` is the one that the officer saw, here and below."""

    due_on = fields.Date(required=True)
    reason = Lines(1000, required=True)


class ClosureInput(_DecisionInput):
    """On what the end rests."""

    basis = Choice(*BASES, required=True)
    note = Lines(1000, 0, required=True)


class PenaltyProposalInput(_DecisionInput):
    """A penalty by a provision in force today; the amount only where it is a fine."""

    provision_id = fields.UUID(required=True)
    amount_yuan = Number(1, LARGEST_FINE, required=True, allow_none=True)
    reason = Lines(1000, required=True)


class PackedNoticeSchema(Schema):
    """A notice that is not closed, for its re-check on the spot."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    unit_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    state = Choice(*STATES, required=True)
    issued_at = fields.AwareDateTime(required=True)
    due_on = fields.Date(required=True)
    recheck_due_on = fields.Date(required=True, allow_none=True)
    items = fields.List(fields.Nested(PackedNoticeItemSchema), required=True)
