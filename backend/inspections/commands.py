"""Checklists are part of what `flask setup` loads."""

from __future__ import annotations

from flask import Flask

from backend import commands
from backend.inspections import checklists


def register(_app: Flask) -> None:
    """Add the step to the set-up."""
    if checklists.load not in commands.setup_steps:
        commands.setup_steps.append(checklists.load)
