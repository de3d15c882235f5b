"""Where this room joins the guard files."""

from __future__ import annotations

from flask import Flask

from backend.commands import add_once
from backend.guard_files import checks
from backend.verifications import history


def register(_app: Flask) -> None:
    """Let guard files show the checks."""
    add_once(checks.sources, history.of_guard)
