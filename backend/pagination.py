"""Lists page by page, by key: page 10,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from marshmallow import fields, validate
from sqlalchemy import Select, func, tuple_
from sqlalchemy import select as sql_select

from backend.errors import field_error
from backend.extensions import db
from backend.fields import Schema

LIMIT, LARGEST_LIMIT = 20, 100


_count: ContextVar[Count | None] = ContextVar("count", default=None)


class PageQuery(Schema):
    """What every list takes: where to go on, and how many rows."""

    cursor = fields.String(load_default=None, validate=validate.Length(max=600))
    limit = fields.Integer(load_default=LIMIT, validate=validate.Range(min=1, max=LARGEST_LIMIT))


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and the cursor of the next ones, or None at the end."""

    items: Sequence[Any]
    next_cursor: str | None = None


@cache  # one schema an item, so that the API's document names it once
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of a page of `item`."""
    name = f"{item.__name__.removesuffix('Schema')}PageSchema"
    return type(
        name,
        (Schema,),
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next_cursor": fields.String(required=True, allow_none=True),
        },
    )


@dataclass(slots=True)
class Count:
    """How many rows the lists asked for inside `counting` have."""

    rows: int = 0


@contextmanager
def counting() -> Iterator[Count]:
    """Inside, a list is counted instead of read: for the total of an export, which reads the list to its end."""
    count = Count()
    token = _count.set(count)
    try:
        yield count
    finally:
        _count.reset(token)


def paginate(select: Select[Any], keys: Sequence[Any], cursor: str | None, limit: int, *, descending: bool = False) -> Page:
    """One page of `select` in the order of `keys`, of which the last is unique.

    keys  mapped columns; none of them may be null
    Raises Invalid for a cursor that is not one of ours.
    """
    if (count := _count.get()) is not None:
        count.rows += db.session.scalar(sql_select(func.count()).select_from(select.order_by(None).subquery())) or 0
        return Page([])
    extra = [key.label(f"key_{index}") for index, key in enumerate(keys)]
    if cursor:
        place = tuple_(*_read(cursor, keys))
        select = select.where(tuple_(*keys) < place if descending else tuple_(*keys) > place)
    order = [key.desc() if descending else key.asc() for key in keys]
    rows = db.session.execute(select.add_columns(*extra).order_by(*order).limit(limit + 1)).all()
    more = len(rows) > limit
    width = len(keys)
    items = [row[0] if len(row) == width + 1 else row[:-width] for row in rows[:limit]]
    return Page(items, _write(rows[limit - 1][-width:]) if more else None)


def load_page(page: Page, statement: Select[Any], key: Any) -> Page:
    """The page of ids as a page of what `statement` loads, in the order of the ids.

    Reading ids alone, a list goes through an index only; what a row needs beside is fetched for those on the page.
    """
    known = {getattr(row, key.key): row for row in db.session.scalars(statement.where(key.in_(page.items))).unique()} if page.items else {}
    return Page([known[one] for one in page.items], page.next_cursor)


def _write(values: Sequence[Any]) -> str:
    plain = [
        value.isoformat() if isinstance(value, (date, datetime)) else value if isinstance(value, int) else str(value) for value in values
    ]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read(cursor: str, keys: Sequence[Any]) -> list[Any]:
    try:
        plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(plain, list) or len(plain) != len(keys):
            raise ValueError("another list's cursor")
        return [_typed(value, key.type.python_type) for value, key in zip(plain, keys, strict=True)]
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise field_error("cursor", "cursor", "This cursor belongs to no list here") from error


def _typed(value: Any, kind: type) -> Any:
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
            raise ValueError("not a number")
        return value
    if kind is UUID:
        return UUID(value)
    if not isinstance(value, str) or "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError("not text")
    return value
