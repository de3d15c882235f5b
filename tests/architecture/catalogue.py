"""The whole of the backend, so that every problem, permission and setting is known."""

from __future__ import annotations

import importlib
from pathlib import Path

BACKEND = Path(__file__).parents[2] / "backend"


def import_everything() -> None:
    """Import all modules; gunicorn's configuration only reads the environment."""
    for file in sorted(BACKEND.rglob("*.py")):
        module = ".".join(file.relative_to(BACKEND.parent).with_suffix("").parts).removesuffix(".__init__")
        importlib.import_module(module)
