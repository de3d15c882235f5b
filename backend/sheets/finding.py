"""Find the table in a sheet: its head, what each column means, where the data begin and end, and what is no data.

A proposal only: a person confirms it. Nothing is left out in silence: each row that is no data is named with why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from backend.sheets import columns, heads
from backend.sheets.cells import Row
from backend.sheets.dates import DateOrder
from backend.sheets.fields import FIELDS, Field
from backend.sheets.reading import Sheet
from backend.sheets.rows import Sorter

SAMPLED = 300
"""Rows below the head that are looked at to tell what a column holds."""

__all__ = ["ColumnFound", "LeftOut", "Proposal", "propose", "propose_sheet"]

ColumnFound = columns.ColumnFound


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no data. why: title, head, repeated_head, total, footer, section, numbered_only"""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """How one sheet is to be read.

    sheet       its index in the file
    head_first, header_row  the numbers of the first and the last row of the head; 0 where there is none
    columns     every column that holds anything, with what it seems to be
    first_row, last_row  of the data; 0 where there are none
    data_rows   how many there are
    left_out    the rows that are no data, in order
    confidence  from 0 to 1: how sure it is that this is the table that is meant
    signature   of the headings: the same for the company's next file of this form
    orders      per field that is a day, what its column settles
    rounded     fields whose numbers a program has rounded
    """

    sheet: int
    head_first: int
    header_row: int
    columns: tuple[ColumnFound, ...]
    first_row: int
    last_row: int
    data_rows: int
    left_out: tuple[LeftOut, ...]
    confidence: float
    signature: str
    orders: dict[str, DateOrder] = field(default_factory=dict)
    rounded: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[int, str]:
        """Column index to field, of the columns that seem to be one."""
        return {column.index: column.field for column in self.columns if column.field}


def propose(
    sheets: Sequence[tuple[Sheet, Iterable[Row]]], fields: Sequence[Field] = tuple(FIELDS.values()), *, serials: bool = True
) -> Proposal | None:
    """The likeliest table of a file; None where no sheet holds anything.

    sheets   each sheet with its rows
    serials  False for a file that counts from 1904
    """
    found = [propose_sheet(index, rows, fields, serials=serials) for index, (sheet, rows) in enumerate(sheets) if sheet.rows]
    if not found:
        return None
    hidden = {index for index, (sheet, _) in enumerate(sheets) if sheet.hidden}
    return max(found, key=lambda one: (one.confidence - (0.3 if one.sheet in hidden else 0), one.data_rows, -one.sheet))


def propose_sheet(
    index: int,
    rows: Iterable[Row],
    fields: Sequence[Field] = tuple(FIELDS.values()),
    *,
    header_row: int | None = None,
    mapping: dict[int, str] | None = None,
    serials: bool = True,
) -> Proposal:
    """How a sheet is to be read.

    header_row  where somebody has said which row is the last of the head; 0: there is none
    mapping     where somebody has said what the columns are: index to field
    """
    every = list(rows)
    head = heads.find(every, fields) if header_row is None else heads.chosen(every, header_row, fields)
    below = [row for row in every if row.number > head.last]
    looked_at = columns.look(head, below[:SAMPLED], fields, mapping)
    sorter = Sorter(head, {column.index: column.field for column in looked_at if column.field})
    why = [(row, sorter.why_left_out(row)) for row in every]
    data = [row for row, reason in why if reason is None]
    return Proposal(
        sheet=index,
        head_first=head.first,
        header_row=head.last,
        columns=tuple(looked_at),
        first_row=data[0].number if data else 0,
        last_row=data[-1].number if data else 0,
        data_rows=len(data),
        left_out=tuple(LeftOut(row.number, reason) for row, reason in why if reason is not None),
        confidence=_confidence(looked_at, data),
        signature=head.signature,
        orders=columns.orders(looked_at, data, serials),
        rounded=columns.rounded(looked_at, data),
    )


def _confidence(found: Sequence[ColumnFound], data: Sequence[Row]) -> float:
    """A roster has names and numbers; a sheet with more of the known columns is likelier the one."""
    if not data:
        return 0.0
    sure = {column.field: column.confidence for column in found if column.field}
    number = max(sure.get("identity_number", 0), sure.get("certificate_number", 0))
    return round(min(1.0, 0.4 * sure.get("name", 0) + 0.4 * number + 0.05 * len(sure)), 2)
