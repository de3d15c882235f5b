"""What the plain text of a backup is: named members in a row, each a sequence of blocks, and a last one that counts them.

A member is the length of its name (2 bytes), the name, blocks of (length, 4 bytes, and bytes), and a block of no length.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from backend.backup.sealed import BackupError, Writer

END = "end"


class ArchiveWriter:
    """Writes members into an encrypted file."""

    def __init__(self, sealed: Writer) -> None:
        self._sealed, self._members, self._digest = sealed, 0, hashlib.sha256()

    def add(self, name: str, blocks: Iterable[bytes]) -> None:
        """One member."""
        encoded = name.encode()
        self._put(len(encoded).to_bytes(2, "big") + encoded)
        for block in blocks:
            if block:
                self._put(len(block).to_bytes(4, "big"))
                self._put(block)
        self._put(bytes(4))
        self._members += 1

    def add_json(self, name: str, values: dict[str, Any]) -> None:
        """A member that holds a JSON object."""
        self.add(name, [json.dumps(values, ensure_ascii=False, sort_keys=True).encode()])

    def close(self) -> None:
        """The last member, and the end of the file."""
        self.add_json(END, {"members": self._members, "sha256": self._digest.hexdigest()})
        self._sealed.close()

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        self._sealed.write(data)


class ArchiveReader:
    """Reads members in their order. Raises BackupError for whatever does not fit together."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._waiting, self._digest = chunks, bytearray(), hashlib.sha256()

    def members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each name with its blocks; what the caller leaves unread is passed over."""
        count = 0
        while True:
            so_far = self._digest.hexdigest()
            name = self._take(int.from_bytes(self._take(2), "big")).decode()
            blocks = self._blocks()
            if name == END:
                end = json.loads(b"".join(blocks))
                if end != {"members": count, "sha256": so_far} or self._waiting or next(self._chunks, b""):
                    raise BackupError("the backup's end does not fit its content")
                return
            yield name, blocks
            for _ in blocks:
                pass
            count += 1

    def _blocks(self) -> Iterator[bytes]:
        while length := int.from_bytes(self._take(4), "big"):
            yield self._take(length)

    def _take(self, length: int) -> bytes:
        while len(self._waiting) < length:
            chunk = next(self._chunks, None)
            if chunk is None:
                raise BackupError("the backup ends in the middle")
            self._waiting += chunk
        taken = bytes(self._waiting[:length])
        del self._waiting[:length]
        self._digest.update(taken)
        return taken
