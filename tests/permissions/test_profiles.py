"""What a manager delegates: every route, asked by colleagues with narrower rights."""

from __future__ import annotations

import pytest

from backend.permissions import ALLOWED, GRANTS, NARROWED, ONLY_WHOLE, Permission, Profile, Role
from tests.permissions.asking import CLERKS, ask, expected
from tests.permissions.oracle import GRANTS as ORACLE
from tests.permissions.oracle import PROFILES
from tests.permissions.scene.province import Scene
from tests.permissions.table import TABLE
from tests.permissions.undoing import Undoing

MANAGER = Role.COMPANY_MANAGER


@pytest.mark.parametrize("name", CLERKS)
def test_who_has_narrower_rights_does_what_they_are_and_nothing_else(scene: Scene, undoing: Undoing, name: str) -> None:
    person, things = scene.people[name], scene.things["county"]
    outcomes = [(row, *expected(scene, person, row, things)) for row in TABLE if row.permission != "public"]
    with undoing.undone():
        for row, status, code in outcomes:
            if code is not None:
                answer = ask(scene, person, row, things)
                assert (answer.status_code, answer.json["code"]) == (status, code), row
        assert undoing.fingerprint() == undoing.untouched, "a refused request changed something"
    for row, status, code in outcomes:
        if code is None:
            with undoing.undone():
                assert ask(scene, person, row, things).status_code == status, row
    refused = {row.permission for row, _, code in outcomes if code == "permission.denied"}
    assert refused >= {"colleague:manage", "notice:answer"}


@pytest.mark.parametrize("name", CLERKS)
def test_the_app_is_told_what_is_left(scene: Scene, undoing: Undoing, name: str) -> None:
    person = scene.people[name]
    with undoing.undone():
        told = scene.send(person, "GET", "/api/session").json
    assert set(told["permissions"]) == {verb for verb in ORACLE["company_manager"].split() if person.may(verb)}
    assert told["account"]["profile"] == person.profile


def test_each_verb_of_a_manager_is_in_a_narrower_profile_or_kept_back_on_purpose() -> None:
    """A new verb: decide in NARROWED of backend/permissions.py who of the colleagues has it, or put it into ONLY_WHOLE."""
    assert set().union(*NARROWED.values()) & GRANTS[MANAGER] | ONLY_WHOLE == GRANTS[MANAGER]
    assert not set().union(*NARROWED.values()) & ONLY_WHOLE


def test_the_profiles_are_those_of_the_rules() -> None:
    acts = {profile: {verb for verb in kept & GRANTS[MANAGER] if not verb.endswith(":read")} for profile, kept in NARROWED.items()}
    assert acts == {Profile(name): {Permission(verb) for verb in verbs.split()} for name, verbs in PROFILES.items()}


def test_a_profile_of_a_release_to_come_may_nothing() -> None:
    assert (MANAGER, "inspectors") not in ALLOWED
    assert (Role.CITY_OFFICER, Profile.READ_ONLY) not in ALLOWED
