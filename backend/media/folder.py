"""Pictures in a folder of this machine, or of one that all hosts mount."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from backend.media.stores import NAME, Unavailable, Vanished


class Folder:
    """A file is whole or absent: written beside its place, forced to the disk, then renamed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes. Raises OSError when the disk refuses."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def get(self, name: str) -> bytes:
        """The bytes. Raises Vanished."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise Vanished(name) from error

    def remove(self, name: str) -> None:
        """Forget the name."""
        self._path(name).unlink(missing_ok=True)

    def names(self, after: str = "") -> Iterator[str]:
        """Every name behind `after`, folder by folder."""
        folders = sorted(entry.name for entry in os.scandir(self.root) if entry.is_dir()) if self.root.is_dir() else []
        for folder in folders:
            if folder >= after[:2]:
                found = sorted(entry.name for entry in os.scandir(self.root / folder))
                yield from (name for name in found if NAME.fullmatch(name) and name > after)

    def older(self, before: datetime) -> Iterator[str]:
        """Files that were written before that instant, half ones too."""
        for path in sorted(self.root.glob("??/*")):
            if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                yield path.name

    def digest(self, name: str) -> bytes | None:
        """The SHA-256 of the file."""
        try:
            with self._path(name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
        except FileNotFoundError:
            return None

    def check(self) -> None:
        """Raises Unavailable when the folder cannot be written."""
        place = self.root if self.root.exists() else self.root.parent
        if not os.access(place, os.W_OK):
            raise Unavailable("the folder of pictures cannot be written")

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name


def _sync_folder(folder: Path) -> None:
    """The new name itself is in the folder; without this it may be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
