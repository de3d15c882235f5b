"""Counting for the limits: in the storage an installation shares, and in memory for as long as that fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from backend.config import Settings
from backend.counter_servers import PostgresStorage, RedisStorage
from backend.counter_storages import Count, FileStorage, MemoryStorage, Storage

FILE = "limits.db"
RETRY_AFTER_S = 5.0
"""So long after a failure nobody tries again: a dead Redis must not cost each request `PATIENCE_S`."""


class Counters:
    """A storage, and memory for as long as the storage fails."""

    def __init__(self, storage: Storage, logger: logging.Logger, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._storage, self._memory = storage, MemoryStorage()
        self._logger, self._monotonic = logger, monotonic
        self._lost, self._try_at = False, 0.0

    def add(self, subject: bytes, amount: int, ends_at: int, now: int) -> int:
        """As `Storage.add`; never fails."""
        return self.add_all([Count(subject, amount, ends_at)], now)[0]

    def add_all(self, counts: Sequence[Count], now: int) -> list[int]:
        """As `Storage.add_all`; never fails."""
        if self._lost and self._monotonic() < self._try_at:
            return self._memory.add_all(counts, now)
        try:
            sums = self._storage.add_all(counts, now)
        except self._storage.failures as error:
            self._lose(error)
            return self._memory.add_all(counts, now)
        if self._lost:
            self._lost = False
            self._logger.warning("counting in the shared storage again")
        return sums

    def close(self) -> None:
        """Let go of the storage's connection."""
        self._storage.close()

    def _lose(self, error: Exception) -> None:
        self._try_at = self._monotonic() + RETRY_AFTER_S
        if not self._lost:
            self._logger.warning("counting in memory, each process for itself: %s", type(error).__name__)
        self._lost = True


def open_counters(settings: Settings, logger: logging.Logger) -> Counters:
    """The counters of an installation: Redis where the setting names one, else where the database is."""
    return Counters(_storage(settings), logger)


def _storage(settings: Settings) -> Storage:
    if settings.redis_url:
        return RedisStorage(settings.redis_url)
    if settings.database_url.startswith("sqlite"):
        return FileStorage(settings.data_dir / FILE)
    return PostgresStorage(settings.database_url)
