"""What the audit looks like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.audit.vocabulary import ACTIONS, SUBJECTS
from backend.fields import Choice, Schema, Text
from backend.pagination import PageQuery


class AuditEventSchema(Schema):
    """One act."""

    seq = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    account_id = fields.UUID(required=True, allow_none=True)
    account_name = fields.String(required=True, allow_none=True)
    agency_code = fields.String(required=True, allow_none=True)
    action = Choice(*ACTIONS, required=True)
    subject_type = Choice(*SUBJECTS, required=True)
    subject_id = fields.String(required=True, allow_none=True)
    before = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    after = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    address = fields.String(required=True, allow_none=True)
    hash = fields.Function(lambda event: event.hash.hex(), required=True, metadata={"type": "string"})


class AuditQuery(PageQuery):
    """Which acts."""

    action = Choice(*ACTIONS)
    subject_type = Choice(*SUBJECTS)
    subject_id = Text(60)
