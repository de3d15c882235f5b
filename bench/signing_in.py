"""How long a failing sign-in takes, whether or not there is such an account."""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from backend import create_app
from backend.accounts.models import Account
from backend.accounts.passwords import hash_password
from backend.config import Settings
from backend.extensions import db
from bench.rows import Row

ROUNDS = 120
TRIES_EACH = 4
"""Tries for one account before its delay begins to grow."""
AIM_MS = 5
PASSWORD, WRONG = "correct horse battery", "not the right words"
KINDS: dict[str, dict[str, Any]] = {"known": {}, "disabled": {"status": "disabled"}, "second factor": {"second_factor": True}}
ORIGIN = "https://bench.example"


def rows() -> list[Row]:
    """The medians, and the largest difference between two of them; the kinds take turns, so that a busy moment meets all."""
    with tempfile.TemporaryDirectory(prefix="gangwei-bench-") as folder:
        app = _application(Path(folder))
        taken: dict[str, list[float]] = {name: [] for name in ("unknown", *KINDS)}
        client = app.test_client()
        token = client.get("/api/session", base_url=ORIGIN).json["csrf_token"]
        for number in range(ROUNDS):
            for kind, times in taken.items():
                times.append(_try(client, token, kind, number))
        with app.app_context():
            db.engine.dispose()
    medians = {kind: statistics.median(times) for kind, times in taken.items()}
    spread = max(medians.values()) - min(medians.values())
    return [
        *(Row(f"sign-in refused, {kind} account, median", round(value, 1), "ms") for kind, value in medians.items()),
        Row("sign-in refused, largest difference of those medians", round(spread, 2), "ms", AIM_MS),
    ]


def _application(folder: Path) -> Flask:
    settings = Settings(
        environment="test",
        secret_key=secrets.token_hex(32),
        data_keys=(secrets.token_bytes(32),),
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'bench.db'}",
        public_origin=ORIGIN,
    )
    app = create_app(settings)
    hashed, now = hash_password(PASSWORD), datetime.now(UTC)
    with app.app_context():
        upgrade(str(Path(__file__).parents[1] / "migrations"))
        for kind, more in KINDS.items():
            for number in range(ROUNDS // TRIES_EACH):
                values = {
                    "status": "active",
                    **more,
                    "user_name": _name(kind, number * TRIES_EACH),
                    "name": "甲",
                    "role": "system_administrator",
                }
                db.session.add(Account(**values, must_change_password=False, password_hash=hashed, created_at=now))
        db.session.commit()
    return app


def _name(kind: str, number: int) -> str:
    return f"{kind.replace(' ', '.')}.{number // TRIES_EACH}"


def _try(client: Any, token: str, kind: str, number: int) -> float:
    """Milliseconds until the refusal."""
    password = PASSWORD if kind == "disabled" else WRONG
    began = time.perf_counter()
    answer = client.post(
        "/api/session",
        json={"user_name": _name(kind, number), "password": password},
        headers={"X-CSRFToken": token},
        base_url=ORIGIN,
        environ_base={"REMOTE_ADDR": f"10.0.{number // 40}.{number % 250}"},
    )
    taken = (time.perf_counter() - began) * 1000
    if answer.status_code != 401:
        raise RuntimeError(f"a sign-in of the kind {kind} was answered with {answer.status_code}: {answer.text}")
    return taken
