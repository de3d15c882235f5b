"""What the OpenAPI document says beyond each route: above all the one form of every refusal."""

from __future__ import annotations

import flask_smorest
from marshmallow import INCLUDE, fields

from backend.fields import Schema

PROBLEM = "application/problem+json"


class FieldProblemSchema(Schema):
    """One field's complaint."""

    field = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)


class ProblemSchema(Schema):
    """A refusal (RFC 9457); clients branch on `code`. Some codes add members, such as `retry_after_s`."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldProblemSchema), required=True)

    class Meta:
        unknown = INCLUDE


class Api(flask_smorest.Api):
    """Documents errors as they are sent."""

    ERROR_SCHEMA = ProblemSchema

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM  # for those that it registers here
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE
