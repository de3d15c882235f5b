"""Names of sites in a cell: a guard may stand at several."""

from __future__ import annotations

import re
from collections.abc import Container

_BETWEEN = re.compile(r"[、，,;；|\n]+")


def names_in(text: str | None, known: Container[str]) -> list[str]:
    """The names in a cell, each once; one that is a site's name as a whole is one, whatever stands in it."""
    if not text:
        return []
    if text in known:
        return [text]
    return list(dict.fromkeys(name for part in _BETWEEN.split(text) if (name := part.strip())))
