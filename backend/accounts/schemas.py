"""What accounts and sessions look like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.accounts.models import STATUSES, WAYS
from backend.fields import Choice, Code, Lines, Schema, Text
from backend.pagination import PageQuery
from backend.permissions import Profile, Role

ROLES, PROFILES = tuple(str(role) for role in Role), tuple(str(profile) for profile in Profile)
USER_NAME = r"[a-z0-9][a-z0-9._-]{2,39}"


class OfficerSchema(Schema):
    """A colleague."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    police_number = fields.String(required=True, allow_none=True)
    agency_code = fields.String(required=True, allow_none=True)
    agency_name = fields.String(required=True, allow_none=True)


class OwnAccountSchema(OfficerSchema):
    """The signed-in person."""

    user_name = fields.String(required=True)
    role = Choice(*ROLES, required=True)
    profile = Choice(*PROFILES, required=True)
    unit_id = fields.UUID(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)


class AccountSchema(OwnAccountSchema):
    """An account."""

    status = Choice(*STATUSES, required=True)
    must_change_password = fields.Boolean(required=True)
    second_factor = fields.Boolean(required=True)
    last_sign_in_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)


class SessionSchema(Schema):
    """Who is signed in, what they may do, and the token that unsafe requests need.

    second_factor       `required`: the password was right and the second step is due, until when nobody is signed in;
                        `enrol`: one must be set up before anything else
    second_factor_ways  how the second step can be done
    """

    account = fields.Nested(OwnAccountSchema, required=True, allow_none=True)
    csrf_token = fields.String(required=True)
    permissions = fields.List(fields.String(), required=True)
    must_change_password = fields.Boolean(required=True)
    second_factor = Choice("none", "required", "enrol", required=True)
    second_factor_ways = fields.List(Choice(*WAYS), required=True)
    idle_limit_s = fields.Integer(required=True)
    server_time = fields.AwareDateTime(required=True)


class OwnSessionSchema(Schema):
    """One of the own sessions."""

    id = fields.UUID(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    address = fields.String(required=True)
    user_agent = fields.String(required=True)
    current = fields.Boolean(required=True)


class OwnSessionsSchema(Schema):
    """All of the own sessions."""

    items = fields.List(fields.Nested(OwnSessionSchema), required=True)


class FirstPasswordSchema(Schema):
    """An account with its first password, shown once."""

    account = fields.Nested(AccountSchema, required=True)
    first_password = fields.String(required=True)


class SignIn(Schema):
    """Name and password."""

    user_name = fields.String(required=True, validate=validate.Length(min=1, max=40))
    password = fields.String(required=True, validate=validate.Length(min=1, max=200))
    device_id = fields.UUID()


class PasswordChange(Schema):
    """The present password and the new one."""

    current_password = fields.String(required=True, validate=validate.Length(min=1, max=200))
    new_password = fields.String(required=True, validate=validate.Length(max=200))


class AccountInput(Schema):
    """A new account."""

    user_name = Code(USER_NAME, required=True)
    name = Text(60, required=True)
    role = Choice(*ROLES, required=True)
    agency_code = Code(r"\d{12}", load_default=None, allow_none=True)
    police_number = Code(r"[0-9A-Za-z]{4,20}", load_default=None, allow_none=True)
    unit_id = fields.UUID(load_default=None, allow_none=True)


class AccountChange(Schema):
    """What can be changed of an account."""

    name = Text(60)
    police_number = Code(r"[0-9A-Za-z]{4,20}", allow_none=True)
    agency_code = Code(r"\d{12}")


class Reason(Schema):
    """Why."""

    reason = Lines(500, required=True)


class AccountQuery(PageQuery):
    """Which accounts."""

    q = Text(60)
    role = Choice(*ROLES)
    status = Choice(*STATUSES)


class OfficerQuery(PageQuery):
    """Which colleagues."""

    q = Text(60)
