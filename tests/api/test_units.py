"""The register of units."""

import pytest

from tests.support.world import GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU, World, uscc

COMPANY = {
    "kind": "security_company",
    "name": "广州𠮷安保安服务有限公司",
    "uscc": uscc(500),
    "legal_representative": "李𬭎",
    "phone": None,
    "address": "体育西路1号",
    "division_code": "440106",
    "agency_code": TIANHE,
    "registered_capital_yuan": 2_000_000,
    "ownership": "private",
    "services": ["01", "07"],
}


def test_a_city_officer_registers_a_company(world: World) -> None:
    answer = world.officer().post("/units", COMPANY)
    assert answer.status_code == 201, answer.text
    assert answer.json["name"] == COMPANY["name"]
    assert answer.json["legal_representative"] == "李𬭎"
    assert answer.json["agency_name"] == "广州市公安局天河分局"
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"uscc": "91440101000000500X"}, "uscc"),
        ({"uscc": "123"}, "uscc"),
        ({"services": ["10"]}, "services.0"),
        ({"services": ["01", "01"]}, "services"),
        ({"division_code": "449999"}, "division_code"),
        ({"agency_code": SHENZHEN}, "agency_code"),
        ({"registered_capital_yuan": -1}, "registered_capital_yuan"),
        ({"kind": "branch"}, "parent_unit_id"),
        ({"name": "\u3000"}, "name"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_by_field(world: World, change: dict, field: str) -> None:
    answer = world.officer().post("/units", {**COMPANY, **change})
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json["errors"]}


def test_a_credit_code_is_registered_once_in_whatever_case_it_is_typed(world: World) -> None:
    officer = world.officer()
    officer.post("/units", COMPANY)
    answer = officer.post("/units", {**COMPANY, "name": "同码公司", "uscc": f" {COMPANY['uscc'].lower()} "})
    assert (answer.status_code, answer.json["code"]) == (409, "unit.uscc_taken")


def test_a_branch_belongs_to_a_company(world: World) -> None:
    officer, company, school = world.officer(), world.unit(), world.unit(kind="in_house_unit")
    branch = {**COMPANY, "kind": "branch", "parent_unit_id": str(company)}
    assert officer.post("/units", branch).json["parent_unit_id"] == str(company)
    refused = officer.post("/units", {**branch, "uscc": uscc(501), "parent_unit_id": str(school)})
    assert refused.json["code"] == "unit.parent_unsuitable"


@pytest.mark.parametrize(
    ("agency", "sees"), [(PROVINCE, True), (GUANGZHOU, True), (TIANHE, True), (YUEXIU, False), (SHENZHEN, False), (SHIPAI, False)]
)
def test_a_unit_is_seen_from_its_agency_upwards(world: World, agency: str, sees: bool) -> None:
    unit, officer = world.unit(TIANHE), world.officer(agency)
    assert (officer.get(f"/units/{unit}").status_code == 200) is sees
    assert (len(officer.get("/units").json["items"]) == 1) is sees


def test_a_manager_sees_the_own_unit_and_its_branches(world: World) -> None:
    company, other = world.unit(), world.unit()
    branch = world.unit(YUEXIU, kind="branch", parent_unit_id=company)
    manager = world.manager(company)
    assert {row["id"] for row in manager.get("/units").json["items"]} == {str(company), str(branch)}
    assert manager.get(f"/units/{other}").status_code == 404
    assert manager.patch(f"/units/{company}", {"address": "x"}, '"1"').status_code == 403


def test_units_are_found_by_part_of_the_name_and_by_whole_code(world: World) -> None:
    world.unit(name="深𣗋保安%服务")
    world.unit(name="别的公司")
    officer = world.officer()
    assert [row["name"] for row in officer.get("/units?q=𣗋保").json["items"]] == ["深𣗋保安%服务"]
    assert [row["name"] for row in officer.get("/units?q=%25").json["items"]] == ["深𣗋保安%服务"]
    assert len(officer.get(f"/units?q={uscc(1).lower()}").json["items"]) == 1


def test_a_change_of_status_needs_its_reason_and_is_audited(world: World) -> None:
    unit, officer = world.unit(), world.officer()
    etag = officer.get(f"/units/{unit}").headers["ETag"]
    refused = officer.patch(f"/units/{unit}", {"status": "closed"}, etag)
    assert refused.json["code"] == "unit.status_reason_required"
    changed = officer.patch(f"/units/{unit}", {"status": "closed", "status_reason": "注销"}, etag)
    assert changed.json["status"] == "closed"
    event = officer.get(f"/audit-events?subject_id={unit}&action=change").json["items"][0]
    assert (event["before"], event["after"]) == ({"status": "active", "status_reason": None}, {"status": "closed", "status_reason": "注销"})


def test_a_unit_that_moves_is_seen_by_its_new_agency_and_no_longer_by_the_old(world: World) -> None:
    unit, city = world.unit(TIANHE), world.officer()
    etag = city.get(f"/units/{unit}").headers["ETag"]
    assert city.patch(f"/units/{unit}", {"agency_code": YUEXIU, "division_code": "440104"}, etag).status_code == 200
    assert world.officer(YUEXIU).get(f"/units/{unit}").status_code == 200
    assert world.officer(TIANHE).get(f"/units/{unit}").status_code == 404
