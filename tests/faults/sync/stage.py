"""The real server behind the proxy, people in it, and what it has in the end, read from its own database and folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from backend import create_app, media
from backend.accounts.models import Account
from backend.clock import Clock
from backend.config import Settings
from backend.extensions import db
from backend.inspections.models import Inspection, InspectionPhoto, MediaFile
from tests.browser.server import RunningServer, free_port
from tests.crash.stage import environment_of
from tests.factories import inspections
from tests.faults.sync.pictures import number_of, numbered
from tests.faults.sync.proxy import Proxy
from tests.support.front import DIST
from tests.support.world import GUANGZHOU, World


@dataclass(frozen=True, slots=True)
class Visit:
    """A finished visit as the phone keeps it: the record, and the numbers of its photos in their order."""

    record: dict[str, Any]
    label: str
    photos: tuple[tuple[int, bool], ...]

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record["id"])

    def as_json(self, encode: Any) -> dict[str, Any]:
        """What tools/faults/kept.ts takes."""
        return {
            "record": self.record,
            "label": self.label,
            "photos": [encode(numbered(number, large=large)) for number, large in self.photos],
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as the server has it."""

    findings: str
    digest: str
    sequence: int
    signed: bool
    finished_at: datetime
    account: UUID
    photos: tuple[int, ...]


@dataclass
class Stage:
    """What runs, and who is there."""

    server: RunningServer
    proxy: Proxy
    app: Flask
    officers: list[tuple[str, UUID]]
    unit: UUID
    checklist: dict[str, Any]
    _made: int = field(default=0)

    def visits(self, count: int, officer: int = 0, *, photos: int = 2, large: bool = False, plain: bool = False) -> list[Visit]:
        """Visits without findings, each with a text and photos of its own; `officer` is who sends them.

        One in ten has a large photo; `large`: each, `plain`: none.
        """
        return [self._visit(officer, photos, large or (place % 10 == 0 and not plain)) for place in range(count)]

    def _visit(self, officer: int, photos: int, large: bool) -> Visit:
        self._made += 1
        both = [str(self.officers[officer][1]), str(self.officers[officer - 1][1])]
        record = inspections.record(str(self.unit), self.checklist, both, str(uuid4()), 1, datetime.now(UTC))
        del record["device_id"], record["device_sequence"]
        record["findings"] = f"第 {self._made} 次检查"
        numbers = tuple((self._made * 100 + place, large and place == 0) for place in range(photos))
        return Visit(record, f"检查 {self._made}", numbers)

    def kept(self) -> dict[str, Kept]:
        """Every record the server has, by id, its photos read from where they lie."""
        with self.app.app_context():
            rows = db.session.execute(
                select(InspectionPhoto.inspection_id, MediaFile.file_name)
                .join(MediaFile, MediaFile.id == InspectionPhoto.media_id)
                .order_by(InspectionPhoto.inspection_id, InspectionPhoto.position)
            ).all()
            photos: dict[UUID, list[int]] = {}
            for inspection, name in rows:
                photos.setdefault(inspection, []).append(number_of(media.read(name)))
            return {
                str(row.id): Kept(
                    row.findings, row.digest.hex(), row.device_sequence, row.signed, row.finished_at, row.account_id,
                    tuple(photos.get(row.id, ())),
                )
                for row in db.session.scalars(select(Inspection))
            }  # fmt: skip

    @staticmethod
    def now() -> datetime:
        """By a clock that goes right."""
        return datetime.now(UTC)

    def pictures(self) -> int:
        """How many pictures the server has, of records or not."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(MediaFile)) or 0


@contextmanager
def staged(settings: Settings, url: str, folder: Path, between: Callable[[int], Any] = Proxy) -> Iterator[Stage]:
    """Everything, started, on a database that was migrated; `between` stands before the server's port."""
    with ExitStack() as stack:
        port = free_port()
        proxy = between(port)
        stack.callback(proxy.close)
        chosen = replace(settings, database_url=url, data_dir=folder, public_origin=proxy.origin)
        app = create_app(chosen)
        world = World(app, Clock())
        names = [world.officer_name(GUANGZHOU) for _ in range(3)]
        unit = world.unit()
        checklist = _checklist(world, names[0])
        with app.app_context():
            known = {row.user_name: row.id for row in db.session.execute(select(Account.user_name, Account.id))}
            db.session.remove()
        stack.callback(_leave, app)
        server = RunningServer(f"http://127.0.0.1:{port}", folder, {**environment_of(chosen, port), "GANGWEI_APP_DIR": str(DIST)})
        stack.callback(server.stop)
        server.start()
        yield Stage(server, proxy, app, [(name, known[name]) for name in names], unit, checklist)


def _checklist(world: World, officer: str) -> dict[str, Any]:
    return world.browser(officer).get("/checklists?unit_kind=security_company").json["items"][0]  # type: ignore[no-any-return]


def _leave(app: Flask) -> None:
    app.extensions["counters"].close()
    app.extensions["reader"].close()
    with app.app_context():
        db.engine.dispose()


def copied(database: str, request: Any, folder: Path, worker_id: str, name: str) -> str:
    """The address of a fresh, migrated database."""
    if database == "postgresql":
        return str(request.getfixturevalue("postgres_template").create_database(f"gangwei_{name}_{worker_id}"))
    shutil.copy(request.getfixturevalue("sqlite_template"), folder / f"{name}.db")
    return f"sqlite:///{folder / f'{name}.db'}"
