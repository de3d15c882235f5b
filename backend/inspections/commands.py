"""Checklists are part of what `flask setup` loads; files that never became whole are tidied away by a worker."""

from __future__ import annotations

from flask import Flask

from backend.commands import add_once, setup_steps
from backend.guard_files import checks
from backend.inspections import checklists, guard_history
from backend.inspections.quarantine.deciding import forget_rejected
from backend.inspections.uploads.operations import delete_expired
from backend.jobs import worker


def register(_app: Flask) -> None:
    """Add the step to the set-up, the tidying, and what guard files show; once however many applications there are."""
    add_once(setup_steps, checklists.load)
    add_once(checks.sources, guard_history.of_guard)
    for step in (delete_expired, forget_rejected):
        if step not in worker.tidy_steps:
            worker.tidy_steps.insert(0, step)
