"""The two short ways through a route: a command that only adds one row, and a public question in many mouths.

Both make the checks of `backend.http` in their order and leave out what these routes do not need. `endpoint` takes
them where a route says so (`appends`, `plain`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import orjson
from flask import Response, current_app, g, request
from marshmallow import ValidationError
from sqlalchemy.exc import DBAPIError

from backend import idempotency
from backend.admission import admit, check_request
from backend.append import Appended, Pair
from backend.database import will_write
from backend.errors import NotSaved, Problem, invalid
from backend.extensions import clock
from backend.fields import Schema
from backend.permissions import Access, Stage
from backend.stamps import Signed
from backend.unit_of_work import undo


def guard_appending(
    view: Any, function: Any, permission: Any, body: Any, status: int, pair: Pair, signed: Signed | None
) -> Callable[..., Any]:
    """The same checks in the same order as `_guard`, without a transaction around the reading.

    The busiest route of all goes this way. Its declaration documents it like every other; what marshmallow would
    write out the function writes itself, and a test compares the two.
    """
    schema = body()

    @functools.wraps(view)
    def guarded(**path: Any) -> Response:
        will_write.set(False)
        g.actor = actor = admit(permission, Stage.WHOLE)
        try:
            check_request(csrf=True)
            return _append(actor, pair, status, signed, lambda stamp: function(actor=actor, body=_loaded(schema), **stamp, **path))
        except Exception as error:
            raise undo(error, actor) from error

    return guarded


def guard_plain(view: Any, function: Any, permission: Any, body: Any) -> Callable[..., Any]:
    """For a public question: nobody's session is looked at and no transaction is begun, so none is undone.

    Here too the function writes out what marshmallow would, and a test compares the two. Raises ValueError where the route
    is declared for anybody less than everybody: nobody is asked who he is.
    """
    if permission is not Access.PUBLIC:
        raise ValueError("only a public question may be plain")
    schema = body()

    @functools.wraps(view)
    def guarded(**path: Any) -> Response:
        g.actor = None
        will_write.set(False)
        check_request(csrf=False)
        try:
            answer = function(actor=None, body=_loaded(schema), **path)
        except DBAPIError as error:
            raise undo(error, None) from error
        return current_app.response_class(orjson.dumps(answer), mimetype="application/json")

    return guarded


def _loaded(schema: Schema) -> Any:
    try:
        return schema.load(request.get_json())
    except ValidationError as error:
        raise invalid(error.messages) from error


def _append(actor: Any, pair: Pair, status: int, signed: Signed | None, act: Callable[[dict[str, Any]], Appended]) -> Response:
    key, payload = idempotency.key_of(request), idempotency.payload_hash(request)
    try:
        stamp = signed.check(request, key, actor, clock().now()) if signed else None
        appended = act({"stamp": stamp} if signed else {})
    except Problem:
        recorded = idempotency.find(actor, key, payload)  # what was answered once stays answered, whatever changed since
        if recorded is None:
            raise
        return recorded
    response: Response = current_app.response_class(orjson.dumps(appended.answer), status=status, mimetype="application/json")
    guarding = idempotency.row(actor, key, payload, response, clock().now())
    if stamp.pair.keep(guarding, appended.row, stamp.row) if stamp else pair.keep(guarding, appended.row):
        return response
    recorded = idempotency.find(actor, key, payload)
    if recorded is None:
        raise NotSaved()
    return recorded
