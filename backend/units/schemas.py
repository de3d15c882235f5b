"""What units look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates
from stdnum.cn import uscc as uscc_rules
from stdnum.exceptions import ValidationError as NumberError

from backend.fields import Choice, Code, Lines, Number, Schema, Text
from backend.pagination import PageQuery
from backend.units.models import KINDS, OWNERSHIPS, SERVICES, STATUSES


class Uscc(Text):
    """A unified social credit code: 18 characters with a check character (GB 32100)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(30, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return str(uscc_rules.validate(text.upper().replace(" ", "")))
        except NumberError as error:
            raise ValidationError("uscc|This is not a valid credit code") from error


class UnitSummarySchema(Schema):
    """A unit in a list."""

    id = fields.UUID(required=True)
    kind = Choice(*KINDS, required=True)
    name = fields.String(required=True)
    uscc = fields.String(required=True)
    address = fields.String(required=True)
    division_code = fields.String(required=True)
    division_name = fields.String(required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    status = Choice(*STATUSES, required=True)


class UnitSchema(UnitSummarySchema):
    """A unit."""

    legal_representative = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    registered_capital_yuan = fields.Integer(required=True, allow_none=True)
    ownership = Choice(*OWNERSHIPS, required=True)
    services = fields.List(Choice(*SERVICES), required=True)
    status_reason = fields.String(required=True, allow_none=True)
    parent_unit_id = fields.UUID(required=True, allow_none=True)
    parent_unit_name = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    updated_at = fields.AwareDateTime(required=True)


class UnitChange(Schema):
    """What can be changed of a unit; the kind and the parent cannot."""

    name = Text(120, 2)
    uscc = Uscc()
    legal_representative = Text(60)
    phone = Code(r"[0-9+\- ]{5,20}", allow_none=True)
    address = Text(200)
    division_code = Code(r"\d{2}|\d{4}|\d{6}|\d{9}")
    agency_code = Code(r"\d{12}")
    registered_capital_yuan = Number(0, 10**13, allow_none=True)
    ownership = Choice(*OWNERSHIPS)
    services = fields.List(Choice(*SERVICES), validate=validate.Length(max=len(SERVICES)))
    status = Choice(*STATUSES)
    status_reason = Lines(500)

    @validates("services")
    def each_once(self, value: list[str], **_: Any) -> None:
        """A service is named once."""
        if len(set(value)) != len(value):
            raise ValidationError("duplicate|A service is named twice")


class UnitInput(UnitChange):
    """A new unit."""

    class Meta(UnitChange.Meta):
        exclude = ("status", "status_reason")

    kind = Choice(*KINDS, required=True)
    name = Text(120, 2, required=True)
    uscc = Uscc(required=True)
    legal_representative = Text(60, required=True)
    address = Text(200, required=True)
    division_code = Code(r"\d{2}|\d{4}|\d{6}|\d{9}", required=True)
    agency_code = Code(r"\d{12}", required=True)
    ownership = Choice(*OWNERSHIPS, required=True)
    services = fields.List(Choice(*SERVICES), validate=validate.Length(max=len(SERVICES)), required=True)
    parent_unit_id = fields.UUID(load_default=None, allow_none=True)


class UnitQuery(PageQuery):
    """Which units."""

    q = Text(120)
    kind = Choice(*KINDS)
    status = Choice(*STATUSES)
    parent_unit_id = fields.UUID()
