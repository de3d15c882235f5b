"""The real server on its own database, with officers whose phones send one command after another."""

from __future__ import annotations

import base64
import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from backend import create_app
from backend.accounts.models import Account
from backend.clock import Clock
from backend.config import Settings
from backend.extensions import db
from tests.browser.server import RunningServer, free_port
from tests.conftest import migrated
from tests.factories import certificates
from tests.many.phones import Crowd, Phone, check, visit
from tests.support.cluster import DURABLE, Node, single
from tests.support.world import GUANGZHOU, PASSWORD, World

SCANNERS, INSPECTORS = 3, 2
TABLES = {"verification": "verifications", "inspection": "inspections"}


@dataclass(frozen=True)
class Straight:
    """The way from a phone to the server, without a proxy between."""

    port: int

    @property
    def origin(self) -> str:
        """How the server calls itself."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> HTTPConnection:
        """A line of a phone's own."""
        return HTTPConnection("127.0.0.1", self.port, timeout=60)


@dataclass
class Stage:
    """What runs, and who is there. `node` is the PostgreSQL server; None on SQLite."""

    server: RunningServer
    path: Path
    node: Node | None
    front: Straight
    officers: list[tuple[str, UUID]]
    unit: UUID
    number: str

    def put_to_work(self, crowd: Crowd) -> None:
        """Sign everybody in and let them begin."""
        for name, _ in self.officers[:SCANNERS]:
            crowd.work(self._phone(name), self._checks(str(uuid4())))
        for name, account in self.officers[SCANNERS:]:
            phone, sequence = self._phone(name), itertools.count(1)
            checklist = phone.send("GET", "/api/checklists?unit_kind=security_company", None)[1]["items"][0]
            both = [str(account), str(self.officers[0][1])]
            crowd.work(phone, self._visits(checklist, both, str(uuid4()), sequence))

    def ids(self, kind: str) -> list[str]:
        """The ids of all that is kept of a kind."""
        return [str(UUID(str(value))) for (value,) in self.ask(f"SELECT id FROM {TABLES[kind]}")]  # noqa: S608 - our own names

    def ask(self, question: str) -> list[Any]:
        """Ask the database itself."""
        if self.node:
            return self.node.ask(question, "gangwei")
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(question).fetchall()

    def _phone(self, name: str) -> Phone:
        phone = Phone(self.front)  # type: ignore[arg-type]
        phone.sign_in(name, PASSWORD)
        return phone

    def _checks(self, device: str) -> Callable[[], Any]:
        return lambda: ("verification", "/api/verifications", check(self.number, device))

    def _visits(self, checklist: dict[str, Any], officers: list[str], device: str, sequence: Iterator[int]) -> Callable[[], Any]:
        return lambda: ("inspection", "/api/inspections", visit(str(self.unit), checklist, officers, device, next(sequence)))


@contextmanager
def staged(settings: Settings, template: Path | None, folder: Path) -> Iterator[Stage]:
    """Everything, started; on SQLite when a migrated file is given to copy, else on a PostgreSQL that forces its log to the disk."""
    with ExitStack() as stack:
        node = None if template else stack.enter_context(single(DURABLE))
        if node:
            node.ask("CREATE DATABASE gangwei")
            url = node.url("gangwei")
            migrated(settings, url)
        else:
            shutil.copy(str(template), folder / "crash.db")
            url = f"sqlite:///{folder / 'crash.db'}"
        front = Straight(free_port())
        chosen = replace(settings, database_url=url, data_dir=folder, public_origin=front.origin)
        officers, unit, number = _people(chosen)
        server = RunningServer(front.origin, folder, environment_of(chosen, front.port))
        stack.callback(server.stop, 9)  # type: ignore[arg-type]
        server.start()
        yield Stage(server, folder / "crash.db", node, front, officers, unit, number)


def environment_of(settings: Settings, port: int) -> dict[str, str]:
    """The settings as a server's environment has them."""
    values = {
        "ENVIRONMENT": "test", "DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir), "SECRET_KEY": settings.secret_key,
        "DATA_KEYS": base64.b64encode(settings.data_keys[0]).decode(), "PUBLIC_ORIGIN": settings.public_origin, "BIND": f"127.0.0.1:{port}",
        "APP_DIR": str(settings.data_dir),
    }  # fmt: skip
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GANGWEI_") and name != "DATABASE_URL"}
    return {**outside, **{f"GANGWEI_{name}": value for name, value in values.items()}, "FLASK_APP": "wsgi"}


def _people(settings: Settings) -> tuple[list[tuple[str, UUID]], UUID, str]:
    app = create_app(settings)
    world = World(app, Clock())
    names = [world.officer_name(GUANGZHOU) for _ in range(SCANNERS + INSPECTORS)]
    unit = world.unit()
    number = certificates.number_of(world, certificates.certificate(world, certificates.candidate(world)))
    with app.app_context():
        known = {row.user_name: row.id for row in db.session.execute(select(Account.user_name, Account.id))}
        db.session.remove()
        db.engine.dispose()
    return [(name, known[name]) for name in names], unit, number
