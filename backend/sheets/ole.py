"""OLE compound files ([MS-CFB]): the folder of old Office files and of encrypted new ones. As little as is needed."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from backend.sheets.bounds import Refusal

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_FREE = 0xFFFFFFFA
"""Sector numbers from here on mean something else than a sector."""
_ENTRY = 128


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or storage."""

    name: str
    kind: int
    start: int
    size: int


class Ole:
    """A compound file. Raises Refusal when it is damaged."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        try:
            self._open()
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise Refusal("sheet.damaged") from error

    @property
    def names(self) -> set[str]:
        """Of all streams and storages, at any depth."""
        return {entry.name for entry in self._entries}

    def stream(self, *names: str) -> bytes:
        """The first stream of one of these names."""
        found = next((entry for name in names for entry in self._entries if entry.name == name and entry.kind == 2), None)
        if found is None:
            raise Refusal("sheet.damaged")
        try:
            if found.size >= self._cutoff:
                return self._chain(found.start)[: found.size]
            return b"".join(self._small[at * 64 : at * 64 + 64] for at in self._walk(found.start, self._small_table))[: found.size]
        except IndexError as error:
            raise Refusal("sheet.damaged") from error

    def _open(self) -> None:
        data = self._data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise Refusal("sheet.damaged")
        self._size = 1 << shift
        directory, self._cutoff, small, _, more = struct.unpack_from("<I4xIIII", data, 48)
        tables = list(struct.unpack_from("<109I", data, 76))
        while more < _FREE and len(tables) <= len(data) // self._size:
            numbers = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            tables.extend(numbers[:-1])
            more = numbers[-1]
        whole = b"".join(self._sector(number) for number in tables if number < _FREE)
        self._table = struct.unpack(f"<{len(whole) // 4}I", whole)
        self._entries = self._read_entries(self._chain(directory))
        self._small_table = struct.unpack(f"<{len(kept) // 4}I", kept) if (kept := self._chain(small)) else ()
        root = next((entry for entry in self._entries if entry.kind == 5), None)
        self._small = self._chain(root.start) if root else b""

    def _read_entries(self, directory: bytes) -> list[Entry]:
        found = []
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind and length <= 64:
                found.append(Entry(directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"), kind, start, size))
        return found

    def _sector(self, number: int) -> bytes:
        sector = self._data[(number + 1) * self._size : (number + 2) * self._size]
        return sector.ljust(self._size, b"\0") if sector else self._beyond()

    def _beyond(self) -> bytes:
        raise Refusal("sheet.damaged")

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._walk(start, self._table))

    def _walk(self, start: int, table: tuple[int, ...]) -> list[int]:
        numbers: list[int] = []
        while start < _FREE:
            numbers.append(start)
            if len(numbers) > len(table):  # a circle
                raise Refusal("sheet.damaged")
            start = table[start]
        return numbers
