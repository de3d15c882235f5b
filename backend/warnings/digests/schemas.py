"""What the daily digest looks like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.fields import Choice, Number, Schema
from backend.warnings.digests.models import STATES

LANGUAGES = ("zh-CN", "en")


class OwnDigestSchema(Schema):
    """What the own account chose. hour: by China's clock; by_mail: false where digests go to a file; last_*: what became of the last."""

    active = fields.Boolean(required=True)
    address = fields.String(required=True)
    hour = fields.Integer(required=True)
    language = Choice(*LANGUAGES, required=True)
    by_mail = fields.Boolean(required=True)
    last_day = fields.Date(required=True, allow_none=True)
    last_state = Choice(*STATES, required=True, allow_none=True)


class DigestInput(Schema):
    """What to change it to."""

    active = fields.Boolean(required=True, truthy={True}, falsy={False})
    address = fields.Email(required=True, validate=validate.Length(max=254))
    hour = Number(0, 23, required=True)
    language = Choice(*LANGUAGES, required=True)
