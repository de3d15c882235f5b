"""What transfers look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Choice, Lines, Schema, Text
from backend.guards.models import CERTIFICATE_STATES
from backend.pagination import PageQuery
from backend.roster.schemas import NumberAndName
from backend.roster.transfers.models import LAPSE_REASONS, SIDES, STATES
from backend.units.schemas import Uscc


class TransferSchema(Schema):
    """A transfer, as far as who asks may know it."""

    id = fields.UUID(required=True)
    guard_id = fields.UUID(required=True, allow_none=True)
    guard_name = fields.String(required=True)
    certificate_number = fields.String(required=True, allow_none=True)
    certificate_state = Choice(*CERTIFICATE_STATES, required=True, allow_none=True)
    from_unit_id = fields.UUID(required=True, allow_none=True)
    from_unit_name = fields.String(required=True, allow_none=True)
    to_unit_id = fields.UUID(required=True)
    to_unit_name = fields.String(required=True)
    position = fields.String(required=True)
    effective_on = fields.Date(required=True)
    proposed_by = Choice(*SIDES, required=True)
    state = Choice(*STATES, required=True)
    lapse_reason = Choice(*LAPSE_REASONS, required=True, allow_none=True)
    note = fields.String(required=True)
    answer_note = fields.String(required=True)
    proposed_at = fields.AwareDateTime(required=True)
    lapses_on = fields.Date(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    incoming = fields.Boolean(required=True)
    may_answer = fields.Boolean(required=True)
    may_withdraw = fields.Boolean(required=True)


class TransferQuery(PageQuery):
    """Which transfers of a unit."""

    direction = Choice("incoming", "outgoing", "", load_default="")
    state = Choice("open", "closed", "", load_default="")


class Sending(Schema):
    """To whom a guard goes, and when."""

    uscc = Uscc(required=True)
    effective_on = fields.Date(required=True)
    note = Lines(500, 0, load_default="")


class Taking(NumberAndName):
    """Whom to take over: exactly one of the two numbers, and the name as registered."""

    position = Text(40, required=True)
    effective_on = fields.Date(required=True)
    note = Lines(500, 0, load_default="")


class TransferAcceptance(Schema):
    """As what the guard comes; only the new employer says it."""

    position = Text(40, load_default=None, allow_none=True)


class AnswerNote(Schema):
    """Why a transfer is declined or taken back; the other unit reads it."""

    note = Lines(500, 0, load_default="")
