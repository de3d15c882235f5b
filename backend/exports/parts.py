"""Rows and files in sealed pieces: written one after the other, read one at a time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import delete, insert, select

from backend.database import will_write
from backend.exports.models import FILE, ROWS, ExportPart
from backend.extensions import db, keyring

PURPOSE = "export"
PART_BYTES = 512 * 1024


def add_rows(job_id: UUID, number: int, rows: list[list[Any]]) -> None:
    """Keep some rows (plain JSON) in the running transaction."""
    text = "\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    _add(job_id, ROWS, number, zlib.compress(text.encode(), 3))


def read_rows(job_id: UUID) -> Iterator[list[list[Any]]]:
    """All rows, some at a time, in their order."""
    number = 0
    while (data := _read_one(job_id, ROWS, number)) is not None:
        yield [json.loads(line) for line in zlib.decompress(data).decode().split("\n")]
        number += 1


def stream_file(app: Flask, job_id: UUID) -> Iterator[bytes]:
    """The finished file, piece by piece; each is read for itself, so a slow download holds no request and no connection."""
    number = 0
    while True:
        with app.app_context():
            data = _read_one(job_id, FILE, number)
        if data is None:
            return
        yield data
        number += 1


def delete_parts(job_id: UUID, stage: str) -> None:
    """Delete in the running transaction."""
    db.session.execute(delete(ExportPart).where(ExportPart.job_id == job_id, ExportPart.stage == stage))


class FileParts:
    """A file to write to, forwards only; what is written goes sealed into the database.

    keep  commits what was added so far; called after each part, so that no transaction grows long
    """

    def __init__(self, job_id: UUID, keep: Callable[[], None]) -> None:
        self._job_id, self._keep = job_id, keep
        self._waiting = bytearray()
        self._number = self.size = 0

    def write(self, data: Any) -> int:
        """Take some bytes."""
        view = memoryview(data)
        self._waiting += view
        self.size += view.nbytes
        while len(self._waiting) >= PART_BYTES:
            self._flush(PART_BYTES)
            self._keep()
        return view.nbytes

    def flush(self) -> None:
        """Nothing: a part is written when it is full."""

    def finish(self) -> None:
        """Add the last part, in the transaction that is open then."""
        if self._waiting:
            self._flush(len(self._waiting))

    def _flush(self, length: int) -> None:
        _add(self._job_id, FILE, self._number, bytes(self._waiting[:length]))
        del self._waiting[:length]
        self._number += 1


def _add(job_id: UUID, stage: str, number: int, data: bytes) -> None:
    sealed = keyring().encrypt(PURPOSE, data, _place(job_id, stage, number))
    db.session.execute(insert(ExportPart).values(job_id=job_id, stage=stage, number=number, data=sealed))


def _read_one(job_id: UUID, stage: str, number: int) -> bytes | None:
    """One part, in a transaction of its own."""
    before = will_write.set(False)
    wanted = (ExportPart.job_id == job_id, ExportPart.stage == stage, ExportPart.number == number)
    sealed = db.session.scalar(select(ExportPart.data).where(*wanted))
    db.session.rollback()
    will_write.reset(before)
    return None if sealed is None else keyring().decrypt(PURPOSE, sealed, _place(job_id, stage, number))


def _place(job_id: UUID, stage: str, number: int) -> bytes:
    return job_id.bytes + stage.encode() + number.to_bytes(4, "big")
