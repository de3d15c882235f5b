"""What came before the log: taken over once, in pieces, by whoever goes on with it; and never silently again."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from backend.certificates.models import Certificate, CertificateEvent
from backend.extensions import db
from backend.jobs import worker
from backend.jobs.models import Job
from backend.transparency import taking_over
from backend.transparency.models import LogEntry, LogHead, LogWaiting
from tests.factories.certificates import act, candidate, certificate, replace
from tests.support.world import World
from tests.transparency.conftest import run

ACTS = 13
REASON = "“遗失”\n\t\\ \x7f𠀾"


class Stopped(Exception):
    """As a process that was killed."""


@pytest.fixture
def old(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """An installation that has issued for years, and is upgraded to the release that brings the log."""
    monkeypatch.setattr(taking_over, "CHUNK", 5)
    for _ in range(5):
        act(world, certificate(world, candidate(world)), "suspend")
    replace(world, certificate(world, candidate(world)))
    with world.session():
        db.session.execute(delete(LogWaiting))
        db.session.execute(update(CertificateEvent).values(reason=REASON))
        events = select(CertificateEvent).order_by(CertificateEvent.id)
        assert len(db.session.scalars(events).all()) == ACTS
        db.session.execute(update(Certificate).where(Certificate.state != "valid").values(state_reason=REASON))
    return world


def entries(world: World) -> list[Any]:
    with world.app.app_context():
        return list(db.session.execute(select(LogEntry.place, LogEntry.event_id, LogEntry.taken_over).order_by(LogEntry.place)))


def in_order(world: World) -> list[Any]:
    """The acts as they come: first the steps of the keys, then what was done to certificates."""
    with world.app.app_context():
        keys = db.session.scalar(select(func.count(LogEntry.place)).where(LogEntry.key_id.is_not(None))) or 0
        assert keys > 2
        return [None] * keys + list(db.session.scalars(select(CertificateEvent.id).order_by(CertificateEvent.id)))


def test_the_worker_takes_the_past_over_as_a_job_and_then_seals(old: World, app: Flask, clock: Any) -> None:
    for _ in range(2):  # asked for once, however often it looks
        with old.session():
            worker.tidy(clock.now())
    with app.app_context():
        jobs = db.session.scalars(select(Job.id).where(Job.kind == "log.take_over")).all()
        assert len(jobs) == 1
        db.session.rollback()
    assert entries(old) == []
    worker.run_job(app, jobs[0], threading.Event())
    with app.app_context():
        result = db.session.get_one(Job, jobs[0]).result
        db.session.remove()
    assert result == {"entries": len(in_order(old))}
    act(old, certificate(old, candidate(old)), "revoke")
    with old.session():
        worker.tidy(clock.now())
    found = entries(old)
    assert [row.event_id for row in found] == in_order(old)
    assert [row.taken_over for row in found] == [True] * (len(found) - 2) + [False] * 2
    assert run(app, "log", "verify")[0] == 0


def test_who_is_stopped_goes_on_with_what_is_missing(old: World, app: Flask, clock: Any) -> None:
    kept: list[int] = []

    def stop(taken: int) -> None:
        if len(kept) == 2:
            raise Stopped
        db.session.commit()
        kept.append(taken)

    with app.app_context():
        with pytest.raises(Stopped):
            taking_over.take_over(clock.now(), stop)
        db.session.rollback()
    assert len(entries(old)) == kept[-1] == kept[0] + 5
    assert run(app, "log", "seal")[1].startswith(f"{ACTS - 5} acts from before were taken over.")
    assert [row.event_id for row in entries(old)] == in_order(old)
    assert run(app, "log", "verify")[0] == 0


@pytest.mark.same_on_all("the two before ask the database the same")
def test_what_was_written_without_the_log_later_is_a_finding_until_somebody_says_so(old: World, app: Flask, clock: Any) -> None:
    """A certificate that is slipped into the register must not be adopted by the next sealing."""
    run(app, "log", "seal")
    clock.forward(hours=2)
    slipped = certificate(old, candidate(old))
    with old.session():
        db.session.execute(delete(LogWaiting))
    assert "0 entries got their places" in run(app, "log", "seal")[1]
    code, words = run(app, "log", "verify")
    assert (code, "is not in the log" in words) == (1, True), words
    run(app, "log", "take-over")
    code, words = run(app, "log", "verify")
    assert code == 0
    assert words.startswith("1 entries were taken over after the log had begun")
    with app.app_context():
        assert db.session.scalar(select(LogEntry.taken_over).where(LogEntry.certificate_id == slipped)) is True


@pytest.mark.same_on_all("nothing but rows")
def test_what_waits_is_not_taken_over_as_well(old: World, app: Flask, clock: Any) -> None:
    act(old, certificate(old, candidate(old)), "suspend")
    assert run(app, "log", "seal")[0] == 0
    found = [row.taken_over for row in entries(old)]
    assert found == [True] * (len(found) - 2) + [False] * 2


@pytest.mark.same_on_all("nothing but rows")
def test_without_a_past_the_log_begins_at_once(world: World, app: Flask) -> None:
    assert run(app, "log", "checkpoint", "/dev/null") == (1, "Error: There is no checkpoint yet: run flask log seal first.\n")
    words = run(app, "log", "seal")[1]
    assert (words.count("taken over"), words.count("got their places")) == (0, 1)
    with app.app_context():
        assert db.session.scalar(select(LogHead.taken_over_at)) is not None
    assert run(app, "log", "checkpoint", "/dev/null")[0] == 0
