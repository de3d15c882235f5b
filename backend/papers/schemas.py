"""What papers look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from backend.fields import Choice, Code, Schema
from backend.papers.models import KINDS


class PaperQuery(Schema):
    """Of which visit or which notice."""

    inspection_id = fields.UUID()
    notice_id = fields.UUID()

    @validates_schema
    def one_of_both(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Papers are asked for by what they are about."""
        if len(data) != 1:
            raise ValidationError({"inspection_id": ["either|Name a visit or a notice"]})


class PublicPaperSchema(Schema):
    """What who holds a paper may have confirmed.

    dated_at  when the visit ended, or the notice was given
    digest    SHA-256 of the file, in hexadecimal digits
    """

    kind = Choice(*KINDS, required=True)
    number = fields.String(required=True)
    dated_at = fields.AwareDateTime(required=True)
    agency_name = fields.String(required=True)
    unit_name = fields.String(required=True)
    digest = fields.String(required=True)
    size = fields.Integer(required=True)
    pages = fields.Integer(required=True)


class PaperSchema(PublicPaperSchema):
    """A paper in a list.

    address  of the public page, as its code holds it
    """

    id = fields.UUID(required=True)
    inspection_id = fields.UUID(required=True)
    notice_id = fields.UUID(required=True, allow_none=True)
    made_at = fields.AwareDateTime(required=True)
    address = fields.String(required=True)


class PapersSchema(Schema):
    """The papers of a visit or notice."""

    items = fields.List(fields.Nested(PaperSchema), required=True)


class TakeAlongSchema(Schema):
    """What opens a paper without an account; nobody can be told it again.

    qr  rows of the code, 1 is dark
    """

    url = fields.String(required=True)
    qr = fields.List(fields.String(), required=True)
    expires_at = fields.AwareDateTime(required=True)


class PaperCodeInput(Schema):
    """A code to take along, as the address has it behind the hash sign."""

    code = Code(r"[A-Za-z0-9_-]{22}", required=True)
