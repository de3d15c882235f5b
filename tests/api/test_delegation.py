"""A manager invites colleagues with all rights or fewer, changes them, takes them back; somebody always remains."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from backend.accounts.delegation.models import Invitation
from backend.accounts.models import Account
from backend.audit.models import AuditEvent
from backend.extensions import db
from backend.permissions import Role
from tests.conftest import SettableClock
from tests.support.world import TIANHE, YUEXIU, Browser, World

CHOSEN = {"user_name": "chen.zq", "new_password": "seven brown foxes"}


def invited(manager: Browser, unit: UUID, profile: str = "rosters", name: str = "陈志强") -> dict[str, Any]:
    """A new invitation, with its code."""
    answer = manager.post(f"/units/{unit}/invitations", {"name": name, "profile": profile})
    assert answer.status_code == 201, answer.text
    return {**answer.json, "code": answer.json["link"].partition("#")[2]}


def accept(world: World, code: str, **more: str) -> tuple[Browser, Any]:
    """Accept as a stranger's browser does."""
    browser = world.browser()
    browser.csrf = browser.get("/session").json["csrf_token"]
    answer = browser.post("/invitation/acceptance", {**CHOSEN, "code": code, **more})
    if answer.status_code == 201:
        browser.csrf = answer.json["csrf_token"]
    return browser, answer


def colleague(world: World, unit: UUID, profile: str, **more: Any) -> UUID:
    """A colleague's account."""
    name = world.account(Role.COMPANY_MANAGER, None, unit, profile=profile, **more)
    with world.app.app_context():
        return db.session.execute(db.select(Account.id).where(Account.user_name == name)).scalar_one()


def etag_of(manager: Browser, unit: UUID, account_id: UUID) -> str:
    """The ETag of a colleague."""
    items = manager.get(f"/units/{unit}/colleagues").json["items"]
    return f'"{next(item["version"] for item in items if item["id"] == str(account_id))}"'


def test_an_invited_colleague_chooses_his_password_and_works_with_the_rights_he_was_given(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit, name="何经理")
    made = invited(manager, unit)
    offer = world.browser()
    offer.csrf = offer.get("/session").json["csrf_token"]
    shown = offer.post("/invitation", {"code": made["code"]}).json
    assert (shown["name"], shown["profile"], shown["invited_by_name"]) == ("陈志强", "rosters", "何经理")

    browser, answer = accept(world, made["code"])

    assert answer.status_code == 201, answer.text
    assert (answer.json["account"]["name"], answer.json["account"]["profile"]) == ("陈志强", "rosters")
    assert answer.json["must_change_password"] is False
    assert "roster:manage" in answer.json["permissions"]
    assert "site:manage" not in answer.json["permissions"]
    assert browser.get("/units").json["items"][0]["id"] == str(unit)
    assert browser.post(f"/units/{unit}/sites", {"name": "驻点", "address": "路", "division_code": "440106"}).status_code == 403
    assert world.browser().sign_in("chen.zq", CHOSEN["new_password"]).status_code == 200


def test_the_code_is_kept_nowhere_and_stands_behind_the_hash_sign(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    made = invited(manager, unit)
    assert "/join#" in made["link"]
    with world.app.app_context():
        rows = [tuple(row) for table in (Invitation, AuditEvent) for row in db.session.execute(db.select(table.__table__))]
    assert made["code"] not in str(rows)
    assert made["code"] not in manager.get(f"/units/{unit}/invitations").text


def test_an_invitation_is_used_once_and_ends(world: World, clock: SettableClock) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    used, withdrawn, old = (invited(manager, unit)["code"] for _ in range(3))
    assert accept(world, used)[1].status_code == 201
    withdrawn_id = manager.get(f"/units/{unit}/invitations").json["items"][1]["id"]
    assert manager.post(f"/invitations/{withdrawn_id}/revocation").json["state"] == "revoked"
    assert manager.post(f"/invitations/{withdrawn_id}/revocation").json["code"] == "invitation.already_ended"
    clock.forward(days=7)
    for code in (used, withdrawn, old, "nonsense"):
        answer = accept(world, code, user_name="somebody.else")[1]
        assert (answer.status_code, answer.json["code"]) == (404, "invitation.ended")
    manager = world.manager(unit)
    assert [row["state"] for row in manager.get(f"/units/{unit}/invitations").json["items"]] == ["expired", "revoked", "accepted"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"new_password": "short"}, 422, "account.password_too_short"),
        ({"new_password": "gangwei password"}, 422, "account.password_common"),
        ({"user_name": "Chen Zq"}, 422, "validation"),
        ({"user_name": "taken.name"}, 409, "account.user_name_taken"),
    ],
)
def test_what_the_colleague_chooses_is_judged_and_the_invitation_stays_open(
    world: World, more: dict[str, str], status: int, code: str
) -> None:
    unit = world.unit()
    world.account(Role.COMPANY_MANAGER, None, unit, user_name="taken.name")
    made = invited(world.manager(unit), unit)
    answer = accept(world, made["code"], **more)[1]
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert accept(world, made["code"])[1].status_code == 201


def test_an_invitation_ends_with_its_inviters_rights(world: World) -> None:
    unit = world.unit()
    manager, other = world.manager(unit), world.manager(unit)
    inviter = other.get("/session").json["account"]["id"]
    one, two = invited(other, unit), invited(other, unit)
    police = world.officer(TIANHE)
    assert police.post(f"/accounts/{inviter}/disablement", {"reason": "调查"}).status_code == 200
    assert accept(world, one["code"])[1].json["code"] == "invitation.ended"
    police.post(f"/accounts/{inviter}/enablement", {"reason": "误会"})
    answer = manager.patch(f"/colleagues/{inviter}", {"profile": "rosters"}, etag_of(manager, unit, UUID(inviter)))
    assert answer.status_code == 200, answer.text
    assert accept(world, two["code"])[1].json["code"] == "invitation.ended"


def test_a_role_that_must_have_a_second_factor_sets_it_up_after_accepting(world: World) -> None:
    unit = world.unit()
    code = invited(world.manager(unit), unit)["code"]
    world.app.extensions["settings"] = replace(world.app.extensions["settings"], second_factor_roles=("company_manager",))
    browser, answer = accept(world, code)
    assert answer.json["second_factor"] == "enrol"
    assert browser.get("/units").json["code"] == "account.second_factor_enrolment_required"


def test_other_rights_hold_from_the_next_request_on(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    clerk_name = world.account(Role.COMPANY_MANAGER, None, unit, profile="contracts")
    clerk = world.browser(clerk_name)
    account_id = UUID(clerk.get("/session").json["account"]["id"])
    assert clerk.post(f"/units/{unit}/roster/export").status_code == 202
    etag = etag_of(manager, unit, account_id)
    answer = manager.patch(f"/colleagues/{account_id}", {"profile": "read_only"}, etag)
    assert (answer.status_code, answer.json["profile"]) == (200, "read_only"), answer.text
    assert clerk.post(f"/units/{unit}/roster/export").json["code"] == "permission.denied"
    assert manager.patch(f"/colleagues/{account_id}", {"profile": "all"}, etag).status_code == 412
    new = answer.headers["ETag"]
    assert manager.patch(f"/colleagues/{account_id}", {"profile": "read_only"}, new).json["code"] == "colleague.already_profile"


def test_a_removed_colleague_is_out_at_once_and_only_the_police_let_him_in_again(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    name = world.account(Role.COMPANY_MANAGER, None, unit, profile="rosters")
    clerk = world.browser(name)
    account_id = clerk.get("/session").json["account"]["id"]
    answer = manager.post(f"/colleagues/{account_id}/removal", {"reason": "已离职"})
    assert (answer.status_code, answer.json["status"]) == (200, "disabled"), answer.text
    assert clerk.get("/units").status_code == 401
    assert world.browser().sign_in(name).status_code == 401
    assert manager.post(f"/colleagues/{account_id}/removal", {"reason": "x"}).json["code"] == "account.already_in_status"
    assert world.officer(TIANHE).post(f"/accounts/{account_id}/enablement", {"reason": "返聘"}).status_code == 200


def test_somebody_with_all_rights_always_remains(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    own = UUID(manager.get("/session").json["account"]["id"])
    colleague(world, unit, "rosters")
    colleague(world, unit, "all", status="disabled")
    for answer in (
        manager.post(f"/colleagues/{own}/removal", {"reason": "离任"}),
        manager.patch(f"/colleagues/{own}", {"profile": "rosters"}, etag_of(manager, unit, own)),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "colleague.last_manager")
    colleague(world, unit, "all")
    assert manager.post(f"/colleagues/{own}/removal", {"reason": "离任"}).status_code == 200
    assert manager.get("/units").status_code == 401


def test_a_branch_is_managed_by_its_company_too(world: World) -> None:
    company = world.unit()
    branch = world.unit(YUEXIU, kind="branch", parent_unit_id=company)
    world.manager(company)
    of_branch = world.manager(branch)
    own = of_branch.get("/session").json["account"]["id"]
    assert of_branch.post(f"/colleagues/{own}/removal", {"reason": "撤点"}).status_code == 200


def test_a_branch_invites_only_for_itself_and_the_company_sees_all(world: World) -> None:
    company = world.unit()
    branch = world.unit(YUEXIU, kind="branch", parent_unit_id=company)
    of_company, of_branch = world.manager(company), world.manager(branch)
    invited(of_branch, branch, name="分公司")
    assert of_branch.post(f"/units/{company}/invitations", {"name": "越权", "profile": "all"}).status_code == 404
    assert [row["name"] for row in of_company.get(f"/units/{company}/invitations").json["items"]] == ["分公司"]
    assert len(of_company.get(f"/units/{company}/colleagues").json["items"]) == 2
    assert len(of_branch.get(f"/units/{branch}/colleagues").json["items"]) == 1


def test_two_who_remove_each_other_do_not_both_succeed(world: World) -> None:
    unit = world.unit()
    first, second = world.manager(unit), world.manager(unit)
    ids = [browser.get("/session").json["account"]["id"] for browser in (first, second)]
    answers: list[int] = []
    start = threading.Barrier(2)

    def remove(browser: Browser, other: str) -> None:
        start.wait(60)
        answers.append(browser.post(f"/colleagues/{other}/removal", {"reason": "x"}).status_code)

    threads = [threading.Thread(target=remove, args=pair) for pair in ((first, ids[1]), (second, ids[0]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.app.app_context():
        left = db.session.scalars(db.select(Account.id).where(Account.unit_id == unit, Account.status == "active")).all()
    assert (sorted(answers)[0], len(left)) == (200, 1)


def test_invitations_of_a_unit_have_a_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.accounts.delegation.operations.MOST_OPEN", 2)
    unit = world.unit()
    manager = world.manager(unit)
    invited(manager, unit)
    invited(manager, unit)
    answer = manager.post(f"/units/{unit}/invitations", {"name": "丙", "profile": "all"})
    assert (answer.status_code, answer.json["code"]) == (409, "invitation.too_many_open")


def test_guessing_codes_is_slowed_down(world: World) -> None:
    world.app.extensions["settings"] = replace(world.app.extensions["settings"], lookup_per_minute=3)
    browser = world.browser()
    browser.csrf = browser.get("/session").json["csrf_token"]
    answers = [browser.post("/invitation", {"code": f"guess{n}"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [404] * 3 + [429]
    assert accept(world, "guess")[1].json["code"] == "invitation.too_many_tries"


def test_each_step_is_in_the_audit_of_the_units_police(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    accept(world, invited(manager, unit)["code"])
    clerk = next(row for row in manager.get(f"/units/{unit}/colleagues").json["items"] if row["user_name"] == "chen.zq")
    manager.post(f"/colleagues/{clerk['id']}/removal", {"reason": "离职"})
    with world.app.app_context():
        rows = db.session.execute(db.select(AuditEvent.action, AuditEvent.subject_type, AuditEvent.agency_code)).all()
    assert {("invite", "invitation", TIANHE), ("open", "account", TIANHE), ("disable", "account", TIANHE)} <= {tuple(row) for row in rows}
