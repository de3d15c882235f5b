"""The courier: huey, on a SQLite file in the data folder, or on Redis where GANGWEI_REDIS_URL names one.

It carries the id of a job and nothing else. A message that cannot be sent is not an error for who asked: the job's
row is committed, and the sweep finds it (`worker.py`).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from huey import RedisHuey, SqliteHuey
from huey.api import TaskWrapper
from huey.registry import Message
from huey.serializer import Serializer

from backend.config import Settings
from backend.extensions import settings

NAME, FILE = "gangwei", "courier.db"
CONNECT_S, ANSWER_S = 1, 5
"""Seconds a request may lose on a Redis that is gone; a waiting worker's read lasts one second of the second."""

log = logging.getLogger("backend.jobs")


class PlainMessages(Serializer):
    """Messages as JSON. huey's own would unpickle whatever somebody put into Redis."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(list(data)).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(data))


def build(chosen: Settings, run: Callable[[str], None]) -> TaskWrapper:
    """A courier whose messages make `run` of a job's id; calling what is returned sends one. Raises OSError, sqlite3.Error."""
    common = {"results": False, "serializer": PlainMessages()}
    if chosen.redis_url:
        from redis import ConnectionPool
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        pool = ConnectionPool.from_url(
            chosen.redis_url, socket_connect_timeout=CONNECT_S, socket_timeout=ANSWER_S, retry=Retry(NoBackoff(), 0)
        )
        huey = RedisHuey(NAME, connection_pool=pool, **common)
    else:
        folder = Path(chosen.data_dir)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        huey = SqliteHuey(NAME, filename=str(folder / FILE), fsync=False, **common)

    def run_job(job_id: str) -> None:  # here, because a message names the module too: who calls and who runs must agree
        run(job_id)

    return huey.task()(run_job)


def call(job_id: UUID) -> bool:
    """Call a worker to a job; False when the courier is not to be had."""
    try:
        if "courier" not in current_app.extensions:
            current_app.extensions["courier"] = build(settings(), _elsewhere)
        current_app.extensions["courier"](str(job_id))
    except Exception as error:  # whatever the storage raises: the row is there, and the sweep will find it
        log.warning("no courier for a job: %s", type(error).__name__)
        return False
    return True


def _elsewhere(_job_id: str) -> None:
    """Who calls does not run."""
    raise RuntimeError("jobs are run by `flask jobs work`")
