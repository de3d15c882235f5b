"""What uploads look like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.fields import LARGEST, Choice, Code, Schema
from backend.inspections.models import MEDIA_KINDS
from backend.inspections.schemas import MediaSchema
from backend.inspections.uploads.models import HANDED_IN


class UploadQuery(Schema):
    """The whole file, the same with each part, and where this part begins."""

    kind = Choice(*MEDIA_KINDS, HANDED_IN, required=True)
    size = fields.Integer(required=True, validate=validate.Range(1, LARGEST))
    sha256 = Code("[0-9a-f]{64}", required=True)
    offset = fields.Integer(required=True, validate=validate.Range(0, LARGEST))


class UploadSchema(Schema):
    """What is kept of a file: its first `offset` bytes. media: once it is whole, as POST /api/media answers."""

    id = fields.UUID(required=True)
    offset = fields.Integer(required=True)
    size = fields.Integer(required=True)
    media = fields.Nested(MediaSchema, required=True, allow_none=True)
