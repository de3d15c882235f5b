"""What one account may do only so often: others go on, it opens again by itself, and telling ones are written down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from tests.factories.guards import guard, picture
from tests.factories.inspections import send_picture
from tests.support.world import GUANGZHOU, Browser, World

FEW = {"searches_per_hour": 2, "photos_per_hour": 2, "disclosures_per_day": 2, "exports_per_day": 2, "uploads_per_hour": 2}


@pytest.fixture(autouse=True)
def _few(app: Flask) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], **FEW)


@pytest.fixture
def known(world: World) -> UUID:
    """A guard with a portrait."""
    found = guard(world)
    officer = world.officer(GUANGZHOU)
    etag = officer.get(f"/guards/{found}").headers["ETag"]
    answer = officer.put(f"/guards/{found}/photo", data=picture(), content_type="image/jpeg", headers={"If-Match": etag})
    assert answer.status_code == 200, answer.text
    return found


def act(officer: Browser, setting: str, known: UUID) -> Any:
    if setting == "searches_per_hour":
        return officer.post("/guards/search", {"q": "陈"})
    if setting == "photos_per_hour":
        return officer.get(f"/guards/{known}/photo")
    if setting == "disclosures_per_day":
        return officer.post(f"/guards/{known}/disclosure", {"reason": "核查身份"})
    if setting == "exports_per_day":
        return officer.post("/guards/export", {})
    return send_picture(officer)


@pytest.mark.parametrize("setting", FEW)
def test_beyond_the_limit_one_account_waits_and_others_do_not(world: World, known: UUID, setting: str) -> None:
    officer, colleague = world.officer(GUANGZHOU), world.officer(GUANGZHOU)
    assert [act(officer, setting, known).status_code < 300 for _ in range(2)] == [True, True]
    refused = act(officer, setting, known)
    assert (refused.status_code, refused.json["code"]) == (429, "limit.reached")
    assert refused.headers["Retry-After"] == str(refused.json["retry_after_s"])
    assert act(colleague, setting, known).status_code < 300
    world.clock.forward(hours=1 if "hour" in setting else 24)
    officer = officer if "hour" in setting else world.officer(GUANGZHOU)  # a session lasts no day
    assert act(officer, setting, known).status_code < 300


def test_reaching_a_telling_limit_is_written_down_once(world: World, known: UUID) -> None:
    officer = world.officer(GUANGZHOU)
    for _ in range(5):
        act(officer, "disclosures_per_day", known)
    events = world.officer("440000000000").get("/audit-events?action=limit").json["items"]
    assert [event["after"] for event in events] == [{"limit": "disclosures_per_day"}]


def test_what_is_sent_is_weighed_too(app: Flask, world: World) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], uploads_per_hour=0, upload_mb_per_hour=1)
    officer, heavy = world.officer(GUANGZHOU), picture() + bytes(700_000)
    assert [send_picture(officer, data=heavy).status_code for _ in range(2)][1] == 429
    assert send_picture(world.officer(GUANGZHOU)).status_code == 201


def test_nought_means_as_often_as_one_likes(app: Flask, world: World, known: UUID) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], searches_per_hour=0)
    officer = world.officer(GUANGZHOU)
    assert [act(officer, "searches_per_hour", known).status_code for _ in range(4)] == [200] * 4
