"""The disk is full: "not saved", never a false success, nothing half; with room again the same command succeeds once.

A real small file system (tmpfs) holds the database's tables and the pictures, where this process may mount one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend import create_app
from backend.clock import Clock
from backend.config import Settings
from backend.extensions import db
from tests.factories import certificates
from tests.factories.inspections import picture, send_picture
from tests.support.cluster import own
from tests.support.postgres import Server
from tests.support.small_disk import Disk, mounted
from tests.support.world import Browser, World

SIZE = {"sqlite": 12, "postgresql": 48}
"""MB: the migrated database and a little room."""
PATIENCE = 3000
"""Commands until a full disk is noticed at the latest: tables keep some free pages."""
PAGE = 4096


@pytest.fixture
def disk(database: str) -> Iterator[Disk]:
    """A small disk of its own, unmounted at the end whatever happens."""
    with mounted(SIZE[database]) as disk:
        yield disk


@pytest.fixture
def small_app(database: str, request: pytest.FixtureRequest, settings: Settings, disk: Disk, worker_id: str) -> Iterator[Flask]:
    """The application with its tables and pictures on the small disk."""
    if database == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), disk.folder / "small.db")
        url = f"sqlite:///{disk.folder / 'small.db'}"
    else:
        url = _in_tablespace(request.getfixturevalue("postgres_template"), disk.folder / "tables", f"gangwei_small_{worker_id}")
    app = create_app(replace(settings, database_url=url, data_dir=disk.folder))
    yield app
    with app.app_context():
        db.engine.dispose()
    if not url.startswith("sqlite"):
        server: Server = request.getfixturevalue("postgres_template")
        server.drop_database(f"gangwei_small_{worker_id}")
        _administer(server, f'DROP TABLESPACE "gangwei_small_{worker_id}"')


def _in_tablespace(server: Server, folder: Path, name: str) -> str:
    folder.mkdir()
    folder.parent.chmod(0o755)
    own(folder)
    _administer(server, f"CREATE TABLESPACE \"{name}\" LOCATION '{folder}'")
    _administer(server, f'CREATE DATABASE "{name}" TEMPLATE gangwei_template TABLESPACE "{name}" STRATEGY file_copy')
    return server.url(name)


def _administer(server: Server, statement: str) -> None:
    import psycopg

    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def count_of(app: Flask, table: str) -> int:
    with app.app_context():
        return int(db.session.execute(db.text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - our own names


def check_not_saved(answer: TestResponse) -> None:
    assert (answer.status_code, answer.json["code"]) == (503, "not_saved")


def checks(officer: Browser, number: str) -> Iterator[tuple[UUID, TestResponse]]:
    """One check after another, each with the key it can be sent again with."""
    for _ in range(PATIENCE):
        key = uuid4()
        yield key, officer.post("/verifications", _check(number, key), key=key)
    raise AssertionError("a full disk was never noticed")


def _check(number: str, key: UUID) -> dict[str, Any]:
    return {"number": number, "device_id": str(key), "checked_at": "2026-11-23T01:00:00Z", "mode": "online"}


def test_a_check_on_a_full_disk_is_not_saved_and_can_be_sent_again(small_app: Flask, disk: Disk) -> None:
    world = World(small_app, Clock())
    number = certificates.number_of(world, certificates.certificate(world, certificates.candidate(world)))
    officer = world.officer()
    disk.fill()
    saved = 0
    for key, answer in checks(officer, number):  # noqa: B007 - the last key is sent again below
        if answer.status_code != 201:
            break
        saved += 1
    check_not_saved(answer)
    assert (count_of(small_app, "verifications"), count_of(small_app, "commands")) == (saved, saved)
    disk.make_room()
    again = officer.post("/verifications", _check(number, key), key=key)
    assert again.status_code == 201, again.text
    assert officer.post("/verifications", _check(number, key), key=key).json == again.json
    assert (count_of(small_app, "verifications"), count_of(small_app, "commands")) == (saved + 1, saved + 1)


def test_a_picture_on_a_full_disk_is_not_saved_and_can_be_sent_again(small_app: Flask, disk: Disk) -> None:
    officer, key, data = World(small_app, Clock()).officer(), uuid4(), picture()
    assert send_picture(officer, data=data).status_code == 201  # its tables have pages now: it is the picture that finds no room
    disk.fill()
    check_not_saved(send_picture(officer, data=data, key=key))
    assert kept(small_app, disk) == (1, 1, 1)
    disk.make_room()
    again = send_picture(officer, data=data, key=key)
    assert again.status_code == 201, again.text
    assert send_picture(officer, data=data, key=key).json == again.json
    assert kept(small_app, disk) == (2, 2, 2)


def test_however_little_room_is_left_every_record_has_its_picture(small_app: Flask, disk: Disk) -> None:
    """With some room the picture finds its place, but on SQLite not the record of it; such a picture is the sweep's."""
    officer, saved = World(small_app, Clock()).officer(), 0
    for pages in range(8):
        disk.leave(pages * PAGE)
        answer = send_picture(officer, data=picture())
        if answer.status_code == 201:
            saved += 1
        else:
            check_not_saved(answer)
        records, answers, files = kept(small_app, disk)
        assert (records, answers) == (saved, saved), pages
        assert saved <= files <= pages + 1, pages


def kept(app: Flask, disk: Disk) -> tuple[int, int, int]:
    """How many pictures are recorded, commands answered, files there."""
    files = [path for path in (disk.folder / "media").rglob("*") if path.is_file()]
    return count_of(app, "media"), count_of(app, "commands"), len(files)
