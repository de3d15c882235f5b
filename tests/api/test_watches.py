"""Many certificates at once: what is told, what is not, and that a watched list tells when something changes."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from xlsxwriter import Workbook

from backend.admission import LARGEST_JSON, LARGEST_LIST
from backend.audit.models import AuditEvent
from backend.extensions import db
from backend.guards.masking import mask_name
from backend.jobs import worker
from backend.warnings import upkeep
from backend.watches.models import WatchedNumber
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, certificate, number_of, today
from tests.factories.guards import identity_number
from tests.factories.jobs import sheets
from tests.support.world import FUTIAN, TIANHE, Browser, World


@pytest.fixture
def unit(world: World) -> UUID:
    """A company."""
    return world.unit()


@pytest.fixture
def manager(world: World, unit: UUID) -> Browser:
    """Its manager."""
    return world.manager(unit)


def card(world: World, name: str = "陈志强", **more: Any) -> tuple[str, UUID]:
    """A certificate of somebody the company does not know: its number and id."""
    made = certificate(world, candidate(world, name=name), **more)
    return number_of(world, made), made


def checked(browser: Browser, *numbers: str) -> dict[str, Any]:
    """The answer to these numbers, each in a line."""
    answer = browser.post("/certificate-checks", {"numbers": "\n".join(numbers)})
    assert answer.status_code == 200, answer.text
    return answer.json


def watched(browser: Browser, unit: UUID, *numbers: str, name: str = "新项目") -> dict[str, Any]:
    """A list under watch."""
    answer = browser.post(f"/units/{unit}/watches", {"name": name, "numbers": " ".join(numbers)})
    assert answer.status_code == 201, answer.text
    return answer.json


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """A sheet of these rows."""
    file = BytesIO()
    book = Workbook(file)
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            (sheet.write_number if isinstance(value, (int, float)) else sheet.write_string)(place, column, value)
    book.close()
    return file.getvalue()


def sent(browser: Browser, data: bytes, kind: str = "xlsx") -> Any:
    """Ask with a file."""
    return browser.send("POST", f"/certificate-checks/file?kind={kind}", data=data, content_type="application/octet-stream")


class TestWhatIsTold:
    """Of each number its state today, and of the name its first character."""

    def test_each_state_and_no_more_than_the_card_shows(self, world: World, manager: Browser) -> None:
        valid, _ = card(world, "𬭎志强")
        revoked, one = card(world, "买买提·吐尔逊")
        act(world, one, "revoke")
        expired, _ = card(world, issued_on=date(2020, 1, 1), expires_on=today(world) - timedelta(days=1))
        answer = checked(manager, valid, revoked, expired, "4401209900099")
        told = {item["number"]: item for item in answer["items"]}
        assert [item["number"] for item in answer["items"]] == [valid, revoked, expired, "4401209900099"]
        assert [item["state"] for item in answer["items"]] == ["valid", "revoked", "expired", "unknown"]
        assert told[valid]["name_masked"] == "𬭎**"
        assert told[revoked]["name_masked"] == "买**·***"
        assert told[expired]["state_since"] == str(today(world))
        nothing = dict.fromkeys(("state_since", "expires_on", "name_masked", "agency_name"))
        assert told["4401209900099"] == {"number": "4401209900099", "state": "unknown", **nothing}

    def test_it_knows_no_reach(self, world: World, manager: Browser) -> None:
        number = number_of(world, certificate(world, candidate(world, FUTIAN)))
        assert checked(manager, number)["items"][0]["state"] == "valid"

    def test_pasted_in_any_form_nothing_is_left_out_in_silence(self, world: World, manager: Browser) -> None:
        number, _ = card(world)
        wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in number)
        person = identity_number(1)
        answer = manager.post("/certificate-checks", {"numbers": f" {number}，{wide};\n\n{person}\t4.4E+17 "}).json
        assert [item["number"] for item in answer["items"]] == [number]
        assert answer["repeated"] == 1
        assert answer["unreadable"] == [f"{person[:3]}*************{person[-2:]}", "4.4E+17"]

    @pytest.mark.parametrize(("numbers", "code"), [(" , ", "required"), (" ".join(f"N{n:05}" for n in range(5001)), "too_many")])
    def test_none_and_too_many_are_refused(self, manager: Browser, numbers: str, code: str) -> None:
        answer = manager.post("/certificate-checks", {"numbers": numbers})
        assert answer.status_code == 422
        assert answer.json["errors"] == [{"field": "numbers", "code": code, "message": answer.json["errors"][0]["message"]}]

    def test_five_thousand_take_a_few_questions(self, world: World, manager: Browser) -> None:
        asked: list[str] = []
        with world.app.app_context():
            engine = db.engine
        listen = (engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        event.listen(*listen)
        try:
            assert len(checked(manager, *(f"N{n:05}" for n in range(5000)))["items"]) == 5000
        finally:
            event.remove(*listen)
        assert sum("FROM certificates" in statement for statement in asked) == 5

    def test_a_days_numbers_are_counted_and_what_was_asked_is_written_down(self, world: World, manager: Browser) -> None:
        world.app.extensions["settings"] = replace(world.app.extensions["settings"], checked_numbers_per_day=3)
        checked(manager, "N0001", "N0002")
        answer = manager.post("/certificate-checks", {"numbers": "N0003 N0004"})
        assert (answer.status_code, answer.json["code"]) == (429, "check.too_many_numbers")
        with world.app.app_context():
            rows = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "check")).all()
        assert [row.after for row in rows] == [{"numbers": 2, "found": 0}]

    def test_officers_ask_otherwise(self, world: World) -> None:
        assert world.officer(TIANHE).post("/certificate-checks", {"numbers": "N0001"}).json["code"] == "permission.denied"


class TestFiles:
    """The numbers' column is found by its heading; a file of one column needs none."""

    def test_a_roster_with_a_title_and_other_columns(self, world: World, manager: Browser) -> None:
        number, _ = card(world)
        rows = (("平安公司人员名单",), ("序号", "姓名", "身份证号", "保安员证号"), ("1", "陈志强", identity_number(1), number))
        answer = sent(manager, workbook(*rows, ("2", "李强", identity_number(2), "44012026")))
        assert answer.status_code == 200, answer.text
        assert [(item["number"], item["state"]) for item in answer.json["items"]] == [(number, "valid"), ("44012026", "unknown")]
        assert identity_number(1) not in answer.text

    def test_one_column_without_a_heading_and_a_number_that_lost_its_digits(self, world: World, manager: Browser) -> None:
        number, _ = card(world)
        answer = sent(manager, workbook((number,), (440120260000112345.0,))).json
        assert [item["number"] for item in answer["items"]] == [number]
        assert len(answer["unreadable"]) == 1

    def test_a_csv_from_a_spreadsheet(self, world: World, manager: Browser) -> None:
        number, _ = card(world)
        answer = sent(manager, f"姓名,证书编号\n陈志强,{number}\n".encode("gb18030"), "csv")
        assert [item["state"] for item in answer.json["items"]] == ["valid"]

    def test_the_other_columns_of_a_roster_may_take_more_room_than_a_pasted_list(self, world: World, manager: Browser) -> None:
        number, _ = card(world)
        notes = [(hex(place), secrets.token_hex(2000)) for place in range(200)]
        answer = sent(manager, data := workbook(("保安员证号", "备注"), (number, "x"), *notes))
        assert len(data) > LARGEST_JSON
        assert answer.json["items"][0]["state"] == "valid"

    def test_a_file_over_the_limit_is_not_read(self, manager: Browser) -> None:
        answer = sent(manager, b"x" * (LARGEST_LIST + 1))
        assert (answer.status_code, answer.json["code"]) == (413, "body.too_large")

    @pytest.mark.parametrize(
        ("data", "kind", "code"),
        [
            (workbook(("甲", "乙"), ("丙", "丁")), "xlsx", "check.no_column"),
            (b"\x89PNG\r\n\x1a\n", "xlsx", "sheet.wrong_extension"),
        ],
    )
    def test_what_is_no_list_is_refused_with_its_reason(self, manager: Browser, data: bytes, kind: str, code: str) -> None:
        answer = sent(manager, data, kind)
        assert (answer.status_code, answer.json["code"]) == (422, code)


def test_the_workbook_holds_text_and_a_rare_name_whole(world: World, manager: Browser) -> None:
    number, _ = card(world, "𬭎志强")
    body = {"numbers": f"{number} 12345678901234567 =1+1", "language": "zh-CN"}
    answer = manager.post("/certificate-checks/workbook", body)
    assert answer.status_code == 200, answer.text
    ((title, rows),) = sheets(answer.data).items()
    assert title == "批量核验"
    assert rows[0][:2] == ["证号", "证件状态"]
    assert (rows[1][0], rows[1][1], rows[1][4]) == (number, "有效", "𬭎**")
    assert (rows[2][0], rows[2][1]) == ("12345678901234567", "查无此证")
    assert (rows[3][0], rows[3][1]) == ("=1+1", "不是证号")


def test_a_name_shows_its_first_character_and_its_form() -> None:
    assert [mask_name(name) for name in ("陈志强", "欧阳修", "𬭎", "阿卜杜拉·买买提")] == ["陈**", "欧**", "𬭎", "阿***·***"]


class TestWatching:
    """A list tells its unit when a certificate is not any more what it was."""

    def test_a_revocation_is_told_within_the_next_sweep_and_gone_when_it_was_noted(
        self, world: World, unit: UUID, manager: Browser
    ) -> None:
        (number, one), (other, _) = card(world), card(world, "李强")
        made = watched(manager, unit, number, other)
        assert (made["count"], made["changed"]) == (2, 0)
        act(world, one, "revoke")
        with world.session():
            worker.sweep(world.clock.now())
        (warning,) = manager.get("/warnings").json["items"]
        assert (warning["kind"], warning["subject_type"], warning["subject_name"]) == ("watched_changed", "watch", "新项目")
        assert warning["subject_id"] == made["id"]
        assert manager.get(f"/watches/{made['id']}").json["changed"] == 1
        (row,) = manager.get(f"/watches/{made['id']}/numbers?changed=true").json["items"]
        assert (row["number"], row["seen_state"], row["state"]) == (number, "valid", "revoked")
        assert manager.post(f"/watches/{made['id']}/note").json["changed"] == 0
        with world.session():
            worker.sweep(world.clock.now())
        assert manager.get("/warnings").json["items"] == []

    def test_what_only_time_brings_is_found_in_the_morning(self, world: World, unit: UUID, manager: Browser, clock: SettableClock) -> None:
        number, _ = card(world, issued_on=date(2024, 1, 1), expires_on=today(world))
        watched(manager, unit, number)
        clock.forward(days=1)
        with world.session():
            upkeep.look([unit], clock.now())
        assert [row["kind"] for row in world.manager(unit).get("/warnings").json["items"]] == ["watched_changed"]

    def test_a_number_that_is_issued_later_is_a_change_too(self, world: World, unit: UUID, manager: Browser) -> None:
        guard = candidate(world)
        number = "44012026000001"
        made = watched(manager, unit, number)
        assert manager.get(f"/watches/{made['id']}/numbers").json["items"][0]["state"] == "unknown"
        issued = certificate(world, guard)
        assert number_of(world, issued) == number
        assert manager.get(f"/watches/{made['id']}").json["changed"] == 1

    def test_other_numbers_keep_what_was_noted_of_those_that_stay(self, world: World, unit: UUID, manager: Browser) -> None:
        (number, one), (other, _) = card(world), card(world, "李强")
        made = watched(manager, unit, number)
        act(world, one, "suspend")
        etag = manager.get(f"/watches/{made['id']}").headers["ETag"]
        answer = manager.patch(f"/watches/{made['id']}", {"name": "二期", "numbers": f"{other} {number}"}, etag)
        assert (answer.json["name"], answer.json["count"], answer.json["changed"]) == ("二期", 2, 1), answer.text
        assert [row["number"] for row in manager.get(f"/watches/{made['id']}/numbers").json["items"]] == [other, number]
        assert manager.patch(f"/watches/{made['id']}", {"name": "三期"}, etag).status_code == 412

    def test_nothing_is_left_of_a_list_that_is_watched_no_longer(self, world: World, unit: UUID, manager: Browser) -> None:
        made = watched(manager, unit, "N0001", "N0002")
        assert manager.delete(f"/watches/{made['id']}").status_code == 204
        assert manager.get(f"/watches/{made['id']}").status_code == 404
        with world.app.app_context():
            assert db.session.scalars(db.select(WatchedNumber)).all() == []

    def test_a_unit_has_twenty_lists(self, unit: UUID, manager: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("backend.watches.operations.MOST", 1)
        watched(manager, unit, "N0001")
        answer = manager.post(f"/units/{unit}/watches", {"name": "二", "numbers": "N0002"})
        assert (answer.status_code, answer.json["code"]) == (409, "watch.too_many")

    def test_long_lists_come_in_pages(self, unit: UUID, manager: Browser) -> None:
        made = watched(manager, unit, *(f"N{n:05}" for n in range(45)))
        found: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = manager.get(f"/watches/{made['id']}/numbers?limit=20" + (f"&cursor={cursor}" if cursor else "")).json
            found += [row["number"] for row in page["items"]]
            cursor = page["next_cursor"]
        assert found == [f"N{n:05}" for n in range(45)]
