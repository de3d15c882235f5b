"""What must be true of a request before a route's own code runs: its origin, its person, its form."""

from __future__ import annotations

from contextlib import suppress

from flask import Response, current_app, request, session
from flask_login import current_user
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from wtforms import ValidationError as CsrfError

from backend.cookies import check_csrf
from backend.errors import (
    ContentTypeUnsupported,
    CsrfFailed,
    Denied,
    EnrolmentRequired,
    OriginForeign,
    PasswordChangeRequired,
    SecondFactorRequired,
    Unauthenticated,
)
from backend.fields import refuse_unusable_in
from backend.permissions import Access, Actor, Permission, Stage

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LARGEST_JSON = 256 * 1024
"""Bytes of a command without a file; nginx.conf has the same limit, and `LARGEST_BODY` for files."""
PIECE = 64 * 1024
PICTURES = ("image/jpeg", "image/png", "image/webp")
DOCUMENTS = ("application/pdf", *PICTURES)
PIECES = ("application/octet-stream",)
"""The media type of a piece of a file; no piece is larger than a command in JSON."""
SHEETS = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "text/csv",
    "text/tab-separated-values",
)
LARGEST_SHEET = 24 * 1024 * 1024
"""Bytes of a spreadsheet; nginx.conf has the same limit. What is taken of them is a matter of the setting."""
LISTS = (*SHEETS, *PIECES)
"""A list of numbers in a spreadsheet; many phones know no type for its ending."""
LARGEST_LIST = 2 * 1024 * 1024
"""Bytes of such a list: 5,000 rows of a roster with a dozen columns are 400 KB; nginx.conf has the same limit."""

_TOO_EARLY = {
    Stage.SECOND_STEP: SecondFactorRequired,
    Stage.FIRST_PASSWORD: PasswordChangeRequired,
    Stage.ENROLMENT: EnrolmentRequired,
}


def check_origin() -> None:
    """Refuse unsafe requests from other sites. Raises OriginForeign."""
    if request.method not in UNSAFE or not request.path.startswith("/api"):
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise OriginForeign()
    origin = request.headers.get("Origin")
    if origin and origin not in (request.host_url.rstrip("/"), current_app.extensions["settings"].public_origin):
        raise OriginForeign()


def admit(permission: Permission | Access, stage: Stage) -> Actor | None:
    """Who acts, if he may. Raises Unauthenticated, Denied, and what is still to be done after signing in."""
    user = current_user._get_current_object()  # asked once: behind the name each look costs a search
    known = user.is_authenticated
    if permission is Access.PUBLIC:
        return user.actor if known and user.stage > Stage.SECOND_STEP else None
    if not known:
        raise Unauthenticated()
    if user.stage < stage:
        raise _TOO_EARLY[user.stage]()
    actor: Actor = user.actor
    if isinstance(permission, Permission) and not actor.can(permission):
        raise Denied()
    return actor


def check_request(csrf: bool, kinds: tuple[str, ...] = ()) -> None:
    """Content type, size, CSRF token, and nothing in the body that no field can mean. Raises their problems.

    kinds  the media types of a body that is a file; none where it is JSON
    """
    if kinds in ((), PIECES):
        request.max_content_length = LARGEST_JSON
    if kinds == SHEETS:
        request.max_content_length = LARGEST_SHEET
    if kinds == LISTS:
        request.max_content_length = LARGEST_LIST
    if kinds:
        if request.mimetype not in kinds:
            raise ContentTypeUnsupported()
    elif request.mimetype != "application/json" and (request.method != "DELETE" or request.content_length):
        raise ContentTypeUnsupported()
    if csrf:
        try:
            check_csrf(request.headers.get("X-CSRFToken"), session.get("csrf_token", ""), current_app.secret_key)
        except CsrfError as error:
            raise CsrfFailed() from error
    if not kinds and request.content_length:
        refuse_unusable_in(request.get_data(), request.get_json())


def read_to_the_end(response: Response) -> Response:
    """Take in what a refused request still sends, up to the largest body.

    Closed with bytes unread, a connection is reset, and the reset may overtake the answer: nginx then calls the server
    unavailable, and a phone tries its photograph again instead of asking for the sign-in (RFC 9112, 9.6).
    """
    if response.status_code >= 400 and request.method in UNSAFE:
        with suppress(RequestEntityTooLarge, BadRequest, OSError):
            while request.stream.read(PIECE):
                pass
    return response
