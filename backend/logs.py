"""One JSON line a request, without personal data: the rule of the route, never the address asked for.

The request's id comes from nginx, which makes one for each; without a trusted proxy one is made here. It stands in the
answer, in every line written meanwhile, and in the audit.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import time
from types import TracebackType
from typing import Any, TextIO

from flask import Flask, Response, g, request

from backend import metrics, tracing
from backend.config import Settings
from backend.database import new_id
from backend.log_lines import JsonFormatter
from backend.tracing import current

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z", re.ASCII)


def configure(app: Flask, settings: Settings) -> None:
    """Send this process's log to standard error as JSON, log each request and each slow statement."""
    quiet = settings.environment == "test"
    speak(app.logger, sys.stderr, level=logging.WARNING if quiet else logging.INFO, alone=not quiet)
    tracing.tell_slow(settings.slow_ms / 1000, lambda fields: app.logger.warning("slow statement", extra={"fields": fields}))
    _log_requests(app, trusted=settings.trusted_proxies > 0)


def speak(logger: logging.Logger, stream: TextIO, level: int = logging.INFO, alone: bool = True) -> None:
    """Write JSON lines to `stream`.

    alone  whatever else speaks in this process writes there too, in the same form: libraries, warnings, what nobody caught
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger.handlers = [handler]
    logger.propagate = not alone
    logger.setLevel(level)
    if alone:
        _take_over(handler, logger)
        _leave_out_what_no_line_says()


def _leave_out_what_no_line_says() -> None:
    """Which thread, process and place spoke is looked up for each line otherwise; see "Optimization" in logging's how-to."""
    logging._srcfile = None  # type: ignore[attr-defined]
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def _log_requests(app: Flask, trusted: bool) -> None:
    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "") if trusted else ""
        g.request_id = given if REQUEST_ID.match(given) else str(new_id())
        current.begin(g.request_id)

    @app.after_request
    def log(response: Response) -> Response:
        took = time.perf_counter() - current.began
        rule = request.url_rule.rule if request.url_rule else None
        metrics.count_request(rule, request.method, response.status_code, took, current.statements, current.seconds)
        if request.path.startswith("/api"):
            app.logger.info("request", extra={"fields": _request_fields(rule, request.method, response.status_code, took)})
        return response


def _request_fields(rule: str | None, method: str, status: int, took: float) -> dict[str, Any]:
    actor = g.get("actor")
    return {
        "method": metrics.method_of(method),
        "route": rule,
        "status": status,
        "ms": round(took * 1000, 1),
        "statements": current.statements,
        "database_ms": round(current.seconds * 1000, 1),
        "account_id": str(actor.account_id) if actor else None,
    }


def _take_over(handler: logging.Handler, logger: logging.Logger) -> None:
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            logger.critical("uncaught", exc_info=(kind, error, trace))

    sys.excepthook = uncaught
    threading.excepthook = lambda caught: logger.critical("thread died", exc_info=caught.exc_value)
