"""Cards: batches as sheets, what could not be printed, reprints with a reason, and templates with their history."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from sqlalchemy import select, update

from backend import media
from backend.cards import files, fonts, work
from backend.certificates.models import Certificate
from backend.extensions import db
from tests.factories.cards import crowd, page, printed, prints, sheet
from tests.factories.certificates import act, candidate, card_url, certificate, number_of, today
from tests.support.world import GUANGZHOU, SHENZHEN, TIANHE, World

DESIGN = {
    "title": "广州保安员证",
    "title_in_english": "Guangzhou Guard",
    "agency_words": "广州市公安局治安管理支队监制",
    "colour": "#7a1010",
    "stripe": "#8a6d00",
    "back_text": "背面第一行\n背面第二行",
    "back_text_in_english": "The back",
    "logo": None,
}


def codes_on(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def test_a_batch_becomes_sheets_of_ten_with_every_card_once_and_backs_behind_them(world: World) -> None:
    numbers = crowd(world, 13)
    officer = world.officer()
    assert officer.post("/card-batches/count", {}).json == {"cards": 13}
    batch = printed(world, officer)
    assert (batch["state"], batch["printed"], batch["failed"], batch["total"]) == ("done", 13, 0, 13)
    assert [(file["cards"], file["pages"]) for file in batch["files"]] == [(13, 4)]
    assert sorted(number for _, number in prints(world, batch["id"])) == sorted(numbers)
    pdf = sheet(officer, batch)
    assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [210, 297]
    assert len(codes_on(page(pdf, 0))) == 10
    assert len(codes_on(page(pdf, 2))) == 3
    fronts, backs = page(pdf, 2), page(pdf, 3)
    half, third_row = fronts.width // 2, int(fronts.height * 0.25)
    boxes = {"left": (60, third_row, half - 40, third_row + 200), "right": (half + 40, third_row, fronts.width - 60, third_row + 200)}
    assert fronts.crop(boxes["left"]).getextrema()[0] < 100, "the third card stands at the left of the second row"
    assert fronts.crop(boxes["right"]).getextrema() == (255, 255)
    assert backs.crop(boxes["right"]).getextrema()[0] < 100, "its back lies behind it when the sheet is turned on its long edge"
    assert backs.crop(boxes["left"]).getextrema() == (255, 255)
    assert officer.post("/card-batches/count", {}).json == {"cards": 0}
    assert officer.post("/card-batches", {}).json["code"] == "card.nothing_to_print"


@pytest.mark.same_on_all("it is about pictures")
def test_a_card_printer_gets_a_page_of_the_cards_size_for_each_side(world: World) -> None:
    card = certificate(world, candidate(world))
    officer = world.officer()
    pdf = sheet(officer, printed(world, officer, layout="single", numbers=[number_of(world, card)]))
    assert len(pdf) == 2
    assert [round(side / 72 * 25.4, 1) for side in pdf[0].get_size()] == [85.6, 54.0]
    assert codes_on(page(pdf, 0, 300)) == [card_url(world, card)]
    assert codes_on(page(pdf, 1, 300)) == []


def test_what_cannot_be_printed_is_listed_with_its_reason_and_stops_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pip_only = fonts.find(())
    monkeypatch.setattr(fonts, "find", lambda *_: pip_only)
    good, rare, blind, ended, foreign = (
        certificate(world, candidate(world, name=name), SHENZHEN if name == "外市" else GUANGZHOU)
        for name in ("好卡", "陈\U00020bb7\U00020bb8", "无照", "注销", "外市")
    )
    act(world, ended, "cancel")
    with world.session():
        db.session.execute(update(Certificate).where(Certificate.id == blind).values(photo_media=None))
    numbers = {card: number_of(world, card) for card in (good, rare, blind, ended, foreign)}
    officer = world.officer()
    batch = printed(world, officer, numbers=[*numbers.values(), "made up", numbers[good]])
    assert (batch["printed"], batch["failed"]) == (1, 5)
    failures = officer.get(f"/card-batches/{batch['id']}/failures").json["items"]
    assert {(row["number"], row["code"], row["detail"]) for row in failures} == {
        (numbers[rare], "glyph_missing", "\U00020bb7 U+20BB7 \U00020bb8 U+20BB8"),
        (numbers[blind], "no_photo", None),
        (numbers[ended], "not_valid", None),
        (numbers[foreign], "not_found", None),
        ("MADEUP", "not_found", None),
    }


def test_a_filter_takes_one_units_guards_the_first_so_many_and_what_was_never_printed(world: World) -> None:
    unit, other = world.unit(), world.unit()
    mine = [number_of(world, certificate(world, candidate(world, unit_id=unit))) for _ in range(3)]
    certificate(world, candidate(world, unit_id=other))
    officer = world.officer()
    first = printed(world, officer, unit_id=str(unit), most=2)
    assert [number for _, number in prints(world, first["id"])] == mine[:2]
    again = printed(world, officer, unit_id=str(unit))
    assert [number for _, number in prints(world, again["id"])] == mine[2:]
    assert printed(world, officer, unit_id=str(unit), unprinted=False)["printed"] == 3
    assert officer.post("/card-batches", {"unit_id": str(world.unit(SHENZHEN))}).status_code == 404


def test_an_agency_prints_one_batch_at_a_time_and_another_city_sees_none_of_it(world: World) -> None:
    crowd(world, 2)
    officer = world.officer()
    waiting = officer.post("/card-batches", {}).json
    assert officer.post("/card-batches", {"unprinted": False}).json["code"] == "card.batch_open"
    assert waiting["id"] in {row["id"] for row in officer.get("/card-batches").json["items"]}
    elsewhere = world.officer(SHENZHEN)
    assert elsewhere.get("/card-batches").json["items"] == []
    assert elsewhere.get(f"/card-batches/{waiting['id']}").status_code == 404
    assert officer.post(f"/jobs/{waiting['job_id']}/cancellation").status_code == 200
    assert printed(world, officer)["printed"] == 2


def test_sheets_are_sealed_where_they_lie_and_are_gone_after_a_day(app: Flask, world: World) -> None:
    crowd(world, 1)
    officer = world.officer()
    batch = printed(world, officer)
    with app.app_context():
        lying = [media.read(name) for name in media.names()]
        assert not any(b"%PDF" in content for content in lying)
        app.extensions["clock"].forward(hours=25)
        files.delete_expired(app.extensions["clock"].now())
        db.session.commit()
        assert len(list(media.names())) == len(lying) - 1
    officer = world.officer()
    gone = officer.get(f"/card-batches/{batch['id']}").json
    assert (gone["expired"], gone["files"], gone["printed"]) == (True, [], 1)
    assert officer.get(f"/card-batches/{batch['id']}/files/0").json["code"] == "card.file_gone"


def test_a_batch_that_lost_its_rights_stops_before_the_next_file(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(world, 4)
    monkeypatch.setattr(work, "IN_A_FILE", 2)
    name = world.officer_name()
    officer = world.browser(name)
    store = files.store

    def and_dismiss(*given: Any) -> None:
        store(*given)
        from backend.accounts.models import Account

        db.session.execute(update(Account).where(Account.user_name == name).values(status="disabled"))

    monkeypatch.setattr(files, "store", and_dismiss)
    asked = officer.post("/card-batches", {}).json
    from tests.factories.jobs import do

    do(world, asked["job_id"])
    batch = world.officer().get(f"/card-batches/{asked['id']}").json
    assert (batch["state"], batch["problem"], batch["printed"]) == ("failed", "job.rights_lost", 2)


def test_a_reprint_voids_the_earlier_card_says_why_and_is_counted(world: World) -> None:
    first = certificate(world, candidate(world))
    officer = world.officer()
    printed(world, officer)
    body = {"reason": "lost", "note": "地铁上遗失", "issued_on": str(today(world))}
    second = officer.post(f"/certificates/{first}/reprint", body)
    assert second.status_code == 201, second.text
    former = officer.get(f"/certificates/{first}").json
    assert (former["state"], former["replaced_by_id"], former["state_reason"]) == ("superseded", second.json["id"], "证件遗失：地铁上遗失")
    assert officer.get(f"/certificates/{first}/events").json["items"][0]["reason"] == "证件遗失：地铁上遗失"
    told = officer.get(f"/certificates/{second.json['id']}/prints").json
    assert (told["reprints"], told["given_anew"]["reason"], told["given_anew"]["former_id"]) == (1, "lost", str(first))
    assert told["items"] == [], "its card is still to be printed"
    assert len(officer.get(f"/certificates/{first}/prints").json["items"]) == 1
    assert [number for _, number in prints(world, printed(world, officer)["id"])] == [second.json["number"]]
    assert officer.post(f"/certificates/{first}/reprint", body).json["code"] == "certificate.not_allowed_in_state"


def logo() -> str:
    out = BytesIO()
    Image.new("RGB", (300, 300), (200, 0, 0)).save(out, "PNG")
    return b64encode(out.getvalue()).decode()


def test_a_template_keeps_its_history_and_the_next_batch_names_its_version(world: World) -> None:
    crowd(world, 1)
    officer = world.officer()
    path = f"/agencies/{GUANGZHOU}"
    assert officer.get(f"{path}/card-template").json["version"] == 0
    saved = officer.post(f"{path}/card-templates", {**DESIGN, "logo": logo(), "based_on": 0})
    assert (saved.status_code, saved.json["version"], saved.json["title"]) == (201, 1, "广州保安员证")
    assert Image.open(BytesIO(b64decode(saved.json["logo"]))).size == (240, 240)
    assert officer.post(f"{path}/card-templates", {**DESIGN, "based_on": 0}).json["code"] == "card.template_changed"
    assert officer.post(f"{path}/card-templates", {**DESIGN, "title": "第二版", "based_on": 1}).status_code == 201
    assert [row["version"] for row in officer.get(f"{path}/card-templates").json["items"]] == [2, 1]
    assert officer.get(f"{path}/card-template?version=1").json["title"] == "广州保安员证"
    assert officer.get(f"{path}/card-template?version=9").status_code == 404
    batch = printed(world, officer)
    assert batch["template_version"] == 2
    with world.app.app_context():
        card = db.session.scalars(select(Certificate.id)).one()
    assert officer.get(f"/certificates/{card}/prints").json["items"][0]["template_version"] == 2


@pytest.mark.same_on_all("it is about pictures")
def test_a_preview_shows_both_sides_in_the_chosen_colours_and_keeps_nothing(world: World) -> None:
    officer = world.officer()
    shown = officer.post(f"/agencies/{GUANGZHOU}/card-templates/preview", {**DESIGN, "logo": logo()}).json
    sides = [Image.open(BytesIO(b64decode(shown[side]))) for side in ("front", "back")]
    assert [side.size for side in sides] == [(1011, 638)] * 2
    for pixel in (sides[0].getpixel((1000, 20)), sides[1].getpixel((500, 10))):
        assert all(abs(a - b) < 12 for a, b in zip(pixel, (0x7A, 0x10, 0x10), strict=True))
    assert officer.get(f"/agencies/{GUANGZHOU}/card-template").json["version"] == 0


@pytest.mark.same_on_all("it is about pictures")
@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("colour", "#ffcc00", "too_light"),
        ("colour", "red", "format"),
        ("stripe", "#eeeeee", "too_light"),
        ("logo", "bm90IGEgcGljdHVyZQ==", "not_a_picture"),
        ("back_text", "行\n" * 60, "too_long"),
    ],
)
def test_a_design_that_could_not_be_read_is_refused_with_the_field(world: World, field: str, value: str, code: str) -> None:
    answer = world.officer().post(f"/agencies/{GUANGZHOU}/card-templates", {**DESIGN, field: value, "based_on": 0})
    assert answer.status_code == 422
    assert [(error["field"], error["code"]) for error in answer.json["errors"]] == [(field, code)]


@pytest.mark.same_on_all("it is about pictures")
def test_both_sides_of_one_card_can_be_fetched_as_pictures(world: World) -> None:
    card = certificate(world, candidate(world, TIANHE))
    officer = world.officer()
    sizes = {}
    for name in ("card.png", "card.jpg", "card-back.png"):
        answer = officer.get(f"/certificates/{card}/{name}")
        picture = Image.open(BytesIO(answer.data))
        sizes[name] = (answer.mimetype, picture.format, picture.size)
    assert sizes == {
        "card.png": ("image/png", "PNG", (1011, 638)),
        "card.jpg": ("image/jpeg", "JPEG", (1011, 638)),
        "card-back.png": ("image/png", "PNG", (1011, 638)),
    }


def test_a_stopped_batchs_sheets_go_after_a_week(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(world, 1)
    officer = world.officer()
    monkeypatch.setattr(work, "_end", lambda *_: 1 / 0)
    asked = officer.post("/card-batches", {}).json
    from tests.factories.jobs import do

    do(world, asked["job_id"])
    now = app.extensions["clock"].now()
    with app.app_context():
        for later, left in ((timedelta(days=6), 1), (timedelta(days=8), 0)):
            files.delete_expired(now + later)
            db.session.commit()
            assert len(db.session.scalars(select(files.CardFile)).all()) == left
