"""What every request meets: other sites, wrong types, unusable values, repeats, lost races."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.support.world import TIANHE, World, uscc

UNIT = {
    "kind": "security_company",
    "name": "𠮷安保安服务有限公司",
    "uscc": uscc(900),
    "legal_representative": "李𬭎",
    "phone": "020-12345678",
    "address": "体育西路1号",
    "division_code": "440106",
    "agency_code": TIANHE,
    "registered_capital_yuan": 2_000_000,
    "ownership": "private",
    "services": ["01"],
}


def test_another_sites_request_is_refused(world: World) -> None:
    officer = world.officer()
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        answer = officer.post("/units", UNIT, headers=headers)
        assert (answer.status_code, answer.json["code"]) == (403, "origin.foreign")
    assert officer.post("/units", UNIT, headers={"Origin": "https://gw.example.cn", "Sec-Fetch-Site": "same-origin"}).status_code == 201


def test_a_request_without_the_csrf_token_is_refused(world: World) -> None:
    officer = world.officer()
    answer = officer.post("/units", UNIT, headers={"X-CSRFToken": "made up"})
    assert (answer.status_code, answer.json["code"]) == (403, "session.csrf")


def test_a_form_of_another_type_is_refused(world: World) -> None:
    answer = world.officer().send("POST", "/units", data="kind=x", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json["code"]) == (415, "content_type.unsupported")
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ('{"name": "a\\u0000b"}', "name"),
        ('{"name": "\\ud800"}', "name"),
        ('{"registered_capital_yuan": 99999999999999999999999999999}', "registered_capital_yuan"),
        ('{"registered_capital_yuan": 1e999}', "registered_capital_yuan"),
        ('{"services": ["01", "a\\u0000"]}', "services.1"),
        ('{"unknown_field": 1}', "unknown_field"),
        ('{"name": 7}', "name"),
        ('{"registered_capital_yuan": "7"}', "registered_capital_yuan"),
        ('{"registered_capital_yuan": true}', "registered_capital_yuan"),
        ('{"registered_capital_yuan": 1.5}', "registered_capital_yuan"),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(world: World, raw: str, field: str) -> None:
    body = json.dumps(UNIT)[:-1] + ", " + raw[1:]
    answer = world.officer().send("POST", "/units", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert field in {error["field"] for error in answer.json["errors"]}


@pytest.mark.parametrize("raw", ["", "{", "[" * 100_000, '"\\u12"', "nul", "[]", "7", "9" * 5000])
def test_a_body_that_is_no_object_is_refused_without_an_error_of_ours(world: World, raw: str) -> None:
    answer = world.officer().send("POST", "/units", data=raw, content_type="application/json")
    assert answer.status_code in (400, 422), answer.text
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "query", ["cursor=abc", "cursor=W10", "limit=0", "limit=101", "limit=x", "unknown=1", "q=%00", "cursor=WyJcdTAwMDAiLCAiYSJd"]
)
def test_a_query_that_cannot_be_meant_is_refused(world: World, query: str) -> None:
    assert world.officer().get(f"/units?{query}").status_code == 422


def test_the_same_command_sent_again_happens_once_and_gets_the_same_answer(world: World) -> None:
    officer, key = world.officer(), uuid4()
    first, second = (officer.post("/units", UNIT, key=key) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json == second.json
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(officer.get("/units").json["items"]) == 1


def test_another_command_under_a_used_key_is_refused(world: World) -> None:
    officer, key = world.officer(), uuid4()
    officer.post("/units", UNIT, key=key)
    answer = officer.post("/units", {**UNIT, "name": "另一家公司"}, key=key)
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency.payload_differs")


def test_a_key_belongs_to_its_account(world: World) -> None:
    key = uuid4()
    assert world.officer().post("/units", UNIT, key=key).status_code == 201
    assert world.officer().post("/units", {**UNIT, "uscc": uscc(901)}, key=key).status_code == 201


def test_a_command_without_a_key_is_refused(world: World) -> None:
    answer = world.officer().post("/units", UNIT, headers={"Idempotency-Key": ""})
    assert (answer.status_code, answer.json["code"]) == (400, "idempotency.key_required")


def test_a_refused_command_can_be_mended_and_sent_under_the_same_key(world: World) -> None:
    officer, key = world.officer(), uuid4()
    assert officer.post("/units", {**UNIT, "name": ""}, key=key).status_code == 422
    assert officer.post("/units", UNIT, key=key).status_code == 201


def test_the_same_command_sent_twice_at_once_happens_once(world: World) -> None:
    name, key = world.officer_name(), uuid4()
    browsers = [world.browser(name) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda browser: browser.post("/units", UNIT, key=key), browsers))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert len(browsers[0].get("/units").json["items"]) == 1


def test_a_change_on_an_old_version_is_refused_and_overwrites_nothing(world: World) -> None:
    unit, one, two = world.unit(), world.officer(), world.officer()
    etag = one.get(f"/units/{unit}").headers["ETag"]
    assert one.patch(f"/units/{unit}", {"address": "新址一"}, etag).status_code == 200
    late = two.patch(f"/units/{unit}", {"address": "新址二"}, etag)
    assert (late.status_code, late.json["code"]) == (412, "precondition.failed")
    assert one.get(f"/units/{unit}").json["address"] == "新址一"


def test_a_change_must_say_on_which_version(world: World) -> None:
    answer = world.officer().patch(f"/units/{world.unit()}", {"address": "新址"})
    assert (answer.status_code, answer.json["code"]) == (428, "precondition.required")


def test_what_is_outside_ones_reach_answers_byte_for_byte_like_nothing(world: World) -> None:
    outside, officer = world.unit("440304000000"), world.officer()
    hidden, missing = officer.get(f"/units/{outside}"), officer.get(f"/units/{uuid4()}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.data == missing.data


def test_a_look_outside_ones_reach_is_in_the_audit(world: World) -> None:
    outside, officer = world.unit("440304000000"), world.officer()
    officer.get(f"/units/{outside}")
    events = officer.get(f"/audit-events?subject_id={outside}").json["items"]
    assert [event["action"] for event in events] == ["refuse"]


def test_an_unknown_address_of_the_api_is_a_problem_too(world: World) -> None:
    answer = world.browser().get("/nothing-here")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_wrong_method_says_which_are_right(world: World) -> None:
    answer = world.officer().put("/units", json={})
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_every_answer_carries_the_protecting_headers(world: World) -> None:
    headers = world.browser().get("/health").headers
    assert "wasm-unsafe-eval" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Request-Id"]


def test_a_list_goes_on_where_it_stopped(world: World) -> None:
    names = {f"第{number}保安公司" for number in range(7)}
    for name in names:
        world.unit(name=name)
    officer, seen, cursor = world.officer(), [], ""
    while True:
        page = officer.get(f"/units?limit=3{cursor}").json
        seen += [row["name"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert len(seen) == 7
    assert set(seen) == names


def test_the_system_is_alive_and_ready(world: World) -> None:
    browser = world.browser()
    assert browser.get("/health").json == {"status": "ok"}
    assert browser.get("/readiness").json == {"status": "ready", "replica": "none", "storage": "answers"}
