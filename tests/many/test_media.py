"""Pictures in a folder and in storage that speaks S3: kept for good before anybody is told so, and moved without loss."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from backend import create_app, media
from backend.extensions import db
from backend.media.folder import Folder
from backend.media.moving import Damaged, move
from backend.media.s3 import Bucket
from tests.factories.guards import guard
from tests.factories.inspections import picture
from tests.many.conftest import ObjectStorage
from tests.support.world import TIANHE, Browser, World

NAMES = [f"{first:02x}" + "0" * 29 + str(last) for first in (3, 1, 2) for last in (2, 1)]


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> media.Store:
    """Each kind of storage, empty."""
    return Folder(tmp_path / "pictures") if request.param == "folder" else request.getfixturevalue("bucket")


@pytest.fixture
def bucket(object_storage: ObjectStorage, settings) -> Iterator[Bucket]:
    """A prefix of the bucket, for one test."""
    made = Bucket.of(object_storage.settings(settings), "s3://gangwei/one/test")
    made.page = 2
    yield made
    for name in made.names():
        made.remove(name)


class TestEveryStorage:
    def test_gives_back_what_it_was_given(self, place: media.Store) -> None:
        place.put(NAMES[0], b"picture")
        assert place.get(NAMES[0]) == b"picture"
        assert place.digest(NAMES[0]) == hashlib.sha256(b"picture").digest()

    def test_says_plainly_that_there_is_no_such_picture(self, place: media.Store) -> None:
        assert place.digest(NAMES[0]) is None
        place.remove(NAMES[0])
        with pytest.raises(media.Vanished):
            place.get(NAMES[0])

    def test_lists_all_names_in_order_and_goes_on_where_it_was_left(self, place: media.Store) -> None:
        for name in NAMES:
            place.put(name, b"picture")
        assert list(place.names()) == sorted(NAMES)
        assert list(place.names(sorted(NAMES)[2])) == sorted(NAMES)[3:]

    def test_tells_what_is_old(self, place: media.Store) -> None:
        place.put(NAMES[0], b"picture")
        assert list(place.older(datetime.now(UTC) - timedelta(hours=1))) == []
        assert list(place.older(datetime.now(UTC) + timedelta(hours=1))) == [NAMES[0]]

    def test_forgets_what_it_is_told_to(self, place: media.Store) -> None:
        place.put(NAMES[0], b"picture")
        place.remove(NAMES[0])
        assert list(place.names()) == []


def test_bytes_that_were_changed_in_the_bucket_are_not_shown(bucket: Bucket) -> None:
    bucket.put(NAMES[0], b"picture")
    described = {"sha256": hashlib.sha256(b"picture").hexdigest()}
    bucket.client.put_object(Bucket=bucket.bucket, Key=bucket.prefix + NAMES[0], Body=b"another", Metadata=described)
    with pytest.raises(media.Unavailable):
        bucket.get(NAMES[0])


def test_what_others_put_there_is_not_taken_for_a_picture(place: media.Store, tmp_path: Path) -> None:
    place.put(NAMES[0], b"picture")
    if isinstance(place, Bucket):
        place.client.put_object(Bucket=place.bucket, Key=place.prefix + "README", Body=b"")
    else:
        (tmp_path / "pictures" / NAMES[0][:2] / f"{NAMES[1]}.part").write_bytes(b"half")
    assert list(place.names()) == [NAMES[0]]


class TestSeveralHosts:
    def test_one_host_shows_what_another_took(self, s3_app: Flask, s3_world: World) -> None:
        found, officer = guard(s3_world), s3_world.officer(TIANHE)
        assert put_photo(officer, found).status_code == 200
        with create_app(s3_app.extensions["settings"]).app_context():
            other = media.storage()
            assert [other.get(name)[:3] for name in other.names()] == [b"\xff\xd8\xff"]
        assert officer.get(f"/guards/{found}/photo").data[:3] == b"\xff\xd8\xff"
        assert not (s3_app.extensions["settings"].data_dir / "media").exists()

    def test_a_silent_storage_is_not_saved_and_the_same_command_succeeds_later(self, s3_app: Flask, s3_world: World, clock) -> None:
        name = s3_world.officer_name(TIANHE)
        found, officer = guard(s3_world), s3_world.browser(name)
        cut_off = create_app(replace(s3_app.extensions["settings"], media_endpoint="http://127.0.0.1:1"))
        cut_off.extensions["clock"] = clock
        elsewhere = Browser(cut_off)
        assert elsewhere.sign_in(name).status_code == 200
        refused = put_photo(elsewhere, found)
        assert (refused.status_code, refused.json["code"]) == (503, "not_saved")
        assert officer.get(f"/guards/{found}").json["has_photo"] is False
        assert elsewhere.get("/readiness").json["storage"] == "silent"
        assert put_photo(officer, found).status_code == 200
        with cut_off.app_context():
            db.engine.dispose()

    def test_an_act_that_fails_leaves_nothing_behind(self, s3_app: Flask) -> None:
        with s3_app.app_context():
            name = media.store(b"picture")
            assert media.read(name) == b"picture"
            db.session.execute(db.text("SELECT 1"))
            db.session.rollback()
            assert list(media.storage().names()) == []


def test_a_commit_that_broke_off_unanswered_keeps_the_picture(app: Flask, world: World) -> None:
    """The database had it; the phone, told "not saved", sends the command again and then deletes its own copy."""
    found, officer = guard(world), world.officer(TIANHE)

    def lose_the_answer(connection) -> None:
        connection.connection.commit()
        raise OperationalError("COMMIT", {}, Exception("server closed the connection unexpectedly"))

    with app.app_context():
        event.listen(db.engine, "commit", lose_the_answer)
        refused = put_photo(officer, found)
        event.remove(db.engine, "commit", lose_the_answer)
    assert (refused.status_code, refused.json["code"]) == (503, "not_saved")
    assert officer.get(f"/guards/{found}").json["has_photo"] is True
    assert officer.get(f"/guards/{found}/photo").status_code == 200


class Failing(Folder):
    """A storage that breaks off after some pictures."""

    left = 3

    def put(self, name: str, data: bytes) -> None:
        """Keep it, as long as it lasts."""
        if self.left == 0:
            raise media.Unavailable("gone")
        self.left -= 1
        super().put(name, data)


class TestMoving:
    def test_it_goes_on_where_it_broke_off_and_sends_nothing_twice(self, tmp_path: Path) -> None:
        source, target = filled(tmp_path / "from"), Failing(tmp_path / "to")
        with pytest.raises(media.Unavailable):
            list(move(source, target, remove=True))
        there = set(target.names())
        assert len(there) == 3
        target.left = len(NAMES) - 3
        assert list(move(source, target, remove=True))[-1][1] == len(NAMES) - 3
        assert contents(target) == {name: name.encode() for name in NAMES}
        assert list(source.names()) == []

    def test_a_picture_that_differs_is_sent_again(self, tmp_path: Path) -> None:
        source, target = filled(tmp_path / "from"), filled(tmp_path / "to")
        target.put(NAMES[0], b"half of it")
        assert list(move(source, target, remove=False)) == [(len(NAMES), 1)]
        assert target.get(NAMES[0]) == NAMES[0].encode()

    def test_what_cannot_be_read_back_is_named_and_stays_in_its_place(self, tmp_path: Path) -> None:
        class Lying(Folder):
            def get(self, name: str) -> bytes:
                return super().get(name)[:-1]

        source = filled(tmp_path / "from")
        with pytest.raises(Damaged, match=r"[0-9a-f]{32}"):
            list(move(source, Lying(tmp_path / "to"), remove=True))
        assert len(list(source.names())) == len(NAMES)

    def test_the_command_brings_them_to_the_bucket_and_back(self, s3_app: Flask) -> None:
        source = filled(s3_app.extensions["settings"].data_dir / "media")
        run = s3_app.test_cli_runner().invoke
        there = run(args=["media", "move", "folder", "s3://gangwei/pictures", "--remove"])
        assert (there.exit_code, there.output.splitlines()[-1]) == (0, "All 6 pictures are there; 6 were copied now.")
        assert list(source.names()) == []
        back = run(args=["media", "move", "s3://gangwei/pictures", "folder"])
        assert back.exit_code == 0
        assert contents(source) == {name: name.encode() for name in NAMES}

    def test_the_command_says_how_to_go_on_when_the_storage_is_silent(self, app: Flask, object_storage: ObjectStorage) -> None:
        filled(app.extensions["settings"].data_dir / "media")
        cut_off = create_app(replace(object_storage.settings(app.extensions["settings"]), media_endpoint="http://127.0.0.1:1"))
        result = cut_off.test_cli_runner().invoke(args=["media", "move", "folder", "s3://gangwei/pictures"])
        assert result.exit_code == 1
        assert "Run the same command again" in result.output


def put_photo(officer: Browser, guard_id: object):
    return officer.put(f"/guards/{guard_id}/photo", data=picture(), content_type="image/jpeg")


def filled(root: Path) -> Folder:
    folder = Folder(root)
    for name in NAMES:
        folder.put(name, name.encode())
    return folder


def contents(place: media.Store) -> dict[str, bytes]:
    return {name: place.get(name) for name in place.names()}
