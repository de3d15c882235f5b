"""What colleagues and invitations look like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.accounts.delegation.models import STATES
from backend.accounts.models import STATUSES
from backend.accounts.schemas import PROFILES, USER_NAME
from backend.fields import Choice, Code, Schema, Text
from backend.pagination import PageQuery


class ColleagueSchema(Schema):
    """An account of the unit or one of its branches; `own`: the one that asks."""

    id = fields.UUID(required=True)
    user_name = fields.String(required=True)
    name = fields.String(required=True)
    profile = Choice(*PROFILES, required=True)
    status = Choice(*STATUSES, required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    second_factor = fields.Boolean(required=True)
    last_sign_in_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class ColleagueChange(Schema):
    """Other rights."""

    profile = Choice(*PROFILES, required=True)


class InvitationSchema(Schema):
    """An invitation; never its code."""

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    name = fields.String(required=True)
    profile = Choice(*PROFILES, required=True)
    state = Choice(*STATES, required=True)
    invited_by_name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class InvitationInput(Schema):
    """Whom to invite, and how far."""

    name = Text(60, required=True)
    profile = Choice(*PROFILES, required=True)


class MadeInvitationSchema(Schema):
    """An invitation with its link, shown once: as text and as rows of a code to scan, 1 is dark."""

    invitation = fields.Nested(InvitationSchema, required=True)
    link = fields.String(required=True)
    qr = fields.List(fields.String(), required=True)


class ColleagueQuery(PageQuery):
    """Which colleagues."""

    status = Choice(*STATUSES)


class InvitationCode(Schema):
    """What stands behind the hash sign of the link."""

    code = fields.String(required=True, validate=validate.Length(min=1, max=64))


class OfferSchema(Schema):
    """What an invitation offers to whoever holds its code."""

    name = fields.String(required=True)
    unit_name = fields.String(required=True)
    profile = Choice(*PROFILES, required=True)
    invited_by_name = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)


class Acceptance(InvitationCode):
    """The code, and what the colleague chooses."""

    user_name = Code(USER_NAME, required=True)
    new_password = fields.String(required=True, validate=validate.Length(max=200))
