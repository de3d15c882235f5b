"""Where this room joins the certificates' acts."""

from __future__ import annotations

from flask import Flask

from backend.certificates import changes as certificate_changes
from backend.commands import add_once
from backend.watches import changes


def register(app: Flask) -> None:
    """Join."""
    add_once(certificate_changes.after_change, changes.after_certificate)
