"""Rosters as companies really keep them: each book a way to be messy, with the truth about each of its rows."""

from __future__ import annotations

from tests.sheets import corpus_cells, corpus_days, corpus_tables
from tests.sheets.drafts import Book
from tests.sheets.messing import BOOKS

PARTS = (corpus_tables, corpus_cells, corpus_days)
"""Each enters its books as it is imported."""


def every() -> list[Book]:
    """The whole corpus."""
    return [make() for make in BOOKS]
