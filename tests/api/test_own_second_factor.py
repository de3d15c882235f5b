"""Setting factors up and taking them away, roles that must have one, and help from a colleague."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from backend.accounts.models import Account
from backend.accounts.second_factor.models import Passkey, RecoveryCode, Totp
from backend.audit.models import AuditEvent
from backend.extensions import db
from backend.permissions import Access, Stage
from tests.factories.second_factor import (
    add_passkey,
    add_totp,
    code,
    half_way,
    prove,
    prove_by_passkey,
    recovery_codes,
    sign_in_by_passkey,
)
from tests.support.authenticator import Authenticator
from tests.support.world import PASSWORD, SHENZHEN, TIANHE, Browser, World


@pytest.fixture
def strict(app: Flask) -> Flask:
    """An installation where city officers must have a second factor."""
    app.extensions["settings"] = replace(app.extensions["settings"], second_factor_roles=("city_officer",))
    return app


def problem(answer: object) -> tuple[int, str]:
    """Status and code."""
    return answer.status_code, answer.json["code"]  # type: ignore[attr-defined]


def account_of(world: World, chief: Browser, name: str) -> str:
    """The id of a colleague's account."""
    return next(row["id"] for row in chief.get("/accounts?limit=100").json["items"] if row["user_name"] == name)


def test_one_sees_ones_own_factors_and_their_names(world: World) -> None:
    browser = world.officer()
    add_passkey(browser, name="工作手机")
    add_totp(world, browser)
    recovery_codes(browser)
    shown = browser.get("/own/second-factor").json
    assert [row["name"] for row in shown["passkeys"]] == ["工作手机"]
    assert (shown["totp"]["last_used_at"], shown["recovery_codes_left"], shown["required"]) == (None, 10, False)


def test_the_first_factor_ends_sessions_that_were_opened_by_the_password_alone(world: World) -> None:
    name = world.account()
    here, there = world.browser(name), world.browser(name)
    add_passkey(here)
    assert here.get("/units").status_code == 200
    assert there.get("/units").status_code == 401


def test_the_own_factors_change_only_for_who_said_lately_who_he_is(world: World) -> None:
    browser = world.officer()
    device = add_passkey(browser)
    passkey = browser.get("/own/second-factor").json["passkeys"][0]["id"]
    world.clock.forward(minutes=11)
    asked = (
        lambda: browser.get("/own/passkeys/challenge"),
        lambda: browser.post("/own/passkeys", {**device.create({"user": {"id": "AA"}, "challenge": "AA"})}),
        lambda: browser.post("/own/totp"),
        lambda: browser.post("/own/totp/confirmation", {"code": "123456"}),
        lambda: browser.delete("/own/totp"),
        lambda: browser.post("/own/recovery-codes"),
        lambda: browser.delete(f"/own/passkeys/{passkey}"),
    )
    for ask in asked:
        assert problem(ask()) == (403, "second_factor.confirmation_required")
    assert problem(browser.post("/own/confirmation", {"password": "wrong"})) == (422, "account.password_wrong")
    assert problem(asked[0]()) == (403, "second_factor.confirmation_required")
    assert browser.post("/own/confirmation", {"password": PASSWORD}).status_code == 204
    assert asked[0]().status_code == 200
    world.clock.forward(minutes=11)
    assert prove_by_passkey(browser, device).status_code == 200
    assert asked[-1]().status_code == 200


def test_guessing_the_password_there_is_slowed_down_too(world: World) -> None:
    browser = world.officer()
    for _ in range(5):
        browser.post("/own/confirmation", {"password": "guess"})
    assert problem(browser.post("/own/confirmation", {"password": PASSWORD})) == (429, "session.too_many_tries")


def test_an_app_counts_only_after_its_first_code(world: World) -> None:
    name = world.account()
    browser = world.browser(name)
    assert problem(browser.post("/own/totp/confirmation", {"code": "123456"})) == (409, "second_factor.no_setup")
    setup = browser.post("/own/totp").json
    assert setup["secret"] in setup["uri"]
    assert {len(row) for row in setup["qr"]} == {len(setup["qr"])}
    assert world.browser().sign_in(name).json["second_factor"] == "none"
    assert problem(browser.post("/own/totp/confirmation", {"code": "000000"})) == (422, "second_factor.code_wrong")


def test_a_new_app_replaces_the_old_one_when_it_is_proven(world: World) -> None:
    name = world.account()
    browser = world.browser(name)
    old = add_totp(world, browser)
    browser.post("/own/totp")
    world.clock.forward(minutes=1)
    assert prove(half_way(world, name), totp_code=code(world, old)).status_code == 200
    new = add_totp(world, browser)
    world.clock.forward(minutes=1)
    assert problem(prove(half_way(world, name), totp_code=code(world, old))) == (422, "second_factor.code_wrong")
    assert prove(half_way(world, name), totp_code=code(world, new)).status_code == 200


def test_without_the_last_factor_the_password_is_enough_again(world: World) -> None:
    name = world.account()
    browser = world.browser(name)
    assert problem(browser.post("/own/recovery-codes")) == (409, "second_factor.none")
    add_passkey(browser)
    add_totp(world, browser)
    recovery_codes(browser)
    passkey = browser.get("/own/second-factor").json["passkeys"][0]["id"]
    assert browser.delete(f"/own/passkeys/{passkey}").json["passkeys"] == []
    assert browser.delete("/own/totp").json["recovery_codes_left"] == 0
    assert problem(browser.delete("/own/totp")) == (409, "second_factor.none")
    assert world.browser(name).get("/units").status_code == 200


def test_a_passkey_belongs_to_one_account_and_is_removed_by_its_owner(world: World) -> None:
    browser, stranger = world.officer(), world.officer()
    device = add_passkey(browser)
    options = stranger.get("/own/passkeys/challenge").json["options"]
    assert problem(stranger.post("/own/passkeys", device.create(options))) == (409, "second_factor.passkey_known")
    passkey = browser.get("/own/second-factor").json["passkeys"][0]["id"]
    assert stranger.delete(f"/own/passkeys/{passkey}").status_code == 404


def test_an_account_has_ten_passkeys_at_most(world: World) -> None:
    browser = world.officer()
    for _ in range(10):
        add_passkey(browser)
    assert problem(browser.get("/own/passkeys/challenge")) == (409, "second_factor.too_many")


def test_a_browser_is_told_which_passkeys_are_there_already(world: World) -> None:
    browser = world.officer()
    add_passkey(browser)
    options = browser.get("/own/passkeys/challenge").json["options"]
    assert len(options["excludeCredentials"]) == 1
    assert (options["rp"]["id"], options["authenticatorSelection"]["userVerification"]) == ("gw.example.cn", "required")


# -- roles that must have one


def test_a_role_that_must_have_one_sets_it_up_right_after_its_first_sign_in(strict: Flask, world: World) -> None:
    name = world.account(must_change_password=True)
    browser = world.browser()
    assert browser.sign_in(name).json["must_change_password"] is True
    assert problem(browser.get("/own/second-factor")) == (403, "account.password_change_required")
    changed = browser.put("/own/password", json={"current_password": PASSWORD, "new_password": "my own long phrase"})
    assert changed.json["second_factor"] == "enrol"
    assert problem(browser.get("/units")) == (403, "account.second_factor_enrolment_required")
    assert browser.get("/own/second-factor").json["due"] is True
    add_totp(world, browser)
    assert browser.get("/session").json["second_factor"] == "none"
    assert browser.get("/units").status_code == 200


def test_other_roles_need_none(strict: Flask, world: World) -> None:
    assert world.officer(TIANHE).get("/units").status_code == 200


def test_the_last_factor_of_such_a_role_stays(strict: Flask, world: World) -> None:
    browser = world.officer()
    add_passkey(browser)
    add_totp(world, browser)
    passkey = browser.get("/own/second-factor").json["passkeys"][0]["id"]
    assert browser.delete("/own/totp").status_code == 200
    assert problem(browser.delete(f"/own/passkeys/{passkey}")) == (409, "second_factor.last_of_required")
    assert len(browser.get("/own/second-factor").json["passkeys"]) == 1


def test_no_route_is_open_before_the_session_is_whole_but_those_that_say_so(strict: Flask, world: World) -> None:
    """Every route of the URL map, for a session at each earlier stage."""
    early = {
        Stage.SECOND_STEP: ("account.second_factor_required", {"sign_out", "ask_for_own_passkey", "prove"}),
        Stage.FIRST_PASSWORD: ("account.password_change_required", {"sign_out_everywhere", "change_own_password"}),
        Stage.ENROLMENT: (
            "account.second_factor_enrolment_required",
            {"confirm", "show_second_factor", "begin_passkey", "add_passkey", "remove_passkey"}
            | {"begin_totp", "confirm_totp", "remove_totp", "make_recovery_codes"},
        ),
    }
    enrolled = world.account()
    add_totp(world, world.browser(enrolled))
    people = {
        Stage.SECOND_STEP: half_way(world, enrolled),
        Stage.FIRST_PASSWORD: world.browser(world.account(must_change_password=True)),
        Stage.ENROLMENT: world.officer(),
    }
    opened: set[str] = set()
    for stage, (refusal, names) in early.items():
        opened |= names
        seen = {name for name, method, path in routes(world) if people[stage].send(method, path).text.find(f'"{refusal}"') < 0}
        assert seen == opened


def routes(world: World) -> list[tuple[str, str, str]]:
    """Name, method and path of every route that is not public; those that end the session come last."""
    zeros = {"UUIDConverter": "00000000-0000-0000-0000-000000000000", "IntegerConverter": "0"}
    found = []
    for rule in world.app.url_map.iter_rules():
        view = world.app.view_functions[rule.endpoint]
        if getattr(view, "permission", Access.PUBLIC) is Access.PUBLIC:
            continue
        method = next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        values = {name: zeros.get(type(converter).__name__, "zero") for name, converter in rule._converters.items()}
        path = "".join(values[part] if dynamic else part for dynamic, part in rule._trace[1:])
        found.append((rule.endpoint.rsplit(".", 1)[-1], method, path.lstrip("|").removeprefix("/api")))
    return sorted(found, key=lambda row: (row[0].startswith("sign_out"), -len(row[0])))


# -- help from a colleague


def test_a_colleague_resets_what_was_lost_and_all_sessions_end(world: World) -> None:
    name = world.officer_name(TIANHE)
    browser = world.browser(name)
    device = add_passkey(browser)
    add_totp(world, browser)
    recovery_codes(browser)
    chief = world.officer()
    account = account_of(world, chief, name)
    assert chief.get(f"/accounts/{account}").json["second_factor"] is True
    answer = chief.post(f"/accounts/{account}/second-factor-reset", {"reason": "手机丢失"})
    assert (answer.status_code, answer.json["second_factor"]) == (200, False)
    assert browser.get("/units").status_code == 401
    assert world.browser(name).get("/units").status_code == 200
    assert sign_in_by_passkey(world.browser(), device).status_code == 422
    with world.app.app_context():
        assert [db.session.scalar(db.select(db.func.count()).select_from(table)) for table in (Passkey, Totp, RecoveryCode)] == [0, 0, 0]
        event = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "reset_second_factor")).one()
        assert (event.before, event.after) == ({"passkeys": 1, "totp": True}, {"reason": "手机丢失"})


def test_nobody_resets_the_own_factor_nor_one_out_of_reach(world: World) -> None:
    name = world.account()
    browser = world.browser(name)
    add_passkey(browser)
    own = browser.get("/session").json["account"]["id"]
    assert problem(browser.post(f"/accounts/{own}/second-factor-reset", {"reason": "x"})) == (409, "account.own_account")
    assert world.officer(SHENZHEN).post(f"/accounts/{own}/second-factor-reset", {"reason": "x"}).status_code == 404
    other = account_of(world, browser, world.officer_name(TIANHE))
    assert problem(browser.post(f"/accounts/{other}/second-factor-reset", {"reason": "x"})) == (409, "second_factor.none")


def test_every_act_on_a_factor_is_audited_under_its_holder(world: World) -> None:
    name = world.account()
    browser = world.browser(name)
    add_passkey(browser, Authenticator())
    add_totp(world, browser)
    recovery_codes(browser)
    browser.post("/own/confirmation", {"password": PASSWORD})
    for row in browser.get("/own/second-factor").json["passkeys"]:
        browser.delete(f"/own/passkeys/{row['id']}")
    browser.delete("/own/totp")
    with world.app.app_context():
        account_id = db.session.scalar(db.select(Account.id).where(Account.user_name == name))
        found = db.session.scalars(db.select(AuditEvent.action).where(AuditEvent.account_id == account_id).order_by(AuditEvent.seq)).all()
    assert found == ["sign_in", "add_passkey", "add_totp", "make_recovery_codes", "confirm", "remove_passkey", "remove_totp"]
