"""What an employer keeps of a guard, who reads it, and what was checked on site meanwhile."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from backend.guard_files.queries import without_contract
from tests.factories.certificates import candidate, certificate, number_of
from tests.factories.guard_files import PDF, contract, paper
from tests.factories.roster import day, employee, hired, site
from tests.factories.verifications import check, hire, leave
from tests.support.world import GUANGZHOU, SHENZHEN, TIANHE, Browser, World

ENTRIES: dict[str, dict[str, Any]] = {
    "labour_contracts": contract(),
    "insurances": {"kind": "work_injury", "insurer": "平安保险", "number": "P-1", "starts_on": "2026-01-01", "ends_on": None},
    "trainings": {"topic": "消防演练", "hours": 4, "held_on": "2026-10-01", "held_by": "培训部"},
    "rewards_punishments": {"kind": "reward", "decided_on": "2026-10-02", "text": "拾金不昧"},
    "equipment": {"kind": "radio", "number": "R-7", "handed_out_on": "2026-10-03", "returned_on": None},
}


class Desk:
    """A company, its manager, and somebody on its roster."""

    def __init__(self, world: World) -> None:
        self.world, self.unit = world, world.unit()
        self.manager = world.manager(self.unit)
        self.entry = employee(world, self.manager, self.unit)
        self.job = self.entry["employment_id"]

    def file(self, browser: Browser | None = None) -> dict[str, Any]:
        """The file as somebody sees it."""
        answer = (browser or self.manager).get(f"/employments/{self.job}/file")
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    def add(self, section: str, values: dict[str, Any]) -> Any:
        """The answer to a new entry."""
        return self.manager.post(f"/employments/{self.job}/{section.replace('_', '-')}", values)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def test_each_section_is_written_changed_and_struck(desk: Desk) -> None:
    officer = desk.world.officer(GUANGZHOU)
    for section, values in ENTRIES.items():
        added = desk.add(section, values)
        assert added.status_code == 201, added.text
        shown = desk.file()[section]
        assert [{name: row[name] for name in values} for row in shown] == [values]
        one = f"/{section.replace('_', '-')}/{shown[0]['id']}"
        more = {"number": "新"} if "number" in values else {"topic": "新"} if "topic" in values else {"text": "新"}
        assert desk.manager.patch(one, {**values, **more}).status_code == 428
        assert desk.manager.patch(one, {**values, **more}, added.headers["ETag"]).status_code == 200
        assert desk.manager.patch(one, values, added.headers["ETag"]).status_code == 412
        assert desk.file(officer)[section][0].items() >= more.items()
        assert desk.manager.delete(one).status_code == 204
        assert desk.file()[section] == []
        events = officer.get(f"/audit-events?subject_id={shown[0]['id']}").json["items"]
        assert [row["action"] for row in events] == ["remove", "change", "register"]


@pytest.mark.parametrize(
    ("section", "wrong", "field"),
    [
        ("labour_contracts", {"ends_on": "2025-12-31"}, "ends_on"),
        ("labour_contracts", {"kind": "verbal"}, "kind"),
        ("insurances", {"starts_on": "1950-01-01"}, "starts_on"),
        ("trainings", {"hours": 0}, "hours"),
        ("trainings", {"held_on": "2026-11-24"}, "held_on"),
        ("rewards_punishments", {"decided_on": "2027-01-01"}, "decided_on"),
        ("equipment", {"returned_on": "2026-10-02"}, "returned_on"),
        ("equipment", {"returned_on": "2026-11-24"}, "returned_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, section: str, wrong: dict[str, Any], field: str) -> None:
    refused = desk.add(section, {**ENTRIES[section], **wrong})
    assert (refused.status_code, [error["field"] for error in refused.json["errors"]]) == (422, [field])


def test_the_paper_of_a_contract_is_handed_out_exchanged_and_kept_after_its_end(desk: Desk) -> None:
    manager, officer = desk.manager, desk.world.officer(TIANHE)
    first = desk.add("labour_contracts", contract(document_id=paper(manager, desk.unit)))
    one = f"/labour-contracts/{first.json['id']}"
    assert officer.get(f"{one}/document").data == PDF
    second = paper(manager, desk.unit, PDF + b"%%EOF\n")
    changed = manager.patch(one, contract(document_id=second), first.headers["ETag"])
    assert (changed.status_code, officer.get(f"{one}/document").data) == (200, PDF + b"%%EOF\n")
    ended = manager.patch(one, contract(document_id=second, ends_on="2026-11-22"), changed.headers["ETag"])
    assert ended.status_code == 200
    for refused in (manager.delete(one), manager.patch(one, contract(document_id=None), ended.headers["ETag"])):
        assert (refused.status_code, refused.json["code"], refused.json["keep_until"]) == (409, "document.kept", "2028-11-22")
    assert officer.get(f"{one}/document").status_code == 200
    without = desk.add("labour_contracts", contract())
    assert manager.get(f"/labour-contracts/{without.json['id']}/document").json["code"] == "guard_file.without_document"


def test_a_paper_is_named_once_and_by_its_own_unit(desk: Desk) -> None:
    other = desk.world.unit()
    used, foreign = paper(desk.manager, desk.unit), paper(desk.world.manager(other), other)
    assert desk.add("labour_contracts", contract(document_id=used)).status_code == 201
    for document_id in (used, foreign):
        refused = desk.add("labour_contracts", contract(document_id=document_id))
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "document_id")


def test_the_next_employer_sees_nothing_of_the_former_ones_file(desk: Desk) -> None:
    entry = desk.add("trainings", ENTRIES["trainings"]).json
    left = {"ended_on": day(desk.world), "leaving_reason": "resigned"}
    assert desk.manager.post(f"/employments/{desk.job}/leaving", left).status_code == 200
    unit = desk.world.unit()
    other = desk.world.manager(unit)
    number = desk.entry["guard"]["certificate_number"]
    again = hired(other, unit, {"certificate_number": number, "name": "陈志强", "started_on": day(desk.world)})
    assert other.get(f"/employments/{again['employment_id']}/file").json["trainings"] == []
    assert other.get(f"/employments/{desk.job}/file").status_code == 404
    assert other.delete(f"/trainings/{entry['id']}").status_code == 404
    assert len(desk.file()["trainings"]) == 1
    assert desk.world.officer(SHENZHEN).get(f"/employments/{desk.job}/file").status_code == 404
    assert desk.world.officer(TIANHE).delete(f"/trainings/{entry['id']}").status_code == 403


def test_a_manager_sees_the_checks_of_the_own_time_alone(world: World) -> None:
    first, second = world.unit(), world.unit()
    before, now = world.manager(first), world.manager(second)
    officer, number = world.officer(TIANHE), number_of(world, certificate(world, candidate(world)))
    old = hire(before, world, first, number)
    assert check(officer, world, number=number).json["reason"] == "valid"
    (seen,) = before.get(f"/employments/{old}/checks").json["items"]
    assert (seen["kind"], seen["outcome"]) == ("verification", "valid")
    assert seen["agency_name"]
    leave(before, world, old, days=0)
    new = hire(now, world, second, number, days=0)
    assert before.get(f"/employments/{old}/checks").json["items"] == []  # the day of the change is the next employer's
    assert len(now.get(f"/employments/{new}/checks").json["items"]) == 1


def test_an_inspection_that_looked_at_the_guard_stands_among_the_checks(desk: Desk) -> None:
    from tests.factories.inspections import visit

    officer = desk.world.officer(TIANHE)
    place = site(desk.manager, desk.unit)
    line = {"guard_id": desk.entry["guard"]["id"], "presence": "absent", "certificate_number": None, "name": None, "verification_id": None}
    line |= {"reason": None, "note": ""}
    body = visit(desk.world, officer, desk.world.officer_name(TIANHE), desk.unit, UUID(place["id"]), guards=[line])
    assert officer.post("/inspections", body).status_code == 201
    (seen,) = desk.manager.get(f"/employments/{desk.job}/checks").json["items"]
    assert (seen["kind"], seen["outcome"]) == ("inspection", "absent")


def test_who_works_without_a_contract_that_covers_today_is_found(desk: Desk) -> None:
    def missing() -> list[str]:
        with desk.world.app.app_context():
            return [str(row.employment_id) for row in without_contract([desk.unit], date(2026, 11, 23))]

    second = employee(desk.world, desk.manager, desk.unit)["employment_id"]
    assert sorted(missing()) == sorted([desk.job, second])
    desk.add("labour_contracts", contract(ends_on="2026-11-22"))
    assert desk.job in missing()
    desk.add("labour_contracts", contract(kind="open_ended", starts_on="2026-11-23", ends_on=None))
    assert missing() == [second]
