"""Every route x every kind of person x every place: who may, may; nobody else learns or changes anything."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.permissions.asking import PEOPLE, ask, expected, may_there, places, shared
from tests.permissions.scene.province import Scene
from tests.permissions.table import TABLE
from tests.permissions.tables.row import Row
from tests.permissions.undoing import Undoing


def check_refused(scene: Scene, answer: TestResponse, code: str, secrets: set[str]) -> None:
    """The problem and nothing else."""
    assert answer.mimetype == "application/problem+json"
    assert answer.json["code"] == code
    assert "ETag" not in answer.headers
    told = [secret for secret in secrets if secret in answer.text]
    assert not told, f"the refusal tells {told}"


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_the_matrix(scene: Scene, undoing: Undoing, row: Row, name: str) -> None:
    person, secrets = scene.people[name], scene.secrets()
    with undoing.undone():
        for things in places(scene, person, row):
            status, code = expected(scene, person, row, things)
            if code is not None:
                answer = ask(scene, person, row, things)
                assert answer.status_code == status, f"at {things['place']}: {answer.status_code} {answer.text[:500]}"
                check_refused(scene, answer, code, secrets)
        assert undoing.fingerprint() == undoing.untouched, "a refused request changed something"
    for things in places(scene, person, row):
        status, code = expected(scene, person, row, things)
        if code is None:
            with undoing.undone():
                answer = ask(scene, person, row, things)
                assert answer.status_code == status, f"at {things['place']}: {answer.status_code} {answer.text[:500]}"


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_somebody_may_and_somebody_may_not(scene: Scene, row: Row) -> None:
    """A row that nobody passes, or everybody, proves nothing about its permission."""
    outcomes = {
        expected(scene, person, row, things)[1] is None for person in scene.people.values() for things in places(scene, person, row)
    }
    assert outcomes == ({True} if row.permission == "public" else {True, False})


def test_the_table_and_the_routes_are_the_same(scene: Scene) -> None:
    routes = {(method, rule.rule) for rule in scene.app.url_map.iter_rules() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    rows = {(row.method, row.rule) for row in TABLE}
    assert routes - rows == set(), "routes without a row in the matrix"
    assert rows - routes == set(), "rows without a route"


def test_each_place_lies_where_the_matrix_says(scene: Scene) -> None:
    """So that a wrong scene does not make a right answer."""
    for things in shared(scene):
        for kind, subject in (("unit", "unit"), ("guard", "guard"), ("site", "site"), ("account", "account"), ("inspection", "inspection")):
            assert things["agency"] in scene.facts[kind][things[subject]].agency_codes
    seen = {
        name: {things["place"] for things in shared(scene) if may_there(scene, scene.people[name], UNIT, things)} for name in PEOPLE[:7]
    }
    everywhere = {things["place"] for things in shared(scene)}
    county = {"county", "station", "next station", "other company"}
    assert seen == {
        "province_officer": everywhere,
        "city_officer": county | {"city", "next county"},
        "county_officer": county,
        "station_officer": {"station"},
        "town_officer": {"far town", "county"},
        "company_manager": {"county", "next county"},
        "branch_manager": {"next county"},
    }


def test_a_change_would_be_seen_and_is_undone(scene: Scene, undoing: Undoing) -> None:
    """So that a blind comparison does not make a right answer."""
    row = next(row for row in TABLE if (row.method, row.rule) == ("POST", "/api/units"))
    with undoing.undone():
        assert ask(scene, scene.people["city_officer"], row, scene.things["county"]).status_code == 201
        seen = undoing.fingerprint()
        assert {name for name in seen if seen[name] != undoing.untouched[name]} >= {"units"}
    assert undoing.fingerprint() == undoing.untouched


UNIT = next(row for row in TABLE if row.rule == "/api/units/<uuid:unit_id>")
