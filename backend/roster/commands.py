"""Where this room joins the worker."""

from __future__ import annotations

from flask import Flask

from backend.commands import add_once
from backend.jobs import worker
from backend.roster.transfers import carrying_out


def register(_app: Flask) -> None:
    """Let transfers come about on their day."""
    add_once(worker.tidy_steps, carrying_out.watch)
