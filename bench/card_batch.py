"""A batch of cards on a real database, its worker killed twice in the middle; what came out, and what memory it took."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from backend import create_app
from backend.cards.models import CardBatch, CardFile, CardPrint
from backend.clock import Clock
from backend.config import Settings
from backend.extensions import db
from backend.jobs.models import Job
from tests.factories.cards import crowd
from tests.support.world import World

KEY = b"a key that only the bench knows."
LEASE_S = 6
KILLS = (0.3, 0.6)
"""At which shares of the batch its worker is killed."""
PROJECT = Path(__file__).resolve().parent.parent


def rehearse(cards: int, folder: Path) -> dict[str, Any]:
    """Print so many cards on SQLite, killing the worker twice.

    Returns what was printed, how often, in what time, and the largest size of each of the three workers.
    """
    url = f"sqlite:///{folder / 'cards.db'}"
    given = Settings(
        environment="test", secret_key="s" * 40, data_keys=(KEY,), data_dir=folder, database_url=url, public_origin="https://gw.example.cn"
    )
    app = create_app(given)
    environment = _environment(given, url)
    for words in (("db", "upgrade"), ("setup",)):
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words], cwd=PROJECT, env=environment, check=True, capture_output=True
        )
    world = World(app, Clock())
    numbers = crowd(world, cards)
    officer = world.officer()
    asked = officer.post("/card-batches", {"most": max(cards, 1)}).json
    began, killed, peaks = time.monotonic(), [], []
    for share in (*KILLS, 1.1):
        worker = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"], cwd=PROJECT, env=environment)
        _until(lambda share=share: _printed(app, asked["id"]) >= share * cards or _state(app, asked["job_id"]) == "done")
        peaks.append(_peak_mb(worker.pid))
        if _state(app, asked["job_id"]) != "done":
            worker.send_signal(signal.SIGKILL)
            killed.append(_printed(app, asked["id"]))
        else:
            worker.terminate()
        worker.wait()
    took_s = time.monotonic() - began
    return {**_judge(app, asked["id"], numbers), "killed_at": killed, "seconds": round(took_s, 1), "peak_mb": peaks}


def _judge(app: Flask, batch_id: str, numbers: list[str]) -> dict[str, Any]:
    with app.app_context():
        batch = db.session.execute(select(CardBatch).where(CardBatch.id == UUID(batch_id))).scalar_one()
        counts = Counter(db.session.scalars(select(CardPrint.certificate_id).where(CardPrint.batch_id == UUID(batch_id))))
        files = db.session.execute(select(func.count(), func.sum(CardFile.cards), func.sum(CardFile.size))).one()
        return {
            "wanted": len(numbers),
            "printed": batch.printed,
            "failed": batch.failed,
            "different": len(counts),
            "twice": sum(1 for times in counts.values() if times > 1),
            "files": files[0],
            "cards_in_files": files[1],
            "megabytes": round(files[2] / 1e6),
        }


def _environment(given: Settings, url: str) -> dict[str, str]:
    values = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": url,
        "DATA_DIR": str(given.data_dir),
        "SECRET_KEY": given.secret_key,
        "DATA_KEYS": base64.b64encode(KEY).decode(),
        "PUBLIC_ORIGIN": given.public_origin,
        "JOB_LEASE_S": str(LEASE_S),
    }
    return {**os.environ, **{f"GANGWEI_{name}": value for name, value in values.items()}}


def _printed(app: Flask, batch_id: str) -> int:
    with app.app_context():
        return db.session.scalar(select(CardBatch.printed).where(CardBatch.id == UUID(batch_id))) or 0


def _state(app: Flask, job_id: str) -> str:
    with app.app_context():
        return str(db.session.scalar(select(Job.state).where(Job.id == UUID(job_id))))


def _peak_mb(pid: int) -> int:
    """The largest size the process has had (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def _until(condition: Callable[[], object]) -> None:
    waiting = threading.Event()
    while not condition():
        waiting.wait(0.2)
