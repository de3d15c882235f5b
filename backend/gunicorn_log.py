"""gunicorn's own lines in the form of all others, see `backend/log_lines.py`."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger as GunicornLogger

from backend.log_lines import JsonFormatter
from backend.tracing import current


class Logger(GunicornLogger):  # type: ignore[misc]  # gunicorn has no types
    """Writes JSON. What it says about a failed request bears that request's id, as the same thread wrote it."""

    def _set_handler(self, log: logging.Logger, output: str | None, fmt: logging.Formatter, stream: Any = None) -> None:
        super()._set_handler(log, output, JsonFormatter(), stream)

    def warning(self, msg: Any, *args: Any, **options: Any) -> None:
        """What could not even be read as a request has no id; the one this thread remembers was another's."""
        if str(msg).startswith("Invalid request"):
            current.end()
        super().warning(msg, *args, **options)
