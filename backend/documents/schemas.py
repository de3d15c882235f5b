"""What documents look like outside."""

from __future__ import annotations

from marshmallow import fields

from backend.documents.models import MEDIA_TYPES
from backend.fields import Choice, Schema


class DocumentQuery(Schema):
    """Whose document it is."""

    unit_id = fields.UUID(required=True)


class DocumentSchema(Schema):
    """A document, to be named by a record."""

    id = fields.UUID(required=True)
    media_type = Choice(*MEDIA_TYPES, required=True)
    size = fields.Integer(required=True)
    keep_until = fields.Date(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
