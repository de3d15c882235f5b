"""The catalogue of problems (RFC 9457) and the one handler that turns them into answers.

A client branches on `code`. The words a person reads live in the app, in both languages;
`title` here is English for developers and logs.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, json, request
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from backend import metrics

CATALOGUE: dict[str, type[Problem]] = {}
CONSTRAINTS: dict[str, type[Problem]] = {}


class Problem(Exception):
    """Something the caller can understand and act on.

    errors  list of {field, code, message}
    extra   further members of the answer, such as `retry_after_s`
    """

    code = "internal"
    status = 500
    title = "Something went wrong here"
    keeps = False
    """True: what the request has written so far is committed (a failed sign-in is counted)."""

    def __init__(self, detail: str = "", errors: list[dict[str, str]] | None = None, **extra: Any) -> None:
        super().__init__(f"{self.code}: {detail or self.title}")
        self.detail, self.errors, self.extra = detail, errors or [], extra


def define(code: str, status: int, title: str, *, keeps: bool = False, base: type[Problem] = Problem) -> type[Problem]:
    """Add a problem to the catalogue. Raises ValueError for a code that is there already.

    base  the family it belongs to, for who catches them all
    """
    if code in CATALOGUE:
        raise ValueError(f"problem {code} is defined twice")
    name = "".join(part.title() for part in code.replace(".", "_").split("_"))
    CATALOGUE[code] = type(name, (base,), {"code": code, "status": status, "title": title, "keeps": keeps, "__doc__": title})
    return CATALOGUE[code]


def constraint(name: str, columns: str, problem: type[Problem]) -> None:
    """Map a database constraint to its problem.

    columns  SQLite names the columns ("table.column, table.other") where PostgreSQL names the constraint
    """
    CONSTRAINTS[name] = CONSTRAINTS[columns] = problem


NotFound = define("not_found", 404, "There is no such record")
Invalid = define("validation", 422, "Some of what was sent cannot be accepted")
Unauthenticated = define("unauthenticated", 401, "Sign in first")
Denied = define("permission.denied", 403, "This account may not do that")
PasswordChangeRequired = define("account.password_change_required", 403, "Choose a password of your own first")
SecondFactorRequired = define("account.second_factor_required", 403, "Finish signing in with the second factor first")
EnrolmentRequired = define("account.second_factor_enrolment_required", 403, "Set up a second factor first")
CsrfFailed = define("session.csrf", 403, "The page is out of date; load it again")
OriginForeign = define("origin.foreign", 403, "The request came from another site")
ContentTypeUnsupported = define("content_type.unsupported", 415, "This content type is not accepted here")
PreconditionRequired = define("precondition.required", 428, "Say which version you changed (If-Match)")
PreconditionFailed = define("precondition.failed", 412, "Somebody changed it meanwhile")
Conflict = define("conflict", 409, "This contradicts what is already recorded")
RateLimited = define("rate.limited", 429, "Too many requests; wait a little")
TooLarge = define("body.too_large", 413, "What was sent is too large")
# Sent by nginx for us: nobody here could.
Unavailable = define("server.unavailable", 503, "The application does not answer; the same command may be sent again")
NotSaved = define("not_saved", 503, "Not saved; the storage does not answer")
MethodNotAllowed = define("method.not_allowed", 405, "This address does not take that method")
BadRequest = define("bad_request", 400, "The request cannot be read")
Internal = define("internal", 500, "Something went wrong here")


class OutOfReach(NotFound):  # type: ignore[valid-type,misc]
    """The record exists but not for this actor: answered exactly like NotFound, and audited."""

    def __init__(self, subject_type: str, subject_id: object) -> None:
        super().__init__()
        self.subject_type, self.subject_id = subject_type, str(subject_id)


def field_error(field: str, code: str, message: str) -> Problem:
    """A 422 about one field."""
    return Invalid(errors=[{"field": field, "code": code, "message": message}])


def invalid(messages: Any) -> Problem:
    """A 422 from marshmallow's messages."""
    return Invalid(errors=list(_flatten(messages)))


def from_database(error: Exception) -> Problem:
    """The problem a database error means to the caller."""
    if isinstance(error, StaleDataError):
        return PreconditionFailed()
    if isinstance(error, IntegrityError):
        text = str(error.orig)
        named = sorted((name for name in CONSTRAINTS if name in text), key=len)
        return CONSTRAINTS[named[-1]]() if named else Conflict()
    return NotSaved() if isinstance(error, OperationalError) else Internal()


def answer(problem: Problem) -> Response:
    """The problem as application/problem+json."""
    metrics.count_problem(problem.code)
    body = {
        "type": f"/api/docs/problems#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "errors": problem.errors,
        **problem.extra,
    }
    response = current_app.response_class(json.dumps(body), status=problem.status, mimetype="application/problem+json")
    if "retry_after_s" in problem.extra:
        response.headers["Retry-After"] = str(problem.extra["retry_after_s"])
    return response


def _from_http(error: HTTPException) -> Problem:
    by_status = {404: NotFound, 405: MethodNotAllowed, 413: TooLarge, 415: ContentTypeUnsupported, 429: RateLimited, 400: BadRequest}
    if error.code == 422:
        return invalid(getattr(error, "data", {}).get("messages", {}))
    return by_status.get(error.code or 500, Internal)()


def _flatten(messages: Any, path: str = "") -> Any:
    if isinstance(messages, dict):
        for key, value in messages.items():
            top = not path and key in ("json", "query", "headers", "files", "form")
            yield from _flatten(value, "" if top else f"{path}.{key}".strip("."))
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            code, _, text = str(message).partition("|") if "|" in str(message) else ("invalid", "", str(message))
            yield {"field": path or "body", "code": code, "message": text}


def register(app: Flask) -> None:
    """Install the one handler of each family of errors."""

    @app.errorhandler(Problem)
    def on_problem(problem: Problem) -> Response:
        return answer(problem)

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Response | HTTPException:
        if not request.path.startswith("/api"):
            return error
        response = answer(_from_http(error))
        if error.code == 405 and getattr(error, "valid_methods", None):
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
        return response

    @app.errorhandler(Exception)
    def on_error(error: Exception) -> Response:
        if isinstance(error, (IntegrityError, OperationalError, StaleDataError)):
            return answer(from_database(error))
        if isinstance(error, DataError):
            return answer(Invalid())
        if isinstance(error, OSError):  # a full disk, a folder that went away: nothing was kept
            app.logger.error("storage failed", exc_info=error)
            return answer(NotSaved())
        current_app.logger.error("request failed", exc_info=error)
        return answer(Internal())
