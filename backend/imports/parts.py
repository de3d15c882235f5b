"""The file, and the cells that were read of it, in sealed pieces.

They are in the database and not in a folder so that any machine can go on with the work of another, and so that what is
deleted is gone with the row.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

import orjson
from sqlalchemy import delete, func, insert, select

from backend.extensions import db, keyring
from backend.imports.models import CELLS, FILE, ImportPart
from backend.sheets.cells import Row, pack_row, unpack_row

PURPOSE = "import"
FILE_BYTES = 512 * 1024
ROWS_A_PART = 500
"""Rows that are sealed together; also what is checked in one transaction, so that no other writer waits for long."""


def keep_file(import_id: UUID, data: bytes) -> None:
    """Keep the file in the running transaction, until it is read."""
    for number, begin in enumerate(range(0, len(data), FILE_BYTES)):
        _add(import_id, FILE, 0, number, data[begin : begin + FILE_BYTES])


def write_file(import_id: UUID, path: Path) -> None:
    """Put the file where it can be read."""
    with path.open("wb") as file:
        path.chmod(0o600)
        for number in range(_count(import_id, FILE, 0)):
            file.write(_read(import_id, FILE, 0, number))


def keep_cells(import_id: UUID, sheet: int, rows: Iterable[Row]) -> Iterator[int]:
    """Keep a sheet's rows, some at a time; yields how many after each part, so that the caller can commit."""
    rest, number, kept = iter(rows), 0, 0
    while some := list(islice(rest, ROWS_A_PART)):
        _add(import_id, CELLS, sheet, number, zlib.compress(b"".join(map(pack_row, some)), 3))
        number, kept = number + 1, kept + len(some)
        yield kept


def count_cells(import_id: UUID, sheet: int) -> int:
    """How many parts of a sheet there are."""
    return _count(import_id, CELLS, sheet)


def read_cells(import_id: UUID, sheet: int, number: int) -> list[Row]:
    """The rows of one part, in order."""
    return [unpack_row(line) for line in zlib.decompress(_read(import_id, CELLS, sheet, number)).splitlines()]


def all_cells(import_id: UUID, sheet: int) -> Iterator[Row]:
    """All rows of a sheet, in order."""
    for number in range(count_cells(import_id, sheet)):
        yield from read_cells(import_id, sheet, number)


def forget(import_id: UUID, *stages: str) -> None:
    """Delete in the running transaction."""
    db.session.execute(delete(ImportPart).where(ImportPart.import_id == import_id, ImportPart.stage.in_(stages)))


def seal(import_id: UUID, place: str, value: object) -> bytes:
    """JSON, encrypted for this place of this import only."""
    return keyring().encrypt(PURPOSE, orjson.dumps(value), import_id.bytes + place.encode())


def unseal(import_id: UUID, place: str, sealed: bytes) -> object:
    """The reverse of `seal`."""
    return orjson.loads(keyring().decrypt(PURPOSE, sealed, import_id.bytes + place.encode()))


def _count(import_id: UUID, stage: str, sheet: int) -> int:
    found = select(func.count()).where(ImportPart.import_id == import_id, ImportPart.stage == stage, ImportPart.sheet == sheet)
    return db.session.scalar(found) or 0


def _add(import_id: UUID, stage: str, sheet: int, number: int, data: bytes) -> None:
    sealed = keyring().encrypt(PURPOSE, data, _place(import_id, stage, sheet, number))
    db.session.execute(insert(ImportPart).values(import_id=import_id, stage=stage, sheet=sheet, number=number, data=sealed))


def _read(import_id: UUID, stage: str, sheet: int, number: int) -> bytes:
    sealed = db.session.scalars(
        select(ImportPart.data).where(
            ImportPart.import_id == import_id, ImportPart.stage == stage, ImportPart.sheet == sheet, ImportPart.number == number
        )
    ).one()
    return keyring().decrypt(PURPOSE, sealed, _place(import_id, stage, sheet, number))


def _place(import_id: UUID, stage: str, sheet: int, number: int) -> bytes:
    return import_id.bytes + f"{stage}/{sheet}/{number}".encode()
