"""Signing in and out, and what makes guessing useless."""

from backend.accounts.models import SignInCounter
from backend.extensions import db
from backend.permissions import Role
from tests.support.world import PASSWORD, TIANHE, World


def test_an_officer_signs_in_and_sees_who_he_is(world: World) -> None:
    answer = world.officer(TIANHE).get("/session").json
    assert answer["account"]["role"] == "county_officer"
    assert answer["account"]["agency_name"] == "广州市公安局天河分局"
    assert "inspection:record" in answer["permissions"]


def test_nobody_is_told_so_without_an_error(world: World) -> None:
    answer = world.browser().get("/session")
    assert (answer.status_code, answer.json["account"]) == (200, None)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(world: World) -> None:
    name = world.account()
    wrong, unknown = (world.browser().sign_in(who, "not the password") for who in (name, "nobody"))
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json == unknown.json
    assert wrong.json["code"] == "session.wrong_credentials"


def test_after_five_wrong_tries_even_the_right_password_waits_but_not_for_ever(world: World) -> None:
    name = world.account()
    for _ in range(5):
        world.browser().sign_in(name, "guess")
    refused = world.browser().sign_in(name)
    assert refused.status_code == 429
    assert refused.json["code"] == "session.too_many_tries"
    assert refused.json["retry_after_s"] == int(refused.headers["Retry-After"]) <= 2
    world.clock.forward(seconds=2)
    assert world.browser().sign_in(name).status_code == 200


def test_the_delay_grows_and_is_bounded(world: World) -> None:
    name = world.account()
    waits = []
    for _ in range(16):
        answer = world.browser().sign_in(name, "guess")
        if answer.status_code == 429:
            waits.append(answer.json["retry_after_s"])
            world.clock.forward(seconds=answer.json["retry_after_s"])
            world.browser().sign_in(name, "guess")
    assert waits == sorted(waits)
    assert waits[-1] <= 301


def test_unknown_names_are_slowed_down_like_known_ones(world: World) -> None:
    for _ in range(5):
        world.browser().sign_in("nobody", "guess")
    assert world.browser().sign_in("nobody", "guess").status_code == 429


def test_failed_tries_keep_no_name_in_plain(world: World) -> None:
    world.browser().sign_in("nobody", "guess")
    with world.app.app_context():
        counters = db.session.scalars(db.select(SignInCounter)).all()
    assert {len(counter.subject) for counter in counters} == {16}


def test_a_disabled_account_is_told_no_more_than_a_wrong_password(world: World) -> None:
    name = world.account(status="disabled")
    assert world.browser().sign_in(name).json["code"] == "session.wrong_credentials"


def test_a_session_is_dead_on_the_next_request_after_its_account_was_disabled(world: World) -> None:
    manager_name = world.officer_name(TIANHE)
    browser = world.browser(manager_name)
    chief = world.officer()
    account = next(row for row in chief.get("/accounts").json["items"] if row["user_name"] == manager_name)
    assert chief.post(f"/accounts/{account['id']}/disablement", {"reason": "调离"}).status_code == 200
    assert browser.get("/units").status_code == 401


def test_an_idle_session_ends_and_a_used_one_does_not(world: World) -> None:
    administrator = world.administrator()
    for _ in range(3):
        world.clock.forward(minutes=25)
        assert administrator.get("/accounts").status_code == 200
    world.clock.forward(minutes=31)
    assert administrator.get("/accounts").json["code"] == "unauthenticated"


def test_even_a_busy_session_ends_at_its_absolute_limit(world: World) -> None:
    officer = world.officer()
    for _ in range(4):
        world.clock.forward(hours=3)
        officer.get("/units")
    world.clock.forward(minutes=1)
    assert officer.get("/units").status_code == 401


def test_signing_out_ends_this_session_only(world: World) -> None:
    name = world.account()
    here, there = world.browser(name), world.browser(name)
    assert here.delete("/session").status_code == 204
    assert here.get("/units").status_code == 401
    assert there.get("/units").status_code == 200


def test_signing_out_everywhere_ends_all(world: World) -> None:
    name = world.account()
    here, there = world.browser(name), world.browser(name)
    assert here.delete("/own/sessions").status_code == 204
    assert [browser.get("/units").status_code for browser in (here, there)] == [401, 401]


def test_one_sees_and_ends_ones_own_sessions_and_nobody_elses(world: World) -> None:
    name = world.account()
    here, there, stranger = world.browser(name), world.browser(name), world.officer()
    rows = here.get("/own/sessions").json["items"]
    assert sorted(row["current"] for row in rows) == [False, True]
    other = next(row for row in rows if not row["current"])
    assert stranger.delete(f"/own/sessions/{other['id']}").status_code == 404
    assert here.delete(f"/own/sessions/{other['id']}").status_code == 204
    assert there.get("/units").status_code == 401


def test_a_first_password_must_be_changed_before_anything_else(world: World) -> None:
    name = world.account(must_change_password=True)
    browser = world.browser(name)
    assert browser.get("/units").json["code"] == "account.password_change_required"
    changed = browser.put("/own/password", json={"current_password": PASSWORD, "new_password": "my own long phrase"})
    assert changed.status_code == 200
    assert browser.get("/units").status_code == 200
    assert world.browser().sign_in(name).status_code == 401
    assert world.browser().sign_in(name, "my own long phrase").status_code == 200


def test_a_weak_new_password_is_refused_with_its_reason(world: World) -> None:
    browser = world.browser(world.account())
    cases = {"short": "too_short", PASSWORD: "unchanged", "aaaaaaaaaaaaaaa": "common", "password1234": "common", "12345678901234": "common"}
    for password, reason in cases.items():
        answer = browser.put("/own/password", json={"current_password": PASSWORD, "new_password": password})
        assert (answer.status_code, answer.json["code"]) == (422, f"account.password_{reason}"), password


def test_a_password_change_needs_the_present_one_and_ends_other_sessions(world: World) -> None:
    name = world.account()
    here, there = world.browser(name), world.browser(name)
    wrong = here.put("/own/password", json={"current_password": "no", "new_password": "my own long phrase"})
    assert wrong.json["code"] == "account.password_wrong"
    assert there.get("/units").status_code == 200
    here.put("/own/password", json={"current_password": PASSWORD, "new_password": "my own long phrase"})
    assert here.get("/units").status_code == 200
    assert there.get("/units").status_code == 401


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_elsewhere(world: World) -> None:
    browser = world.browser()
    cookie = browser.get("/session").headers["Set-Cookie"]
    assert cookie.startswith("__Host-gangwei=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie


def test_signing_in_gives_a_new_cookie(world: World) -> None:
    browser = world.browser()
    browser.get("/session")
    before = browser.client.get_cookie("__Host-gangwei", domain="gw.example.cn")
    browser.sign_in(world.account(Role.CITY_OFFICER))
    after = browser.client.get_cookie("__Host-gangwei", domain="gw.example.cn")
    assert before is not None
    assert after is not None
    assert before.value != after.value
