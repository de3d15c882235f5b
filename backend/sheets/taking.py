"""Take the values of a row's cells, knowing what the columns are and what each settles about its cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from backend.sheets import values
from backend.sheets.cells import Cell, Row, cell_of
from backend.sheets.dates import DateOrder
from backend.sheets.fields import FIELDS


class Taker:
    """Takes values from rows of one table."""

    def __init__(self, mapping: Mapping[int, str], orders: Mapping[str, DateOrder], rounded: Collection[str] = ()) -> None:
        """mapping, orders, rounded: of `finding.Proposal`, or as somebody has chosen them."""
        self._mapping, self._orders, self._rounded = dict(mapping), dict(orders), frozenset(rounded)

    def take(self, row: Row) -> dict[str, Any]:
        """Per field its value, None for an empty cell, or `values.Refused`."""
        return {key: self.value(key, cell_of(row, index)) for index, key in self._mapping.items()}

    def value(self, key: str, cell: Cell) -> Any:
        """One cell as a field."""
        if FIELDS[key].take in (values.date, values.end_date):
            return FIELDS[key].take(cell, self._orders.get(key, DateOrder()))
        if key == "identity_number":
            return values.identity_number(cell, rounded=key in self._rounded)
        return FIELDS[key].take(cell)
