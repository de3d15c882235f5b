"""The second step of a sign-in, by every way, and what must not pass for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backend.accounts.second_factor.models import RecoveryCode, Totp
from backend.audit.models import AuditEvent
from backend.extensions import db
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
from tests.support.authenticator import MAY_BACK_UP, PRESENT, VERIFIED, Authenticator
from tests.support.world import Browser, World


def actions(world: World) -> list[str]:
    """What the audit says was done, in order."""
    with world.app.app_context():
        return list(db.session.scalars(db.select(AuditEvent.action).order_by(AuditEvent.seq)))


def refused(answer: object, status: int, problem: str) -> None:
    """The answer is this problem."""
    assert (answer.status_code, answer.json["code"]) == (status, problem)  # type: ignore[attr-defined]


# -- the second step


def test_after_the_password_the_session_can_do_nothing_but_the_second_step(world: World) -> None:
    name = world.account()
    add_totp(world, world.browser(name))
    browser = world.browser()
    answer = browser.sign_in(name).json
    assert (answer["account"], answer["permissions"], answer["second_factor"], answer["second_factor_ways"]) == (
        None,
        [],
        "required",
        ["totp"],
    )
    shown = browser.get("/session").json
    assert (shown["account"], shown["second_factor"]) == (None, "required")
    for path in ("/units", "/own/sessions", "/own/second-factor"):
        refused(browser.get(path), 403, "account.second_factor_required")
    refused(browser.put("/own/password", json={"current_password": "x", "new_password": "y" * 12}), 403, "account.second_factor_required")
    assert browser.delete("/session").status_code == 204


def test_a_code_of_the_app_finishes_the_sign_in_once(world: World) -> None:
    name = world.account()
    app = add_totp(world, world.browser(name))
    world.clock.forward(seconds=30)
    browser, other = half_way(world, name), half_way(world, name)
    before = browser.client.get_cookie("__Host-gangwei", domain="gw.example.cn").value  # type: ignore[union-attr]
    answer = prove(browser, totp_code=code(world, app))
    assert (answer.status_code, answer.json["account"]["user_name"], answer.json["second_factor"]) == (200, name, "none")
    assert browser.get("/units").status_code == 200
    assert browser.client.get_cookie("__Host-gangwei", domain="gw.example.cn").value != before  # type: ignore[union-attr]
    refused(prove(other, totp_code=code(world, app)), 422, "second_factor.code_wrong")
    assert other.get("/units").status_code == 403


def test_a_phones_clock_may_be_one_step_off(world: World) -> None:
    name = world.account()
    app = add_totp(world, world.browser(name))
    passed = []
    for steps in (-2, -1, 0, 1, 2):
        world.clock.forward(minutes=5)
        if prove(half_way(world, name), totp_code=code(world, app, steps)).status_code == 200:
            passed.append(steps)
    assert passed == [-1, 0, 1]


def test_an_earlier_code_does_not_work_after_a_later_one(world: World) -> None:
    name = world.account()
    app = add_totp(world, world.browser(name))
    world.clock.forward(minutes=5)
    assert prove(half_way(world, name), totp_code=code(world, app)).status_code == 200
    refused(prove(half_way(world, name), totp_code=code(world, app, -1)), 422, "second_factor.code_wrong")


def test_a_passkey_finishes_the_sign_in(world: World) -> None:
    name = world.account()
    device = add_passkey(world.browser(name))
    browser = half_way(world, name)
    assert prove_by_passkey(browser, device).status_code == 200
    assert browser.get("/units").status_code == 200
    assert browser.get("/own/second-factor").json["passkeys"][0]["last_used_at"] is not None


def test_a_recovery_code_works_once_however_it_is_typed(world: World) -> None:
    name = world.account()
    officer = world.browser(name)
    add_totp(world, officer)
    first, second, *_ = recovery_codes(officer)
    browser = half_way(world, name)
    assert prove(browser, recovery_code=f" {first.upper().replace('-', ' ')}").status_code == 200
    assert browser.get("/own/second-factor").json["recovery_codes_left"] == 9
    refused(prove(half_way(world, name), recovery_code=first), 422, "second_factor.code_wrong")
    assert prove(half_way(world, name), recovery_code=second).status_code == 200
    assert "use_recovery_code" in actions(world)


def test_new_recovery_codes_end_the_old_ones_and_nobody_elses_work(world: World) -> None:
    name = world.account()
    officer, stranger = world.browser(name), world.officer()
    for browser in (officer, stranger):
        add_passkey(browser)
    old, foreign = recovery_codes(officer), recovery_codes(stranger)
    assert len(set(old)) == 10
    recovery_codes(officer)
    for wrong in (old[0], foreign[0]):
        refused(prove(half_way(world, name), recovery_code=wrong), 422, "second_factor.code_wrong")


def test_a_sign_in_that_is_half_way_is_not_shown_as_a_device_that_is_signed_in(world: World) -> None:
    name = world.account()
    browser = world.browser(name)
    add_passkey(browser)
    half_way(world, name)
    assert len(browser.get("/own/sessions").json["items"]) == 1


def test_a_session_does_not_wait_for_its_second_step_for_ever(world: World) -> None:
    name = world.account()
    app = add_totp(world, world.browser(name))
    browser = half_way(world, name)
    world.clock.forward(minutes=11)
    refused(prove(browser, totp_code=code(world, app)), 401, "unauthenticated")


def test_wrong_codes_make_the_next_one_wait_and_the_password_does_not_help(world: World) -> None:
    name = world.account()
    app = add_totp(world, world.browser(name))
    world.clock.forward(minutes=1)
    browser = half_way(world, name)
    wrong = f"{(int(code(world, app)) + 1) % 1_000_000:06}"
    for _ in range(3):
        refused(prove(browser, totp_code=wrong), 422, "second_factor.code_wrong")
    browser = half_way(world, name)  # the password is right once more: the count goes on
    for _ in range(2):
        prove(browser, totp_code=wrong)
    answer = prove(browser, totp_code=code(world, app))
    refused(answer, 429, "session.too_many_tries")
    assert answer.json["retry_after_s"] <= 2
    world.clock.forward(seconds=2)
    assert prove(browser, totp_code=code(world, app)).status_code == 200
    assert actions(world).count("proof_failed") == 5


def test_the_second_step_takes_exactly_one_proof(world: World) -> None:
    name = world.account()
    add_totp(world, world.browser(name))
    browser = half_way(world, name)
    for proof in ({}, {"totp_code": "123456", "recovery_code": "abcde-abcde"}, {"totp_code": "12345"}, {"totp_code": "１２３４５６"}):
        refused(browser.post("/session/second-factor", proof), 422, "validation")


# -- false passkeys

Falsify = Callable[[Authenticator], Authenticator]
FALSE: dict[str, Falsify] = {
    "another origin": lambda device: replace(device, origin="https://gw.example.cn.evil.example"),
    "another site": lambda device: replace(device, domain="evil.example"),
    "the holder not verified": lambda device: replace(device, flags=PRESENT),
    "nobody present": lambda device: replace(device, flags=VERIFIED),
    "another key": lambda device: replace(device, key=Authenticator().key),
    "unknown": lambda device: replace(device, credential_id=b"unknown"),
    "counter back": lambda device: replace(device, count=3),
}


def test_a_false_passkey_is_refused_in_both_places(world: World) -> None:
    name = world.account()
    device = add_passkey(world.browser(name), Authenticator(count=7))
    browser = half_way(world, name)
    for falsify in FALSE.values():
        refused(prove_by_passkey(browser, falsify(device)), 422, "second_factor.passkey_refused")
        refused(sign_in_by_passkey(world.browser(), falsify(device)), 422, "second_factor.passkey_refused")
        world.clock.forward(seconds=70)
    assert prove_by_passkey(half_way(world, name), replace(device, count=50)).status_code == 200


def test_a_counter_that_goes_back_is_audited_as_such(world: World) -> None:
    name = world.account()
    device = add_passkey(world.browser(name), Authenticator(count=7))
    prove_by_passkey(half_way(world, name), replace(device, count=3))
    assert "passkey_counter_back" in actions(world)
    prove_by_passkey(half_way(world, name), replace(device, count=3, key=Authenticator().key))
    assert actions(world).count("passkey_counter_back") == 1, "who has no key gives no false alarm"


def test_a_passkey_that_does_not_count_goes_on_working(world: World) -> None:
    name = world.account()
    device = add_passkey(world.browser(name), Authenticator(counts=False, flags=PRESENT | VERIFIED | MAY_BACK_UP))
    for _ in range(2):
        assert prove_by_passkey(half_way(world, name), device).status_code == 200


def test_another_persons_passkey_does_not_finish_this_sign_in(world: World) -> None:
    name = world.account()
    add_passkey(world.browser(name))
    stranger = add_passkey(world.officer())
    browser = half_way(world, name)
    refused(prove_by_passkey(browser, stranger), 422, "second_factor.passkey_refused")
    assert browser.get("/units").status_code == 403


def test_a_challenge_is_answered_once_even_with_the_old_cookie(world: World) -> None:
    device = add_passkey(world.browser(world.account()), Authenticator(counts=False))
    browser = world.browser()
    browser.csrf = browser.get("/session").json["csrf_token"]
    options = browser.get("/session/passkey/challenge").json["options"]
    held = browser.client.get_cookie("__Host-gangwei", domain="gw.example.cn").value  # type: ignore[union-attr]
    answer = device.get(options)
    csrf = browser.csrf
    assert browser.post("/session/passkey", answer).status_code == 200
    browser.client.set_cookie("__Host-gangwei", held, domain="gw.example.cn", secure=True)
    browser.csrf = csrf
    refused(browser.post("/session/passkey", answer), 409, "second_factor.challenge_over")


def test_a_challenge_is_good_for_five_minutes_in_its_own_browser_and_for_its_own_purpose(world: World) -> None:
    name = world.account()
    device = add_passkey(world.browser(name))
    browser, other = half_way(world, name), half_way(world, name)
    options = browser.get("/session/second-factor/challenge").json["options"]
    refused(prove(other, passkey=device.get(options)), 409, "second_factor.challenge_over")
    refused(browser.post("/session/passkey", device.get(options)), 409, "second_factor.challenge_over")
    options = browser.get("/session/second-factor/challenge").json["options"]
    world.clock.forward(minutes=5, seconds=1)
    refused(prove(browser, passkey=device.get(options)), 409, "second_factor.challenge_over")
    assert prove_by_passkey(browser, device).status_code == 200


# -- a passkey alone


def test_an_officer_signs_in_with_a_passkey_alone(world: World) -> None:
    name = world.account()
    device = add_passkey(world.browser(name))
    browser = world.browser()
    answer = sign_in_by_passkey(browser, device)
    assert (answer.status_code, answer.json["account"]["user_name"]) == (200, name)
    assert browser.get("/units").status_code == 200


def test_a_passkey_of_a_disabled_account_or_of_another_holder_opens_nothing(world: World) -> None:
    name = world.officer_name("440106000000")
    device = add_passkey(world.browser(name))
    stolen = replace(device, user_handle="AAAA")
    refused(sign_in_by_passkey(world.browser(), stolen), 422, "second_factor.passkey_refused")
    chief = world.officer()
    account = next(row for row in chief.get("/accounts").json["items"] if row["user_name"] == name)
    chief.post(f"/accounts/{account['id']}/disablement", {"reason": "调离"})
    refused(sign_in_by_passkey(world.browser(), replace(device, count=40)), 422, "second_factor.passkey_refused")


def test_bytes_that_are_no_passkey_are_refused_and_not_a_fault(world: World) -> None:
    browser: Browser = world.browser(world.account())
    device = Authenticator()
    for part in ("attestation_object", "client_data", "credential_id"):
        options = browser.get("/own/passkeys/challenge").json["options"]
        refused(browser.post("/own/passkeys", {**device.create(options), part: "AAAA"}), 422, "second_factor.passkey_refused")
    add_passkey(browser, device)
    for part in ("authenticator_data", "signature", "client_data"):
        options = browser.get("/session/second-factor/challenge").json["options"]
        refused(prove(browser, passkey={**device.get(options), part: "AAAA"}), 422, "second_factor.passkey_refused")


# -- what is kept


def test_no_secret_lies_open_in_the_database(world: World) -> None:
    browser = world.browser(world.account())
    app = add_totp(world, browser)
    codes = recovery_codes(browser)
    with world.app.app_context():
        row = db.session.scalars(db.select(Totp)).one()
        hashes = db.session.scalars(db.select(RecoveryCode.code_hash)).all()
        kept = repr([row.secret, *hashes]) + repr(db.session.execute(db.select(AuditEvent.before, AuditEvent.after)).all())
    assert app.secret not in kept
    assert {len(one) for one in hashes} == {16}
    assert not any(one in kept or one.replace("-", "") in kept for one in codes)
