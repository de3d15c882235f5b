"""SQLite has no replica: what needs one is not collected there, so nothing has to be skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

NEEDS_REPLICA = {"test_replica.py", "test_rehearsal.py"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave those files to the run on PostgreSQL."""
    return True if collection_path.name in NEEDS_REPLICA and config.getoption("--database") == "sqlite" else None
