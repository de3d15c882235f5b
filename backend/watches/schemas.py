"""What checks of many numbers and watched lists look like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.fields import Choice, Schema, Text
from backend.pagination import PageQuery
from backend.watches.models import WATCHED_STATES
from backend.watches.reading import KINDS

LONGEST_TEXT = 200_000


class PastedText(fields.String):
    """Numbers as they were pasted, or typed in lines."""

    def __init__(self, required: bool = True) -> None:
        super().__init__(required=required, validate=validate.Length(min=1, max=LONGEST_TEXT))


class CheckInput(Schema):
    """Numbers with blanks, commas or line ends between them."""

    numbers = PastedText()


class FileQuery(Schema):
    """The ending of the file's name; the name itself stays where it is."""

    kind = Choice(*KINDS, required=True)


class CheckedSchema(Schema):
    """What is told of one number; everything but number and state is null for an unknown one."""

    number = fields.String(required=True)
    state = Choice(*WATCHED_STATES, required=True)
    state_since = fields.Date(required=True, allow_none=True)
    expires_on = fields.Date(required=True, allow_none=True)
    name_masked = fields.String(required=True, allow_none=True)
    agency_name = fields.String(required=True, allow_none=True)


class CheckSchema(Schema):
    """Every number in the order given, each once; what is none; and how many stood there again."""

    as_of = fields.AwareDateTime(required=True)
    items = fields.List(fields.Nested(CheckedSchema), required=True)
    unreadable = fields.List(fields.String(), required=True)
    repeated = fields.Integer(required=True)


class WorkbookInput(CheckInput):
    """The same, and the language of the file's heads."""

    language = Choice("zh-CN", "en", load_default="zh-CN")


class WatchSchema(Schema):
    """A watched list. changed: how many of its numbers have another state than the unit last took note of."""

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    name = fields.String(required=True)
    count = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    created_by_name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    seen_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class WatchInput(Schema):
    """A list to watch."""

    name = Text(60, required=True)
    numbers = PastedText()


class WatchChange(Schema):
    """What can be changed of a watched list; `numbers`: all it has from now on."""

    name = Text(60)
    numbers = PastedText(required=False)


class WatchedQuery(PageQuery):
    """Which numbers of a list."""

    changed = fields.Boolean(load_default=False)


class WatchedSchema(CheckedSchema):
    """A watched number; seen_state: as the unit last took note of it."""

    seen_state = Choice(*WATCHED_STATES, required=True)
