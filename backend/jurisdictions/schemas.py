"""What divisions and agencies look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.fields import Choice, Code, Schema, Text
from backend.pagination import PageQuery


class DivisionSchema(Schema):
    """A division."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    level = Choice("province", "city", "county", "township", required=True)
    parent_code = fields.String(required=True, allow_none=True)


class AgencySchema(Schema):
    """A police agency."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    level = Choice("province", "city", "county", "station", required=True)
    parent_code = fields.String(required=True, allow_none=True)
    division_code = fields.String(required=True)


class DivisionQuery(PageQuery):
    """Which divisions."""

    parent_code = Code(r"\d{2,9}")
    level = Choice("province", "city", "county", "township")
    q = Text(40)


class AgencyQuery(PageQuery):
    """Which agencies."""

    parent_code = Code(r"\d{12}")
    level = Choice("province", "city", "county", "station")
    q = Text(40)
