"""What is asked about the log, and what it answers. Hashes are lower-case hexadecimal, instants seconds since 1970 (UTC)."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from marshmallow import ValidationError, fields, validate

from backend.fields import LARGEST, Choice, Code, Schema
from backend.transparency.forks import LARGEST as LARGEST_CHECKPOINT
from backend.transparency.leaves import KINDS

_HASH = "[0-9a-f]{64}"


def _count(least: int, **more: Any) -> fields.Integer:
    return fields.Integer(strict=False, validate=validate.Range(min=least, max=LARGEST), **more)


class Base64(fields.String):
    """Bytes as base64 (RFC 4648, section 4)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError("format|Not base64") from error


class InclusionQuery(Schema):
    """Which leaf, in a tree of which size; without one, of the newest checkpoint's."""

    leaf = Code(_HASH, required=True)
    tree_size = _count(1)


class ConsistencyQuery(Schema):
    """Between which sizes; without the second, up to the newest checkpoint."""

    old = _count(1, data_key="from", required=True)
    new = _count(1, data_key="to")


class EntriesQuery(Schema):
    """From which entry on, and before which; at most a thousand are answered."""

    first = _count(0, data_key="from", load_default=0)
    last = _count(0, data_key="to", load_default=LARGEST)


class InclusionSchema(Schema):
    """Where the leaf is, and its audit path (RFC 9162, section 2.1.3)."""

    index = fields.Integer(required=True)
    tree_size = fields.Integer(required=True)
    hashes = fields.List(fields.String(), required=True)


class ConsistencySchema(Schema):
    """A consistency proof (RFC 9162, section 2.1.4)."""

    old = fields.Integer(data_key="from", attribute="from", required=True)
    new = fields.Integer(data_key="to", attribute="to", required=True)
    hashes = fields.List(fields.String(), required=True)


class LogEntrySchema(Schema):
    """The public side of an entry."""

    index = fields.Integer(required=True)
    kind = Choice(*KINDS, required=True)
    at = fields.Integer(required=True)
    taken_over = fields.Boolean(required=True)
    content = fields.String(required=True)


class LogEntriesSchema(Schema):
    """Some entries."""

    items = fields.List(fields.Nested(LogEntrySchema), required=True)


class ForkInput(Schema):
    """The two checkpoints: what one held, and what one was given."""

    known = Base64(required=True, validate=validate.Length(min=1, max=LARGEST_CHECKPOINT))
    offered = Base64(required=True, validate=validate.Length(min=1, max=LARGEST_CHECKPOINT))


class ForkReportedSchema(Schema):
    """The report was kept."""

    reported_at = fields.AwareDateTime(required=True)


class CheckpointStateSchema(Schema):
    """A checkpoint, without its signature."""

    tree_size = fields.Integer(required=True)
    root = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class ForkSchema(Schema):
    """A fork that was reported: two checkpoints that cannot both be of one log."""

    id = fields.UUID(required=True)
    reported_at = fields.AwareDateTime(required=True)
    known = fields.Nested(CheckpointStateSchema, required=True)
    offered = fields.Nested(CheckpointStateSchema, required=True)


class LogStateSchema(Schema):
    """How the log stands. `begun`: what came before it is in it."""

    size = fields.Integer(required=True)
    begun = fields.Boolean(required=True)
    waiting = fields.Integer(required=True)
    checkpoint = fields.Nested(CheckpointStateSchema, required=True, allow_none=True)
    forks = fields.List(fields.Nested(ForkSchema), required=True)
