"""Files in parts: what arrived is never sent again, in whatever order and however often the parts come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from backend.extensions import db
from backend.inspections.models import MediaFile
from backend.inspections.uploads.models import Upload, UploadPart
from backend.jobs import worker
from backend.pictures import reencode
from tests.conftest import SettableClock
from tests.factories.inspections import picture, visit
from tests.support.world import TIANHE, Browser, World

PHOTO = picture((300, 200))


@pytest.fixture
def officer(world: World) -> Browser:
    """An officer of the district."""
    return world.officer(TIANHE)


def put(officer: Browser, upload: UUID, offset: int, data: bytes, whole: bytes = PHOTO, **change: Any) -> Any:
    about = {"kind": "inspection_photo", "size": len(whole), "sha256": sha256(whole).hexdigest(), "offset": offset, **change}
    return officer.put(f"/uploads/{upload}", query_string=about, data=data, content_type="application/octet-stream")


def count(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_small_picture_is_one_request_and_its_id_is_the_phones(app: Flask, officer: Browser) -> None:
    upload = uuid4()
    answer = put(officer, upload, 0, PHOTO)
    assert answer.status_code == 200, answer.text
    assert answer.json["media"]["id"] == str(upload)
    assert (answer.json["offset"], answer.json["size"]) == (len(PHOTO), len(PHOTO))
    assert (answer.json["media"]["width"], answer.json["media"]["kind"]) == (300, "inspection_photo")
    assert put(officer, upload, 0, PHOTO).json == answer.json
    assert officer.get(f"/uploads/{upload}").json == answer.json
    assert (count(app, MediaFile), count(app, UploadPart)) == (1, 0)


def test_a_picture_goes_on_where_it_was_cut_also_after_the_phone_forgot(app: Flask, officer: Browser) -> None:
    upload = uuid4()
    assert officer.get(f"/uploads/{upload}").status_code == 404
    assert put(officer, upload, 0, PHOTO[:100]).json == {"id": str(upload), "offset": 100, "size": len(PHOTO), "media": None}
    gap = put(officer, upload, 300, PHOTO[300:])
    assert (gap.status_code, gap.json["code"], gap.json["offset"]) == (409, "upload.offset", 100)
    assert put(officer, upload, 50, PHOTO[50:250]).json["offset"] == 250
    assert officer.get(f"/uploads/{upload}").json["offset"] == 250
    assert put(officer, upload, 250, PHOTO[250:]).json["media"]["id"] == str(upload)
    assert (count(app, MediaFile), count(app, UploadPart)) == (1, 0)


@pytest.mark.usefixtures("database")  # the row is locked by each part
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_and_any_repeats_make_the_one_picture(officer: Browser, app: Flask, data: st.DataObject) -> None:
    """Whatever a bad link does to the parts: what is kept is a beginning of the file, it never shrinks, and in the end it is the file."""
    upload, kept, size = uuid4(), 0, len(PHOTO)
    before = count(app, MediaFile)
    for _ in range(data.draw(st.integers(0, 8))):
        begin = data.draw(st.integers(0, size))
        end = data.draw(st.integers(begin, size))
        answer = put(officer, upload, begin, PHOTO[begin:end])
        if begin > kept:
            assert (answer.status_code, answer.json["offset"]) == (409, kept)
        else:
            kept = max(kept, end)
            assert (answer.status_code, answer.json["offset"]) == (200, kept)
        assert (answer.json.get("media") is not None) == (kept == size)
    answer = put(officer, upload, kept, PHOTO[kept:])
    with app.app_context():
        first = db.session.get(MediaFile, UUID(answer.json["media"]["id"]))
        assert first.sha256 == reencode(PHOTO, "inspection_photo").sha256
    assert count(app, MediaFile) == before + 1


@pytest.mark.parametrize("change", [{"kind": "signature"}, {"size": len(PHOTO) + 1}, {"sha256": "0" * 64}])
def test_another_file_under_a_used_id_is_refused(officer: Browser, change: dict[str, Any]) -> None:
    upload = uuid4()
    put(officer, upload, 0, PHOTO[:10])
    answer = put(officer, upload, 10, PHOTO[10:], **change)
    assert (answer.status_code, answer.json["code"]) == (409, "upload.differs")
    assert officer.get(f"/uploads/{upload}").json["offset"] == 10


def test_an_upload_is_its_senders_alone(world: World, officer: Browser) -> None:
    begun, done, other = uuid4(), uuid4(), world.officer(TIANHE)
    put(officer, begun, 0, PHOTO[:10])
    put(officer, done, 0, PHOTO)
    for upload in (begun, done):
        assert put(other, upload, 0, PHOTO).json["code"] == "upload.differs"
        assert other.get(f"/uploads/{upload}").status_code == 404


def test_a_damaged_file_starts_over(app: Flask, officer: Browser) -> None:
    upload = uuid4()
    put(officer, upload, 0, b"x" * 10)
    answer = put(officer, upload, 10, PHOTO[10:])
    assert (answer.status_code, answer.json["code"]) == (422, "upload.corrupt")
    assert (officer.get(f"/uploads/{upload}").json["offset"], count(app, UploadPart)) == (0, 0)
    assert put(officer, upload, 0, PHOTO).json["media"] is not None


def test_what_is_no_picture_or_too_large_is_refused_by_name(app: Flask, officer: Browser) -> None:
    answer = put(officer, uuid4(), 0, b"no picture", whole=b"no picture")
    assert (answer.status_code, answer.json["code"], answer.json["errors"][0]["code"]) == (422, "media.picture_unusable", "unsupported")
    assert put(officer, uuid4(), 0, b"x", size=11 * 1024 * 1024).json["code"] == "body.too_large"
    assert put(officer, uuid4(), 0, PHOTO + b"x").json["errors"][0]["field"] == "offset"
    app.extensions["settings"] = replace(app.extensions["settings"], upload_part_kb=0)
    assert put(officer, uuid4(), 0, b"x").json["code"] == "body.too_large"


def test_a_record_names_its_pictures_before_they_were_sent(world: World, officer: Browser) -> None:
    unit, upload = world.unit(), uuid4()
    photos = [{"media_id": str(upload), "caption": "", "item_id": None}]
    body = visit(world, officer, world.officer_name(TIANHE), unit, photos=photos)
    assert officer.post("/inspections", body).json["code"] == "inspection.media_unknown"
    put(officer, upload, 0, PHOTO)
    answer = officer.post("/inspections", body)
    assert answer.status_code == 201, answer.text
    assert officer.get(f"/inspections/{body['id']}/media/{upload}").mimetype == "image/jpeg"


def test_parts_without_an_end_are_tidied_away_and_pictures_stay(app: Flask, clock: SettableClock, officer: Browser) -> None:
    begun, done = uuid4(), uuid4()
    put(officer, begun, 0, PHOTO[:10])
    first = put(officer, done, 0, PHOTO).json
    tidied = tidy(app, clock)
    assert tidied(71) == (2, 1)
    assert tidied(2) == (0, 0)
    assert officer.get(f"/uploads/{begun}").status_code == 401  # the session is long over
    officer.sign_in("person1")
    assert officer.get(f"/uploads/{begun}").status_code == 404
    assert put(officer, begun, 10, PHOTO[10:]).json["offset"] == 0
    again = put(officer, done, 0, PHOTO)
    assert again.json == first
    assert put(officer, done, 0, PHOTO, kind="signature").json["code"] == "upload.differs"


def tidy(app: Flask, clock: SettableClock) -> Callable[[int], tuple[int, int]]:
    def after(hours: int) -> tuple[int, int]:
        clock.forward(hours=hours)
        with app.app_context():
            worker.tidy(clock.now())
            db.session.commit()
        return count(app, Upload), count(app, UploadPart)

    return after
