"""What other rooms do when something happens to a notice: they stand below this one, so they register here."""

from __future__ import annotations

from collections.abc import Callable

from backend.rectification.models import RectificationEvent, RectificationNotice

AfterChange = Callable[[RectificationNotice, RectificationEvent], None]

after_change: list[AfterChange] = []
"""Called after each act on a notice, its issue included, in its transaction: the notice as it is now, flushed with its items,
and the event that was written. `event.at` is the present. What one raises takes the act back."""
