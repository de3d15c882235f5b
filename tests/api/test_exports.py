"""Exports show what the list shows, to whom the list would show it, and no more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from backend.accounts.models import Account
from backend.audit.models import AuditEvent
from backend.exports import work
from backend.exports.models import ExportPart
from backend.exports.reading import reading
from backend.extensions import db
from backend.jobs import worker
from backend.roster import operations as roster
from backend.units.models import Unit
from tests.conftest import SettableClock
from tests.factories.certificates import candidate, certificate
from tests.factories.guards import guard, identity_number, with_certificate
from tests.factories.inspections import visit
from tests.factories.jobs import do, exported, fetched, sheets
from tests.support.world import FUTIAN, GUANGZHOU, PROVINCE, SHIPAI, TIANHE, YUEXIU, Browser, World

HEADINGS = ["姓名", "身份证号", "电话", "单位", "证号", "证件状态", "有效期至", "从业状态", "公安机关", "登记日期"]


def audited(world: World) -> list[tuple[str, dict]]:
    """What was written down about exports."""
    with world.app.app_context():
        statement = db.select(AuditEvent).where(AuditEvent.subject_type == "export").order_by(AuditEvent.seq)
        return [(event.action, event.after) for event in db.session.scalars(statement)]


def test_guards_as_the_list_shows_them(world: World) -> None:
    guard(world, name="陈志强", identity_number=identity_number(1), phone="13812345678")
    with_certificate(world, guard(world, name="李𬭎"), "4401202600001", "valid", date(2026, 11, 22))
    guard(world, FUTIAN, name="外市人")
    book = exported(world, world.officer(TIANHE), "/guards/export")
    head, *rows = book["保安员"]
    assert head == HEADINGS
    assert [row[0] for row in rows] == ["陈志强", "李𬭎"]
    assert rows[0][1:4] == ["440*************" + identity_number(1)[-2:], "138****5678", ""]
    assert rows[1][4:7] == ["4401202600001", "已过期", date(2026, 11, 22)]
    assert rows[0][8:] == ["广州市公安局天河分局", date(2026, 11, 23)]


def test_the_last_sheet_says_who_took_out_what_and_when(world: World) -> None:
    guard(world, name="陈志强")
    number = identity_number(77)
    guard(world, name="王五", identity_number=number)
    body = {"language": "en", "filter": {"q": number}}
    book = exported(world, world.officer(TIANHE, name="何警官"), "/guards/export", body)
    assert list(book) == ["Guards", "About"]
    assert dict(book["About"]) == {
        "File": "Guards",
        "Exported by": "何警官",
        "Within the reach of": "广州市公安局天河分局",
        "Asked for at": "2026-11-23 09:00:00",
        "As of": "2026-11-23 09:00:00",
        "Rows": "1",
        "Filter": f"Search: 440*************{number[-2:]}",
        "Identity numbers, phones": "Masked as in the lists",
        "Times": "China Standard Time (UTC+8)",
    }
    assert number not in str(audited(world))


def test_what_looks_like_a_formula_stays_text(world: World) -> None:
    names = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1＋1", '=HYPERLINK("http://x")']
    for name in names:
        world.unit(name=name)
    officer = world.officer(TIANHE)
    job = officer.post("/units/export").json["id"]
    do(world, job)
    file = fetched(officer, job)
    assert sorted(row[0] for row in sheets(file)["单位"][1:]) == sorted(names)
    assert b"<f>" not in _unzipped(file)
    assert _unzipped(file).count(b'quotePrefix="1"') == 2, "one style for the list, one for the sheet about it"


def test_a_filter_of_each_list(world: World) -> None:
    province = world.officer(PROVINCE)
    unit = world.unit(name="甲公司")
    world.unit(name="乙学校", kind="training_unit", status="suspended")
    book = exported(world, province, "/units/export", {"language": "en", "filter": {"kind": "training_unit"}})
    assert [row[:4] for row in book["Units"][1:]] == [["乙学校", "Training unit", book["Units"][1][2], "Suspended"]]
    assert ["Filter", "Kind of unit: Training unit"] in book["About"]

    certificate(world, candidate(world, name="甲某"), expires_on=date(2027, 1, 1))
    certificate(world, candidate(world, name="乙某"))
    rows = exported(world, province, "/certificates/export", {"filter": {"state": "valid", "expires_before": "2027-02-01"}})["保安员证"]
    assert [(row[1], row[2], row[5]) for row in rows[1:]] == [("甲某", "有效", date(2027, 1, 1))]

    officer = world.officer(TIANHE)
    answer = officer.post("/inspections", visit(world, officer, world.officer_name(TIANHE), unit))
    assert answer.status_code == 201, answer.text
    rows = exported(world, province, "/inspections/export", {"filter": {"from": "2026-11-23", "result": "no_problem"}})["监督检查记录"]
    assert [(row[0], row[2], row[4], row[6]) for row in rows[1:]] == [(answer.json["number"], "甲公司", "未发现问题", 0.0)]
    assert exported(world, province, "/inspections/export", {"filter": {"to": "2026-11-22"}})["监督检查记录"][1:] == []


def test_a_roster_with_its_sites(world: World) -> None:
    unit, manager, name = employed(world)
    rows = exported(world, manager, f"/units/{unit}/roster/export")["花名册"]
    assert [(row[0], row[5], row[6]) for row in rows[1:]] == [(name, "队员", date(2026, 11, 1))]
    assert world.manager(world.unit()).post(f"/units/{unit}/roster/export", {}).status_code == 404


def test_chunks_make_one_list_in_its_order(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "CHUNK", 3)
    names = [f"公司{number:02}" for number in range(10)]
    for name in reversed(names):
        world.unit(name=name)
    officer = world.officer(TIANHE)
    job = officer.post("/units/export").json["id"]
    do(world, job)
    assert [row[0] for row in sheets(fetched(officer, job))["单位"][1:]] == names
    shown = officer.get(f"/jobs/{job}").json
    assert (shown["done"], shown["total"], shown["file"]["rows"]) == (10, 10, 10)
    with world.app.app_context():
        assert set(db.session.scalars(db.select(ExportPart.stage))) == {"file"}, "the rows that were read are not kept"


def test_the_total_is_known_from_the_beginning_also_for_a_list_of_two(world: World) -> None:
    """A name is first looked for at the beginning, then inside."""
    for name in ("张三", "李张", "王五", "张"):
        guard(world, name=name)
    book = exported(world, world.officer(TIANHE), "/guards/export", {"filter": {"q": "张"}})
    assert [row[0] for row in book["保安员"][1:]] == ["张", "张三", "李张"]


def test_reach_is_that_of_the_moment_it_is_done(world: World) -> None:
    world.unit(name="天河公司")
    world.unit(YUEXIU, name="越秀公司")
    name = world.officer_name(GUANGZHOU)
    officer = world.browser(name)
    job = officer.post("/units/export").json["id"]
    with world.session():
        account = db.session.scalars(db.select(Account).where(Account.user_name == name)).one()
        account.agency_code, account.role = YUEXIU, "county_officer"
    do(world, job)
    assert [row[0] for row in sheets(fetched(officer, job))["单位"][1:]] == ["越秀公司"]


@pytest.mark.parametrize("change", [{"status": "disabled"}, {"agency_code": SHIPAI, "role": "station_officer"}])
def test_who_lost_the_right_meanwhile_gets_no_file(world: World, change: dict) -> None:
    name = world.officer_name(TIANHE)
    job = world.browser(name).post("/guards/export").json["id"]
    with world.session():
        account = db.session.scalars(db.select(Account).where(Account.user_name == name)).one()
        for key, value in change.items():
            setattr(account, key, value)
    do(world, job)
    shown = world.administrator().get(f"/jobs/{job}").json
    assert (shown["state"], shown["problem"]) == ("failed", "job.rights_lost")
    assert [action for action, _ in audited(world)] == ["ask_export"]


def test_a_reach_that_changes_in_the_middle_ends_the_export(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the file would be half of the one and half of the other."""
    monkeypatch.setattr(work, "CHUNK", 1)
    for agency in (TIANHE, YUEXIU, TIANHE):
        world.unit(agency)
    name = world.officer_name(GUANGZHOU)
    job = world.browser(name).post("/units/export").json["id"]
    row = work._row
    seen = []

    def moved(*given: object) -> list:
        seen.append(given)
        if len(seen) == 2:
            with world.session():
                account = db.session.scalars(db.select(Account).where(Account.user_name == name)).one()
                account.agency_code, account.role = YUEXIU, "county_officer"
        return row(*given)

    monkeypatch.setattr(work, "_row", moved)
    do(world, job)
    shown = world.administrator().get(f"/jobs/{job}").json
    assert (shown["state"], shown["problem"], len(seen)) == ("failed", "job.rights_lost", 2)


def test_asking_doing_and_fetching_are_written_down(world: World) -> None:
    unit = world.unit()
    officer = world.officer(TIANHE)
    exported(world, officer, "/units/export", {"filter": {"q": "平安"}})
    assert audited(world) == [
        ("ask_export", {"list": "units", "q": "平安"}),
        ("export", {"list": "units", "q": "平安", "rows": 1}),
        ("download", {"list": "units", "rows": 1}),
    ]
    assert unit


def test_a_file_is_the_askers_alone_and_expires(world: World, clock: SettableClock) -> None:
    world.unit()
    name = world.officer_name(TIANHE)
    officer = world.browser(name)
    job = officer.post("/units/export").json["id"]
    assert officer.get(f"/exports/{job}/file").json["code"] == "export.not_ready"
    do(world, job)
    assert officer.get(f"/jobs/{job}").json["file"]["name"] == "单位_20261123_0900.xlsx"
    assert world.officer(TIANHE).get(f"/exports/{job}/file").status_code == 404
    assert world.administrator().get(f"/exports/{job}/file").status_code == 403
    clock.forward(hours=24)
    officer = world.browser(name)
    assert (officer.get(f"/exports/{job}/file").status_code, officer.get(f"/exports/{job}/file").json["code"]) == (410, "export.expired")
    with world.session():
        worker.tidy(clock.now())
    with world.app.app_context():
        assert db.session.scalars(db.select(ExportPart.number)).all() == []


def test_a_list_is_read_where_nothing_can_be_written(world: World) -> None:
    """That is where the replica is: see tests/many."""
    unit = world.unit()
    with world.app.app_context(), reading(world.clock.now()), pytest.raises(DBAPIError, match=r"read-?only"):
        db.session.execute(db.update(Unit).where(Unit.id == unit).values(name="x"))


def test_nothing_readable_lies_in_the_database_or_the_folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    guard(world, name="陈志强")
    officer = world.officer(TIANHE)
    job = officer.post("/guards/export", {"filter": {"q": "陈志强"}}).json["id"]
    do(world, job)
    with world.app.app_context():
        for data in db.session.scalars(db.select(ExportPart.data)):
            assert not data.startswith(b"PK")
            assert b"PK" not in data[:64]
    folder = world.app.extensions["settings"].data_dir / "exports"
    assert list(folder.iterdir()) == []


def test_one_account_has_three_exports_at_a_time(world: World) -> None:
    officer = world.officer(TIANHE)
    jobs = [officer.post("/units/export").json["id"] for _ in range(3)]
    assert officer.post("/guards/export").json["code"] == "export.too_many"
    do(world, jobs[0])
    assert officer.post("/guards/export").status_code == 202


@pytest.mark.parametrize("body", [{"filter": {"kind": "x"}}, {"filter": {"limit": 5}}, {"language": "fr"}, {"sort": "name"}])
def test_a_wrong_filter_is_refused_when_it_is_asked(world: World, body: dict) -> None:
    answer = world.officer(TIANHE).post("/units/export", body)
    assert (answer.status_code, answer.json["code"]) == (422, "validation")


def test_an_empty_list_makes_an_empty_file(world: World) -> None:
    book = exported(world, world.officer(TIANHE), "/units/export")
    assert [len(rows) for rows in book.values()] == [1, 9]


def employed(world: World) -> tuple[UUID, Browser, str]:
    """A unit with one guard on its roster."""
    unit = world.unit()
    person = candidate(world, name="陈大文")
    certificate(world, person)
    actor, now = world.actor(), world.clock.now()
    with world.session():
        number = db.session.get(roster.Guard, person).certificate_number
        values = {"certificate_number": number, "name": "陈大文", "position": "队员", "started_on": date(2026, 11, 1)}
        roster.hire(db.session.get(Unit, unit), values, actor, now)
    return unit, world.manager(unit), "陈大文"


def _unzipped(file: bytes) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(file)) as book:
        return b"".join(book.read(name) for name in book.namelist())
