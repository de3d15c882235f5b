"""What happens to a phone while records wait on it: each time all of them arrive, once, and as they were."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backend.accounts.grants import AccountGrant
from backend.extensions import db
from backend.inspections.models import Checklist, ChecklistItem
from backend.inspections.quarantine.models import QuarantinedCommand
from tests.faults.sync.phone import Phone
from tests.faults.sync.stage import Stage, Visit
from tests.support.small_disk import mounted

pytestmark = pytest.mark.same_on_all("what the phone does with its own store; the hundred are sent to each database")
FORMER = Path(__file__).with_name("former.js")
NewPhone = Callable[..., Phone]
YEAR = timedelta(days=365)
WRONG_CLOCK = """off => {
    const right = Date;
    globalThis.Date = class extends right {
        constructor(...given) { given.length ? super(...given) : super(right.now() + off); }
        static now() { return right.now() + off; }
    };
}"""
"""Of this page only, until it is loaded anew: by then it is set right."""
PROFILE_MB = 150
"""What a browser with an empty profile takes, and some room."""


def arrived(stage: Stage, visits: list[Visit], officer: int = 0) -> None:
    """All of them, once, with their photos, from this officer."""
    kept, account = stage.kept(), stage.officers[officer][1]
    for visit in visits:
        assert kept[visit.id].findings == visit.record["findings"]
        assert kept[visit.id].photos == tuple(number for number, _ in visit.photos)
        assert kept[visit.id].account == account


@pytest.fixture
def phone(stage: Stage, new_phone: NewPhone) -> Phone:
    """A phone on which the first officer is signed in."""
    phone = new_phone()
    phone.sign_in(stage.officers[0][0])
    return phone


def test_two_tabs_send_each_record_once(stage: Stage, phone: Phone) -> None:
    account, visits = stage.officers[0][1], stage.visits(6)
    other = phone.open(page=phone.context.new_page())
    phone.keep(account, visits)
    before = stage.proxy.commands["/api/inspections"]
    phone.network_is_back()
    phone.network_is_back(other)
    phone.until("(await kept.rows()).commands === 0")
    expect(other.get_by_role("main").get_by_text("没有待发送的记录")).to_be_visible()
    arrived(stage, visits)
    assert stage.proxy.commands["/api/inspections"] - before == len(visits)


def test_records_wait_for_their_own_officer(stage: Stage, phone: Phone) -> None:
    (_, first), (name, second) = stage.officers[:2]
    his, hers = stage.visits(2), stage.visits(2, officer=1)
    stage.proxy.always = "request_dropped"
    phone.keep(first, his)
    phone.sign_out()
    phone.sign_in(name)
    stage.proxy.always = None
    phone.keep(second, hers)
    phone.send(second)
    arrived(stage, hers, officer=1)
    expect(phone.page.get_by_text(his[0].label)).to_have_count(0)
    assert not {visit.id for visit in his} & set(stage.kept())
    phone.sign_out()
    phone.sign_in(stage.officers[0][0])
    phone.send(first)
    arrived(stage, his)


def test_a_tab_that_is_still_the_former_officers_sends_nothing(stage: Stage, phone: Phone) -> None:
    (name, first), (other_name, _) = stage.officers[:2]
    visits, tab = stage.visits(2), phone.page
    stage.proxy.always = "request_dropped"
    phone.keep(first, visits)
    phone.page = phone.context.new_page()
    phone.sign_out()
    phone.sign_in(other_name)
    stage.proxy.always = None
    tab.evaluate("dispatchEvent(new Event('online'))")
    expect(tab.get_by_text("登录已失效。请用同一账号重新登录，之后自动发送。")).to_be_visible()
    assert not {visit.id for visit in visits} & set(stage.kept())
    phone.sign_out()
    phone.sign_in(name)
    phone.send(first)
    arrived(stage, visits)


def test_what_the_former_release_left_is_sent(stage: Stage, new_phone: NewPhone) -> None:
    (name, account), visits, phone = stage.officers[0], stage.visits(2), new_phone()
    given = [visit.as_json(lambda data: base64.b64encode(data).decode()) for visit in visits]
    phone.open("/lookup")  # the same place for the browser, and nothing there opens the app's store
    phone.page.evaluate(FORMER.read_text().split("*/", 1)[1].strip(), {"account": str(account), "visits": given})
    phone.sign_in(name)
    phone.send(account)
    arrived(stage, visits)
    assert all(stage.kept()[visit.id].signed for visit in visits)


def test_a_newer_checklist_strands_nothing(stage: Stage, phone: Phone) -> None:
    account, visits = stage.officers[0][1], stage.visits(2)
    phone.keep(account, visits)
    with stage.app.app_context():
        newer = Checklist(unit_kind="security_company", version=99, effective_from=stage.now().date() - timedelta(days=1))
        newer.items = [
            ChecklistItem(position=1, code="new", title_zh="新", title_en="New", article="M. 37", effective_from=date(2026, 1, 1))
        ]
        db.session.add(newer)
        db.session.commit()
        db.session.remove()
    phone.send(account)
    arrived(stage, visits)


def test_a_full_phone_says_so_and_loses_nothing(stage: Stage, new_phone: NewPhone) -> None:
    (name, account), visits, more = stage.officers[0], stage.visits(3), stage.visits(1, photos=6, large=True)
    with mounted(PROFILE_MB) as disk:
        phone = new_phone(disk.folder / "profile")
        phone.sign_in(name)
        stage.proxy.always = "request_dropped"
        phone.keep(account, visits)
        disk.fill()
        given = [visit.as_json(lambda data: base64.b64encode(data).decode()) for visit in more]
        tried = "([account, visits]) => kept.keepVisits(account, visits).catch(error => error.name)"
        assert phone.page.evaluate(tried, [str(account), given]) == "StorageUnavailable"
        phone.open("/queue")
        expect(phone.page.get_by_text("本机已没有空间")).to_be_visible()
        disk.make_room()
        stage.proxy.always = None
        phone.come_back(name)
        phone.send(account)
        arrived(stage, visits)
        phone.close()


def test_what_its_phone_can_never_send_is_handed_in_by_another_officer(
    stage: Stage, phone: Phone, new_phone: NewPhone, tmp_path: Path
) -> None:
    account, visits, other = stage.officers[0][1], stage.visits(2), new_phone()
    stage.proxy.always = "request_dropped"
    phone.keep(account, visits)
    phone.sign_out()
    phone.page.get_by_role("link", name="本机未发送的记录").click()
    expect(phone.page.get_by_text("本机有 2 条未发送的记录")).to_be_visible()
    file = tmp_path / "records.gwout"
    file.write_text(phone.page.evaluate("kept.everythingInAFile()"))
    assert visits[0].record["findings"] not in file.read_text()
    stage.proxy.always = None
    other.sign_in(stage.officers[1][0])
    other.open("/hand-in")
    other.page.locator("input[type=file]").set_input_files(file)
    expect(other.page.get_by_text("2 条已在服务器，0 条没有成功")).to_be_visible()
    arrived(stage, visits)
    assert all(stage.kept()[visit.id].signed for visit in visits)


def test_a_clock_that_is_a_year_ahead_and_set_right_holds_nothing_up(stage: Stage, phone: Phone) -> None:
    account, visits, page = stage.officers[0][1], stage.visits(2), phone.page
    phone.page = phone.context.new_page()
    phone.page.clock.install(time=stage.now() + timedelta(days=365))
    phone.open()
    phone.keep(account, visits)
    stage.proxy.always = "portal"  # somebody else's answers, so that the phone notes when to try again: in a year
    phone.network_is_back()
    phone.until(f"(await kept.waiting('{account}')).every(command => command.tries > 0)")
    stage.proxy.always = None
    phone.page.close()
    phone.page = page
    phone.network_is_back()
    phone.until("(await kept.rows()).commands === 0")
    arrived(stage, visits)


def made_by_wrong_clock(stage: Stage, phone: Phone, off: timedelta, officer: int = 0) -> tuple[list[Visit], datetime]:
    """Two visits without network while the open app's clock is wrong; then the network is back, and no command gets through yet."""
    visits = stage.visits(2, officer)
    stage.proxy.always = "request_dropped"
    phone.context.set_offline(True)
    phone.page.evaluate(WRONG_CLOCK, off.total_seconds() * 1000)
    said = phone.page.evaluate("new Date().toISOString()")
    for visit in visits:
        visit.record.update(started_at=said, finished_at=said)
    phone.keep(stage.officers[officer][1], visits)
    phone.context.set_offline(False)
    phone.network_is_back()
    return visits, datetime.fromisoformat(said)


@pytest.mark.parametrize("off", [YEAR, -YEAR], ids=["ahead", "behind"])
def test_what_was_made_while_the_clock_was_a_year_wrong_is_recorded_as_the_phone_said(stage: Stage, phone: Phone, off: timedelta) -> None:
    account, page = stage.officers[0][1], phone.page
    visits, said = made_by_wrong_clock(stage, phone, off)
    entries = page.get_by_role("main").get_by_text(f"存于{(stage.now() + off).astimezone().year}")
    expect(entries.and_(page.get_by_text("（按本机时钟）"))).to_have_count(2)
    expect(page.get_by_text("下次自动发送")).to_have_count(0)
    stage.proxy.always = None
    phone.send(account)
    arrived(stage, visits)
    kept = [stage.kept()[visit.id] for visit in visits]
    assert {one.finished_at for one in kept} == {said}
    assert all(one.signed for one in kept)


def test_a_year_that_reaches_back_before_his_right_is_a_supervisors_to_judge(stage: Stage, new_phone: NewPhone) -> None:
    (name, account), phone = stage.officers[2], new_phone()
    phone.sign_in(name)
    with stage.app.app_context():
        ended, began = stage.now() - timedelta(days=90), stage.now() - 2 * YEAR
        former = {"role": "station_officer", "agency_code": None, "status": "disabled", "from_at": began, "until_at": ended}
        db.session.add(AccountGrant(account_id=account, **former))
        db.session.commit()
        db.session.remove()
    visits, said = made_by_wrong_clock(stage, phone, -YEAR, officer=2)
    stage.proxy.always = None
    phone.send(account)
    phone.open()
    expect(phone.page.get_by_text("服务器已收到，由主管处理")).to_have_count(2)
    assert not {visit.id for visit in visits} & set(stage.kept())
    with stage.app.app_context():
        waiting = {str(row.record_id): row for row in db.session.scalars(db.select(QuarantinedCommand))}
        assert [waiting[visit.id].reasons for visit in visits] == [["rights_doubtful"]] * 2
        assert {waiting[visit.id].made_at.astimezone(UTC) for visit in visits} == {said}
        db.session.remove()
