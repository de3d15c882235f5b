"""Where two reaches meet: a unit of one city with a site in another, own records elsewhere, a card of another agency."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from backend.extensions import db
from backend.guards.models import Guard
from backend.roster.models import Site
from tests.permissions.scene.province import Scene
from tests.permissions.undoing import Undoing


@pytest.fixture
def far(scene: Scene) -> dict[str, Any]:
    """The site and the guard that a company of another city has in the town."""
    with scene.app.app_context():
        site = db.session.scalars(select(Site).where(Site.name == "外地驻点")).one()
        return {"unit": site.unit_id, "site": site.id, "guard": db.session.scalars(select(Guard.id).where(Guard.name == "远卫")).one()}


def test_a_town_sees_the_foreign_company_its_site_and_only_the_guard_who_stands_there(
    scene: Scene, undoing: Undoing, far: dict[str, Any]
) -> None:
    town = scene.people["town_officer"]
    with undoing.undone():
        assert scene.send(town, "GET", f"/api/units/{far['unit']}").status_code == 200
        roster = scene.send(town, "POST", f"/api/units/{far['unit']}/roster/search", json={}).json["items"]
        sites = scene.send(town, "GET", f"/api/units/{far['unit']}/sites").json["items"]
    assert [entry["guard"]["id"] for entry in roster] == [str(far["guard"])]
    assert [site["id"] for site in sites] == [str(far["site"])]


def test_a_unit_is_changed_only_by_those_above_its_own_agency(scene: Scene, undoing: Undoing, far: dict[str, Any]) -> None:
    body, headers = {"status": "closed", "status_reason": "x"}, {"If-Match": f'"{scene.versions[far["unit"]]}"'}
    with undoing.undone():
        answer = scene.send(scene.people["far_city_officer"], "PATCH", f"/api/units/{far['unit']}", json=body, headers=headers)
        assert (answer.status_code, answer.json["code"]) == (403, "permission.denied")
        assert undoing.fingerprint() == undoing.untouched


def test_the_managers_account_of_a_foreign_company_is_not_taken_over_through_its_site(
    scene: Scene, undoing: Undoing, far: dict[str, Any]
) -> None:
    """Its manager sees the whole company; a reset shows a new password to who asked for it."""
    manager, officer = scene.people["company_manager"].account_id, scene.people["far_city_officer"]
    new = {"user_name": "new.manager", "name": "新经理", "role": "company_manager", "unit_id": str(far["unit"])}
    with undoing.undone():
        assert scene.send(officer, "POST", f"/api/accounts/{manager}/password-reset", json={"reason": "x"}).status_code == 404
        assert scene.send(officer, "GET", f"/api/accounts/{manager}").status_code == 404
        assert scene.send(officer, "POST", "/api/accounts", json=new).status_code == 404
        assert undoing.fingerprint() == undoing.untouched


def test_a_certificate_of_another_agency_is_seen_with_its_guard_and_not_acted_on(
    scene: Scene, undoing: Undoing, far: dict[str, Any]
) -> None:
    officer, act = scene.people["far_city_officer"], {"reason": "调查中", "effective_on": str(scene.today)}
    with undoing.undone():
        card = scene.send(officer, "GET", f"/api/guards/{far['guard']}/certificates").json["items"][0]
        assert card["allowed_acts"] == []
        for name in ("suspension", "revocation", "cancellation"):
            answer = scene.send(officer, "POST", f"/api/certificates/{card['id']}/{name}", json=act)
            assert (answer.status_code, answer.json["code"]) == (403, "certificate.other_agency")
        assert undoing.fingerprint() == undoing.untouched


def test_the_branch_does_not_see_the_company_nor_its_guards(scene: Scene, undoing: Undoing, far: dict[str, Any]) -> None:
    branch = scene.people["branch_manager"]
    with undoing.undone():
        assert scene.send(branch, "GET", f"/api/units/{far['unit']}").status_code == 404
        assert scene.send(branch, "GET", f"/api/guards/{far['guard']}").status_code == 404


def test_the_picture_of_a_record_is_shown_only_with_its_own_record(scene: Scene, undoing: Undoing) -> None:
    officer = scene.people["county_officer"]
    own, other = scene.things["county"], scene.things["next city"]
    with undoing.undone():
        assert scene.send(officer, "GET", f"/api/inspections/{own['inspection']}/media/{own['media']}").status_code == 200
        assert scene.send(officer, "GET", f"/api/inspections/{own['inspection']}/media/{other['media']}").status_code == 404


def test_a_posting_takes_nobody_from_another_units_roster(scene: Scene, undoing: Undoing) -> None:
    body = {"employment_id": str(scene.things["next city"]["employment"]), "started_on": str(scene.today)}
    with undoing.undone():
        answer = scene.send(scene.people["company_manager"], "POST", f"/api/sites/{scene.things['county']['site']}/postings", json=body)
        assert (answer.status_code, answer.json["code"]) == (409, "roster.not_employed_here")
        assert undoing.fingerprint() == undoing.untouched
