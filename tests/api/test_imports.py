"""Rosters from spreadsheets over HTTP: sent, mapped, checked, mended, applied, undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from backend.extensions import db
from backend.guards.queries import lock_guard
from backend.imports import applying, commands, undoing
from backend.imports.models import Import, ImportPart, ImportRow
from backend.jobs.worker import run_job
from backend.roster.models import Employment, Posting
from backend.warnings import marks
from tests.factories import guards, imports, roster
from tests.factories.jobs import do, sheets
from tests.support.world import Browser, World

REGISTER = ("employments", "postings", "guard_areas", "guard_finders", "unit_areas")


def register_of(world: World) -> dict[str, list[Any]]:
    """Every row that imports may touch, but for when and how often a guard's row was written."""
    with world.app.app_context():
        tables = {name: db.session.execute(text(f"SELECT * FROM {name}")).all() for name in REGISTER}  # noqa: S608 - names from above
        tables["guards"] = db.session.execute(text("SELECT id, unit_id, status, name, certificate_state FROM guards")).all()
    return {name: sorted(map(repr, rows)) for name, rows in tables.items()}


def person(world: World, number: int, name: str, *, certificate: str | None = "valid", **more: Any) -> tuple[UUID, str, str | None]:
    """A registered guard: id, identity number, certificate number."""
    identity = guards.identity_number(number)
    guard = guards.guard(world, name=name, identity_number=identity, **more)
    return guard, identity, guards.with_certificate(world, guard, state=certificate) if certificate else None


def names(browser: Browser, unit: UUID) -> list[str]:
    """Who is on the roster."""
    return sorted(entry["guard"]["name"] for entry in browser.post(f"/units/{unit}/roster/search", {"limit": 100}).json["items"])


def test_a_roster_comes_in_and_goes_out_again(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    site = roster.site(manager, unit)
    first, second = guards.identity_number(901), guards.identity_number(902)
    certificate = guards.with_certificate(world, guards.guard(world, name="李雷", identity_number=first))
    guards.guard(world, name="韩梅", identity_number=second)
    old = roster.employee(world, manager, unit, name="王五")
    before = manager.post(f"/units/{unit}/roster/search", {}).json
    rows = [
        ["李雷", first, certificate, "队长", roster.day(world, 10), site["name"]],
        ["韩梅", second, None, None, roster.day(world, 3)],
        ["王五", None, old["guard"]["certificate_number"], None, None, None, roster.day(world, 1), "辞职"],
        ["某某", guards.identity_number(7), None, None, roster.day(world, 3)],
        ["合计", None, None, "4"],
    ]
    import_ = imports.checked(world, manager, unit, rows)
    verdicts = [row["verdict"] for row in imports.rows_of(manager, import_)]
    assert verdicts == ["left_out", "left_out", "hire", "hire", "leave", "refused", "left_out"]

    done = imports.applied(world, manager, import_, only_good=True)
    assert (done["state"], done["counts"]["applied"]) == ("applied", 3)
    now = manager.post(f"/units/{unit}/roster/search", {}).json["items"]
    assert [(entry["guard"]["name"], entry["position"], [one["site_name"] for one in entry["postings"]]) for entry in now] == [
        ("韩梅", "保安员", []),
        ("李雷", "队长", [site["name"]]),
    ]

    back = imports.undone(world, manager, import_)
    assert (back["state"], back["counts"]["undone"], back["counts"]["not_undone"]) == ("undone", 3, 0)
    assert manager.post(f"/units/{unit}/roster/search", {}).json == before


def test_each_reason_is_told_with_row_column_value_and_what_would_fit(world: World, database: str) -> None:
    unit, other = world.unit(), world.unit()
    manager, rival = world.manager(unit), world.manager(other)
    roster.site(manager, unit, name="正佳广场北门")
    roster.site(manager, unit, name="同名驻点")
    roster.site(manager, unit, name="同名驻点")
    closed = roster.site(manager, unit, name="旧驻点")
    manager.post(f"/sites/{closed['id']}/closure", {"reason": "合同到期"})
    ids = {name: person(world, 705 + place, name)[1] for place, name in enumerate("甲乙丙丁戊己庚")}
    elsewhere = roster.employee(world, rival, other, name="他人")
    ours = roster.employee(world, manager, unit, name="自己", days_ago=20)
    suspended = person(world, 720, "停证", certificate="suspended")[1]
    dead, dead_number, _ = person(world, 721, "亡者")
    with world.session():
        lock_guard(dead).status = "deceased"
    today, late = roster.day(world), roster.day(world, -31)
    rows = [
        ["甲", guards.identity_number(799), None, None, today],
        ["乙乙", ids["乙"], None, None, today],
        ["亡者", dead_number, None, None, today],
        ["他人", None, elsewhere["guard"]["certificate_number"], None, today],
        ["丙", ids["丙"], None, None, today],
        ["丙", ids["丙"], None, "队长", today],
        ["丁", ids["丁"], None, None, late],
        ["戊", ids["戊"], None, None, today, "正佳广场南门"],
        ["己", ids["己"], None, None, today, "旧驻点"],
        ["庚", ids["庚"], None, None, today, "同名驻点"],
        ["停证", suspended, None, None, today, "正佳广场北门"],
        ["甲", ids["甲"], None, None, None, None, today],
        ["自己", None, ours["guard"]["certificate_number"], None, None, None, roster.day(world, 21)],
        [None, ids["甲"], None, None, today],
        ["某某", None, None, None, today],
        ["某某", ids["甲"][:17] + "0" if ids["甲"][17] != "0" else ids["甲"][:17] + "1", None, None, "5/3/2024"],
    ]
    before = register_of(world)
    import_ = imports.checked(world, manager, unit, rows)
    found = {row["number"] - 2: row for row in imports.rows_of(manager, import_, "refused")}
    against = {number: [one["code"] for one in row["problems"] if one["refuses"]] for number, row in found.items()}
    assert against == {
        1: ["row.person_not_found"], 2: ["row.person_not_found"], 3: ["row.person_not_found"], 4: ["row.employed_elsewhere"],
        5: ["row.duplicate"], 6: ["row.duplicate"], 7: ["row.date_out_of_range"], 8: ["row.site_unknown"], 9: ["row.site_closed"],
        10: ["row.site_ambiguous"], 11: ["row.no_valid_certificate"], 12: ["row.not_employed_here", "row.duplicate"],
        13: ["row.date_out_of_range"], 14: ["row.name_missing", "row.duplicate"], 15: ["row.number_missing"],
        16: ["cell.number_check_character", "cell.date_ambiguous"],
    }  # fmt: skip
    assert found[5]["problems"][0]["rows"] == [8]
    assert found[8]["problems"][0]["suggestions"] == ["正佳广场北门"]
    late_one = next(one for one in found[7]["problems"] if one["refuses"])
    assert (late_one["column"], late_one["value"], late_one["earliest"], late_one["latest"]) == (
        "E",
        late,
        "1980-01-01",
        roster.day(world, -30),
    )
    told = next(one for one in found[16]["problems"] if one["field"] == "identity_number")
    assert (told["column"], told["expected"]) == ("B", "identity_number")
    assert told["value"].startswith("**************")
    assert "平安" not in manager.get(f"/imports/{import_['id']}/rows?verdict=refused").text  # the other unit's name is nobody's business

    answer = manager.post(f"/imports/{import_['id']}/application", {})
    assert (answer.status_code, answer.json["code"], answer.json["refused"]) == (409, "import.rows_refused", 16)
    answer = manager.post(f"/imports/{import_['id']}/application", {"only_good": True})
    assert (answer.status_code, answer.json["code"]) == (409, "import.nothing_to_apply")
    assert register_of(world) == before


def test_a_row_is_mended_and_with_it_those_it_stood_against(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    _, first, _ = person(world, 710, "李雷")
    _, second, _ = person(world, 711, "韩梅")
    import_ = imports.checked(world, manager, unit, [["李雷", first], ["李雷", first, None, "队长"]])
    assert import_["counts"]["refused"] == 2

    row = manager.get(f"/imports/{import_['id']}/rows/4").json
    assert row["values"]["identity_number"] == first  # whole, for mending
    masked = imports.rows_of(manager, import_, "refused")[1]["values"]["identity_number"]
    assert masked == "*" * 14 + first[-4:]
    mended = manager.patch(f"/imports/{import_['id']}/rows/4", {"values": {**row["values"], "name": "韩梅", "identity_number": second}})
    assert (mended.json["verdict"], mended.json["edited"], imports.codes(mended.json)) == ("hire", True, [])
    assert imports.shown(manager, import_["id"])["counts"] | {"left_out": 0} == import_["counts"] | {"left_out": 0, "refused": 0, "hire": 2}

    back = manager.patch(f"/imports/{import_['id']}/rows/4", {"values": row["values"]})
    assert imports.codes(back.json) == ["row.duplicate"]
    manager.patch(f"/imports/{import_['id']}/rows/4", {"values": mended.json["values"]})
    imports.applied(world, manager, import_)
    assert names(manager, unit) == ["李雷", "韩梅"]
    answer = manager.patch(f"/imports/{import_['id']}/rows/4", {"values": row["values"]})
    assert (answer.status_code, answer.json["code"]) == (409, "import.wrong_state")


def test_a_whole_roster_proposes_those_it_lacks_and_asks_twice_before_most_of_them_leave(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    site = roster.site(manager, unit)
    stays, typo, gone, gone_too = (roster.employee(world, manager, unit, name=name) for name in ("留下", "笔误", "走了", "也走"))
    roster.posted(world, manager, site["id"], gone)
    before = register_of(world)
    rows = [["留下", None, stays["guard"]["certificate_number"]], ["笔误", guards.identity_number(5)[:17] + "?"]]
    import_ = imports.checked(world, manager, unit, rows, "full_roster", leaving_on=roster.day(world, 1), leaving_reason="resigned")
    counts = import_["counts"]
    assert (counts["same"], counts["refused"], counts["leave"], counts["missing"]) == (1, 2, 2, 2)
    missing = {row["values"]["name"]: row for row in imports.rows_of(manager, import_) if not row["in_file"]}
    assert missing["走了"]["acts"] == [{"act": "leave", "on": roster.day(world, 1), "site_name": None, "position": None, "was": None}]
    told = missing["笔误"]["problems"][0]
    assert (missing["笔误"]["verdict"], told["code"], told["rows"]) == ("refused", "row.perhaps_in_file", [4])
    assert import_["confirm_leaving"] is None  # two of four are not more than half

    row = manager.get(f"/imports/{import_['id']}/rows/4").json["values"]
    nobody = manager.patch(f"/imports/{import_['id']}/rows/4", {"values": {**row, "name": "别人"}})
    assert nobody.json["verdict"] == "refused"
    now = imports.shown(manager, import_["id"])
    assert (now["counts"]["missing"], now["confirm_leaving"]) == (3, 3)
    for confirm in (None, 2):
        answer = manager.post(f"/imports/{import_['id']}/application", {"only_good": True, "confirm_leaving": confirm})
        assert (answer.status_code, answer.json["code"], answer.json["leaving"]) == (409, "import.leaving_unconfirmed", 3)

    right = {"identity_number": None, "certificate_number": typo["guard"]["certificate_number"]}
    mended = manager.patch(f"/imports/{import_['id']}/rows/4", {"values": {**row, **right}})
    assert mended.json["verdict"] == "same"
    assert imports.shown(manager, import_["id"])["counts"]["missing"] == 2
    imports.applied(world, manager, import_)
    assert names(manager, unit) == ["留下", "笔误"]
    with world.app.app_context():
        left = db.session.get(Employment, UUID(gone_too["employment_id"]))
        assert left
        assert (str(left.ended_on), left.leaving_reason) == (roster.day(world, 1), "resigned")
    imports.undone(world, manager, import_)
    assert register_of(world) == before


def test_what_is_sealed_is_nowhere_in_the_clear(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    _, number, _ = person(world, 712, "李雷")
    import_ = imports.checked(world, manager, unit, [["李雷", number], ["某某", guards.identity_number(6)]])
    with world.app.app_context():
        for table in (Import, ImportPart, ImportRow):
            for row in db.session.execute(select(table.__table__)):
                assert number not in repr(row)
                assert "李雷" not in repr(row)
                assert not any(number.encode() in value for value in row if isinstance(value, bytes))
    assert number not in manager.get(f"/imports/{import_['id']}").text
    assert number not in manager.get(f"/imports/{import_['id']}/rows").text
    assert number not in manager.get("/jobs").text


@pytest.mark.parametrize("chunk", [1, 3])
def test_a_worker_that_stops_in_the_middle_loses_nothing_and_does_nothing_twice(
    world: World, database: str, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(applying, "CHUNK", chunk)
    monkeypatch.setattr(undoing, "CHUNK", chunk)
    unit = world.unit()
    manager = world.manager(unit)
    site = roster.site(manager, unit)
    people = [(name, *person(world, 730 + place, name)[1:]) for place, name in enumerate("甲乙丙丁戊己庚")]
    before = register_of(world)
    rows = [[name, number, certificate, None, roster.day(world, 2), site["name"]] for name, number, certificate in people]
    import_ = imports.checked(world, manager, unit, rows)
    job = UUID(manager.post(f"/imports/{import_['id']}/application", {}).json["job"]["id"])
    takings = stop_after_each_step(world, job)
    assert takings >= 7 // chunk
    done = imports.shown(manager, import_["id"])
    assert (done["state"], done["counts"]["applied"]) == ("applied", 7)
    with world.app.app_context():
        assert len(db.session.scalars(select(Employment)).all()) == 7
        assert len(db.session.scalars(select(Posting)).all()) == 7
        acts = db.session.execute(text("SELECT action, count(*) FROM audit_events WHERE action IN ('hire', 'post') GROUP BY action")).all()
        assert sorted(map(tuple, acts)) == [("hire", 7), ("post", 7)]
    job = UUID(manager.post(f"/imports/{import_['id']}/undoing").json["job"]["id"])
    stop_after_each_step(world, job)
    assert imports.shown(manager, import_["id"])["counts"]["undone"] == 7
    assert register_of(world) == before


def test_warnings_wait_for_the_end_of_an_import(world: World, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "CHUNK", 1)
    unit = world.unit()
    manager = world.manager(unit)
    rows = [[name, person(world, 760 + place, name, certificate=None)[1]] for place, name in enumerate("甲乙")]
    import_ = imports.checked(world, manager, unit, rows)
    job = UUID(manager.post(f"/imports/{import_['id']}/application", {}).json["job"]["id"])
    marked(world)
    run_job(world.app, job, StopsSoon())  # type: ignore[arg-type]
    assert len(names(manager, unit)) == 1
    assert marked(world) == set()
    do(world, str(job))
    assert len(names(manager, unit)) == 2
    assert marked(world) == {unit}


def marked(world: World) -> set[UUID]:
    """The units that a worker would look at now; they are forgotten."""
    with world.session():
        marks.follow_audit(world.clock.now())
    with world.session():
        units, ids = marks.take(100)
        marks.drop(ids)
        return set(units)


class StopsSoon:
    """A stop signal that comes as soon as one step was kept."""

    def __init__(self) -> None:
        self.asked = 0

    def is_set(self) -> bool:
        """Asked before and after each commit: the second time it is true."""
        self.asked += 1
        return self.asked > 1


def stop_after_each_step(world: World, job_id: UUID) -> int:
    """Let one worker after the other take one step of a job, until it is over; how many it took."""
    for takings in range(1, 40):
        run_job(world.app, job_id, StopsSoon())  # type: ignore[arg-type]
        with world.app.app_context():
            if db.session.execute(text("SELECT state FROM jobs WHERE id = :id"), {"id": _stored(job_id)}).scalar() == "done":
                return takings
    raise AssertionError("the job never came to its end")


def _stored(job_id: UUID) -> Any:
    return job_id.hex if db.engine.dialect.name == "sqlite" else job_id


def test_what_changed_since_the_check_is_refused_and_the_others_are_applied(world: World, database: str) -> None:
    unit, other = world.unit(), world.unit()
    manager, rival = world.manager(unit), world.manager(other)
    site = roster.site(manager, unit)
    people = {name: person(world, 740 + place, name) for place, name in enumerate("甲乙丙丁")}
    ours = roster.employee(world, manager, unit, name="老员工")
    rows = [[name, who[1], None, None, roster.day(world, 1), site["name"]] for name, who in people.items()]
    rows.append(["老员工", None, ours["guard"]["certificate_number"], "队长"])
    first, second = (imports.checked(world, manager, unit, rows) for _ in range(2))
    roster.hired(rival, other, {"identity_number": people["甲"][1], "name": "甲", "started_on": roster.day(world)})
    roster.hired(manager, unit, {"identity_number": people["乙"][1], "name": "乙", "started_on": roster.day(world)})
    guards.with_certificate(world, people["丙"][0], state="revoked")
    done = imports.applied(world, manager, first)
    assert (done["counts"]["applied"], done["counts"]["refused"]) == (2, 3)
    found = {row["values"]["name"]: row for row in imports.rows_of(manager, first)}
    assert imports.codes(found["甲"]) == ["row.employed_elsewhere"]
    assert imports.codes(found["乙"])[-1] == "row.changed_since"
    assert imports.codes(found["丙"]) == ["row.no_valid_certificate"]
    again = imports.applied(world, manager, second, only_good=True)  # checked before the first was applied: nobody is hired twice
    assert again["counts"]["applied"] == 0
    assert names(manager, unit) == ["丁", "乙", "老员工"]


def test_undoing_leaves_what_something_later_touched_and_tells(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    site = roster.site(manager, unit)
    hired = [person(world, 750 + place, name) for place, name in enumerate("甲乙")]
    posted = roster.employee(world, manager, unit, name="丙")
    roster.posted(world, manager, site["id"], posted)
    moved = roster.employee(world, manager, unit, name="丁")
    day = roster.day(world)
    import_ = imports.checked(
        world, manager, unit,
        [
            ["甲", hired[0][1]], ["乙", hired[1][1]], ["丙", None, posted["guard"]["certificate_number"], None, None, None, day],
            ["丁", None, moved["guard"]["certificate_number"], "队长", None, site["name"]],
        ],
    )  # fmt: skip
    imports.applied(world, manager, import_)
    entry = next(one for one in manager.post(f"/units/{unit}/roster/search", {"q": "乙"}).json["items"])
    roster.posted(world, manager, site["id"], entry, days_ago=0)
    manager.post(f"/sites/{site['id']}/closure", {"reason": "合同到期"})
    back = imports.undone(world, manager, import_)
    assert (back["counts"]["undone"], back["counts"]["not_undone"]) == (1, 3)
    found = {row["values"]["name"]: row["undo_problem"] for row in imports.rows_of(manager, import_) if row["verdict"] != "left_out"}
    assert found == {"甲": None, "乙": "row.later_changes", "丙": "row.site_closed", "丁": "row.later_changes"}
    assert names(manager, unit) == ["丁", "乙"]
    answer = manager.post(f"/imports/{import_['id']}/undoing")
    assert (answer.status_code, answer.json["code"]) == (409, "import.wrong_state")


def test_an_import_that_stopped_goes_on_or_is_given_up(world: World, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "CHUNK", 1)
    unit = world.unit()
    manager, colleague = world.manager(unit), world.manager(unit)
    rows = [[name, person(world, 760 + place, name)[1]] for place, name in enumerate("甲乙丙")]
    import_ = imports.checked(world, manager, unit, rows)
    job = manager.post(f"/imports/{import_['id']}/application", {}).json["job"]["id"]
    answer = manager.post(f"/imports/{import_['id']}/application", {})
    assert answer.json["code"] == "import.wrong_state"  # it is under way
    run_job(world.app, UUID(job), StopsSoon())  # type: ignore[arg-type]
    assert manager.post(f"/jobs/{job}/cancellation").status_code == 200
    run = colleague.post(f"/imports/{import_['id']}/application", {})
    assert (run.status_code, run.json["state"], run.json["job"]["id"] != job) == (200, "applying", True)
    run_job(world.app, UUID(run.json["job"]["id"]), StopsSoon())  # type: ignore[arg-type]
    given_up = colleague.post(f"/imports/{import_['id']}/cancellation").json
    assert (given_up["state"], given_up["counts"]["applied"]) == ("applied", 2)
    do(world, run.json["job"]["id"])  # whoever still works on it stops without a word
    assert names(manager, unit) == ["丙", "乙", "甲"][1:]
    imports.undone(world, manager, import_)
    assert names(manager, unit) == []


def test_a_file_that_cannot_be_read_says_why_and_a_cancelled_one_is_gone(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    failed = imports.worked(world, manager, imports.send(manager, unit, b"\x89PNG\r\n\x1a\n" + b"0" * 64))
    assert (failed["state"], failed["problem"].partition(".")[0], failed["job"]["state"]) == ("failed", "sheet", "done")
    empty = imports.send(manager, unit, b"")
    assert (empty.status_code, empty.json["code"]) == (422, "validation")
    assert imports.send(manager, unit, b"x", name="").status_code == 422
    import_ = imports.read(world, manager, unit, [["甲"]])
    gone = manager.post(f"/imports/{import_['id']}/cancellation").json
    assert (gone["state"], gone["sheets"], gone["rows_gone"]) == ("cancelled", [], True)
    assert manager.get(f"/imports/{import_['id']}/rows").status_code == 410
    with world.app.app_context():
        assert db.session.scalars(select(ImportPart.number)).all() == []
    for _ in range(5):
        assert imports.send(manager, unit, b"a,b").status_code == 201
    assert imports.send(manager, unit, b"a,b").json["code"] == "import.too_many"


def test_columns_are_proposed_chosen_and_remembered(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    head = ("序号", "人员", "证件", "干什么")
    _, number, _ = person(world, 770, "李雷")
    rows = [["1", "李雷", number, "队长"]]
    import_ = imports.read(world, manager, unit, rows, head=head)
    sheet = import_["sheets"][0]
    assert sheet["name"] == "花名册"
    assert number not in str(sheet)
    columns = [{"index": index, "field": name} for index, name in enumerate((None, "name", "identity_number", "position"))]
    wrong = manager.put(
        f"/imports/{import_['id']}/mapping",
        json={"sheet": 0, "header_row": 2, "columns": columns[:1]},
        headers={"If-Match": import_["etag"]},
    )
    assert (wrong.status_code, wrong.json["errors"][0]["code"]) == (422, "name_missing")
    body = {"sheet": 0, "header_row": 2, "columns": columns}
    stale = manager.put(f"/imports/{import_['id']}/mapping", json=body, headers={"If-Match": '"0"'})
    assert stale.status_code == 412
    ready = imports.worked(
        world, manager, manager.put(f"/imports/{import_['id']}/mapping", json=body, headers={"If-Match": import_["etag"]})
    )
    assert ready["counts"]["hire"] == 1
    again = imports.read(world, manager, unit, rows, head=head)["sheets"][0]
    assert [(one["field"], one["remembered"]) for one in again["columns"]] == [(one["field"], True) for one in columns]


def test_refused_rows_come_back_in_the_files_own_form_and_templates_are_understood(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    rows = [["=1+1", guards.identity_number(7), None, None, roster.day(world)], ["𠮷田", guards.identity_number(8), None, None, "昨天"]]
    import_ = imports.checked(world, manager, unit, rows)
    answer = manager.get(f"/imports/{import_['id']}/refused")
    assert "attachment" in answer.headers["Content-Disposition"]
    (sheet,) = sheets(answer.data).values()
    assert sheet[1][:2] == ["姓名", "身份证号"]
    assert [row[:2] for row in sheet[2:]] == [["=1+1", guards.identity_number(7)], ["𠮷田", guards.identity_number(8)]]
    assert [row[-2] for row in sheet[2:]] == [3, 4]
    assert all(row[-1] for row in sheet[2:])
    empty = manager.get("/imports/template?language=en")
    found = imports.worked(world, manager, imports.send(manager, unit, empty.data))["sheets"][0]
    assert [column["field"] for column in found["columns"]][:3] == ["name", "identity_number", "certificate_number"]


def test_rows_are_deleted_some_days_after_the_end_and_the_batch_stays(world: World, database: str) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    _, number, _ = person(world, 780, "李雷")
    import_ = imports.applied(world, manager, imports.checked(world, manager, unit, [["李雷", number]]))
    waiting = imports.checked(world, manager, unit, [["李雷", number]])
    world.clock.forward(days=31)  # type: ignore[attr-defined]
    manager = world.manager(unit)
    with world.session():
        commands.delete_rows(world.clock.now())
    gone = imports.shown(manager, import_["id"])
    assert (gone["rows_gone"], gone["counts"]["applied"], gone["sheets"]) == (True, 1, [])
    assert manager.post(f"/imports/{import_['id']}/undoing").json["code"] == "import.rows_gone"
    left = imports.shown(manager, waiting["id"])  # what nobody went on with holds a roster too
    assert (left["state"], left["rows_gone"]) == ("cancelled", True)
    assert manager.get(f"/units/{unit}/imports").json["items"][1]["id"] == import_["id"]
