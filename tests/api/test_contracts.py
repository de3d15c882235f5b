"""Service contracts: checked before they are signed, kept after they end, and what the rules object to."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEvent
from backend.extensions import db
from tests.factories.contracts import PDF, POINTS, checked, client, draft, needs, sent, signed
from tests.factories.roster import day, employee, posted, site
from tests.support.world import SHENZHEN, TIANHE, YUEXIU, World, uscc


def test_a_contract_is_drafted_checked_and_signed(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit), number="粤保2026-1")
    assert (contract["state"], contract["points_open"], contract["keep_until"]) == ("draft", 6, None)
    assert contract["basis"] == "M. art. 25; Reg. art. 21"
    path = f"/contracts/{contract['id']}"
    for point in POINTS[:-1]:
        manager.post(f"{path}/checks", {"point": point, "answer": "yes"})
    manager.post(f"{path}/checks", {"point": "other", "answer": "not_needed", "note": "没有其他事项"})
    answer = manager.post(f"{path}/signing", {"signed_on": day(world, 31)})
    assert (answer.status_code, answer.json["state"], answer.json["points_open"]) == (200, "signed", 0)
    assert answer.json["ends_on"] == "2027-10-24"
    assert answer.json["keep_until"] == "2029-10-24"
    other = answer.json["points"][-1]
    assert (other["answer"], other["note"], other["checked_on"]) == ("not_needed", "没有其他事项", day(world))
    assert [row["number"] for row in manager.get(f"/units/{unit}/contracts?state=signed").json["items"]] == ["粤保2026-1"]


def test_nothing_is_signed_before_every_point_is_answered_and_none_with_no(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit))
    path = f"/contracts/{contract['id']}"
    refused = manager.post(f"{path}/signing", {"signed_on": day(world)})
    assert (refused.status_code, refused.json["code"]) == (409, "contract.check_incomplete")
    assert [error["field"] for error in refused.json["errors"]] == list(POINTS)
    checked(manager, contract["id"])
    unlawful = manager.post(f"{path}/checks", {"point": "activity_lawful", "answer": "no", "note": "活动未经许可"})
    assert [flag["code"] for flag in unlawful.json["flags"]] == ["unlawful_request"]
    assert unlawful.json["flags"][0]["article"] == "Reg. art. 21"
    refused = manager.post(f"{path}/signing", {"signed_on": day(world)})
    assert [(error["field"], error["code"]) for error in refused.json["errors"]] == [("activity_lawful", "unlawful")]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"point": "client_lawful", "answer": "not_needed", "note": "老客户"}, "answer"),
        ({"point": "other", "answer": "not_needed"}, "note"),
        ({"point": "other", "answer": "no"}, "note"),
        ({"point": "weather", "answer": "yes"}, "point"),
        ({"point": "other", "answer": "perhaps"}, "answer"),
    ],
)
@pytest.mark.same_on_all("what is refused never comes to a database")
def test_an_answer_that_says_too_little_is_refused(world: World, values: dict[str, str], field: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit))
    answer = manager.post(f"/contracts/{contract['id']}/checks", values)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


def test_a_signed_contract_is_prolonged_or_ended_and_nothing_else(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = signed(world, manager, unit, client(manager, unit))
    path, etag = f"/contracts/{contract['id']}", manager.get(f"/contracts/{contract['id']}").headers["ETag"]
    assert manager.patch(path, {"number": "X"}, headers={"If-Match": etag}).json["code"] == "contract.signed"
    assert manager.patch(path, {"ends_on": day(world)}, headers={"If-Match": etag}).json["code"] == "contract.date_out_of_range"
    longer = manager.patch(path, {"ends_on": "2028-02-29"}, headers={"If-Match": etag})
    assert longer.json["keep_until"] == "2030-02-28"
    assert manager.patch(path, {"ends_on": "2028-03-01"}, headers={"If-Match": etag}).status_code == 412
    assert manager.post(f"{path}/checks", {"point": "other", "answer": "yes"}).json["code"] == "contract.signed"
    ended = manager.post(f"{path}/termination", {"ended_on": day(world), "reason": "客户搬迁"})
    assert (ended.json["state"], ended.json["last_day"], ended.json["keep_until"]) == ("terminated", day(world), "2028-11-23")
    again = manager.post(f"{path}/termination", {"ended_on": day(world), "reason": "客户搬迁"})
    assert again.json["code"] == "contract.not_signed"


def test_a_contract_ends_with_its_last_day(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = signed(world, manager, unit, client(manager, unit), ends_on=day(world))
    assert manager.get(f"/contracts/{contract['id']}").json["state"] == "signed"
    world.clock.forward(days=1)  # type: ignore[attr-defined]
    manager = world.manager(unit)
    assert manager.get(f"/contracts/{contract['id']}").json["state"] == "ended"
    states = {state: len(manager.get(f"/units/{unit}/contracts?state={state}").json["items"]) for state in ("signed", "ended")}
    assert states == {"signed": 0, "ended": 1}


def test_papers_are_kept_until_two_years_after_the_end(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = signed(world, manager, unit, client(manager, unit), ends_on=day(world))
    path = f"/contracts/{contract['id']}/documents"
    paper = manager.post(path, {"document_id": sent(manager, unit), "kind": "contract", "title": "合同扫描件"})
    assert paper.status_code == 201, paper.text
    assert [(row["title"], row["keep_until"]) for row in paper.json["papers"]] == [("合同扫描件", "2028-11-23")]
    one = f"{path}/{paper.json['papers'][0]['document_id']}"
    file = manager.get(one)
    assert (file.data, file.mimetype) == (PDF, "application/pdf")
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.headers["Content-Disposition"].startswith("attachment")
    refused = manager.delete(one)
    assert (refused.status_code, refused.json["code"], refused.json["keep_until"]) == (409, "document.kept", "2028-11-23")
    assert manager.get(one).status_code == 200
    world.clock.forward(days=732)  # type: ignore[attr-defined]
    manager = world.manager(unit)
    assert manager.delete(one).json["papers"] == []
    assert manager.get(one).status_code == 404


def test_a_prolonged_contract_holds_its_papers_longer_and_a_draft_holds_none(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit))
    path = f"/contracts/{contract['id']}"
    for _ in range(2):
        body = {"document_id": sent(manager, unit), "kind": "other", "title": "附件"}
        papers = manager.post(f"{path}/documents", body).json["papers"]
    assert [paper["keep_until"] for paper in papers] == [None, None]
    left = manager.delete(f"{path}/documents/{papers[0]['document_id']}").json["papers"]
    assert [paper["document_id"] for paper in left] == [papers[1]["document_id"]]
    checked(manager, contract["id"])
    held = manager.post(f"{path}/signing", {"signed_on": day(world, 31)})
    assert held.json["papers"][0]["keep_until"] == "2029-10-24"
    longer = manager.patch(path, {"ends_on": "2028-01-01"}, headers={"If-Match": held.headers["ETag"]})
    assert longer.json["papers"][0]["keep_until"] == "2030-01-01"


def test_service_in_another_province_is_filed_thirty_working_days_before(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit), province_code="43", starts_on="2026-11-23", ends_on="2027-11-22")
    # Back over the national holiday: 1 to 8 October 2026 are off, Saturday the 10th and Sunday 20 September are worked.
    assert (contract["filing"]["due_on"], contract["filing"]["due_certain"], contract["filing"]["state"]) == ("2026-10-12", True, "due")
    assert [flag["code"] for flag in contract["flags"]] == ["province_not_filed"]
    path = f"/contracts/{contract['id']}"
    etag = manager.get(path).headers["ETag"]
    later = manager.patch(path, {"starts_on": "2027-03-01"}, headers={"If-Match": etag})
    assert later.json["filing"]["due_on"] > day(world)
    assert later.json["flags"] == []
    filed = manager.post(f"{path}/filing", {"handed_in_on": day(world), "receipt": "长公保备 1 号"})
    assert (filed.json["filing"]["state"], filed.json["filing"]["receipt"]) == ("handed_in", "长公保备 1 号")
    again = manager.post(f"{path}/filing", {"handed_in_on": day(world)})
    assert (again.status_code, again.json["code"]) == (409, "contract.no_filing")
    home = draft(world, manager, unit, contract["client_id"], province_code="44")
    assert (home["province_code"], home["filing"]) == (None, None)


def test_a_number_is_given_once_a_unit_and_a_client_is_the_units_own(world: World) -> None:
    one, other = world.unit(), world.unit()
    first, second = world.manager(one), world.manager(other)
    theirs = client(second, other)
    contract = draft(world, first, one, client(first, one))
    body = {"number": contract["number"], "services": ["01"], "starts_on": day(world), "ends_on": day(world)}
    again = first.post(f"/units/{one}/contracts", {**body, "client_id": contract["client_id"]})
    assert (again.status_code, again.json["code"]) == (409, "contract.number_taken")
    foreign = first.post(f"/units/{one}/contracts", {**body, "number": "2", "client_id": theirs})
    assert foreign.json["errors"][0]["field"] == "client_id"
    assert second.get(f"/contracts/{contract['id']}").status_code == 404
    assert draft(world, second, other, theirs, number=contract["number"])["number"] == contract["number"]


def test_an_officer_sees_the_contracts_of_the_own_area_and_of_its_sites(world: World) -> None:
    unit = world.unit(TIANHE)
    manager = world.manager(unit)
    contract = signed(world, manager, unit, client(manager, unit))
    assert world.officer(TIANHE).get(f"/contracts/{contract['id']}").status_code == 200
    beside = world.officer(YUEXIU)
    assert beside.get(f"/contracts/{contract['id']}").status_code == 404
    needs(manager, site(manager, unit, division_code="440104")["id"], contract_id=contract["id"])
    assert [row["number"] for row in beside.get(f"/units/{unit}/contracts").json["items"]] == [contract["number"]]
    assert beside.get(f"/contracts/{contract['id']}").json["sites"][0]["site_name"] == "正佳广场北门"
    assert world.officer(SHENZHEN).get(f"/contracts/{contract['id']}").status_code == 404


def test_what_the_rules_object_to_at_a_site_is_told_with_its_article(world: World) -> None:
    company, house = world.unit(), world.unit(kind="in_house_unit")
    manager, keeper = world.manager(company), world.manager(house)
    of_company = site(manager, company, client_id=client(manager, company))["id"]
    assert needs(manager, of_company)["flags"] == []
    posted(world, manager, of_company, employee(world, manager, company))
    assert manager.get(f"/sites/{of_company}/needs").json["flags"] == [{"code": "contract_missing", "article": "M. art. 25"}]
    client_id = manager.get(f"/sites/{of_company}").json["client_id"]
    contract = signed(world, manager, company, client_id, ends_on=day(world))
    assert needs(manager, of_company, contract_id=contract["id"])["flags"] == []
    own = site(keeper, house, name="厂区大门")["id"]
    assert needs(keeper, own)["flags"] == []
    assert needs(keeper, own, venue="entertainment")["flags"] == [{"code": "entertainment_own_guards", "article": "Reg. art. 13"}]
    outside = site(keeper, house, name="邻厂", client_id=client(keeper, house, "邻厂", uscc=uscc(70_001)))["id"]
    assert needs(keeper, outside)["flags"] == [{"code": "in_house_outside", "article": "Reg. art. 15"}]
    world.clock.forward(days=1)  # type: ignore[attr-defined]
    manager = world.manager(company)
    assert [flag["code"] for flag in manager.get(f"/sites/{of_company}/needs").json["flags"]] == ["contract_ended"]


def test_each_act_is_audited_without_what_a_note_says(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit))
    manager.post(f"/contracts/{contract['id']}/checks", {"point": "other", "answer": "no", "note": "线索来自王某"})
    with world.app.app_context():
        events = db.session.scalars(select(AuditEvent).where(AuditEvent.subject_type == "contract").order_by(AuditEvent.seq)).all()
        assert [event.action for event in events] == ["register", "look_into"]
        assert "王某" not in str([event.after for event in events])
