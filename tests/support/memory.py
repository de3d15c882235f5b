"""The tests' files lie in memory where there is room: databases are copied a thousand times, and a disk may be slow.

No test is about the disk itself: those of killed processes lose no page of the kernel's, and the one of a full disk
mounts a small one of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - what lies in it are private folders, made by tempfile
ROOM, FREE = 1 << 30, 4 << 30
"""Bytes that the folder, and the machine's memory, must have left."""


def keep_files_in_memory() -> None:
    """Make it the place of temporary files, for this process and all that it starts; not if `TMPDIR` says otherwise."""
    if "TMPDIR" not in os.environ and has_room():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # what was found out before is forgotten


def has_room() -> bool:
    """Whether memory is there, may be written, and is not nearly full."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return False
    return _available() > FREE


def _available() -> int:
    """Bytes of memory that programs may still take; 0 where the kernel does not say."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) << 10
    except (OSError, KeyError):
        return 0
