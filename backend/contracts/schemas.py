"""What contracts and needs look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Schema


class StandingSchema(Schema):
    """What a site needs, and has; see `backend.contracts.needs`."""

    site_id = fields.UUID(required=True)
    site_name = fields.String(required=True)
    needed = fields.Integer(required=True)
    posted = fields.Integer(required=True)
    able = fields.Integer(required=True)
    short = fields.Integer(required=True)
    over = fields.Integer(required=True)


class StandingsSchema(Schema):
    """The sites of a unit that are short of guards."""

    items = fields.List(fields.Nested(StandingSchema), required=True)
