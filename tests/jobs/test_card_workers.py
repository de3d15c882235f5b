"""A batch of cards whose workers are killed, twice, with a file in its place and nothing of it committed: every card comes once."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from uuid import UUID

import pytest
from flask import Flask

from backend import media
from backend.cards.models import CardFile
from backend.extensions import db
from backend.jobs import couriers
from tests.factories.cards import crowd, page, prints, sheet
from tests.jobs.test_workers import LONG_S, SHORT_S, Start, let_the_lease_end, until
from tests.support.world import World

CARDS, IN_A_FILE = 60, 10


@pytest.fixture
def redis_url() -> str:
    """The couriers are another test's matter."""
    return ""


from tests.jobs.test_workers import start  # noqa: E402, F401 - the fixture, with this file's courier


def test_a_batch_killed_twice_finishes_with_every_card_and_none_twice(app: Flask, world: World, start: Start) -> None:  # noqa: F811
    numbers = crowd(world, CARDS)
    world.clock = app.extensions["clock"]
    officer = world.officer()
    asked = officer.post("/card-batches", {}).json
    for held_at in (1, 3):
        worker = start(LONG_S, sys.executable, "-m", "tests.jobs.held_printer", str(held_at), str(IN_A_FILE))
        assert worker.stdout
        assert worker.stdout.readline() == "held\n"
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        so_far = officer.get(f"/card-batches/{asked['id']}").json
        assert (so_far["state"], so_far["printed"], len(so_far["files"])) == ("running", held_at * IN_A_FILE, held_at)
        let_the_lease_end(app, asked["job_id"])
        with app.app_context():
            couriers.call(UUID(asked["job_id"]))
    start(SHORT_S, sys.executable, "-m", "tests.jobs.held_printer", "-1", str(IN_A_FILE))
    until(lambda: officer.get(f"/jobs/{asked['job_id']}").json["state"] == "done")
    batch = officer.get(f"/card-batches/{asked['id']}").json
    assert (batch["printed"], batch["failed"]) == (CARDS, 0)
    told = prints(world, asked["id"])
    assert Counter(number for _, number in told) == Counter(numbers), "every card, once"
    assert [place for place, _ in told] == list(range(CARDS))
    assert sum(file["cards"] for file in batch["files"]) == CARDS
    assert page(sheet(officer, batch, 5), 0, 30).getextrema()[0] < 100
    with app.app_context():
        kept = set(db.session.scalars(db.select(CardFile.media)))
        left_behind = set(media.names()) - kept
        assert len(kept) == CARDS // IN_A_FILE
        assert len(left_behind) == 3, "the portrait, and the two files that the killed left for the sweep"
