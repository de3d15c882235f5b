"""A job is done once, goes on where it stood, is tried again when that may help, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from backend.accounts.models import Account
from backend.errors import Invalid
from backend.extensions import db
from backend.jobs import operations, worker
from backend.jobs.context import Context
from backend.jobs.kinds import KINDS, Kind
from backend.jobs.models import Job
from backend.jobs.queries import list_latest
from backend.permissions import Actor, Permission
from backend.units.models import Unit
from tests.conftest import SettableClock
from tests.factories.jobs import do
from tests.support.world import TIANHE, Browser, World

Asked = Callable[..., str]
STEPS = 6


@pytest.fixture
def ask(world: World, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Declare a kind that runs the function given, and ask for one such job; its id."""

    def ask(run: Callable[[Context], Any], actor: Actor | None = None, **more: Any) -> str:
        monkeypatch.setitem(KINDS, "test", Kind("test", run, **more))
        with world.session():
            return str(operations.create_job("test", {"name": "陈"}, actor, world.clock.now()).id)

    return ask


def row(world: World, job_id: str) -> Job:
    """The job as the database has it."""
    with world.app.app_context():
        return next(job for job in list_latest(100) if str(job.id) == job_id)


class Steps:
    """Renames one unit after the other, a step each; at some step something happens, once."""

    def __init__(self, world: World, at: int = 99, happens: Callable[[Context], None] | None = None) -> None:
        self.units = [world.unit() for _ in range(STEPS)]
        self.at, self.happens, self.begun = at, happens, []

    def __call__(self, context: Context) -> dict[str, Any]:
        first = (context.kept or {"next": 0})["next"]
        self.begun.append(first)
        for number in range(first, STEPS):
            unit = db.session.get(Unit, self.units[number])
            unit.name += "改"
            context.progress(number + 1, STEPS, "reading")
            if number == self.at and self.happens:
                happens, self.happens = self.happens, None
                db.session.flush()
                happens(context)
            context.checkpoint({"next": number + 1})
        return {"renamed": STEPS}

    def renamed(self, world: World) -> list[int]:
        """How often each unit was renamed."""
        with world.app.app_context():
            names = [db.session.get(Unit, unit).name for unit in self.units]
        return [name.count("改") for name in names]


def fails(error: Exception) -> Callable[[Context], None]:
    def happen(_context: Context) -> None:
        raise error

    return happen


GONE = OperationalError("select 1", {}, Exception("server closed the connection"))


def test_a_job_is_done_and_says_so(world: World, ask: Asked) -> None:
    steps = Steps(world)
    job_id = ask(steps)
    assert row(world, job_id).state == "waiting"
    do(world, job_id)
    job = row(world, job_id)
    assert (job.state, job.done, job.total, job.result) == ("done", STEPS, STEPS, {"renamed": STEPS})
    assert job.checkpoint is None
    assert job.ended_at is not None
    assert steps.renamed(world) == [1] * STEPS


def test_what_it_is_about_is_not_readable_in_the_database(world: World, ask: Asked) -> None:
    job = row(world, ask(Steps(world)))
    assert "陈".encode() not in job.params
    with world.app.app_context():
        assert operations.unseal(job.id, job.params) == {"name": "陈"}


@pytest.mark.parametrize("error", [GONE, OSError(28, "No space left on device")], ids=["database gone", "disk full"])
def test_a_transient_fault_is_tried_again_later_and_nothing_is_done_twice(
    world: World, ask: Asked, clock: SettableClock, error: Exception
) -> None:
    steps = Steps(world, 3, fails(error))
    job_id = ask(steps)
    do(world, job_id)
    assert (row(world, job_id).state, steps.renamed(world)) == ("waiting", [1, 1, 1, 0, 0, 0])
    do(world, job_id)
    assert steps.begun == [0], "it has to wait before it is tried again"
    clock.forward(seconds=worker.FIRST_DELAY_S)
    do(world, job_id)
    assert (row(world, job_id).state, steps.begun, steps.renamed(world)) == ("done", [0, 3], [1] * STEPS)


def test_a_fault_that_stays_ends_the_job_after_a_few_tries(world: World, ask: Asked, clock: SettableClock) -> None:
    tries = []

    def run(context: Context) -> None:
        tries.append(context.now())
        raise GONE

    job_id = ask(run, tries=3)
    for _ in range(6):
        do(world, job_id)
        clock.forward(hours=1)
    assert (row(world, job_id).state, row(world, job_id).problem, len(tries)) == ("failed", "not_saved", 3)


@pytest.mark.parametrize(("error", "code"), [(Invalid(), "validation"), (KeyError("x"), "internal")])
def test_wrong_input_fails_once(world: World, ask: Asked, clock: SettableClock, error: Exception, code: str) -> None:
    steps = Steps(world, 2, fails(error))
    job_id = ask(steps)
    for _ in range(3):
        do(world, job_id)
        clock.forward(hours=1)
    assert (row(world, job_id).state, row(world, job_id).problem, steps.begun) == ("failed", code, [0])
    assert steps.renamed(world) == [1, 1, 0, 0, 0, 0], "the step that failed left nothing behind"


def test_a_job_whose_workers_die_ends_too(world: World, ask: Asked, clock: SettableClock) -> None:
    job_id = ask(Steps(world), tries=2)
    for _ in range(3):  # taken, and never heard of again
        with world.app.app_context():
            worker.leases.take(UUID(job_id), "dead", 60, clock.now())
        clock.forward(minutes=2)
    do(world, job_id)
    assert (row(world, job_id).state, row(world, job_id).problem) == ("failed", "job.gave_up")


def test_many_workers_called_at_once_do_it_once(world: World, ask: Asked) -> None:
    steps = Steps(world)
    job_id = ask(steps)
    together = threading.Barrier(6)

    def work() -> None:
        together.wait()
        do(world, job_id)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (steps.begun, steps.renamed(world)) == ([0], [1] * STEPS)


def test_a_worker_that_lost_its_lease_can_do_no_more(world: World, ask: Asked, clock: SettableClock) -> None:
    """It slept (a laptop's lid, a stopped machine), another went on; then it wakes in the middle of a step."""

    def sleeps(_context: Context) -> None:
        db.session.rollback()  # its connection is gone as well
        clock.forward(minutes=5)
        do(world, job_id)
        db.session.get(Unit, steps.units[3]).name += "改"

    steps = Steps(world, 3, sleeps)
    job_id = ask(steps)
    do(world, job_id)
    assert (row(world, job_id).state, steps.begun, steps.renamed(world)) == ("done", [0, 3], [1] * STEPS)


def test_a_worker_that_is_told_to_end_hands_the_job_back(world: World, ask: Asked) -> None:
    stopping = threading.Event()
    steps = Steps(world, 2, lambda _context: stopping.set())
    job_id = ask(steps)
    worker.run_job(world.app, UUID(job_id), stopping)
    job = row(world, job_id)
    assert (job.state, job.worker, steps.renamed(world)) == ("waiting", None, [1, 1, 1, 0, 0, 0])
    do(world, job_id)
    assert (row(world, job_id).state, steps.begun, steps.renamed(world)) == ("done", [0, 3], [1] * STEPS)


def test_a_job_whose_call_was_lost_is_found(world: World, ask: Asked, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "sweep_steps", [])  # what the domains sweep asks for jobs of its own
    job_id = ask(Steps(world))
    with world.app.app_context():
        assert worker.sweep(clock.now()) == 0, "it was called just now"
        clock.forward(seconds=61)
        assert worker.sweep(clock.now()) == 1
        assert worker.sweep(clock.now()) == 0, "it was called just now"
        worker.leases.take(UUID(job_id), "dead", 30, clock.now())
        assert worker.sweep(clock.now()) == 0, "somebody is at it"
        clock.forward(seconds=31)
        assert worker.sweep(clock.now()) == 1


def test_a_heartbeat_tells_the_progress_and_hears_that_somebody_asked_to_stop(app: Flask, world: World, ask: Asked) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], job_lease_s=1)
    actor = world.actor()
    browser = browser_of(world, actor)

    def cancel(context: Context) -> None:
        db.session.commit()
        until(lambda: elsewhere(lambda: browser.get(f"/jobs/{job_id}").json)["done"] == 3)
        answer = elsewhere(lambda: browser.post(f"/jobs/{job_id}/cancellation")).json
        assert (answer["state"], answer["cancelling"], answer["total"], answer["doing"]) == ("running", True, STEPS, "reading")
        until(context.cancelled)

    steps = Steps(world, 2, cancel)
    job_id = ask(steps, actor)
    do(world, job_id)
    job = browser.get(f"/jobs/{job_id}").json
    assert (job["state"], job["cancelling"], job["problem"]) == ("cancelled", False, None)
    assert steps.renamed(world) == [1, 1, 1, 0, 0, 0], "the step it was in is kept whole"
    assert browser.post(f"/jobs/{job_id}/cancellation").json["code"] == "job.not_open"


def test_a_waiting_job_is_cancelled_at_once_and_can_be_tried_again(world: World, ask: Asked) -> None:
    steps = Steps(world)
    actor = world.actor()
    job_id, browser = ask(steps, actor), browser_of(world, actor)
    assert browser.post(f"/jobs/{job_id}/retry").json["code"] == "job.not_retryable"
    assert browser.post(f"/jobs/{job_id}/cancellation").json["state"] == "cancelled"
    do(world, job_id)
    assert steps.begun == []
    assert browser.post(f"/jobs/{job_id}/retry").json["state"] == "waiting"
    do(world, job_id)
    assert browser.get(f"/jobs/{job_id}").json["state"] == "done"


def test_a_failed_job_tried_again_goes_on_where_it_stood(world: World, ask: Asked) -> None:
    actor = world.actor()
    steps = Steps(world, 4, fails(Invalid()))
    job_id, browser = ask(steps, actor), browser_of(world, actor)
    do(world, job_id)
    assert browser.get(f"/jobs/{job_id}").json["problem"] == "validation"
    assert browser.post(f"/jobs/{job_id}/retry").status_code == 200
    do(world, job_id)
    assert (browser.get(f"/jobs/{job_id}").json["state"], steps.begun, steps.renamed(world)) == ("done", [0, 4], [1] * STEPS)


def test_one_sees_the_own_jobs_and_an_administrator_all_without_what_came_of_them(world: World, ask: Asked) -> None:
    actor = world.actor()
    job_id = ask(lambda _context: {"file": FILE}, actor)
    do(world, job_id)
    own = browser_of(world, actor).get("/jobs").json["items"]
    assert [(job["id"], job["mine"], job["file"]["name"]) for job in own] == [(job_id, True, "x.xlsx")]
    assert world.officer(TIANHE).get("/jobs").json["items"] == []
    assert world.officer(TIANHE).get(f"/jobs/{job_id}").status_code == 404
    everything = world.administrator().get("/jobs").json["items"]
    assert [(job["id"], job["mine"], job["file"]) for job in everything] == [(job_id, False, None)]


def test_rights_are_those_of_the_moment_it_runs(world: World, ask: Asked) -> None:
    actor = world.actor()

    def run(context: Context) -> None:
        context.actor()

    job_id = ask(run, actor, permission=Permission.CERTIFICATE_ISSUE)
    with world.session():
        db.session.get(Account, actor.account_id).status = "disabled"
    do(world, job_id)
    assert (row(world, job_id).state, row(world, job_id).problem) == ("failed", "job.rights_lost")


def test_old_jobs_are_forgotten(world: World, ask: Asked, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "tidy_steps", [])  # what the domains tidy asks for jobs of its own
    job_id = ask(Steps(world))
    do(world, job_id)
    waiting = ask(Steps(world))
    clock.forward(days=31)
    with world.session():
        worker.tidy(clock.now())
    with world.app.app_context():
        assert [str(job.id) for job in list_latest(10)] == [waiting]


def test_the_command_lists_jobs(world: World, ask: Asked) -> None:
    job_id = ask(Steps(world))
    result = world.app.test_cli_runner().invoke(args=["jobs", "list"])
    assert job_id in result.output
    assert "waiting" in result.output


def test_a_request_is_not_spoilt_by_a_courier_that_is_gone(app: Flask, world: World, ask: Asked) -> None:
    def gone(_job_id: str) -> None:
        raise ConnectionError("no Redis")

    app.extensions["courier"] = gone
    ask(Steps(world))
    with app.app_context():
        assert db.session.scalar(select(func.count(Job.id))) == 1


FILE = {"name": "x.xlsx", "size": 1, "rows": 1, "expires_at": "2026-11-24T00:00:00+00:00"}


def browser_of(world: World, actor: Actor) -> Browser:
    """A browser in which that actor is signed in."""
    with world.app.app_context():
        user_name = db.session.get(Account, actor.account_id).user_name
    return world.browser(user_name)


def elsewhere(act: Callable[[], Any]) -> Any:
    """What comes of it in a thread of its own: a job's context is not a request's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


def until(condition: Callable[[], Any]) -> None:
    """Wait until it holds."""
    waiting = threading.Event()
    for _ in range(3000):  # a minute
        if condition():
            return
        waiting.wait(0.02)
    raise AssertionError("it did not come about")
