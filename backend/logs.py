"""One JSON line a request, without personal data: the rule of the route, never the address asked for."""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Flask, Response, g, request

from backend.config import Settings
from backend.database import new_id

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z", re.ASCII)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. Of an exception: its type and where, not its words, which may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "event": record.getMessage(),
        }
        fields.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1]:
            frames = traceback.extract_tb(record.exc_info[2])[-6:]
            fields["error"] = type(record.exc_info[1]).__name__
            fields["where"] = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
        return orjson.dumps(fields, default=str).decode()


def configure(app: Flask, settings: Settings) -> None:
    """Send this app's log to standard error as JSON, and log each request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    app.logger.handlers = [handler]
    app.logger.propagate = settings.environment == "test"
    app.logger.setLevel(logging.WARNING if settings.environment == "test" else logging.INFO)

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if REQUEST_ID.match(given) else str(new_id())
        g.began = time.perf_counter()

    @app.after_request
    def log(response: Response) -> Response:
        if request.path.startswith("/api"):
            actor = g.get("actor")
            fields = {
                "request_id": g.get("request_id"),
                "method": request.method,
                "route": str(request.url_rule),
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
                "account_id": str(actor.account_id) if actor else None,
            }
            app.logger.info("request", extra={"fields": fields})
        return response
