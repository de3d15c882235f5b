"""`flask jobs`: do what was asked for, and list it."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from uuid import UUID

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from backend.database import will_write
from backend.extensions import clock, db, settings
from backend.jobs import couriers, worker
from backend.jobs.queries import list_latest

group = AppGroup("jobs", help="Work that takes longer than a request.")
log = logging.getLogger("backend.jobs")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)


@group.command("work")
@click.option("--threads", default=1, show_default=True, type=click.IntRange(1, 16), help="Jobs at a time.")
@click.option("--until-stdin-closes", is_flag=True, hidden=True, help="End with the program that holds the other end.")
def work(threads: int, until_stdin_closes: bool) -> None:
    """Do jobs until told to stop (SIGTERM, SIGINT); what is unfinished is handed back."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    log.handlers, log.propagate = app.logger.handlers, False
    log.setLevel(logging.INFO)
    stopping = threading.Event()
    task = couriers.build(settings(), lambda job_id: worker.run_job(app, UUID(job_id), stopping))
    app.extensions["courier"] = task
    consumer = task.huey.create_consumer(workers=threads, periodic=False, max_delay=1.0, shutdown_timeout=30)
    consumer.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    if until_stdin_closes:
        threading.Thread(target=_follow_stdin, args=(stopping,), daemon=True).start()
    log.info("ready for jobs", extra={"fields": {"pid": os.getpid(), "threads": threads, "kinds": sorted(worker.KINDS)}})
    _sweep_until(stopping)
    consumer.stop(graceful=True)


@group.command("list")
@click.option("--limit", default=30, show_default=True)
def show(limit: int) -> None:
    """Print the latest jobs: id, kind, state, how far, the problem."""
    before = will_write.set(False)  # it is asked just when somebody else writes for long
    try:
        for job in list_latest(limit):
            share = f"{job.done}/{job.total if job.total is not None else '?'}"
            click.echo(f"{job.id}  {job.kind:22} {job.state:10} {share:>17}  {job.doing or ''}{job.problem or ''}")
    finally:
        will_write.reset(before)


def _sweep_until(stopping: threading.Event) -> None:
    rounds = 0
    pause = min(worker.SWEEP_S, settings().job_lease_s / 2)
    while not stopping.wait(pause):
        try:
            worker.sweep(clock().now())
            db.session.commit()
            if rounds % worker.TIDY_EVERY == 0:
                worker.tidy(clock().now())
                db.session.commit()
        except Exception:  # the database may be gone for a while; the next round tries again
            log.exception("the sweep failed")
        finally:
            db.session.remove()
        rounds += 1


def _follow_stdin(stopping: threading.Event) -> None:
    sys.stdin.read()
    stopping.set()
