"""A real small file system (tmpfs) that can be filled, where this process may mount one."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

DETACH = 2
libc = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)


@dataclass
class Disk:
    """The small file system."""

    folder: Path

    def fill(self) -> None:
        """Leave not a byte."""
        with (self.folder / "filler").open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    continue

    def leave(self, room: int) -> None:
        """Leave so many bytes."""
        self.fill()
        os.truncate(self.folder / "filler", (self.folder / "filler").stat().st_size - room)

    def make_room(self) -> None:
        """Take the filler away."""
        (self.folder / "filler").unlink()


@contextmanager
def mounted(megabytes: int) -> Iterator[Disk]:
    """A small disk of its own, unmounted at the end whatever happens. Skips the test where that is not allowed."""
    folder = Path(tempfile.mkdtemp(prefix="gangwei-disk-"))
    if libc.mount(b"none", os.fsencode(folder), b"tmpfs", 0, f"size={megabytes}m".encode()) != 0:
        folder.rmdir()
        pytest.skip("this account may not mount a file system")
    try:
        yield Disk(folder)
    finally:
        libc.umount2(os.fsencode(folder), DETACH)
        folder.rmdir()
