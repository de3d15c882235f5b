"""Papers are asked for when a visit is recorded; codes that have ended are tidied away by a worker."""

from __future__ import annotations

from flask import Flask

from backend.commands import add_once
from backend.inspections import recorded
from backend.jobs import worker
from backend.papers import take_along, work


def register(_app: Flask) -> None:
    """Join; once however many applications there are."""
    add_once(recorded.after_record, work.ask)
    if take_along.delete_expired not in worker.tidy_steps:
        worker.tidy_steps.insert(0, take_along.delete_expired)
