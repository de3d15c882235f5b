"""Who works for which unit, and at which sites."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.factories.guards import guard, identity_number, with_certificate
from tests.factories.roster import day, employee, hired, posted, site
from tests.support.world import FUTIAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU, Browser, World

YUEXIU_STREET = "440104"


def roster(browser: Browser, unit_id: UUID | str, **query: Any) -> list[dict[str, Any]]:
    answer = browser.post(f"/units/{unit_id}/roster/search", query)
    assert answer.status_code == 200, answer.text
    return list(answer.json["items"])


def sites(browser: Browser, query: str = "") -> list[str]:
    return [row["name"] for row in browser.get(f"/sites{query}").json["items"]]


# Hiring


def test_a_manager_hires_by_identity_number_and_name(world: World) -> None:
    unit, number = world.unit(), identity_number(5)
    guard(world, name="𠮷野明", identity_number=number)
    manager = world.manager(unit)
    entry = hired(manager, unit, {"identity_number": number.lower(), "name": "𠮷野明", "started_on": day(world)})
    assert (entry["guard"]["name"], entry["guard"]["unit_id"], entry["postings"]) == ("𠮷野明", str(unit), [])
    assert [row["employment_id"] for row in roster(manager, unit)] == [entry["employment_id"]]
    assert manager.get(f"/guards/{entry['guard']['id']}").status_code == 200


def test_an_unknown_number_and_another_name_get_the_same_answer(world: World) -> None:
    unit, number = world.unit(), identity_number(5)
    guard(world, name="陈志强", identity_number=number)
    manager = world.manager(unit)
    tries = [
        {"identity_number": number, "name": "陈志张"},
        {"identity_number": identity_number(6), "name": "陈志强"},
        {"certificate_number": "44012026999999", "name": "陈志强"},
    ]
    answers = [manager.post(f"/units/{unit}/employments", {**one, "position": "队员", "started_on": day(world)}) for one in tries]
    assert {answer.status_code for answer in answers} == {422}
    assert len({str({**answer.json, "request_id": 0}) for answer in answers}) == 1
    assert answers[0].json["code"] == "roster.person_not_found"


def test_nobody_has_two_employers(world: World) -> None:
    one, other = world.unit(), world.unit()
    first = world.manager(one)
    entry = employee(world, first, one)
    values = {
        "certificate_number": entry["guard"]["certificate_number"], "name": "陈志强", "position": "队员", "started_on": day(world),
    }  # fmt: skip
    assert first.post(f"/units/{one}/employments", values).json["code"] == "roster.already_employed"
    second = world.manager(other).post(f"/units/{other}/employments", values)
    assert (second.status_code, second.json["code"]) == (409, "roster.employed_elsewhere")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"started_on": "2026-12-24"}, "started_on"),
        ({"started_on": "1979-12-31"}, "started_on"),
        ({"started_on": "yesterday"}, "started_on"),
        ({"certificate_number": None}, "identity_number"),
        ({"identity_number": identity_number(9)}, "identity_number"),
        ({"identity_number": "440106199002300011", "certificate_number": None}, "identity_number"),
        ({"position": ""}, "position"),
        ({"salary": 1}, "salary"),
    ],
)
def test_a_hire_that_cannot_be_is_refused_by_field(world: World, change: dict, field: str) -> None:
    unit = world.unit()
    number = with_certificate(world, guard(world))
    values = {"certificate_number": number, "name": "陈志强", "position": "队员", "started_on": day(world), **change}
    answer = world.manager(unit).post(f"/units/{unit}/employments", values)
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json["errors"]}


def test_a_unit_that_is_suspended_hires_nobody_and_opens_no_site(world: World) -> None:
    unit = world.unit(status="suspended")
    number = with_certificate(world, guard(world))
    manager = world.manager(unit)
    values = {"certificate_number": number, "name": "陈志强", "position": "队员", "started_on": day(world)}
    assert manager.post(f"/units/{unit}/employments", values).json["code"] == "unit.not_active"
    values = {"name": "北门", "address": "天河路", "division_code": "440106004"}
    assert manager.post(f"/units/{unit}/sites", values).json["code"] == "unit.not_active"


def test_a_new_employment_begins_when_the_last_one_has_ended(world: World) -> None:
    one, other = world.unit(), world.unit()
    first, second = world.manager(one), world.manager(other)
    entry = employee(world, first, one)
    left = first.post(f"/employments/{entry['employment_id']}/leaving", {"ended_on": day(world, 10), "leaving_reason": "resigned"})
    assert (left.status_code, left.json["ended_on"], left.json["leaving_reason"]) == (200, day(world, 10), "resigned")
    values = {"certificate_number": entry["guard"]["certificate_number"], "name": "陈志强", "position": "队员"}
    early = second.post(f"/units/{other}/employments", {**values, "started_on": day(world, 11)})
    assert (early.status_code, early.json["code"], early.json["earliest"]) == (422, "roster.date_out_of_range", day(world, 10))
    hired(second, other, {**values, "started_on": day(world, 10)})
    history = world.officer(TIANHE).get(f"/guards/{entry['guard']['id']}/employments").json["items"]
    assert [(row["unit_id"], row["ended_on"]) for row in history] == [(str(other), None), (str(one), day(world, 10))]
    own = second.get(f"/guards/{entry['guard']['id']}/employments").json["items"]
    assert [row["unit_id"] for row in own] == [str(other)]
    assert first.get(f"/guards/{entry['guard']['id']}").status_code == 404


def test_whoever_had_given_up_the_work_is_active_again_when_hired(world: World) -> None:
    unit, officer, found = world.unit(), world.officer(TIANHE), guard(world)
    number = with_certificate(world, found)
    officer.patch(f"/guards/{found}", {"status": "inactive"}, officer.get(f"/guards/{found}").headers["ETag"])
    hired(world.manager(unit), unit, {"certificate_number": number, "name": "陈志强", "started_on": day(world)})
    assert officer.get(f"/guards/{found}").json["status"] == "active"


def test_the_same_hire_sent_twice_hires_once(world: World) -> None:
    unit, manager = world.unit(), None
    number = with_certificate(world, guard(world))
    manager = world.manager(unit)
    values = {"certificate_number": number, "name": "陈志强", "position": "队员", "started_on": day(world)}
    key = uuid4()
    first, second = (manager.post(f"/units/{unit}/employments", values, key=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert len(roster(manager, unit)) == 1


# Leaving


@pytest.mark.parametrize("days_ago", [-1, 101])
def test_one_leaves_after_one_came_and_not_in_the_future(world: World, days_ago: int) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry = employee(world, manager, unit)
    refused = manager.post(
        f"/employments/{entry['employment_id']}/leaving", {"ended_on": day(world, days_ago), "leaving_reason": "resigned"}
    )
    assert (refused.status_code, refused.json["code"]) == (422, "roster.date_out_of_range")
    assert [error["field"] for error in refused.json["errors"]] == ["ended_on"]
    assert len(roster(manager, unit)) == 1


def test_leaving_ends_every_posting_and_can_be_done_once(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry = employee(world, manager, unit)
    place = site(manager, unit)
    posted(world, manager, place["id"], entry)
    leaving = {"ended_on": day(world), "leaving_reason": "resigned"}
    assert manager.post(f"/employments/{entry['employment_id']}/leaving", leaving).status_code == 200
    assert roster(manager, unit) == []
    assert manager.get(f"/sites/{place['id']}/roster").json["items"] == []
    again = manager.post(f"/employments/{entry['employment_id']}/leaving", leaving)
    assert (again.status_code, again.json["code"]) == (409, "roster.not_employed_here")


def test_nobody_leaves_before_the_day_of_his_posting(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry = employee(world, manager, unit)
    posted(world, manager, site(manager, unit)["id"], entry, days_ago=5)
    refused = manager.post(f"/employments/{entry['employment_id']}/leaving", {"ended_on": day(world, 6), "leaving_reason": "resigned"})
    assert (refused.json["code"], refused.json["earliest"]) == ("roster.date_out_of_range", day(world, 5))


# Posting


def test_a_guard_is_posted_to_several_sites_but_to_each_once(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry = employee(world, manager, unit)
    north, south = site(manager, unit), site(manager, unit, name="南门")
    posted(world, manager, north["id"], entry)
    posted(world, manager, south["id"], entry)
    again = manager.post(f"/sites/{north['id']}/postings", {"employment_id": entry["employment_id"], "started_on": day(world)})
    assert (again.status_code, again.json["code"]) == (409, "roster.already_posted")
    assert {row["site_name"] for row in roster(manager, unit)[0]["postings"]} == {"正佳广场北门", "南门"}
    assert [row["guard"]["name"] for row in roster(manager, unit, site_id=north["id"])] == ["陈志强"]
    assert manager.get(f"/sites/{north['id']}").json["posted_count"] == 1
    here = manager.get(f"/sites/{north['id']}/roster").json["items"]
    assert [(row["guard"]["name"], row["position"], row["employment_id"]) for row in here] == [("陈志强", "队员", entry["employment_id"])]


@pytest.mark.parametrize(
    ("state", "expires_in"), [("suspended", None), ("revoked", None), ("cancelled", None), ("superseded", None), ("valid", -1)]
)
def test_nobody_is_posted_without_a_valid_certificate(world: World, state: str, expires_in: int | None) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry = employee(world, manager, unit)
    expires_on = None
    if expires_in is not None:
        from datetime import timedelta

        expires_on = world.clock.now().date() + timedelta(days=expires_in)
    with_certificate(world, UUID(entry["guard"]["id"]), state=state, expires_on=expires_on)
    place = site(manager, unit)
    refused = manager.post(f"/sites/{place['id']}/postings", {"employment_id": entry["employment_id"], "started_on": day(world)})
    assert (refused.status_code, refused.json["code"]) == (409, "roster.no_valid_certificate")


def test_a_person_without_any_certificate_may_be_hired_but_not_posted(world: World) -> None:
    unit, number = world.unit(), identity_number(5)
    guard(world, identity_number=number)
    manager = world.manager(unit)
    entry = hired(manager, unit, {"identity_number": number, "name": "陈志强", "started_on": day(world)})
    place = site(manager, unit)
    refused = manager.post(f"/sites/{place['id']}/postings", {"employment_id": entry["employment_id"], "started_on": day(world)})
    assert refused.json["code"] == "roster.no_valid_certificate"


@pytest.mark.parametrize("days_ago", [-1, 101])
def test_a_posting_lies_within_the_employment_and_not_in_the_future(world: World, days_ago: int) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry, place = employee(world, manager, unit), site(manager, unit)
    values = {"employment_id": entry["employment_id"], "started_on": day(world, days_ago)}
    refused = manager.post(f"/sites/{place['id']}/postings", values)
    assert (refused.status_code, refused.json["code"]) == (422, "roster.date_out_of_range")


def test_a_posting_ends_and_may_begin_again_but_not_overlap(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    entry, place = employee(world, manager, unit), site(manager, unit)
    posting = posted(world, manager, place["id"], entry, days_ago=50)
    early = manager.post(f"/postings/{posting['id']}/ending", {"ended_on": day(world, 51)})
    assert early.json["code"] == "roster.date_out_of_range"
    ended = manager.post(f"/postings/{posting['id']}/ending", {"ended_on": day(world, 20)})
    assert (ended.status_code, ended.json["ended_on"]) == (200, day(world, 20))
    assert manager.post(f"/postings/{posting['id']}/ending", {"ended_on": day(world, 20)}).json["code"] == "roster.posting_ended"
    values = {"employment_id": entry["employment_id"], "started_on": day(world, 21)}
    assert manager.post(f"/sites/{place['id']}/postings", values).json["code"] == "roster.date_out_of_range"
    posted(world, manager, place["id"], entry, days_ago=20)


def test_only_those_of_the_sites_unit_are_posted_to_it(world: World) -> None:
    one, other = world.unit(), world.unit()
    first, second = world.manager(one), world.manager(other)
    entry, place = employee(world, first, one), site(second, other)
    values = {"employment_id": entry["employment_id"], "started_on": day(world)}
    assert second.post(f"/sites/{place['id']}/postings", values).json["code"] == "roster.not_employed_here"
    assert first.post(f"/sites/{place['id']}/postings", values).status_code == 404


# Sites


def test_a_site_is_seen_by_the_station_of_its_street_and_so_is_the_unit(world: World) -> None:
    unit = world.unit(YUEXIU)
    manager, station = world.manager(unit), world.officer(SHIPAI)
    assert station.get(f"/units/{unit}").status_code == 404
    place = site(manager, unit)
    assert (place["agency_code"], place["agency_name"]) == (SHIPAI, "沙河派出所")
    assert (place["division_name"], place["unit_kind"], place["posted_count"]) == ("沙河街道", "security_company", 0)
    assert station.get(f"/sites/{place['id']}").status_code == 200
    assert station.get(f"/units/{unit}").status_code == 200
    assert sites(world.officer(FUTIAN)) == []


def test_a_posted_guard_is_seen_where_he_stands_until_he_stands_there_no_longer(world: World) -> None:
    unit = world.unit(YUEXIU)
    manager, station, yuexiu = world.manager(unit), world.officer(SHIPAI), world.officer(YUEXIU)
    entry = employee(world, manager, unit, agency_code=FUTIAN)
    guard_id = entry["guard"]["id"]
    assert (yuexiu.get(f"/guards/{guard_id}").status_code, station.get(f"/guards/{guard_id}").status_code) == (200, 404)
    posting = posted(world, manager, site(manager, unit)["id"], entry)
    assert station.get(f"/guards/{guard_id}").status_code == 200
    assert [row["guard"]["id"] for row in roster(station, unit)] == [guard_id]
    manager.post(f"/postings/{posting['id']}/ending", {"ended_on": day(world)})
    assert station.get(f"/guards/{guard_id}").status_code == 404
    manager.post(f"/employments/{entry['employment_id']}/leaving", {"ended_on": day(world), "leaving_reason": "resigned"})
    assert yuexiu.get(f"/guards/{guard_id}").status_code == 404
    assert world.officer(FUTIAN).get(f"/guards/{guard_id}").status_code == 200


def test_a_site_that_moves_takes_its_guards_into_the_new_area(world: World) -> None:
    unit = world.unit(YUEXIU)
    manager, shipai, futian = world.manager(unit), world.officer(SHIPAI), world.officer(FUTIAN)
    entry, place = employee(world, manager, unit), site(manager, unit)
    posted(world, manager, place["id"], entry)
    etag = manager.get(f"/sites/{place['id']}").headers["ETag"]
    moved = manager.patch(f"/sites/{place['id']}", {"division_code": "440304", "name": "新址"}, etag)
    assert (moved.status_code, moved.json["agency_code"], moved.json["name"]) == (200, FUTIAN, "新址")
    for path in (f"/sites/{place['id']}", f"/units/{unit}", f"/guards/{entry['guard']['id']}"):
        assert (futian.get(path).status_code, shipai.get(path).status_code) == (200, 404), path


def test_a_unit_that_moves_takes_its_guards_along_and_stays_visible_where_it_works(world: World) -> None:
    unit = world.unit(TIANHE)
    manager, city = world.manager(unit), world.officer(GUANGZHOU)
    site(manager, unit, division_code="440106")
    entry = employee(world, manager, unit, agency_code=FUTIAN)
    etag = city.get(f"/units/{unit}").headers["ETag"]
    assert city.patch(f"/units/{unit}", {"agency_code": YUEXIU}, etag).status_code == 200
    guard_id = entry["guard"]["id"]
    assert world.officer(YUEXIU).get(f"/guards/{guard_id}").status_code == 200
    tianhe = world.officer(TIANHE)
    assert tianhe.get(f"/guards/{guard_id}").status_code == 404
    assert tianhe.get(f"/units/{unit}").status_code == 200


def test_closing_a_site_ends_its_postings_and_nothing_begins_there_again(world: World) -> None:
    unit = world.unit(YUEXIU)
    manager, station = world.manager(unit), world.officer(SHIPAI)
    entry, place = employee(world, manager, unit), site(manager, unit)
    posted(world, manager, place["id"], entry)
    assert manager.post(f"/sites/{place['id']}/closure", {}).status_code == 422
    closed = manager.post(f"/sites/{place['id']}/closure", {"reason": "合同终止"})
    assert (closed.status_code, closed.json["status"], closed.json["posted_count"]) == (200, "closed", 0)
    assert roster(manager, unit)[0]["postings"] == []
    assert station.get(f"/units/{unit}").status_code == 404
    assert station.get(f"/guards/{entry['guard']['id']}").status_code == 404
    values = {"employment_id": entry["employment_id"], "started_on": day(world)}
    for refused in (
        manager.post(f"/sites/{place['id']}/postings", values),
        manager.post(f"/sites/{place['id']}/closure", {"reason": "again"}),
        manager.patch(f"/sites/{place['id']}", {"name": "新名"}, closed.headers["ETag"]),
    ):
        assert (refused.status_code, refused.json["code"]) == (409, "roster.site_closed")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"division_code": "4401"}, "division_code"),
        ({"division_code": "440199"}, "division_code"),
        ({"name": "\u3000"}, "name"),
        ({"latitude": 23.1}, "longitude"),
        ({"latitude": 91, "longitude": 113}, "latitude"),
        ({"latitude": True, "longitude": 113}, "latitude"),
        ({"latitude": "NaN", "longitude": 113}, "latitude"),
        ({"client_id": str(UUID(int=5))}, "client_id"),
        ({"agency_code": SHENZHEN}, "agency_code"),
    ],
)
def test_a_site_that_cannot_be_is_refused_by_field(world: World, change: dict, field: str) -> None:
    unit = world.unit()
    values = {"name": "北门", "address": "天河路", "division_code": "440106004", **change}
    answer = world.manager(unit).post(f"/units/{unit}/sites", values)
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json["errors"]}


def test_a_change_of_half_a_position_is_refused_and_clearing_it_is_not(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    place = site(manager, unit, latitude=23.13, longitude=113.32)
    etag = manager.get(f"/sites/{place['id']}").headers["ETag"]
    assert manager.patch(f"/sites/{place['id']}", {"latitude": None}, etag).status_code == 422
    cleared = manager.patch(f"/sites/{place['id']}", {"latitude": None, "longitude": None}, etag)
    assert (cleared.status_code, cleared.json["latitude"]) == (200, None)
    stale = manager.patch(f"/sites/{place['id']}", {"name": "晚了"}, etag)
    assert (stale.status_code, stale.json["code"]) == (412, "precondition.failed")


def test_clients_belong_to_their_unit(world: World) -> None:
    one, other = world.unit(), world.unit()
    first, second = world.manager(one), world.manager(other)
    client = first.post(f"/units/{one}/clients", {"name": "正佳集团"})
    assert (client.status_code, client.json["uscc"]) == (201, None)
    assert first.post(f"/units/{one}/clients", {"name": "正佳集团"}).json["code"] == "client.name_taken"
    assert [row["name"] for row in first.get(f"/units/{one}/clients").json["items"]] == ["正佳集团"]
    assert second.get(f"/units/{one}/clients").status_code == 404
    assert site(first, one, client_id=client.json["id"])["client_name"] == "正佳集团"
    values = {"name": "北门", "address": "天河路", "division_code": "440106004", "client_id": client.json["id"]}
    assert second.post(f"/units/{other}/sites", values).status_code == 422


# Nearness

TOWER = (23.1065, 113.3245)


def near(world: World, manager: Browser, unit: UUID, name: str, north_m: float, east_m: float = 0) -> None:
    latitude, longitude = TOWER[0] + north_m / 111_195, TOWER[1] + east_m / 102_270
    site(manager, unit, name=name, latitude=latitude, longitude=longitude)


def test_the_nearest_site_comes_first_and_those_without_a_position_last(world: World) -> None:
    unit = world.unit()
    manager, officer = world.manager(unit), world.officer(GUANGZHOU)
    site(manager, unit, name="未知")
    for name, north, east in (("八百米", 800, 0), ("对角", 290, 290), ("三百五", 0, 350), ("五十米", 30, 40), ("远方", 60_000, 0)):
        near(world, manager, unit, name, north, east)
    here = f"?latitude={TOWER[0]}&longitude={TOWER[1]}"
    items = officer.get(f"/sites{here}").json["items"]
    assert [row["name"] for row in items] == ["五十米", "三百五", "对角", "八百米", "未知", "远方"]
    assert [row["distance_m"] for row in items[:4]] == [50, 350, 410, 800]
    assert [row["distance_m"] for row in items[4:]] == [None, None]


def test_nearness_goes_on_page_by_page_without_gap_or_repeat(world: World) -> None:
    unit = world.unit()
    manager, officer = world.manager(unit), world.officer(GUANGZHOU)
    for step in range(7):
        near(world, manager, unit, f"站{step}", 200 * step, 100 * (step % 2))
    site(manager, unit, name="未知")
    found, cursor = [], ""
    while True:
        page = officer.get(f"/sites?latitude={TOWER[0]}&longitude={TOWER[1]}&limit=3{cursor}").json
        found += [row["name"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert found == [f"站{step}" for step in range(7)] + ["未知"]


def test_sites_are_found_by_name_address_unit_and_status(world: World) -> None:
    one, other = world.unit(), world.unit()
    manager, officer = world.manager(one), world.officer(GUANGZHOU)
    gone = site(manager, one, name="旧址", address="中山大道1号")
    manager.post(f"/sites/{gone['id']}/closure", {"reason": "终止"})
    site(manager, one, name="正佳广场北门")
    site(world.manager(other), other, name="太古汇", address="天河路383号")
    assert sites(officer, "?q=正佳") == ["正佳广场北门"]
    assert sites(officer, "?q=383") == ["太古汇"]
    assert sorted(sites(officer, f"?unit_id={one}")) == ["旧址", "正佳广场北门"]
    assert sites(officer, f"?unit_id={one}&status=active") == ["正佳广场北门"]
    assert [row["name"] for row in manager.get(f"/units/{one}/sites?status=closed").json["items"]] == ["旧址"]
    assert sorted(sites(manager)) == ["旧址", "正佳广场北门"]


@pytest.mark.parametrize(
    "query", ["latitude=23.1", "latitude=95&longitude=1", "latitude=nan&longitude=1", "cursor=x&latitude=1&longitude=1"]
)
def test_a_place_that_cannot_be_is_refused(world: World, query: str) -> None:
    assert world.officer().get(f"/sites?{query}").status_code == 422


# Reach


def test_a_roster_is_searched_like_the_register(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    number = identity_number(77)
    employee(world, manager, unit, name="欧阳建国", identity_number=number)
    other = employee(world, manager, unit, name="张伟")
    with_certificate(world, UUID(other["guard"]["id"]), "44012026777777", state="suspended")
    for q in ("阳建", "oyjg", "ouyang", number):
        assert [row["guard"]["name"] for row in roster(manager, unit, q=q)] == ["欧阳建国"], q
    assert [row["guard"]["name"] for row in roster(manager, unit, q="440120267")] == ["张伟"]
    assert [row["guard"]["name"] for row in roster(manager, unit, certificate_state="suspended")] == ["张伟"]
    assert [row["guard"]["name"] for row in roster(manager, unit)] == ["欧阳建国", "张伟"]


def test_a_manager_acts_on_own_units_and_branches_only(world: World) -> None:
    company, stranger = world.unit(), world.unit()
    branch = world.unit(YUEXIU, kind="branch", parent_unit_id=company)
    manager, other = world.manager(company), world.manager(stranger)
    entry, place = employee(world, manager, branch), site(manager, branch)
    posting = posted(world, manager, place["id"], entry)
    for answer in (
        other.post(f"/units/{branch}/roster/search", {}),
        other.get(f"/sites/{place['id']}"),
        other.get(f"/sites/{place['id']}/roster"),
        other.get(f"/units/{branch}/sites"),
        other.get(f"/guards/{entry['guard']['id']}/employments"),
        other.post(f"/employments/{entry['employment_id']}/leaving", {"ended_on": day(world), "leaving_reason": "resigned"}),
        other.post(f"/postings/{posting['id']}/ending", {"ended_on": day(world)}),
        other.post(f"/sites/{place['id']}/closure", {"reason": "x"}),
        other.patch(f"/sites/{place['id']}", {"name": "新名"}, '"1"'),
    ):
        assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert len(roster(manager, branch)) == 1


@pytest.mark.parametrize("agency", [PROVINCE, GUANGZHOU, TIANHE])
def test_officers_read_rosters_and_change_none(world: World, agency: str) -> None:
    unit = world.unit()
    manager, officer = world.manager(unit), world.officer(agency)
    entry, place = employee(world, manager, unit), site(manager, unit, division_code="440106")
    assert len(roster(officer, unit)) == 1
    assert sites(officer) == ["正佳广场北门"]
    values = {"ended_on": day(world), "leaving_reason": "resigned"}
    assert officer.post(f"/employments/{entry['employment_id']}/leaving", values).status_code == 403
    assert officer.post(f"/sites/{place['id']}/closure", {"reason": "x"}).status_code == 403


def test_every_change_of_the_roster_is_audited(world: World) -> None:
    unit = world.unit()
    manager, officer = world.manager(unit), world.officer(GUANGZHOU)
    entry, place = employee(world, manager, unit), site(manager, unit)
    posting = posted(world, manager, place["id"], entry)
    manager.post(f"/postings/{posting['id']}/ending", {"ended_on": day(world)})
    manager.post(f"/employments/{entry['employment_id']}/leaving", {"ended_on": day(world), "leaving_reason": "resigned"})
    for subject, expected in (
        (entry["employment_id"], ["leave", "hire"]),
        (posting["id"], ["unpost", "post"]),
        (place["id"], ["register"]),
    ):
        assert [row["action"] for row in officer.get(f"/audit-events?subject_id={subject}").json["items"]] == expected
    left = officer.get(f"/audit-events?subject_id={entry['employment_id']}").json["items"][0]
    assert (left["after"]["leaving_reason"], left["after"]["ended_on"], left["before"]["ended_on"]) == ("resigned", day(world), None)


def test_lists_cost_the_same_number_of_queries_however_long(world: World) -> None:
    from tests.api.test_guards import queries_of

    unit = world.unit()
    manager = world.manager(unit)
    place = site(manager, unit)

    def grow(count: int) -> None:
        for _ in range(count):
            posted(world, manager, place["id"], employee(world, manager, unit))

    def read() -> None:
        roster(manager, unit)
        manager.get(f"/sites/{place['id']}/roster")
        manager.get("/sites?latitude=23&longitude=113")

    grow(2)
    few = queries_of(world, read)
    grow(6)
    assert queries_of(world, read) == few
