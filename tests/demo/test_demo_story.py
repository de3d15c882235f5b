"""What `flask demo` promises: the sign-ins it prints work, and each card gives the verdict it says."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from sqlalchemy import select

from backend import create_app
from backend.demo import story as cast
from backend.demo.found import FOUND
from backend.demo.story import CODES, GUARDS, ON_ROSTER, PASSWORD_FILE, Story
from backend.extensions import db
from backend.inspections.confirmations.models import InspectionConfirmation
from backend.inspections.models import InspectedGuard, InspectionOfficer
from backend.rectification.models import RectificationNotice
from tests.conftest import SettableClock
from tests.demo.conftest import run, signed_in
from tests.support.world import Browser


def read_code(file: Path) -> str:
    """What a scanner reads in a picture."""
    with Image.open(file) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1, file.name
    return found[0].text


def check(browser: Browser, text: str, site_id: object, now: SettableClock) -> dict:
    """The verdict on a scanned text at a site."""
    response = browser.post(
        "/verifications",
        {"code": text, "site_id": str(site_id), "device_id": str(uuid4()), "mode": "online", "checked_at": now.now().isoformat()},
    )
    assert response.status_code == 201, response.text
    return response.json


def test_a_second_load_changes_nothing(province: Flask, story: Story) -> None:
    before = run(province, "demo", "show")
    run(province, "demo", "load", "--guards", "2000")
    with province.app_context():
        assert db.session.execute(db.text("SELECT count(*) FROM guards")).scalar() == 150
    assert run(province, "demo", "show") == before


def test_a_load_that_was_cut_short_is_not_taken_for_a_province(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "loading").touch()
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "cut short" in result.output


def test_a_number_that_is_too_small_is_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "load", "--guards", "3"])
    assert result.exit_code == 2
    assert "50" in result.output


def test_show_says_so_where_there_is_no_demo(app: Flask) -> None:
    assert "no demo" in run(app, "demo", "show")


def test_every_printed_sign_in_works(province: Flask, story: Story) -> None:
    shown = run(province, "demo", "show")
    for role, user_name in story.accounts.items():
        assert f"{user_name} " in shown
        browser = signed_in(province, story, user_name)
        assert browser.get("/session").json["account"]["role"] == role
    assert story.password in shown


def test_the_password_lies_in_a_file_for_its_owner_only(province: Flask, story: Story) -> None:
    file = Path(province.extensions["settings"].data_dir) / PASSWORD_FILE
    assert story.password in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("level", ["province", "city", "county", "station"])
def test_a_second_officer_is_at_hand_at_each_level(province: Flask, story: Story, level: str) -> None:
    browser = signed_in(province, story, level)
    own = browser.get("/session").json["account"]
    officers = browser.get("/officers?limit=100").json["items"]
    assert [officer for officer in officers if officer["agency_code"] == own["agency_code"] and officer["id"] != own["id"]]


def test_each_guards_code_gives_its_verdict_at_the_site(station: Browser, story: Story, clock: SettableClock) -> None:
    for key, role in GUARDS.items():
        guard = story.guards[key]
        answer = check(station, read_code(guard.code), story.site_id, clock)
        assert (key, answer["tone"], answer["reason"]) == (key, role.tone, role.reason)
        assert answer["person"]["name"] == role.name
        assert answer["certificate"]["number"] == guard.number


def test_codes_that_no_guard_holds_are_told_apart(station: Browser, story: Story, clock: SettableClock) -> None:
    for kind, (tone, reason) in CODES.items():
        answer = check(station, read_code(story.codes[kind]), story.site_id, clock)
        assert (kind, answer["tone"], answer["reason"]) == (kind, tone, reason)
        assert answer["person"] is None


def test_the_printed_cards_carry_the_same_codes(story: Story, province: Flask) -> None:
    shown = run(province, "demo", "show")
    for key in ("valid", "revoked", "left-unit", "expired"):
        guard = story.guards[key]
        assert str(guard.card) in shown
        assert read_code(guard.card) == read_code(guard.code)


def test_the_sites_roster_is_the_one_told(station: Browser, story: Story) -> None:
    roster = station.get(f"/sites/{story.site_id}/roster").json["items"]
    assert {row["guard"]["name"] for row in roster} == {GUARDS[key].name for key in ON_ROSTER}
    assert 6 <= len(roster) <= 8


def test_the_manager_sees_the_company_with_its_branch(province: Flask, story: Story) -> None:
    manager = signed_in(province, story, "manager")
    names = [unit["name"] for unit in manager.get("/units").json["items"]]
    assert story.unit_name in names
    assert len(names) == 2


def test_cards_are_drawn_anew_when_the_app_moves_to_another_address(province: Flask, story: Story) -> None:
    moved = create_app(replace(province.extensions["settings"], public_origin="http://127.0.0.1:8017"))
    with moved.app_context():
        run(moved, "demo", "show")
        db.engine.dispose()
    for picture in (story.guards["valid"].card, story.guards["valid"].code, story.codes["altered"]):
        assert read_code(picture).startswith("http://127.0.0.1:8017/c/")
    run(province, "demo", "show")
    assert read_code(story.guards["valid"].card).startswith("https://gw.example.cn/c/")


def test_every_portrait_is_one_the_register_would_take(station: Browser, story: Story) -> None:
    answer = station.get(f"/guards/{story.guards['rare'].id}/photo")
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"


def test_one_visit_found_guards_wrong_and_was_confirmed(province: Flask) -> None:
    """One of them was seen elsewhere too soon; its notice asks for each."""
    with province.app_context():
        rows = db.session.scalars(select(InspectedGuard).where(InspectedGuard.finding.is_not(None))).all()
        assert {row.guard_id: row.finding for row in rows} == {cast.guard_id(key): finding for key, (_, _, finding, _) in FOUND.items()}
        (visit_id,) = {row.inspection_id for row in rows}
        notice = db.session.scalars(select(RectificationNotice).where(RectificationNotice.inspection_id == visit_id)).one()
        assert {row.finding for row in rows} <= {item.finding for item in notice.items}
        (confirmation,) = db.session.scalars(select(InspectionConfirmation)).all()
        assert (confirmation.inspection_id, confirmation.problem) == (visit_id, None)
        officers = select(InspectionOfficer).where(InspectionOfficer.inspection_id == visit_id)
        assert {row.confirmation for row in db.session.scalars(officers)} == {"author", "on_site"}


def test_transfers_wait_each_way_and_the_managers_are_warned_of_what_is_so(province: Flask, story: Story) -> None:
    own, other = signed_in(province, story, "manager"), signed_in(province, story, cast.OTHER_MANAGER)
    waits = {name: cast.GUARDS[name].name for name in ("captain", "other-unit", "rare")}
    for browser, unit, answers in ((own, cast.UNIT_ID, ("captain", "other-unit")), (other, cast.OTHER_UNIT_ID, ("rare",))):
        open_ones = browser.get(f"/units/{unit}/transfers?state=open").json["items"]
        assert {one["guard_name"] for one in open_ones} == set(waits.values())
        to_answer = {waits[name] for name in answers}
        assert {one["guard_name"] for one in open_ones if one["may_answer"]} == to_answer
        told = browser.get("/warnings?limit=100").json["items"]
        assert {one["subject_name"] for one in told if one["kind"] == "transfer_waiting"} == to_answer
    (declined,) = other.get(f"/units/{cast.OTHER_UNIT_ID}/transfers?state=closed").json["items"]
    assert (declined["state"], declined["from_unit_name"]) == ("declined", None)
    before = own.get("/warnings?limit=100").json["items"]
    assert {"certificate_suspended", "certificate_expired", "certificate_expiring"} <= {one["kind"] for one in before}
    run(province, "warnings", "look")
    assert own.get("/warnings?limit=100").json["items"] == before
