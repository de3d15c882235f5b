"""Parts of a zip, unpacked by ourselves, so that no declared size is believed.

A file of 4 MB can unpack to gigabytes, and what the directory says of it can be untrue. Each part that will be read is
unpacked here first, in pieces, and counted.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from backend.sheets.bounds import MB, Limits, Refusal

PIECE = 256 * 1024
SMALL = 8 * MB
"""The most of a part that is looked at whole: relations, styles of ODS, the list of sheets."""
MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_LOCAL = struct.Struct("<4s22xHH")


class Parts:
    """The parts of a zip file. Raises Refusal for what is damaged, protected or too much."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits, self._left = limits, limits.unpacked_bytes
        try:
            with ZipFile(path) as file:
                infos = file.infolist()
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refusal("sheet.damaged") from error
        if len(infos) > MOST_PARTS:
            raise Refusal("sheet.too_large", "parts")
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}
        if len(self._infos) != len(infos):  # two parts of one name: two readers may not agree on which
            raise Refusal("sheet.damaged")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise Refusal("sheet.password")
        self._path = path

    @property
    def names(self) -> set[str]:
        """What there is."""
        return set(self._infos)

    def size(self, name: str) -> int:
        """How large a part says it is; 0 for one that is missing."""
        return self._infos[name].file_size if name in self._infos else 0

    def unpack(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece. All parts together may not be more than the limit."""
        info = self._infos.get(name)
        if info is None:
            raise Refusal("sheet.damaged")
        unpacked = checked = 0
        for piece in self._pieces(info):
            unpacked += len(piece)
            checked = zlib.crc32(piece, checked)
            self._left -= len(piece)
            if self._left < 0:
                raise Refusal("sheet.too_large", "bytes")
            if unpacked > MB and unpacked > self._limits.ratio * info.compress_size:
                raise Refusal("sheet.too_large", "ratio")
            yield piece
        if unpacked != info.file_size or checked != info.CRC:
            raise Refusal("sheet.damaged")

    def whole(self, name: str) -> bytes:
        """A small part. A document type is refused: no spreadsheet program writes one, and entities hide in it."""
        data = b""
        for piece in self.unpack(name):
            data += piece
            if len(data) > SMALL:
                raise Refusal("sheet.too_large", "bytes")
        if b"<!DOCTYPE" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Refusal("sheet.damaged")
        return data

    def _pieces(self, info: ZipInfo) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            if info.header_offset < 0:
                raise Refusal("sheet.damaged")
            file.seek(info.header_offset)
            head = file.read(_LOCAL.size)
            if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
                raise Refusal("sheet.damaged")
            _, name, extra = _LOCAL.unpack(head)
            begin = file.seek(name + extra, 1)
            packed = iter(lambda: file.read(min(PIECE, max(0, begin + info.compress_size - file.tell()))), b"")
            if info.compress_type == ZIP_STORED:
                yield from packed
            elif info.compress_type == ZIP_DEFLATED:
                yield from _inflated(packed)
            else:
                raise Refusal("sheet.damaged")


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            rest = piece
            while rest and not machine.eof:
                yield machine.decompress(rest, PIECE)
                rest = machine.unconsumed_tail
        while not machine.eof and (more := machine.decompress(b"", PIECE)):
            yield more
    except zlib.error as error:
        raise Refusal("sheet.damaged") from error
