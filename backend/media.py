"""Pictures on disk, each under a random name that says nothing about what it shows.

A name is made here and never taken from outside, so no request can reach another path. A file is
whole or absent: it is written beside its place, forced to the disk, then renamed. If the
transaction that stored it is rolled back, the file goes too; but not once COMMIT was sent,
because the answer may be lost on the way and the row be kept. A picture that no row names
after all (also after a killed process) is removed by the sweep.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import has_app_context
from sqlalchemy import Connection, Engine, event, select, union_all
from sqlalchemy.orm import Session

from backend.database import Base
from backend.errors import NotFound
from backend.extensions import db, settings

FOLDER = "media"
NAME_BYTES = 16
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WRITTEN = "media_written"
NAMES_A_PICTURE = {"names_a_picture": True}
"""The `info` of each column that holds a picture's name; the sweep keeps what they name."""


def store(data: bytes) -> str:
    """Keep a picture and return its name. Raises OSError when the disk refuses."""
    name = secrets.token_hex(NAME_BYTES)
    path = _path(name)
    _write(path, data)
    db.session.info.setdefault(_WRITTEN, []).append(path)
    return name


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def read(name: str) -> bytes:
    """The picture of that name. Raises NotFound."""
    try:
        return _path(name).read_bytes()
    except FileNotFoundError as error:
        raise NotFound() from error


def sweep(before: datetime) -> int:
    """Remove the pictures that no row names and that are older than `before`; returns how many.

    The age matters: a picture is on the disk a moment before its row is committed.
    """
    gone = 0
    for path in _older(before):
        if path.suffix or not _is_named(path.name):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _older(before: datetime) -> Iterator[Path]:
    for path in sorted((Path(settings().data_dir) / FOLDER).glob("??/*")):
        if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path


def _is_named(name: str) -> bool:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns if "names_a_picture" in column.info]
    return db.session.scalar(union_all(*(select(1).where(column == name) for column in columns)).limit(1)) is not None


def names() -> Iterator[str]:
    """Every picture that is kept, in no order; for backups. One that is stored meanwhile may be missing."""
    root = Path(settings().data_dir) / FOLDER
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]")):
        yield from (entry.name for entry in os.scandir(folder) if _NAME.fullmatch(entry.name))


def put_back(name: str, data: bytes) -> bool:
    """Keep a picture of a backup under its own name; False when it was there already. Raises OSError, NotFound."""
    path = _path(name)
    if path.exists():
        return False
    _write(path, data)
    return True


def remove(name: str) -> None:
    """Forget a picture that no row names."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    if _NAME.fullmatch(name) is None:
        raise NotFound()
    return Path(settings().data_dir) / FOLDER / name[:2] / name


def _sync_folder(folder: Path) -> None:
    """The new name itself is in the folder; without this it may be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@event.listens_for(Engine, "commit")
def _in_doubt(_connection: Connection) -> None:
    if has_app_context():
        _keep(db.session())


@event.listens_for(Session, "after_commit")
def _keep(session: Session) -> None:
    session.info.pop(_WRITTEN, None)


@event.listens_for(Session, "after_rollback")
def _remove(session: Session, *_: Any) -> None:
    for path in session.info.pop(_WRITTEN, ()):
        path.unlink(missing_ok=True)
