"""Outside one's reach nothing exists: not by its id, and not in a list."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.permissions.asking import PEOPLE, ask, may_there, places
from tests.permissions.oracle import Person, names, reachable, refusal
from tests.permissions.scene.province import Scene
from tests.permissions.table import TABLE
from tests.permissions.tables.row import Row
from tests.permissions.undoing import Undoing

NOWHERE = "449999999999"


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in ("half_way", "newcomer", "disabled", "anonymous")])
@pytest.mark.parametrize("row", [row for row in TABLE if row.kind and row.outside == (404, "not_found")], ids=str)
def test_what_is_out_of_reach_answers_byte_for_byte_like_nothing(scene: Scene, undoing: Undoing, row: Row, name: str) -> None:
    person = scene.people[name]
    if refusal(person, row.permission, row.method, row.rule):
        return
    hidden = [things for things in places(scene, person, row) if not may_there(scene, person, row, things)]
    with undoing.undone():
        for things in hidden:
            nothing = {**things, row.about: NOWHERE if row.kind == "agency" else uuid4()}
            one, other = ask(scene, person, row, things), ask(scene, person, row, nothing)
            assert (one.status_code, one.data) == (other.status_code, other.data), things["place"]
            kept = [{key: value for key, value in answer.headers.items() if key not in ("X-Request-Id", "Date")} for answer in (one, other)]
            assert kept[0] == kept[1]


def rows_of(scene: Scene, person: Person, kind: str) -> set[str]:
    """What a list of that kind ought to show, by the oracle."""
    if kind == "audit_event":
        return names(scene.audited(person))
    if kind == "officer":
        return names(scene.colleagues(person))
    return names(reachable(person, scene.facts[kind], scene.tree, kind))


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("row", [row for row in TABLE if row.lists], ids=str)
def test_a_list_shows_all_that_is_in_reach_and_nothing_else(scene: Scene, undoing: Undoing, row: Row, name: str) -> None:
    person = scene.people[name]
    if refusal(person, row.permission, row.method, row.rule):
        return
    with undoing.undone(), scene.app.app_context():
        wanted = {kind: rows_of(scene, person, kind) for kind in row.lists}
        shown: dict[str, set[str]] = {kind: set() for kind in row.lists}
        cursor: str | None = None
        while True:
            answer = ask(scene, person, row, scene.things["county"], cursor).json
            for kind, read in row.lists.items():
                shown[kind] |= names(read(answer))
            cursor = answer.get("next_cursor")
            if cursor is None:
                break
    assert shown == wanted
