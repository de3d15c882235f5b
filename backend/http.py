"""The endpoint decorator: who acts, whether they may, what comes in and goes out, one unit of work.

A route is a declaration; its body is a call or two. Everything that must never be forgotten
happens here, in this order: actor, permission, CSRF, the command's key, input, the act, output,
the record of the answer, one commit.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, current_app, g, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from backend import audit, idempotency
from backend.admission import DOCUMENTS, LISTS, PICTURES, PIECES, SHEETS, UNSAFE, admit, check_request
from backend.append import Pair
from backend.database import will_write
from backend.errors import (
    PreconditionFailed,
    PreconditionRequired,
)
from backend.extensions import clock, db
from backend.fields import Schema, refuse_unusable
from backend.limits import AccountLimit, count_account
from backend.permissions import Access, Actor, Permission, Stage
from backend.short_ways import guard_appending, guard_plain
from backend.stamps import Signed
from backend.unit_of_work import begin_writing, undo

_KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
    "description": "The command's own UUID. The same command sent again gets the recorded answer.",
}
_MATCH_HEADER = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the version that was changed.",
}
_FILE_NAME_HEADER = {
    "in": "header",
    "name": "X-File-Name",
    "required": True,
    "schema": {"type": "string"},
    "description": "The file's name, percent-encoded UTF-8.",
}
_CSRF_HEADER = {
    "in": "header",
    "name": "X-CSRFToken",
    "required": True,
    "schema": {"type": "string"},
    "description": "From GET /api/session.",
}


def endpoint(
    blueprint: Blueprint,
    method: str,
    rule: str,
    *,
    permission: Permission | Access,
    returns: type[Schema] | None = None,
    status: int = 200,
    body: type[Schema] | None = None,
    query: type[Schema] | None = None,
    command: bool = False,
    csrf: bool = True,
    pictures: bool = False,
    documents: bool = False,
    pieces: bool = False,
    sheets: bool = False,
    lists: bool = False,
    versioned: bool = False,
    stage: Stage = Stage.WHOLE,
    reads_first: bool = False,
    appends: Pair | None = None,
    plain: bool = False,
    limits: tuple[AccountLimit, ...] = (),
    cached: bool = False,
    signed: Signed | None = None,
    also: Mapping[int, type[Schema]] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a route. The function gets `actor`, the path's values, and `query` and `body` where declared.

    permission      the verb, or PUBLIC or SIGNED_IN; there is no default, so none can be forgotten
    command         answered once per Idempotency-Key
    pictures        the body is a picture (image/jpeg, image/png, image/webp), not JSON
    documents       the body is a PDF or a picture, not JSON
    pieces          the body is a piece of a file (application/octet-stream), not JSON
    sheets          the body is a spreadsheet, its name in the header X-File-Name, not JSON
    lists           the body is a spreadsheet of some thousand rows, without its name, not JSON
    versioned       the answer carries an ETag; PATCH and PUT demand If-Match, which the function checks with `require_match`
    stage           open to sessions that have come so far; nearly all routes ask for a whole one
    reads_first     the transaction begins as a reading one; the function calls `begin_writing` itself
    limits          how often one account may ask for it, see `backend.limits`
    appends         a command that only adds one row: the function reads through `backend.quick`, and returns an `Appended`
    plain           a public question in many mouths: the function reads through `backend.quick`, and returns plain JSON values
    cached          the answer carries an ETag; the function answers 304 to who holds it already
    also            other answers than `returns`, by their status; the function makes the response itself
    signed          a command that a phone numbers and signs; the function gets its `stamp`, None where it is unsigned
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        files = DOCUMENTS if documents else PICTURES if pictures else PIECES if pieces else SHEETS if sheets else LISTS if lists else ()
        view = _call(function, bool(query), bool(body), signed is not None)
        view = blueprint.response(status, returns)(view)
        for other, schema in (also or {}).items():
            view = blueprint.alt_response(other, schema=schema)(view)
        if body:
            view = blueprint.arguments(body, location="json")(view)
        if query:
            view = blueprint.arguments(query, location="query", unknown=RAISE)(view)
        view = blueprint.doc(**_documentation(method, permission, command, csrf, versioned, files, signed))(view)
        if cached:
            view = blueprint.doc(responses={"304": {"description": "Not modified"}})(view)
        if appends:
            guarded = guard_appending(view, function, permission, body, status, appends, signed)
        elif plain:
            guarded = guard_plain(view, function, permission, body)
        else:
            guarded = _guard(view, method, permission, command, csrf, files, stage, reads_first, limits, signed)
        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.stage = stage  # type: ignore[attr-defined]
        guarded.command = command  # type: ignore[attr-defined]
        blueprint.route(rule, methods=[method])(guarded)
        return function

    return decorate


def require_match(row: Any) -> None:
    """Refuse a change made on another version of `row` than the present one.

    Raises PreconditionRequired without If-Match, PreconditionFailed when it names another version.
    """
    if not request.if_match:
        raise PreconditionRequired()
    if not request.if_match.contains_raw(f'"{row.version}"') and str(row.version) not in request.if_match:
        raise PreconditionFailed()


def _documentation(
    method: str, permission: Any, command: bool, csrf: bool, versioned: bool, files: tuple[str, ...], signed: Signed | None
) -> dict[str, Any]:
    parameters = [_KEY_HEADER] if command else []
    parameters += signed.documentation if signed else []
    if versioned and method in ("PATCH", "PUT"):
        parameters.append(_MATCH_HEADER)
    if csrf and method in UNSAFE:
        parameters.append(_CSRF_HEADER)
    if files == SHEETS:
        parameters.append(_FILE_NAME_HEADER)
    extra: dict[str, Any] = {"parameters": parameters} if parameters else {}
    if files:
        extra["requestBody"] = {
            "required": True,
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in files},
        }
    return {**extra, "x-permission": str(permission)}


def _call(function: Callable[..., Any], has_query: bool, has_body: bool, is_signed: bool) -> Callable[..., Any]:
    names = ["query"] * has_query + ["body"] * has_body

    @functools.wraps(function)
    def call(*parsed: Any, **path: Any) -> Any:
        stamp = {"stamp": g.get("stamp")} if is_signed else {}
        result = function(actor=g.get("actor"), **dict(zip(names, parsed, strict=True)), **stamp, **path)
        g.result_version = getattr(result, "version", None)
        return result

    return call


def _guard(
    view: Callable[..., Any],
    method: str,
    permission: Permission | Access,
    command: bool,
    csrf: bool,
    files: tuple[str, ...],
    stage: Stage,
    reads_first: bool,
    limits: tuple[AccountLimit, ...],
    signed: Signed | None,
) -> Callable[..., Any]:
    @functools.wraps(view)
    def guarded(**path: Any) -> Response:
        will_write.set(method in UNSAFE and not reads_first)
        g.actor = actor = admit(permission, stage)
        if method in UNSAFE:
            check_request(csrf, files)
        for limit in limits:
            _spend(limit, actor)
        try:
            response = _answer(view, path, actor, command, signed)
            db.session.commit()
            return response
        except Exception as error:
            raise undo(error, actor) from error

    return guarded


def _answer(view: Callable[..., Any], path: dict[str, Any], actor: Actor | None, command: bool, signed: Signed | None) -> Response:
    refuse_unusable({**path, **request.args.to_dict()})
    if not command or actor is None:
        return _versioned(current_app.make_response(view(**path)))
    key = idempotency.key_of(request)
    recorded = idempotency.begin(actor, key, idempotency.payload_hash(request), clock().now())
    if recorded is not None:
        return recorded
    g.stamp = stamp = signed.check(request, key, actor, clock().now()) if signed else None
    response = _versioned(current_app.make_response(view(**path)))
    if stamp is not None:
        stamp.keep()
    idempotency.record(actor, key, response)
    return response


def _versioned(response: Response) -> Response:
    if g.get("result_version") is not None:
        db.session.flush()
        response.set_etag(str(g.result_version))
    return response


def _spend(limit: AccountLimit, actor: Actor | None) -> None:
    if actor is None:
        return
    now = clock().now()
    problem, just_now = count_account(limit, actor.account_id, request.content_length or 0, now)
    if problem is None:
        return
    if just_now and limit.telling:
        begin_writing()
        audit.record("limit", "account", actor.account_id, actor=actor, now=now, after={"limit": limit.setting})
        db.session.commit()
    raise problem
