"""What a route must never forget: a permission, the CSRF token, its own site, its content type, the command's key."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from backend.permissions import Access, Permission
from tests.permissions.asking import PEOPLE, ask, expected, places
from tests.permissions.oracle import GRANTS, Person
from tests.permissions.scene.province import Scene
from tests.permissions.table import TABLE
from tests.permissions.tables.everybody import PAGES
from tests.permissions.tables.row import Row, Things
from tests.permissions.undoing import Undoing

PUBLIC = {
    ("GET", "/api/hand-in-key"),
    ("GET", "/api/health"),
    ("GET", "/api/readiness"),
    ("GET", "/api/metrics"),
    ("GET", "/api/session"),
    ("POST", "/api/session"),
    ("POST", "/api/session/passkey"),
    ("GET", "/api/session/passkey/challenge"),
    ("GET", "/api/trust-list"),
    ("GET", "/api/lists/trust"),
    ("GET", "/api/lists/trust/<int:key_id>"),
    ("GET", "/api/lists/status"),
    ("POST", "/api/lookup"),
    ("GET", "/api/log/checkpoint"),
    ("GET", "/api/log/inclusion"),
    ("GET", "/api/log/consistency"),
    ("GET", "/api/log/entries"),
    ("POST", "/api/log/card"),
    ("POST", "/api/log/forks"),
    ("POST", "/api/card"),
    ("POST", "/api/card/state"),
    ("POST", "/api/card/removal"),
    ("POST", "/api/invitation"),
    ("POST", "/api/invitation/acceptance"),
    ("GET", "/api/papers/public/<token>"),
    ("POST", "/api/papers/public/<token>/file"),
}
"""All that is open to everybody beside the pages; a route is added here on purpose or not at all."""

UNSAFE = [row for row in TABLE if row.method != "GET"]
WITHOUT_CSRF = {
    ("POST", "/api/lookup"),
    ("POST", "/api/log/card"),
    ("POST", "/api/log/forks"),
    ("POST", "/api/card"),
    ("POST", "/api/card/state"),
    ("POST", "/api/card/removal"),
    ("POST", "/api/papers/public/<token>/file"),
}


def declared(scene: Scene) -> dict[tuple[str, str], Any]:
    """Every route's view."""
    return {
        (method, rule.rule): scene.app.view_functions[rule.endpoint]
        for rule in scene.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_no_route_lacks_a_permission(scene: Scene) -> None:
    pages = {(row.method, row.rule) for row in PAGES}
    lacking = {route for route, view in declared(scene).items() if not isinstance(getattr(view, "permission", None), (Permission, Access))}
    assert lacking == pages


def test_each_route_asks_for_the_permission_of_the_matrix(scene: Scene) -> None:
    views = declared(scene)
    wrong = {str(row): str(views[row.method, row.rule].permission) for row in TABLE[len(PAGES) :]}
    assert wrong == {str(row): row.permission for row in TABLE[len(PAGES) :]}


def test_what_is_public_was_named(scene: Scene) -> None:
    found = {route for route, view in declared(scene).items() if getattr(view, "permission", None) is Access.PUBLIC}
    assert found == PUBLIC


def test_every_permission_is_granted_to_somebody_and_used_by_a_route() -> None:
    granted = {verb for verbs in GRANTS.values() for verb in verbs.split()}
    assert granted == set(map(str, Permission)) == {row.permission for row in TABLE} - {"public", "signed_in"}


def allowed(scene: Scene, row: Row) -> tuple[Person, Things]:
    """Somebody who may, and where."""
    return next(
        (person, things)
        for person in map(scene.people.__getitem__, PEOPLE)
        for things in places(scene, person, row)
        if expected(scene, person, row, things)[1] is None
    )


def altered(scene: Scene, undoing: Undoing, row: Row, **change: Any) -> TestResponse:
    """The request of somebody who may, but for one thing; it must not change anything."""
    person, things = allowed(scene, row)
    with undoing.undone():
        answer = ask(scene, person, row, things, **change)
        if answer.status_code >= 400:
            assert undoing.fingerprint() == undoing.untouched
        return answer


@pytest.mark.parametrize("row", UNSAFE, ids=str)
def test_an_unsafe_request_needs_the_csrf_token(scene: Scene, undoing: Undoing, row: Row) -> None:
    for token in (None, "made up"):
        answer = altered(scene, undoing, row, headers={"X-CSRFToken": token})
        if (row.method, row.rule) in WITHOUT_CSRF:
            assert answer.status_code == row.status
        else:
            assert (answer.status_code, answer.json["code"]) == (403, "session.csrf")


@pytest.mark.parametrize("row", UNSAFE, ids=str)
def test_an_unsafe_request_of_another_site_is_refused(scene: Scene, undoing: Undoing, row: Row) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = altered(scene, undoing, row, headers=headers)
        assert (answer.status_code, answer.json["code"]) == (403, "origin.foreign")


@pytest.mark.parametrize("row", UNSAFE, ids=str)
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/gif"]
)
def test_an_unsafe_request_of_another_type_is_refused(scene: Scene, undoing: Undoing, row: Row, content_type: str) -> None:
    answer = altered(scene, undoing, row, headers={"Content-Type": content_type}, data=b'{"a": 1}')
    assert (answer.status_code, answer.json["code"]) == (415, "content_type.unsupported")


@pytest.mark.parametrize("row", UNSAFE, ids=str)
def test_a_command_needs_its_key(scene: Scene, undoing: Undoing, row: Row) -> None:
    answer = altered(scene, undoing, row, headers={"Idempotency-Key": None})
    if row.command:
        assert (answer.status_code, answer.json["code"]) == (400, "idempotency.key_required")
    else:
        assert answer.status_code == row.status
