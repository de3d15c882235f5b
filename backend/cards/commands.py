"""What a job worker does now and then for cards; no commands of their own."""

from __future__ import annotations

from flask import Flask

from backend.cards.files import delete_expired
from backend.jobs import worker


def register(_app: Flask) -> None:
    """Add the tidying, once however many applications there are."""
    if delete_expired not in worker.tidy_steps:
        worker.tidy_steps.insert(0, delete_expired)
