"""Who may open accounts, for whom, and what an administrator sees."""

import pytest

from backend.permissions import Role
from tests.support.world import DONGGUAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU, World

OFFICER = {"user_name": "li.wei", "name": "李伟", "role": "station_officer", "agency_code": SHIPAI, "police_number": "012345"}


def test_a_new_officer_gets_a_first_password_and_must_change_it(world: World) -> None:
    answer = world.officer(TIANHE).post("/accounts", OFFICER)
    assert answer.status_code == 201, answer.text
    browser = world.browser()
    assert browser.sign_in("li.wei", answer.json["first_password"]).json["must_change_password"] is True


def test_the_first_password_is_shown_once_and_kept_nowhere(world: World) -> None:
    chief = world.officer(TIANHE)
    created = chief.post("/accounts", OFFICER).json
    shown = chief.get(f"/accounts/{created['account']['id']}").json
    assert created["first_password"] not in str(shown)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agency_code": None}, "agency_code"),
        ({"agency_code": TIANHE}, "agency_code"),
        ({"agency_code": "449999999999"}, "agency_code"),
        ({"police_number": None}, "police_number"),
        ({"user_name": "Li Wei"}, "user_name"),
        ({"role": "emperor"}, "role"),
        ({"role": "company_manager", "agency_code": None}, "unit_id"),
    ],
)
def test_an_account_whose_parts_do_not_fit_is_refused(world: World, change: dict, field: str) -> None:
    answer = world.officer().post("/accounts", {**OFFICER, **change})
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json["errors"]}


def test_a_user_name_is_given_once(world: World) -> None:
    officer = world.officer()
    officer.post("/accounts", OFFICER)
    answer = officer.post("/accounts", OFFICER)
    assert (answer.status_code, answer.json["code"]) == (409, "account.user_name_taken")


def test_nobody_opens_an_account_above_the_own_one(world: World) -> None:
    county = world.officer(TIANHE)
    for role, agency in ((Role.CITY_OFFICER, GUANGZHOU), (Role.PROVINCE_OFFICER, PROVINCE)):
        answer = county.post("/accounts", {**OFFICER, "role": str(role), "agency_code": agency})
        assert (answer.status_code, answer.json["code"]) == (403, "permission.denied")
    assert county.post("/accounts", {**OFFICER, "role": "system_administrator", "agency_code": None}).status_code in (403, 422)


def test_nobody_opens_an_account_outside_the_own_area(world: World) -> None:
    answer = world.officer(TIANHE).post("/accounts", {**OFFICER, "role": "county_officer", "agency_code": YUEXIU})
    assert answer.status_code == 422


def test_a_manager_is_opened_for_a_unit_within_reach_only(world: World) -> None:
    here, elsewhere = world.unit(TIANHE), world.unit("440304000000")
    manager = {"user_name": "jingli", "name": "王经理", "role": "company_manager", "agency_code": None, "police_number": None}
    officer = world.officer(TIANHE)
    assert officer.post("/accounts", {**manager, "unit_id": str(elsewhere)}).status_code == 404
    assert officer.post("/accounts", {**manager, "unit_id": str(here)}).json["account"]["unit_id"] == str(here)


def test_a_station_officer_manages_no_accounts(world: World) -> None:
    station = world.officer(SHIPAI)
    assert station.get("/accounts").status_code == 403
    assert station.post("/accounts", OFFICER).status_code == 403


def test_one_sees_the_accounts_of_the_own_agency_and_below(world: World) -> None:
    for agency in (GUANGZHOU, TIANHE, SHIPAI, YUEXIU, SHENZHEN, DONGGUAN):
        world.officer_name(agency)
    seen = {row["agency_code"] for row in world.officer(TIANHE).get("/accounts").json["items"]}
    assert seen == {TIANHE, SHIPAI}


def test_a_disabled_account_can_be_enabled_but_nobody_disables_himself(world: World) -> None:
    chief = world.officer(TIANHE)
    created = chief.post("/accounts", OFFICER).json
    path = f"/accounts/{created['account']['id']}"
    assert chief.post(f"{path}/disablement", {"reason": "离职"}).json["status"] == "disabled"
    assert chief.post(f"{path}/disablement", {"reason": "离职"}).json["code"] == "account.already_in_status"
    assert world.browser().sign_in("li.wei", created["first_password"]).status_code == 401
    assert chief.post(f"{path}/enablement", {"reason": "返岗"}).json["status"] == "active"
    own = chief.get("/session").json["account"]["id"]
    assert chief.post(f"/accounts/{own}/disablement", {"reason": "x"}).json["code"] == "account.own_account"


def test_a_reset_gives_a_new_first_password_and_ends_sessions(world: World) -> None:
    name = world.officer_name(SHIPAI)
    signed_in = world.browser(name)
    chief = world.officer(TIANHE)
    account = next(row for row in chief.get("/accounts").json["items"] if row["user_name"] == name)
    password = chief.post(f"/accounts/{account['id']}/password-reset", {"reason": "忘记密码"}).json["first_password"]
    assert signed_in.get("/units").status_code == 401
    assert world.browser().sign_in(name).status_code == 401
    assert world.browser().sign_in(name, password).json["must_change_password"] is True


def test_a_county_officer_cannot_take_over_the_city_officers_account(world: World) -> None:
    city = world.officer_name(GUANGZHOU)
    chief, county = world.officer(PROVINCE), world.officer(TIANHE)
    account = next(row for row in chief.get("/accounts").json["items"] if row["user_name"] == city)
    assert county.post(f"/accounts/{account['id']}/password-reset", {"reason": "x"}).status_code == 404


def test_the_second_officer_is_chosen_among_active_colleagues_of_the_city(world: World) -> None:
    for agency in (TIANHE, YUEXIU, SHENZHEN):
        world.officer_name(agency)
    world.officer_name(TIANHE, status="disabled")
    rows = world.officer(SHIPAI).get("/officers").json["items"]
    assert sorted(row["agency_code"] for row in rows) == sorted([TIANHE, YUEXIU, SHIPAI])


def test_the_administrator_keeps_accounts_and_sees_no_units_or_guards(world: World) -> None:
    administrator = world.administrator()
    assert administrator.get("/accounts").status_code == 200
    assert administrator.get("/units").status_code == 403
    subjects = {row["subject_type"] for row in administrator.get("/audit-events").json["items"]}
    assert subjects <= {"account", "session"}


def test_every_act_on_an_account_is_in_the_audit(world: World) -> None:
    chief = world.officer()
    account = chief.post("/accounts", OFFICER).json["account"]
    chief.post(f"/accounts/{account['id']}/disablement", {"reason": "离职"})
    actions = [row["action"] for row in chief.get(f"/audit-events?subject_id={account['id']}").json["items"]]
    assert actions == ["disable", "open"]
