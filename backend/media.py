"""Pictures on disk, each under a random name that says nothing about what it shows.

A name is made here and never taken from outside, so no request can reach another path. A file is
whole or absent: it is written beside its place, forced to the disk, then renamed. If the
transaction that stored it is rolled back, the file goes too.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from backend.errors import NotFound
from backend.extensions import db, settings

FOLDER = "media"
NAME_BYTES = 16
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WRITTEN = "media_written"


def store(data: bytes) -> str:
    """Keep a picture and return its name. Raises OSError when the disk refuses."""
    name = secrets.token_hex(NAME_BYTES)
    path = _path(name)
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
    db.session.info.setdefault(_WRITTEN, []).append(path)
    return name


def read(name: str) -> bytes:
    """The picture of that name. Raises NotFound."""
    try:
        return _path(name).read_bytes()
    except FileNotFoundError as error:
        raise NotFound() from error


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


@event.listens_for(Session, "after_commit")
def _keep(session: Session) -> None:
    session.info.pop(_WRITTEN, None)


@event.listens_for(Session, "after_rollback")
def _remove(session: Session, *_: Any) -> None:
    for path in session.info.pop(_WRITTEN, ()):
        path.unlink(missing_ok=True)
