"""Papers: made once, the same for ever, shown to whom they concern, and confirmed to who holds one."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.accounts.models import Account
from backend.audit.models import AuditEvent
from backend.extensions import db
from backend.jobs.models import Job
from backend.papers import take_along
from backend.papers.models import Paper
from backend.papers.typesetting import typeset
from backend.units.models import Unit
from tests.conftest import SettableClock
from tests.factories.inspections import send_picture, visit
from tests.factories.jobs import do
from tests.factories.papers import file_of, papers_of, picture_of, pictures_on, scanned, signature, text_of
from tests.support.world import SHENZHEN, TIANHE, Browser, World

HOSTILE = '#sys.version $x$ *粗* @me `raw` <b> \\ "} = 标题 [#read("paper.typ")] //'
"""Each of these begins something in the language of the templates."""


LOOKS = pytest.mark.same_on_all("what is printed does not depend on where it is kept")


class Story:
    """A company in Tianhe, two officers, and visits to it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.unit = world.unit(TIANHE, name="平安保安服务有限公司")
        self.officer = world.officer(TIANHE, name="警官𠮷")
        self.colleague = world.officer_name(TIANHE, name="同事乙")

    def visit(self, **change: Any) -> str:
        """A recorded visit; its id."""
        answer = self.officer.post("/inspections", visit(self.world, self.officer, self.colleague, self.unit, **change))
        assert answer.status_code == 201, answer.text
        return str(answer.json["id"])

    def paper(self, **change: Any) -> dict[str, Any]:
        """The paper of a new visit."""
        return papers_of(self.officer, self.visit(**change))[0]


@pytest.fixture
def story(world: World) -> Story:
    """One to begin with."""
    return Story(world)


def guard(number: int, **change: Any) -> dict[str, Any]:
    """A guard on duty."""
    return {
        "guard_id": None,
        "certificate_number": f"440120{number:08}",
        "name": f"保安{number}号",
        "presence": "present",
        "verification_id": None,
        "reason": None,
        "note": "",
        **change,
    }


def test_a_worker_makes_the_paper_of_a_record_and_nobody_makes_it_again(story: Story) -> None:
    visit_id = story.visit()
    with story.world.app.app_context():
        job_id = db.session.scalars(select(Job.id).where(Job.kind == "papers.make")).one()
    do(story.world, job_id)
    with story.world.app.app_context():
        kept = db.session.scalars(select(Paper)).one()
        made = kept.id, kept.file, kept.digest
    [shown] = papers_of(story.officer, visit_id)
    assert shown["id"] == str(made[0])
    with story.world.app.app_context():
        kept = db.session.scalars(select(Paper)).one()
        assert (kept.id, kept.file, kept.digest) == made


def test_two_who_ask_at_once_get_the_same_paper(story: Story) -> None:
    visit_id, readers = story.visit(), [story.world.officer(TIANHE), story.world.manager(story.unit)]
    with ThreadPoolExecutor(len(readers)) as both:
        found = list(both.map(lambda reader: papers_of(reader, visit_id), readers))
    assert found[0] == found[1]
    with story.world.app.app_context():
        assert len(db.session.scalars(select(Paper)).all()) == 1


@LOOKS
def test_the_paper_says_what_the_record_says(story: Story) -> None:
    ink = send_picture(story.officer, "signature", signature()).json["id"]
    body = visit(story.world, story.officer, story.colleague, story.unit)
    body["items"][2] |= {"outcome": "problem", "note": "影像仅存18天"}
    body |= {
        "guards": [guard(1, name="欧阳𬭚"), guard(2, presence="absent", finding="absent")],
        "findings": "岗位职责未上墙\n已告知",
        "signature": {"media_id": ink, "signer_name": "王𡘙"},
        "no_signature": None,
        "responsible_person": "王𡘙",
        "result": "rectification_required",
        "rectify_by": (story.world.clock.now() + timedelta(days=15)).date().isoformat(),
    }
    assert story.officer.post("/inspections", body).status_code == 201
    paper = papers_of(story.officer, body["id"])[0]
    pdf = file_of(story.officer, paper["id"])
    pages = text_of(pdf)
    whole = "".join(pages)
    for words in (
        "保安服务监督检查记录", f"编号：{paper['number']}", "平安保安服务有限公司", "警官𠮷", "同事乙", "欧阳𬭚", "王𡘙",
        "影像仅存18天", "《办法》第37条第3项；《条例》第21条、第25条", "不在岗1人", "报备在岗的保安员不在岗", "岗位职责未上墙", "改正期限",
    ):  # fmt: skip
        assert words in whole, words
    assert len(pages) == paper["pages"]
    assert [f"第{page}页，共{len(pages)}页" in text for page, text in enumerate(pages, 1)] == [True] * len(pages)
    assert pictures_on(pdf) == [0] * (len(pages) - 1) + [1], "the signature stands at the end"
    assert [scanned(pdf, page) for page in range(len(pages))] == [paper["address"]] * len(pages)
    assert b"<pdfaid:part>2<" in pdf
    assert b"<pdfaid:conformance>A<" in pdf


@LOOKS
def test_the_notice_orders_by_a_date_what_was_found(story: Story) -> None:
    body = visit(story.world, story.officer, story.colleague, story.unit)
    body["items"][2] |= {"outcome": "problem", "note": "影像仅存18天"}
    body |= {"guards": [guard(2, presence="absent", finding="absent")], "result": "rectification_required", "rectify_by": "2026-12-08"}
    assert story.officer.post("/inspections", body).status_code == 201
    record, order = papers_of(story.officer, body["id"])
    assert (record["kind"], order["kind"]) == ("inspection_record", "rectification_notice")
    assert papers_of(story.world.manager(story.unit), order["notice_id"], "notice_id") == [order]
    pdf = file_of(story.officer, order["id"])
    whole = "".join(text_of(pdf))
    for words in (
        "责令限期改正通知书", f"编号：{order['number']}", "平安保安服务有限公司：", f"检查记录编号：{record['number']}", "影像仅存18天",
        "《保安服务管理条例》第21条、第25条", "报备在岗的保安员不在岗：保安2号44012000000002", "责令你单位于2026年12月8日前改正", "签收人",
    ):  # fmt: skip
        assert words in whole, words
    assert scanned(pdf) == order["address"]


@LOOKS
def test_a_refused_signature_is_noted_in_its_place(story: Story) -> None:
    pdf = file_of(story.officer, story.paper(no_signature={"reason": "refused", "note": "称须请示总公司"})["id"])
    assert "拒绝签名。称须请示总公司" in "".join(text_of(pdf))
    assert not any(pictures_on(pdf))


@LOOKS
def test_sixty_guards_go_over_pages_under_the_same_head(story: Story) -> None:
    pages = text_of(file_of(story.officer, story.paper(guards=[guard(number) for number in range(60)])["id"]))
    assert len(pages) >= 3
    assert sum("保安员证号在岗情况" in page for page in pages) >= 2
    assert all(f"保安{number}号" in "".join(pages) for number in range(60))


@LOOKS
def test_text_stays_text_whatever_it_looks_like(story: Story) -> None:
    pdf = file_of(story.officer, story.paper(findings=f"{HOSTILE}\n{'W' * 900}\n\u202e反写\u2066", guards=[guard(1, note=HOSTILE)])["id"])
    whole = "".join(text_of(pdf))
    assert whole.count("".join(HOSTILE.split())) == 2
    assert "反写" in whole
    assert "202E" not in whole.replace("\u202e", "202E"), "what turns the direction is left out, not named"
    assert whole.count("W") == 900
    for page in range(len(text_of(pdf))):
        picture = picture_of(pdf, page, 1)
        margin = picture.crop((picture.width - 50, 0, picture.width, picture.height))
        assert margin.getcolors() == [(margin.width * margin.height, (255, 255, 255))], "nothing runs off the paper"


@LOOKS
def test_what_no_font_has_is_named(story: Story) -> None:
    assert "〔U+1F46E〕" in "".join(text_of(file_of(story.officer, story.paper(findings="看👮")["id"])))


@LOOKS
def test_the_same_record_gives_the_same_bytes(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr("backend.papers.making.typeset", lambda *values: made.append(values) or typeset(*values))
    first = file_of(story.officer, story.paper(guards=[guard(1)])["id"])
    [values] = made
    assert typeset(*values).pdf == first


def test_a_paper_is_not_changed_by_what_changes_later(story: Story) -> None:
    visit_id = story.visit()
    [before] = papers_of(story.officer, visit_id)
    pdf = file_of(story.officer, before["id"])
    with story.world.session():
        db.session.execute(update(Unit).where(Unit.id == story.unit).values(name="改了名的公司"))
        db.session.execute(update(Account).values(name="改了名的人"))
    assert papers_of(story.officer, visit_id) == [before]
    assert file_of(story.officer, before["id"]) == pdf


@LOOKS
def test_a_file_that_was_tampered_with_is_not_handed_out(story: Story) -> None:
    paper = story.paper()
    with story.world.session():
        db.session.execute(update(Paper).values(digest=hashlib.sha256(b"another").digest()))
    assert story.officer.get(f"/papers/{paper['id']}/file").json["code"] == "paper.damaged"


def test_papers_are_seen_by_whom_the_visit_concerns(story: Story) -> None:
    visit_id = story.visit()
    paper = papers_of(story.officer, visit_id)[0]
    company, other = story.world.manager(story.unit), story.world.manager(story.world.unit(TIANHE))
    assert papers_of(company, visit_id) == [paper]
    assert file_of(company, paper["id"])
    for stranger in (other, story.world.officer(SHENZHEN)):
        for path in (f"/papers?inspection_id={visit_id}", f"/papers/{paper['id']}/file"):
            assert stranger.get(path).status_code == 404
        assert stranger.post(f"/papers/{paper['id']}/take-along").status_code == 404
    assert story.officer.get("/papers").status_code == 422


def test_the_public_page_confirms_the_file_and_names_no_person(story: Story) -> None:
    paper = story.paper(findings="有问题", guards=[guard(1)])
    token = paper["address"].rpartition("/")[2]
    answer = story.world.browser().get(f"/papers/public/{token}")
    assert answer.json == {
        "kind": "inspection_record", "number": paper["number"], "dated_at": paper["dated_at"], "agency_name": paper["agency_name"],
        "unit_name": "平安保安服务有限公司", "digest": hashlib.sha256(file_of(story.officer, paper["id"])).hexdigest(),
        "size": paper["size"], "pages": paper["pages"],
    }  # fmt: skip
    assert story.world.browser().get(f"/papers/public/{token[:-1]}x").status_code == 404


@LOOKS
def test_guessing_is_counted(story: Story, world: World) -> None:
    stranger = world.browser()
    limit = 3
    world.app.extensions["settings"] = replace(world.app.extensions["settings"], lookup_per_minute=limit)
    answers = [stranger.get(f"/papers/public/{number:022}").status_code for number in range(limit + 1)]
    assert answers == [404] * limit + [429]
    assert stranger.post(f"/papers/public/{1:022}/file", {"code": "a" * 22}).json["code"] == "paper.too_many"


class TakenAlong:
    """A paper with a code."""

    def __init__(self, story: Story) -> None:
        self.story, self.paper = story, story.paper()
        made = story.officer.post(f"/papers/{self.paper['id']}/take-along")
        assert made.status_code == 201, made.text
        self.made = made.json
        self.address, _, self.code = made.json["url"].partition("#")
        self.phone: Browser = story.world.browser()

    def open(self, paper: dict[str, Any] | None = None, code: str | None = None) -> Any:
        """Ask as the phone does that scanned it."""
        token = (paper or self.paper)["address"].rpartition("/")[2]
        return self.phone.post(f"/papers/public/{token}/file", {"code": code or self.code})


@pytest.fixture
def taken(story: Story) -> TakenAlong:
    """One to open."""
    return TakenAlong(story)


def test_a_code_opens_its_paper_without_an_account_and_that_is_written_down(taken: TakenAlong) -> None:
    assert taken.address == taken.paper["address"]
    assert taken.open().data == file_of(taken.story.officer, taken.paper["id"])
    with taken.story.world.app.app_context():
        event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "open_paper")).one()
        assert (event.account_id, event.subject_id) == (None, taken.paper["id"])
        assert event.after == {"number": taken.paper["number"], "code_by": "警官𠮷", "opened": 1}


def test_a_code_opens_five_times_and_then_never_again(taken: TakenAlong) -> None:
    assert [taken.open().status_code for _ in range(7)] == [200] * 5 + [404] * 2


def test_a_code_opens_nothing_after_its_time(taken: TakenAlong, clock: SettableClock) -> None:
    clock.forward(minutes=15)
    assert taken.open().json["code"] == "paper.code_ended"
    with taken.story.world.session():
        take_along.delete_expired(clock.now())
    with taken.story.world.app.app_context():
        assert db.session.scalars(select(take_along.PaperCode)).all() == []


def test_a_code_opens_no_other_paper_and_a_guessed_one_opens_none(taken: TakenAlong) -> None:
    answers = [taken.open(paper=taken.story.paper()), taken.open(code="A" * 22), taken.open(code=taken.code[:-1] + "-")]
    assert [answer.json["code"] for answer in answers] == ["paper.code_ended"] * 3
    assert len({answer.data for answer in answers}) == 1
    assert taken.open().status_code == 200
