"""Gangwei, the supervision of security services: `create_app` and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the process that reads a stranger's spreadsheet has no use for it, and little memory
    from flask import Flask


def create_app(settings: object | None = None) -> Flask:
    """The application, wired from its settings.

    settings  a `backend.config.Settings`; read from the environment when absent
    Raises SettingsError when one is missing or wrong.
    """
    from backend import wiring

    return wiring.build(settings)
