"""Cells that are more than a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Computed:
    """A cell with a formula; `value` None: the program that wrote it computes nothing."""

    formula: str
    value: Any


class Error:
    """A cell that shows #N/A."""
