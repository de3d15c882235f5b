"""What a job's function holds in its hands, and the heart that beats beside it."""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask

from backend.accounts.actors import find_actor
from backend.database import will_write
from backend.extensions import clock, db
from backend.jobs import leases
from backend.jobs.kinds import Kind
from backend.jobs.leases import LeaseLost, Pulse
from backend.jobs.models import Job
from backend.jobs.operations import seal, unseal
from backend.jobs.problems import RightsLost
from backend.permissions import Actor

LONGEST_BEAT_S = 2.0
"""How old the progress on the screen may be."""

log = logging.getLogger("backend.jobs")


class Cancelled(Exception):
    """Somebody asked to stop."""


class Leaving(Exception):
    """The worker was told to end; another goes on with the job."""


class Heart:
    """A thread that keeps the lease while the work goes on, and hears whether to stop.

    It writes on a connection of its own, so a long transaction of the work delays it at most; the lease is far longer.
    """

    def __init__(self, app: Flask, job_id: UUID, worker: str, lease_s: float) -> None:
        self.pulse = Pulse()
        self.stop_asked = self.lost = False
        self._app, self._job_id, self._worker, self._lease_s = app, job_id, worker, lease_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heart of {job_id}", daemon=True)

    def __enter__(self) -> Heart:
        self._until = time.monotonic() + self._lease_s
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        with self._app.app_context():
            while not self._ended.wait(min(self._lease_s / 4, LONGEST_BEAT_S)) and not self.lost:
                began = time.monotonic()
                try:
                    self.stop_asked = leases.renew(self._job_id, self._worker, self._lease_s, self.pulse, clock().now())
                    self._until = began + self._lease_s
                except LeaseLost:
                    self.lost = True
                except Exception as error:  # busy or gone, in the words of whichever layer: it may come back before the lease is over
                    log.warning("a heartbeat was not written: %s", type(error).__name__)
                    self.lost = time.monotonic() > self._until


class Context:
    """A job as its function sees it.

    params      what was asked
    kept        the last checkpoint, or None at the first beginning
    created_at  when it was asked for
    """

    def __init__(self, app: Flask, job: Job, kind: Kind, worker: str, heart: Heart, stopping: threading.Event) -> None:
        self.job_id, self.account_id, self.created_at = job.id, job.account_id, job.created_at
        self.params: Any = unseal(job.id, job.params)
        self.kept: Any = unseal(job.id, job.checkpoint)
        self._app, self._kind, self._worker, self._heart, self._stopping = app, kind, worker, heart, stopping
        heart.pulse = Pulse(job.done, job.total, job.doing)

    def actor(self) -> Actor | None:
        """Who asked, with the rights of this moment; None for an operator's command. Raises RightsLost."""
        if self.account_id is None:
            return None
        with self._app.app_context():  # a session of its own: what the work has not committed yet stays as it is
            will_write.set(False)
            actor = find_actor(self.account_id)
        will_write.set(True)
        if actor is None or (self._kind.permission and not actor.can(self._kind.permission)):
            raise RightsLost()
        return actor

    def now(self) -> datetime:
        """The present instant."""
        return clock().now()

    def cancelled(self) -> bool:
        """Whether somebody asked to stop; `progress` and `checkpoint` then raise."""
        return self._heart.stop_asked

    def progress(self, done: int, total: int | None = None, doing: str | None = None) -> None:
        """Say how far one is; it costs nothing, the next heartbeat writes it.

        doing  a word of the app's dictionary (jobs.doing.*)
        Raises Cancelled, Leaving, LeaseLost: let them pass.
        """
        self._heart.pulse = Pulse(done, total, doing)
        self._check()

    def checkpoint(self, value: Any) -> None:
        """Commit the session's work together with `value` (plain JSON), from which the next worker goes on.

        Raises LeaseLost, and then nothing was committed; Cancelled, Leaving, and then it was.
        """
        leases.keep(self.job_id, self._worker, seal(self.job_id, value), self._heart.pulse)
        self.kept = value
        db.session.expunge_all()  # a long job must not hold on to every row it has seen
        self._check()

    def _check(self) -> None:
        if self._heart.lost:
            raise LeaseLost()
        if self._heart.stop_asked:
            raise Cancelled()
        if self._stopping.is_set():
            raise Leaving()
