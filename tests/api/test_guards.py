"""The register of guards."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from backend.extensions import db
from backend.guards.models import Guard
from tests.factories.guards import guard, identity_number, person, picture, with_certificate
from tests.support.world import DONGGUAN, FUTIAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU, Browser, World


def names(officer: Browser, q: str, **more: Any) -> list[str]:
    answer = officer.post("/guards/search", {"q": q, **more})
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json["items"]]


# Registering


def test_a_county_officer_registers_a_guard_whose_numbers_are_shown_masked(world: World) -> None:
    number = identity_number(11, date(1988, 2, 29))
    answer = world.officer(TIANHE).post("/guards", person(world, name="𠮷野明", identity_number=number))
    assert answer.status_code == 201, answer.text
    shown = answer.json
    assert (shown["name"], shown["sex"], shown["birth_year"], shown["status"]) == ("𠮷野明", "male", 1988, "active")
    assert (shown["agency_name"], shown["registered_on"]) == ("广州市公安局天河分局", "2026-11-23")
    assert shown["identity_number_masked"] == f"440*************{number[-2:]}"
    assert shown["phone_masked"] == "138****5678"
    assert (shown["has_photo"], shown["certificate_state"], shown["unit_id"]) == (False, None, None)
    assert number not in answer.text
    assert "13812345678" not in answer.text


@pytest.mark.parametrize("typed", ["440106 19790103 0057", "440106-19790103-0057", "\u3000４４０１０６１９７９０１０３００５７ "])
def test_an_identity_number_is_understood_however_it_is_typed(world: World, typed: str) -> None:
    number = identity_number(5, date(1979, 1, 3))
    written = typed.replace("0057", number[14:]).replace("００５７", number[14:])
    officer = world.officer(TIANHE)
    assert officer.post("/guards", person(world, identity_number=written)).status_code == 201
    again = officer.post("/guards", person(world, identity_number=number, name="别人"))
    assert (again.status_code, again.json["code"]) == (409, "guard.identity_number_taken")


def test_a_number_that_ends_in_x_may_be_typed_small(world: World) -> None:
    number = next(text for n in range(1, 400) if (text := identity_number(n)).endswith("X"))
    assert world.officer(TIANHE).post("/guards", person(world, identity_number=number.lower())).status_code == 201


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("440106900517001", "format"),
        ("44010619900517001", "format"),
        ("4401061990051700AB", "format"),
        ("", "format"),
        ("440106199002300011", "birth_date"),
        ("440106189912310011", "birth_date"),
        (identity_number(1, date(2099, 1, 1)), "birth_date"),
        (identity_number(1)[:17] + identity_number(2)[17], "check_character"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_reason(world: World, number: str, code: str) -> None:
    answer = world.officer(TIANHE).post("/guards", person(world, identity_number=number))
    assert answer.status_code == 422, answer.text
    assert [(error["field"], error["code"]) for error in answer.json["errors"]] == [("identity_number", code)]


def test_a_region_nobody_lists_is_no_reason_to_refuse(world: World) -> None:
    assert world.officer(TIANHE).post("/guards", person(world, identity_number=identity_number(1, region="999999"))).status_code == 201


def test_one_is_eighteen_on_the_birthday_and_not_the_day_before(world: World) -> None:
    officer = world.officer(TIANHE)
    young = officer.post("/guards", person(world, identity_number=identity_number(1, date(2008, 11, 24))))
    assert (young.status_code, young.json["code"]) == (422, "guard.under_age")
    assert officer.post("/guards", person(world, identity_number=identity_number(1, date(2008, 11, 23)))).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "陈\u202e强"}, "name"),
        ({"name": "12 34"}, "name"),
        ({"name": "𠮷" * 25}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"phone": "020-88880000"}, "phone"),
        ({"education": "kindergarten"}, "education"),
        ({"address": "\u3000"}, "address"),
        ({"agency_code": SHENZHEN}, "agency_code"),
        ({"agency_code": "449999000000"}, "agency_code"),
        ({"nickname": "小强"}, "nickname"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_by_field(world: World, change: dict, field: str) -> None:
    answer = world.officer(GUANGZHOU).post("/guards", {**person(world), **change})
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json["errors"]}


def test_blanks_that_pad_a_short_name_are_dropped(world: World) -> None:
    answer = world.officer(TIANHE).post("/guards", person(world, name=" 王\u3000 伟\u3000"))
    assert answer.json["name"] == "王伟"


@pytest.mark.parametrize("agency", [PROVINCE, SHIPAI])
def test_province_and_station_register_nobody(world: World, agency: str) -> None:
    assert world.officer(agency).post("/guards", person(world)).status_code == 403


def test_the_same_registration_sent_twice_registers_once(world: World) -> None:
    officer, values = world.officer(TIANHE), person(world)
    key = "018f2f6e-0000-7000-8000-000000000001"
    first, second = officer.post("/guards", values, key=key), officer.post("/guards", values, key=key)
    assert first.json == second.json
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(names(officer, "")) == 1


def test_numbers_and_phones_lie_encrypted_and_cannot_be_moved_to_another_row(world: World) -> None:
    number = identity_number(7)
    one, other = guard(world, identity_number=number), guard(world)
    with world.session():
        rows = {row.id: row for row in db.session.scalars(db.select(Guard))}
        assert number.encode() not in rows[one].identity_number + rows[one].identity_index
        rows[other].identity_number, rows[other].phone = rows[one].identity_number, rows[one].phone
    assert world.officer().get(f"/guards/{other}").status_code == 500


# Finding


def test_one_box_finds_by_number_certificate_reading_initials_or_part_of_the_name(world: World) -> None:
    number = identity_number(9)
    found = guard(world, name="欧阳建国", identity_number=number)
    with_certificate(world, found, "44012026000123")
    guard(world, name="张建国")
    officer = world.officer()
    for q in (number, f"{number[:6]} {number[6:]}", "44012026000123", "440120260001", "４４０１２０２６０００１２３"):
        assert names(officer, q) == ["欧阳建国"], q
    for q in ("ouyangjianguo", "ouyang", "Ou Yang", "OYJG", "oyj", "阳建", "欧阳", "欧阳建国", "欧阳 建国"):
        assert names(officer, q) == ["欧阳建国"], q
    assert sorted(names(officer, "建国")) == ["张建国", "欧阳建国"]
    for q in ("建阳", "jianguo", number[:17], "%", "_", '"', "x" * 60):
        assert names(officer, q) == [], q


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shanxx"), ("单雄信", "sxx"), ("曾国荃", "zengguoquan"), ("解晓东", "xiexd"), ("仇英", "qiuying"), ("查良镛", "zhaly"),
        ("翟志刚", "zhaizg"), ("朴正焕", "piao"), ("区大相", "oudaxiang"), ("尉迟恭", "yuchig"), ("吕绿", "lülv"), ("吕绿", "lvlu"),
    ],
)  # fmt: skip
def test_surnames_are_found_as_they_are_said(world: World, name: str, typed: str) -> None:
    guard(world, name=name)
    assert names(world.officer(), typed) == [name]


@pytest.mark.parametrize("name", ["𠮷𠮷", "𠮷野明", "李𬭎", "王𪚥𫝀", "赵㛃", "阿不都·热合曼", "张\U00030edd"])
def test_rare_characters_are_found_alone_and_in_company(world: World, name: str) -> None:
    guard(world, name=name)
    guard(world, name="王小明")
    officer = world.officer()
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            if name[start:end] not in "·王小明":
                assert name in names(officer, name[start:end]), name[start:end]


def test_the_exact_name_comes_first_then_names_that_begin_so_then_the_rest_over_all_pages(world: World) -> None:
    for name in ("大王伟", "王伟强", "王伟", "小王伟", "王伟民", "王为"):
        guard(world, name=name)
    officer, found, cursor = world.officer(), [], None
    while True:
        page = officer.post("/guards/search", {"q": "王伟", "limit": 2, "cursor": cursor}).json
        found += [row["name"] for row in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert found == ["王伟", "王伟强", "王伟民", "大王伟", "小王伟"]


def test_a_guard_with_several_readings_is_listed_once(world: World) -> None:
    guard(world, name="翟朴")
    guard(world, name="张重")
    officer = world.officer()
    assert names(officer, "z") == ["张重", "翟朴"]
    first = officer.post("/guards/search", {"q": "z", "limit": 1}).json
    second = officer.post("/guards/search", {"q": "z", "limit": 1, "cursor": first["next_cursor"]}).json
    assert [row["name"] for row in second["items"]] == ["翟朴"]
    assert second["next_cursor"] is None


def test_without_words_all_within_reach_are_listed_as_they_are_read(world: World) -> None:
    for name in ("张三", "安宁", "李四"):
        guard(world, name=name)
    assert names(world.officer(), "") == ["安宁", "李四", "张三"]
    assert names(world.officer(SHENZHEN), "") == []


def test_guards_are_listed_by_the_state_of_their_certificate_today(world: World) -> None:
    for name, state, expires_on in (
        ("甲", "valid", None),
        ("乙", "valid", date(2026, 11, 23)),
        ("丙", "valid", date(2026, 11, 22)),
        ("丁", "suspended", date(2020, 1, 1)),
        ("戊", None, None),
    ):
        found = guard(world, name=f"{name}某")
        if state:
            with_certificate(world, found, state=state, expires_on=expires_on)
    officer = world.officer()
    assert sorted(names(officer, "", certificate_state="valid")) == ["乙某", "甲某"]
    assert names(officer, "", certificate_state="expired") == ["丙某"]
    assert names(officer, "", certificate_state="suspended") == ["丁某"]
    rows = officer.post("/guards/search", {"q": "丙"}).json["items"]
    assert (rows[0]["certificate_state"], rows[0]["certificate_expires_on"]) == ("expired", "2026-11-22")


@pytest.mark.parametrize("change", [{"cursor": "x"}, {"cursor": "2.!!"}, {"limit": 0}, {"certificate_state": "lost"}, {"q": "a\0b"}])
def test_a_search_that_cannot_be_is_refused(world: World, change: dict) -> None:
    guard(world)
    assert world.officer().post("/guards/search", {"q": "陈", **change}).status_code == 422


def test_a_list_costs_the_same_number_of_queries_however_long(world: World) -> None:
    for _ in range(3):
        guard(world)
    officer = world.officer()
    few = queries_of(world, lambda: names(officer, "陈"))
    for _ in range(12):
        guard(world)
    assert queries_of(world, lambda: names(officer, "陈")) == few


def queries_of(world: World, act: Any) -> int:
    """How many statements the database saw."""
    seen: list[str] = []
    with world.app.app_context():
        engine = db.engine
    from sqlalchemy import event

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


# Reach


@pytest.mark.parametrize(
    ("agency", "sees"),
    [(PROVINCE, True), (GUANGZHOU, True), (TIANHE, True), (SHIPAI, False), (YUEXIU, False), (FUTIAN, False), (DONGGUAN, False)],
)
def test_a_guard_is_seen_from_the_registering_agency_upwards(world: World, agency: str, sees: bool) -> None:
    found, officer = guard(world, TIANHE), world.officer(agency)
    assert (officer.get(f"/guards/{found}").status_code == 200) is sees
    assert bool(names(officer, "陈")) is sees
    assert bool(names(officer, "czq")) is sees


def test_outside_the_reach_a_guard_looks_like_nobody(world: World) -> None:
    found, officer = guard(world, TIANHE), world.officer(FUTIAN)
    foreign, missing = officer.get(f"/guards/{found}"), officer.get(f"/guards/{UUID(int=7)}")
    assert foreign.status_code == missing.status_code == 404
    assert {**foreign.json, "request_id": 0} == {**missing.json, "request_id": 0}
    for act in (
        officer.patch(f"/guards/{found}", {"address": "新址"}, '"1"'),
        officer.post(f"/guards/{found}/disclosure", {"reason": "核查身份"}),
        officer.put(f"/guards/{found}/photo", data=picture(), content_type="image/jpeg"),
        officer.get(f"/guards/{found}/photo"),
    ):
        assert act.status_code in (403, 404)


def test_a_guard_without_employer_is_no_managers_business(world: World) -> None:
    found, manager = guard(world), world.manager(world.unit())
    assert manager.get(f"/guards/{found}").status_code == 404
    assert names(manager, "陈") == []


def test_the_administrator_sees_nothing_of_guards(world: World) -> None:
    found, administrator = guard(world), world.administrator()
    assert administrator.get(f"/guards/{found}").status_code == 403
    assert administrator.post("/guards/search", {}).status_code == 403


# Changing


def test_a_new_name_is_found_and_the_old_one_no_longer(world: World) -> None:
    found, officer = guard(world, name="王大伟"), world.officer(TIANHE)
    etag = officer.get(f"/guards/{found}").headers["ETag"]
    changed = officer.patch(f"/guards/{found}", {"name": "李𬭎", "phone": "+86 139-0000 1111"}, etag)
    assert (changed.json["name"], changed.json["phone_masked"]) == ("李𬭎", "139****1111")
    assert changed.headers["ETag"] != etag
    assert [names(officer, q) for q in ("王大伟", "wdw", "大")] == [[], [], []]
    assert [names(officer, q) for q in ("𬭎", "li")] == [["李𬭎"], ["李𬭎"]]


def test_a_change_of_another_version_is_refused(world: World) -> None:
    found, officer = guard(world), world.officer(TIANHE)
    etag = officer.get(f"/guards/{found}").headers["ETag"]
    assert officer.patch(f"/guards/{found}", {"address": "甲"}, etag).status_code == 200
    assert officer.patch(f"/guards/{found}", {"address": "乙"}, etag).json["code"] == "precondition.failed"
    assert officer.patch(f"/guards/{found}", {"address": "乙"}).json["code"] == "precondition.required"
    assert officer.get(f"/guards/{found}").json["address"] == "甲"


def test_an_identity_number_never_changes(world: World) -> None:
    found, officer = guard(world), world.officer(TIANHE)
    refused = officer.patch(f"/guards/{found}", {"identity_number": identity_number(88)}, '"1"')
    assert refused.status_code == 422


def test_a_change_is_audited_without_the_numbers(world: World) -> None:
    found, officer = guard(world), world.officer()
    etag = officer.get(f"/guards/{found}").headers["ETag"]
    officer.patch(f"/guards/{found}", {"phone": "13900001111", "education": "bachelor"}, etag)
    event = officer.get(f"/audit-events?subject_id={found}&action=change").json["items"][0]
    assert (event["before"], event["after"]) == ({"education": "senior_middle"}, {"education": "bachelor", "phone": "changed"})


def test_the_whole_numbers_are_shown_for_a_reason_that_is_written_down(world: World) -> None:
    number = identity_number(33)
    found, officer = guard(world, identity_number=number), world.officer()
    assert officer.post(f"/guards/{found}/disclosure", {}).status_code == 422
    shown = officer.post(f"/guards/{found}/disclosure", {"reason": "核查身份"})
    assert shown.json == {"identity_number": number, "phone": "13812345678"}
    audit = officer.get(f"/audit-events?subject_id={found}&action=disclose")
    assert audit.json["items"][0]["after"] == {"reason": "核查身份"}
    assert number not in audit.text


@pytest.mark.parametrize("agency", [SHIPAI])
def test_a_station_may_not_see_whole_numbers(world: World, agency: str) -> None:
    assert world.officer(agency).post(f"/guards/{guard(world)}/disclosure", {"reason": "核查身份"}).status_code == 403


# The photo


def test_a_photo_is_made_anew_in_the_size_of_the_card(world: World) -> None:
    found, officer = guard(world), world.officer(TIANHE)
    missing = officer.get(f"/guards/{found}/photo")
    assert (missing.status_code, missing.json["code"]) == (404, "guard.without_photo")
    sent = picture((1200, 1600), exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0")
    put = officer.put(f"/guards/{found}/photo", data=sent, content_type="image/jpeg")
    assert put.status_code == 200, put.text
    assert put.json["has_photo"] is True
    shown = officer.get(f"/guards/{found}/photo")
    assert (shown.mimetype, shown.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    with Image.open(BytesIO(shown.data)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (358, 441), {})


@pytest.mark.parametrize(
    ("data", "kind", "status", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/jpeg", 415, "picture.unsupported"),
        (b"\xff\xd8\xff broken", "image/jpeg", 422, "picture.not_a_picture"),
        (b"", "image/jpeg", 422, "picture.not_a_picture"),
        (b"{}", "application/json", 415, "content_type.unsupported"),
        (picture((12001, 1), "PNG"), "image/png", 422, "picture.too_many_pixels"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(world: World, data: bytes, kind: str, status: int, code: str) -> None:
    found, officer = guard(world), world.officer(TIANHE)
    refused = officer.put(f"/guards/{found}/photo", data=data, content_type=kind)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert officer.get(f"/guards/{found}").json["has_photo"] is False


def test_a_photo_whose_act_fails_leaves_no_file(world: World) -> None:
    from backend import media

    with world.app.app_context():
        name = media.store(b"picture")
        assert media.read(name) == b"picture"
        db.session.execute(db.text("SELECT 1"))
        db.session.rollback()
        with pytest.raises(Exception, match="not_found"):
            media.read(name)
        with pytest.raises(Exception, match="not_found"):
            media.read("../../etc/passwd")
