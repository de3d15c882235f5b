"""What is handed in, and what became of it."""

from __future__ import annotations

from marshmallow import EXCLUDE, fields, validate

from backend.fields import Choice, Code, Schema
from backend.inspections.quarantine.models import REASONS
from backend.inspections.schemas import MOST_PHOTOS

KINDS = ("inspection", "verification", "void")
OUTCOMES = ("recorded", "quarantined", "repeated", "refused")


class HandInKeySchema(Schema):
    """The key to which a phone seals what it exports. public_key: a point of P-256, uncompressed, base64url."""

    id = fields.UUID(required=True)
    year = fields.Integer(required=True)
    public_key = fields.String(required=True)


class HandedInInput(Schema):
    """One line of the file, which was sent as an upload of kind `handed_in`."""

    upload_id = fields.UUID(required=True)


class FieldErrorSchema(Schema):
    """What is wrong with one field of a refused record."""

    field = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)


class HandedInSchema(Schema):
    """What became of one command. problem and errors: of a refused one; reason: why one waits."""

    key = fields.UUID(required=True)
    kind = Choice(*KINDS, required=True)
    outcome = Choice(*OUTCOMES, required=True)
    record_id = fields.UUID(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True, validate=validate.OneOf(REASONS))
    problem = fields.String(required=True, allow_none=True)
    errors = fields.List(fields.Nested(FieldErrorSchema), required=True)
    received_at = fields.AwareDateTime(required=True)


class PictureInput(Schema):
    """A picture in the file."""

    class Meta:
        unknown = EXCLUDE  # a later release of the app may say more

    id = fields.UUID(required=True)
    kind = Choice("inspection_photo", "signature", required=True)
    data = Code("[A-Za-z0-9_-]*", required=True)


class LineInput(Schema):
    """What a line of the file holds, once it is open."""

    class Meta:
        unknown = EXCLUDE  # a later release of the app may say more

    method = Choice("POST", required=True)
    path = fields.String(required=True)
    key = fields.UUID(required=True)
    account_id = fields.UUID(required=True)
    device = fields.String(required=True, allow_none=True)
    sequence = fields.Integer(required=True, allow_none=True, strict=True)
    signature = fields.String(required=True, allow_none=True)
    body = fields.String(required=True)
    pictures = fields.List(fields.Nested(PictureInput), required=True, validate=validate.Length(max=MOST_PHOTOS + 1))
