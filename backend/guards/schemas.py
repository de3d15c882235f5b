"""What guards look like outside. Numbers of persons are masked everywhere but in a disclosure."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from marshmallow import ValidationError, fields

from backend import identity_number
from backend.clock import china_date
from backend.extensions import clock
from backend.fields import Choice, Code, Lines, Schema, Text
from backend.guards import names
from backend.guards.models import CERTIFICATE_STATES, EDUCATIONS, STATUSES, Guard
from backend.pagination import PageQuery

MAX_NAME_BYTES = 96
"""What a card has room for (docs/card-format.md)."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_UNSEEN = ("Cf", "Zl", "Zp", "Cc")


class PersonName(Text):
    """A person's name, as on the identity card; rare characters of any plane are welcome."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(60, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        name = names.normalise(super()._deserialize(value, attr, data, **kwargs))
        odd = [c for c in name if unicodedata.category(c) in _UNSEEN or c in "\ufffc\ufffd" or (c != " " and c.isspace())]
        if odd or not any(unicodedata.category(c)[0] == "L" for c in name):
            raise ValidationError("character|A name consists of characters that can be seen")
        if len(name.encode()) > MAX_NAME_BYTES:
            raise ValidationError("too_long|The name is too long for a card")
        return name


class IdentityNumber(Text):
    """A citizen identity number (GB 11643); spaces, full-width digits and a small x are understood."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(40, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return identity_number.parse(super()._deserialize(value, attr, data, **kwargs))
        except identity_number.IdentityNumberError as error:
            raise ValidationError(f"{error.reason}|{error}") from error


class MobilePhone(Text):
    """A mobile number of the mainland: 11 digits; spaces, dashes and +86 are understood."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(30, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = unicodedata.normalize("NFKC", super()._deserialize(value, attr, data, **kwargs))
        number = re.sub(r"^\+?86(?=1\d{10}$)", "", re.sub(r"[\s-]", "", text))
        if _MOBILE.fullmatch(number) is None:
            raise ValidationError("format|A mobile number has 11 digits and begins with 1")
        return number


class StateToday(fields.Field):
    """The state of a guard's certificate today: expiry is a matter of the day, so it is never stored."""

    def _serialize(self, value: Any, attr: str | None, obj: Guard, **kwargs: Any) -> str | None:
        return obj.certificate_state_on(china_date(clock().now()))


class GuardSummarySchema(Schema):
    """A guard in a list."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    identity_number_masked = fields.String(required=True)
    has_photo = fields.Boolean(required=True)
    unit_id = fields.UUID(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    certificate_number = fields.String(required=True, allow_none=True)
    certificate_state = StateToday(required=True, allow_none=True, metadata={"type": "string", "enum": [*CERTIFICATE_STATES, None]})
    certificate_expires_on = fields.Date(required=True, allow_none=True)


class GuardSchema(GuardSummarySchema):
    """A guard."""

    sex = Choice("male", "female", required=True)
    birth_year = fields.Integer(required=True)
    phone_masked = fields.String(required=True)
    education = Choice(*EDUCATIONS, required=True)
    address = fields.String(required=True)
    status = Choice(*STATUSES, required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    registered_on = fields.Date(required=True)
    updated_at = fields.AwareDateTime(required=True)


class GuardInput(Schema):
    """A new guard."""

    name = PersonName(required=True)
    identity_number = IdentityNumber(required=True)
    phone = MobilePhone(required=True)
    education = Choice(*EDUCATIONS, required=True)
    address = Text(200, required=True)
    agency_code = Code(r"\d{12}", load_default=None, allow_none=True)


class GuardChange(Schema):
    """What can be changed of a guard; the identity number cannot."""

    name = PersonName()
    phone = MobilePhone()
    education = Choice(*EDUCATIONS)
    address = Text(200)
    status = Choice(*STATUSES)


class GuardSearch(PageQuery):
    """Whom to look for. In the body, because names and identity numbers must not stand in addresses."""

    q = Text(60, 0, load_default="")
    unit_id = fields.UUID(load_default=None, allow_none=True)
    certificate_state = Choice(*CERTIFICATE_STATES, load_default=None, allow_none=True)


class DisclosureInput(Schema):
    """Why the whole numbers are needed."""

    reason = Lines(500, 2, required=True)


class DisclosureSchema(Schema):
    """The whole numbers."""

    identity_number = fields.String(required=True)
    phone = fields.String(required=True)
