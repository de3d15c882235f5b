"""The jobs of imports, by their kinds."""

from __future__ import annotations

from backend.imports import applying, checking, reading_file, undoing
from backend.jobs.kinds import Kind, declare
from backend.permissions import Permission

KINDS = tuple(
    declare(Kind(f"import.{name}", run, Permission.ROSTER_IMPORT))
    for name, run in (("read", reading_file.run), ("check", checking.run), ("apply", applying.run), ("undo", undoing.run))
)
