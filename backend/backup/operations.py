"""Make a backup, read one through, put one back."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from backend import audit, media
from backend.backup import about as abouts
from backend.backup import postgresql, proof, sealed, sqlite
from backend.backup.archive import ArchiveReader, ArchiveWriter
from backend.backup.sealed import BackupError, Secret
from backend.config import Settings
from backend.errors import NotFound
from backend.extensions import db

ABOUT, KEYS, DATABASE, PICTURE = "about", "keys", "database", "media/"
Told = Callable[[str], None]


def back_up(file: Path, secret: Secret, settings: Settings, now: datetime) -> dict[str, Any]:
    """Write a backup while everybody goes on working; returns what it says about itself.

    The database is copied first: each picture it names was stored before, and none is ever changed.
    Raises BackupError, OSError; then there is no file.
    """
    if file.exists():
        raise BackupError(f"{file} exists already; a backup is never written over")
    part = file.with_name(file.name + ".part")
    with _only(part) as handle, _snapshot(settings.database_url, part, now) as snapshot:
        archive = ArchiveWriter(sealed.Writer(handle, secret))
        archive.add_json(ABOUT, snapshot.about)
        archive.add_json(KEYS, _keys(settings))
        archive.add(DATABASE, snapshot.blocks())
        for name in media.names():
            with contextlib.suppress(NotFound):  # swept meanwhile: no row named it
                archive.add(PICTURE + name, [media.read(name)])
        archive.close()
        handle.flush()
        os.fsync(handle.fileno())
        os.rename(part, file)
    audit.record("create", "backup", file.name[:60], now=now, after={"revision": snapshot.about["revision"]})
    return snapshot.about


def read_through(file: Path, secret: Secret) -> dict[str, Any]:
    """Prove every byte of a backup; returns what it says about itself, with its `pictures` and its `keys`. Raises BackupError."""
    found: dict[str, Any] = {}
    pictures = 0
    for name, blocks in _members(file, secret):
        if name in (ABOUT, KEYS):
            found[name] = json.loads(b"".join(blocks))
        elif name == DATABASE:
            found[DATABASE] = True
        else:
            pictures += 1
    if set(found) != {ABOUT, KEYS, DATABASE}:
        raise BackupError("the backup lacks its description, its keys or its database")
    return {**found[ABOUT], "pictures": pictures, "keys": found[KEYS]}


def restore(
    file: Path,
    secret: Secret,
    found: dict[str, Any],
    settings: Settings,
    now: datetime,
    *,
    over: bool = False,
    migrate: bool = False,
    told: Told = print,
) -> str:
    """Put a backup back; returns where the former database is kept, empty where there was none.

    found    what `read_through` returned of this file
    over     also where there are data already
    migrate  bring a backup of an older form up to this release's
    Raises BackupError or OSError; then the present database is untouched.
    """
    if found["database"] != _kind(settings.database_url):
        raise BackupError(f"the backup holds a {found['database']} database, this installation uses {_kind(settings.database_url)}")
    abouts.check_revision(found, migrate)
    db.session.remove()
    db.engine.dispose()
    databases = _module(settings.database_url)
    if not over and not databases.is_empty(settings.database_url):
        raise BackupError("there are data here already: --replace puts the backup in their place and keeps them beside")
    with databases.replacement(settings.database_url) as new, _put_back_pictures() as put_back:
        for name, blocks in _members(file, secret):
            if name == DATABASE:
                told("Filling a new database beside the present one")
                new.fill(blocks)
                told("Proving it")
                proof.prove(replace(settings, database_url=new.url, **keys_of(found)), found, now, migrate)
            elif name.startswith(PICTURE):
                put_back(name.removeprefix(PICTURE), b"".join(blocks))
        return str(new.swap(now.strftime("%Y%m%d%H%M%S")))


def keys_of(found: dict[str, Any]) -> dict[str, Any]:
    """The keys in a backup, as settings."""
    keys = found["keys"]
    return {"data_keys": tuple(base64.b64decode(key) for key in keys["data_keys"]), "secret_key": keys["secret_key"]}


def _keys(settings: Settings) -> dict[str, Any]:
    return {"data_keys": [base64.b64encode(key).decode() for key in settings.data_keys], "secret_key": settings.secret_key}


def _members(file: Path, secret: Secret) -> Iterator[tuple[str, Iterator[bytes]]]:
    with file.open("rb") as handle:
        yield from ArchiveReader(sealed.read(handle, secret)).members()


def _kind(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgresql"


def _module(url: str) -> Any:
    return {"sqlite": sqlite, "postgresql": postgresql}[_kind(url)]


def _snapshot(url: str, beside: Path, now: datetime) -> AbstractContextManager[Any]:
    return _module(url).snapshot(url, beside, now)  # type: ignore[no-any-return]


@contextmanager
def _only(part: Path) -> Iterator[BinaryIO]:
    """The file being written, by one at a time; gone unless it was renamed. Raises BackupError."""
    with open(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("a backup to this file is being made") from None
        handle.truncate()
        try:
            yield handle
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _put_back_pictures() -> Iterator[Callable[[str, bytes], None]]:
    """Add pictures beside the present ones, whose names differ; when the restore fails they go again."""
    added = bytearray()

    def put_back(name: str, data: bytes) -> None:
        if media.put_back(name, data):
            added.extend(bytes.fromhex(name))

    try:
        yield put_back
    except BaseException:
        for start in range(0, len(added), media.NAME_BYTES):
            media.remove(added[start : start + media.NAME_BYTES].hex())
        raise
