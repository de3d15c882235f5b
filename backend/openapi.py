"""What the OpenAPI document says beyond each route: above all the one form of every refusal."""

from __future__ import annotations

import threading
from typing import Any

import flask_smorest
from flask import Flask
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
    """Documents errors as they are sent, and writes the document when somebody asks for it.

    Writing it is half of the work of building an application, and no start, command or test but a few needs it.
    """

    ERROR_SCHEMA = ProblemSchema

    def __init__(self) -> None:
        self._writing = threading.RLock()
        self._unwritten: list[flask_smorest.Blueprint] = []
        self._spec: Any = None
        super().__init__()

    def init_app(self, app: Flask, **options: Any) -> None:
        """Begin anew: the document is that of the application bound last."""
        self._unwritten = []
        super().init_app(app, **options)

    def register_blueprint(self, blueprint: flask_smorest.Blueprint, **options: Any) -> None:
        """Take in its routes now and its descriptions later."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blueprint.name] = self
        self._app.register_blueprint(blueprint, **options)
        self._unwritten.append(blueprint)

    @property
    def spec(self) -> Any:
        """The whole document, an `apispec.APISpec`."""
        with self._writing:
            while self._unwritten:
                blueprint = self._unwritten[0]
                blueprint.register_views_in_doc(self, self._app, self._spec, name=blueprint.name, parameters=None)
                self._spec.tag({"name": blueprint.name, "description": blueprint.description})
                del self._unwritten[0]  # one that cannot be described is not left out when asked again
            return self._spec

    @spec.setter
    def spec(self, spec: Any) -> None:
        self._spec = spec

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM  # for those that it registers here
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE
