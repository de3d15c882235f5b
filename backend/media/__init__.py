"""Pictures, each under a random name that says nothing about what it shows.

They lie in a folder, or in storage that speaks S3 where several hosts serve; `GANGWEI_MEDIA_URL` says which. A
name is made here and never taken from outside, so no request can reach another path. The storage has
the picture for good before the row that names it is committed. If the transaction is rolled back, the
picture goes too; but not once COMMIT was sent, because the answer may be lost on the way and the row be kept: the
repeated command is then answered with the recorded success, the phone deletes its copy, and this is the only one.
A picture that no row names after all (also after a killed process) is removed by the sweep.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from flask import current_app, has_app_context
from sqlalchemy import Connection, Engine, event, select, union_all
from sqlalchemy.orm import Session

from backend.config import Settings
from backend.database import Base
from backend.errors import NotFound
from backend.extensions import db
from backend.media.folder import Folder
from backend.media.stores import NAME, Store, Unavailable, Vanished

__all__ = ["Store", "Unavailable", "Vanished", "open_store", "read", "storage", "store"]

FOLDER = "media"
NAME_BYTES = 16
_WRITTEN = "media_written"
NAMES_A_PICTURE = {"names_a_picture": True}
"""The `info` of each column that holds a picture's name; the sweep keeps what they name."""


def open_store(settings: Settings, url: str) -> Store:
    """The storage at an address: empty for the folder, or `s3://bucket/prefix` with the settings' endpoint and keys."""
    if not url:
        return Folder(settings.data_dir / FOLDER)
    from backend.media.s3 import Bucket  # its library is large, and most installations have a folder

    return Bucket.of(settings, url)


def storage() -> Store:
    """The storage of the running app."""
    return cast(Store, current_app.extensions["media"])


def store(data: bytes) -> str:
    """Keep a picture and return its name. Raises OSError when the storage refuses."""
    name = secrets.token_hex(NAME_BYTES)
    where = storage()
    where.put(name, data)
    db.session.info.setdefault(_WRITTEN, []).append((where, name))
    return name


def read(name: str) -> bytes:
    """The picture of that name. Raises NotFound, and OSError when the storage does not answer."""
    if NAME.fullmatch(name) is None:
        raise NotFound()
    try:
        return storage().get(name)
    except Vanished as error:
        raise NotFound() from error


def names() -> Iterator[str]:
    """Every picture that is kept; for backups. One that is stored meanwhile may be missing."""
    return storage().names()


def put_back(name: str, data: bytes) -> bool:
    """Keep a picture of a backup under its own name; False when it was there already. Raises OSError, NotFound."""
    if NAME.fullmatch(name) is None:
        raise NotFound()
    where = storage()
    if where.digest(name) is not None:
        return False
    where.put(name, data)
    return True


def remove(name: str) -> None:
    """Forget a picture that no row names."""
    storage().remove(name)


def sweep(before: datetime) -> int:
    """Remove the pictures that no row names and that are older than `before`; returns how many.

    The age matters: a picture is kept a moment before its row is committed.
    """
    gone = 0
    where = storage()
    for name in where.older(before):
        if NAME.fullmatch(name) is None or not _is_named(name):
            where.remove(name)
            gone += 1
    return gone


def _is_named(name: str) -> bool:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns if "names_a_picture" in column.info]
    return db.session.scalar(union_all(*(select(1).where(column == name) for column in columns)).limit(1)) is not None


@event.listens_for(Engine, "commit")
def _in_doubt(_connection: Connection) -> None:
    """From here on nobody knows whether the row is there, until the answer has come."""
    if has_app_context():
        _keep(db.session())


@event.listens_for(Session, "after_commit")
def _keep(session: Session) -> None:
    session.info.pop(_WRITTEN, None)


@event.listens_for(Session, "after_rollback")
def _remove(session: Session, *_: Any) -> None:
    for where, name in session.info.pop(_WRITTEN, ()):
        try:
            where.remove(name)
        except OSError:  # it stays until the sweep; the act's own error matters more
            current_app.logger.warning("a picture without a row was left behind")
