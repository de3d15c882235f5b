"""The documents' tidying."""

from __future__ import annotations

from flask import Flask

from backend.commands import add_once
from backend.documents.operations import tidy
from backend.jobs import worker


def register(_app: Flask) -> None:
    """Add the tidying, once however many applications there are."""
    add_once(worker.tidy_steps, tidy)
