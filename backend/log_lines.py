"""The form of a log line: one line of JSON, with the request's id, without personal data.

Our own events are words we wrote, with fields we chose. Of an exception its type and place are told, never its words: a
database quotes the values it refused. Other libraries' messages may quote what a client sent, so of those only the words stay.
"""

from __future__ import annotations

import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

import orjson

from backend.tracing import current

OURS = "backend"
FRAMES = 6
_VALUE = re.compile(r"""[=:'"(\[{<].*""", re.DOTALL)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "event": event_of(record),
        }
        if record.name != OURS:
            fields["logger"] = record.name
        if current.request_id:
            fields["request_id"] = current.request_id
        fields.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1]:
            fields.update(error_of(record.exc_info[1]))
        return orjson.dumps(fields, default=str).decode()


def event_of(record: logging.LogRecord) -> str:
    """What the record says. Of others' records numbers stay in their places, texts are left out."""
    if record.name == OURS or record.name.startswith(f"{OURS}."):
        return record.getMessage()
    if not record.args:
        return _VALUE.sub("…", str(record.msg))
    values = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(value if isinstance(value, (int, float)) else "…" for value in values)
    except (TypeError, ValueError):
        return _VALUE.sub("…", str(record.msg))


def error_of(error: BaseException) -> dict[str, Any]:
    """An exception's type and where it was raised, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "where": places}
