"""Lists made of two: first the rows that fit best, in their order, then the others in theirs."""

from __future__ import annotations

from collections.abc import Callable

from backend.pagination import Page

Pager = Callable[[str | None, int], Page]
"""One page of a list, from a cursor of that list and a limit."""

SECOND = "2."
"""Marks a cursor of the second list; no cursor of `pagination` holds a dot."""


def chain(first: Pager, second: Pager, cursor: str | None, limit: int) -> Page:
    """One page of `first` followed by `second`.

    The lists must not share rows. Raises Invalid for a cursor that is not one of theirs.
    """
    if cursor and cursor.startswith(SECOND):
        return _marked(second(cursor.removeprefix(SECOND) or None, limit))
    page = first(cursor, limit)
    if page.next_cursor:
        return page
    room = limit - len(page.items)
    if not room:
        return Page(page.items, SECOND if second(None, 1).items else None)
    rest = _marked(second(None, room))
    return Page([*page.items, *rest.items], rest.next_cursor)


def _marked(page: Page) -> Page:
    return Page(page.items, page.next_cursor and SECOND + page.next_cursor)
