"""Inspection records: whole, true, once, and seen by whom they concern."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select

from backend.extensions import db
from backend.inspections.models import Checklist, ChecklistItem, Inspection, MediaFile
from tests.factories.inspections import account_id, picture, send_picture, visit
from tests.support.world import FUTIAN, GUANGZHOU, SHIPAI, TIANHE, YUEXIU, Browser, World


@pytest.fixture
def colleague(world: World) -> str:
    """User name of a second officer."""
    return world.officer_name(TIANHE)


@pytest.fixture
def officer(world: World) -> Browser:
    """An officer of Tianhe."""
    return world.officer(TIANHE)


@pytest.fixture
def unit(world: World) -> UUID:
    """A company in Tianhe."""
    return world.unit(TIANHE)


def recorded(world: World) -> int:
    with world.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Inspection)) or 0


def test_a_whole_visit_is_recorded_and_answered_with_a_receipt(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    photo = send_picture(officer).json
    signature = send_picture(officer, "signature", picture(form="PNG")).json
    body = visit(world, officer, colleague, unit)
    body["items"][2] |= {"outcome": "problem", "note": "监控影像仅留存 20 天"}
    body |= {
        "photos": [{"media_id": photo["id"], "caption": "监控室", "item_id": body["items"][2]["item_id"]}],
        "signature": {"media_id": signature["id"], "signer_name": "王𡘙"},
        "no_signature": None,
        "responsible_person": "王𡘙",
        "result": "rectification_required",
        "rectify_by": "2026-12-08",
        "findings": "影像留存不足 30 天。",
        "guards": [
            {
                "guard_id": None,
                "certificate_number": "44012020000001",
                "name": "陈大文",
                "presence": "not_on_roster",
                "verification_id": str(uuid4()),
                "reason": "unknown_number",
                "note": "",
            },
        ],
    }
    answer = officer.post("/inspections", body)
    assert answer.status_code == 201, answer.text
    record = answer.json
    assert record["receipt"]["id"] == body["id"]
    assert record["number"] == record["receipt"]["number"]
    assert len(record["receipt"]["digest"]) == 64
    assert record["problem_count"] == 1
    assert record["items"] == body["items"]
    assert record["guards"] == [{**guard, "finding": None, "article": None} for guard in body["guards"]]
    assert record["signature"] == body["signature"]
    assert [row["name"] for row in record["officers"]] == record["officer_names"]
    assert len(record["officers"]) == 2
    shown = officer.get(f"/inspections/{body['id']}").json
    assert shown == record
    image = officer.get(record["photos"][0]["url"].removeprefix("/api"))
    assert (image.status_code, image.mimetype, image.data[:2]) == (200, "image/jpeg", b"\xff\xd8")


def test_numbers_of_records_follow_each_other_within_an_agency_and_year(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    numbers = [officer.post("/inspections", visit(world, officer, colleague, unit)).json["number"] for _ in range(3)]
    assert numbers == ["4401062026000001", "4401062026000002", "4401062026000003"]


def test_the_same_record_sent_again_is_kept_once(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    body, key = visit(world, officer, colleague, unit), uuid4()
    first = officer.post("/inspections", body, key=key)
    replayed = officer.post("/inspections", body, key=key)
    other_key = officer.post("/inspections", body)
    assert [first.status_code, replayed.status_code, other_key.status_code] == [201, 201, 200]
    assert first.json == replayed.json == other_key.json
    assert recorded(world) == 1


def test_the_same_record_sent_four_times_at_once_is_kept_once(world: World, colleague: str, unit: UUID) -> None:
    name = world.officer_name(TIANHE)
    browsers = [world.browser(name) for _ in range(4)]
    body, key = visit(world, browsers[0], colleague, unit), uuid4()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda browser: browser.post("/inspections", body, key=key), browsers))
    assert {answer.json["number"] for answer in answers} == {answers[0].json["number"]}
    assert recorded(world) == 1


def test_another_record_under_a_used_id_is_refused_and_overwrites_nothing(
    world: World, officer: Browser, colleague: str, unit: UUID
) -> None:
    body = visit(world, officer, colleague, unit)
    officer.post("/inspections", body)
    answer = officer.post("/inspections", {**body, "findings": "另一份"})
    assert (answer.status_code, answer.json["code"]) == (409, "inspection.already_recorded")
    assert officer.get(f"/inspections/{body['id']}").json["findings"] == ""


def test_an_inspection_needs_two_officers_with_the_sender_among_them(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    body = visit(world, officer, colleague, unit)
    other = account_id(world, world.officer_name(TIANHE))
    manager = account_id(world, world.account("company_manager", None, unit))
    own, second = body["officer_ids"]
    for officers in ([own], [own, own], [second, other], [own, manager], [own, str(uuid4())]):
        answer = officer.post("/inspections", {**body, "officer_ids": officers})
        assert (answer.status_code, answer.json["code"]) == (422, "inspection.two_officers"), officers
    assert recorded(world) == 0


def test_each_point_of_the_checklist_is_answered_once(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    body = visit(world, officer, colleague, unit)
    for items in (
        body["items"][1:],
        [*body["items"], body["items"][0]],
        [{**body["items"][0], "item_id": str(uuid4())}, *body["items"][1:]],
    ):
        answer = officer.post("/inspections", {**body, "items": items})
        assert (answer.status_code, answer.json["code"]) == (422, "inspection.items_incomplete")


def test_a_checklist_of_another_kind_of_unit_is_refused(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    other = officer.get("/checklists?unit_kind=training_unit").json["items"][0]
    items = [{"item_id": item["id"], "outcome": "conform", "note": ""} for item in other["items"]]
    answer = officer.post("/inspections", visit(world, officer, colleague, unit, checklist_id=other["id"], items=items))
    assert answer.json["code"] == "inspection.checklist_unsuitable"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"result": "rectification_required"}, "rectify_by"),
        ({"rectify_by": "2026-12-01"}, "rectify_by"),
        ({"result": "rectification_required", "rectify_by": "2026-11-01"}, "rectify_by"),
        ({"finished_at": "2020-01-01T00:00:00Z"}, "finished_at"),
        ({"no_signature": None}, "signature"),
        ({"position": {"latitude": 91, "longitude": 0, "accuracy_m": 1}}, "position.latitude"),
        ({"result": "perfect"}, "result"),
        ({"photos": [{"media_id": str(uuid4()), "caption": "", "item_id": None}]}, "photos"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused_by_field(
    world: World, officer: Browser, colleague: str, unit: UUID, change: dict, field: str
) -> None:
    answer = officer.post("/inspections", visit(world, officer, colleague, unit, **change))
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json["errors"]}
    assert recorded(world) == 0


def test_a_problem_found_does_not_end_as_no_problem(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    body = visit(world, officer, colleague, unit)
    body["items"][0]["outcome"] = "problem"
    assert officer.post("/inspections", body).json["code"] == "inspection.result_contradicts"
    assert officer.post("/inspections", {**body, "result": "corrected_on_site"}).status_code == 201


def test_a_picture_belongs_to_its_sender_and_one_that_is_used_is_a_supervisors_matter(
    world: World, officer: Browser, colleague: str, unit: UUID
) -> None:
    own, foreign = send_picture(officer).json["id"], send_picture(world.officer(TIANHE)).json["id"]

    def photos(media_id: str) -> list:
        return [{"media_id": media_id, "caption": "", "item_id": None}]

    assert (
        officer.post("/inspections", visit(world, officer, colleague, unit, photos=photos(foreign))).json["code"]
        == "inspection.media_unknown"
    )
    assert officer.post("/inspections", visit(world, officer, colleague, unit, photos=photos(own))).status_code == 201
    again = officer.post("/inspections", visit(world, officer, colleague, unit, photos=photos(own)))
    assert (again.status_code, again.json["reason"]) == (202, "media_used")


def test_a_photo_cannot_stand_for_a_signature(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    photo = send_picture(officer).json["id"]
    body = visit(world, officer, colleague, unit, signature={"media_id": photo, "signer_name": "王"}, no_signature=None)
    assert officer.post("/inspections", body).json["code"] == "inspection.media_unknown"


def test_a_picture_sent_twice_is_kept_once(world: World, officer: Browser) -> None:
    key = uuid4()
    first, second = (send_picture(officer, key=key).json for _ in range(2))
    assert first == second
    with world.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(MediaFile)) == 1


def test_a_picture_that_is_none_is_refused_with_its_reason(officer: Browser) -> None:
    answer = send_picture(officer, data=b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert (answer.status_code, answer.json["code"]) == (422, "media.picture_unusable")
    assert answer.json["errors"][0]["code"] == "unsupported"
    wrong_type = officer.send("POST", "/media?kind=signature", data=b"x", content_type="image/svg+xml")
    assert wrong_type.status_code == 415


def test_a_unit_outside_ones_reach_cannot_be_inspected(world: World, officer: Browser, colleague: str) -> None:
    elsewhere = world.unit(FUTIAN)
    body = visit(world, world.officer(FUTIAN), colleague, elsewhere)
    body["officer_ids"][0] = officer.get("/session").json["account"]["id"]
    assert officer.post("/inspections", body).status_code == 404
    assert recorded(world) == 0


def test_a_record_is_seen_from_its_area_upwards_by_its_author_and_by_the_units_manager(
    world: World, officer: Browser, colleague: str, unit: UUID
) -> None:
    body = visit(world, officer, colleague, unit)
    officer.post("/inspections", body)
    path = f"/inspections/{body['id']}"
    sees = {
        "author": officer,
        "city": world.officer(GUANGZHOU),
        "manager": world.manager(unit),
        "sibling": world.officer(YUEXIU),
        "station": world.officer(SHIPAI),
        "other manager": world.manager(world.unit(TIANHE)),
    }
    statuses = {who: browser.get(path).status_code for who, browser in sees.items()}
    assert statuses == {"author": 200, "city": 200, "manager": 200, "sibling": 404, "station": 404, "other manager": 404}
    assert len(sees["manager"].get("/inspections").json["items"]) == 1
    assert sees["other manager"].get("/inspections").json["items"] == []


def test_a_manager_sees_the_photos_of_the_own_units_record_and_nobody_elses(
    world: World, officer: Browser, colleague: str, unit: UUID
) -> None:
    photo = send_picture(officer).json["id"]
    body = visit(world, officer, colleague, unit, photos=[{"media_id": photo, "caption": "", "item_id": None}])
    officer.post("/inspections", body)
    path = f"/inspections/{body['id']}/media/{photo}"
    assert world.manager(unit).get(path).status_code == 200
    assert world.officer(YUEXIU).get(path).status_code == 404
    assert officer.get(f"/inspections/{body['id']}/media/{uuid4()}").status_code == 404


def test_records_are_listed_latest_first_and_by_result_and_day(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    ids = []
    for _ in range(3):
        world.clock.forward(hours=20)
        officer = world.browser(world.officer_name(TIANHE))
        body = visit(world, officer, colleague, unit)
        officer.post("/inspections", body)
        ids.append(body["id"])
    assert [row["id"] for row in officer.get("/inspections").json["items"]] == ids[::-1]
    assert officer.get("/inspections?result=corrected_on_site").json["items"] == []
    assert [row["id"] for row in officer.get("/inspections?from=2026-11-24&to=2026-11-24").json["items"]] == [ids[0]]
    assert [row["id"] for row in officer.get("/inspections?from=2026-11-25").json["items"]] == [ids[2], ids[1]]


def test_an_old_record_keeps_the_checklist_then_in_force(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    body = visit(world, officer, colleague, unit)
    officer.post("/inspections", body)
    with world.session():
        new = Checklist(unit_kind="security_company", version=2, effective_from=date(2026, 1, 1), items=[])
        db.session.add(new)
        db.session.flush()
        values = {
            "checklist_id": new.id,
            "position": 1,
            "code": "new",
            "title_zh": "新",
            "title_en": "New",
            "article": "M. 37",
            "effective_from": date(2026, 1, 1),
        }
        db.session.execute(insert(ChecklistItem), [values])
    assert officer.get("/checklists?unit_kind=security_company").json["items"][0]["version"] == 2
    assert officer.get("/checklists?unit_kind=security_company&on=2025-12-31").json["items"][0]["version"] == 1
    assert officer.get(f"/inspections/{body['id']}").json["checklist"]["version"] == 1


def test_a_record_of_the_former_version_still_arrives(world: World, officer: Browser, colleague: str, unit: UUID) -> None:
    body = visit(world, officer, colleague, unit)
    with world.session():
        db.session.add(Checklist(unit_kind="security_company", version=2, effective_from=date(2026, 1, 1), items=[]))
    assert officer.post("/inspections", body).status_code == 201


def test_every_kind_of_unit_has_its_checklist_with_articles(officer: Browser) -> None:
    lists = {row["unit_kind"]: row["items"] for row in officer.get("/checklists").json["items"]}
    assert set(lists) == {"security_company", "branch", "in_house_unit", "training_unit"}
    assert all(item["article"] and item["effective_from"] for items in lists.values() for item in items)


def test_the_field_pack_holds_what_lies_within_reach_and_expires(world: World, officer: Browser, unit: UUID) -> None:
    world.unit(FUTIAN)
    pack = officer.get("/field-pack").json
    assert [row["id"] for row in pack["units"]] == [str(unit)]
    assert len(pack["checklists"]) == 4
    assert pack["as_of"] < pack["expires_at"]
    assert officer.get("/field-pack?latitude=99&longitude=1").status_code == 422


def test_a_manager_takes_no_field_pack(world: World, unit: UUID) -> None:
    assert world.manager(unit).get("/field-pack").status_code == 403


def test_agencies_whose_numbers_begin_alike_never_give_one_number_twice(world: World, colleague: str) -> None:
    """The number holds the county's six digits, and a county has many stations."""
    unit, numbers = world.unit(SHIPAI, division_code="440106004"), set()
    for agency in (TIANHE, SHIPAI, TIANHE, SHIPAI):
        officer = world.officer(agency)
        answer = officer.post("/inspections", visit(world, officer, colleague, unit))
        assert answer.status_code == 201, answer.text
        numbers.add(answer.json["number"])
    assert len(numbers) == 4
