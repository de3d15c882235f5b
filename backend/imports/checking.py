"""The job that checks a file: each row judged, rows about one person set against each other, those missing found.

Some rows a step, each step committed with the place it came to: a worker that dies costs one step, and no row comes twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from backend.clock import china_date
from backend.database import will_write
from backend.extensions import db
from backend.imports import counting, missing, parts, twice
from backend.imports.holding import hold, judged_actor
from backend.imports.judged_rows import Judging, judge_rows
from backend.imports.models import Import, ImportRow
from backend.imports.reading_file import FOUND
from backend.imports.remembering import remember
from backend.imports.rows import Kept, left_out
from backend.imports.said import DAYS, Habits, is_empty
from backend.jobs.context import Context
from backend.sheets import heads
from backend.sheets.cells import Cell, Row, cell_of
from backend.sheets.columns import ColumnFound, rounded
from backend.sheets.dates import order_of
from backend.sheets.rows import Sorter

DOING = "checking"
GROUPS = 200
"""Groups of rows about one person that are settled in one step."""


@dataclass(frozen=True, slots=True)
class Table:
    """How the chosen sheet is read.

    columns  index by field
    """

    head: heads.Head
    sorter: Sorter
    columns: dict[str, int]
    habits: Habits


def run(context: Context) -> dict[str, Any] | None:
    """Check the file. None when somebody took the import another way meanwhile."""
    import_id = UUID(context.params["import_id"])
    import_ = hold(import_id, "checking", context.job_id)
    if import_ is None:
        return None
    judged_actor(context, import_)
    db.session.rollback()  # looking through the whole file may take seconds: nobody waits for us meanwhile
    will_write.set(False)
    import_ = db.session.get_one(Import, import_id)
    state = context.kept or {"phase": "rows", "part": 0, "done": 0}
    table, sheet = read_table(import_), import_.mapping["sheet"] if import_.mapping else 0
    total = next((one["row_count"] for one in told_sheets(import_) if one["index"] == sheet), 0)
    db.session.rollback()
    for step in (_rows, _twice, _missing):
        if state["phase"] == step.__name__.strip("_"):
            found = step(context, import_id, table, sheet, state, total)
            if found is None:
                return None
            state = found
    import_ = hold(import_id, "checking", context.job_id)
    if import_ is None:
        return None
    import_.state, import_.counts = "ready", counting.count(import_)
    orders = {name: [one.order, one.serials] for name, one in table.habits.orders.items()}
    import_.mapping = {**(import_.mapping or {}), "orders": orders, "rounded": table.habits.rounded}
    if table.head.titles:
        remember(import_, table.head.signature, context.now())
    context.progress(total, total)
    return {}


def told_sheets(import_: Import) -> list[dict[str, Any]]:
    """The sheets of a file that was read."""
    told: Any = parts.unseal(import_.id, "told", import_.told) if import_.told else {"sheets": []}
    return list(told["sheets"])


def read_table(import_: Import) -> Table:
    """The chosen sheet's head, and how its columns are to be read."""
    mapping: Any = import_.mapping
    told: Any = parts.unseal(import_.id, "told", import_.told or b"")
    columns = {column["field"]: column["index"] for column in mapping["columns"] if column["field"]}
    begin = list(takewhile(lambda row: row.number <= mapping["header_row"], parts.all_cells(import_.id, mapping["sheet"])))
    head = heads.chosen(begin, mapping["header_row"], FOUND)
    sorter = Sorter(head, {index: field for field, index in columns.items()})
    below = (row for row in parts.all_cells(import_.id, mapping["sheet"]) if row.number > head.last)
    return Table(head, sorter, columns, _habits(below, columns, told["serials"]))


def _habits(rows: Iterable[Row], columns: dict[str, int], serials: bool) -> Habits:
    """How the whole column writes its days, and whether a program has rounded its numbers."""
    days = {field: columns[field] for field in DAYS if field in columns}
    texts: dict[str, list[Cell]] = {field: [] for field in days}
    place = columns.get("identity_number")
    zeros: list[Row] = []
    for row in rows:
        for field, index in days.items():
            if isinstance(cell := cell_of(row, index), str):
                texts[field].append(cell)
        if place is not None and str(cell_of(row, place)).strip().endswith("000"):
            zeros.append(row)
    found = [ColumnFound(place, "", "identity_number", 1.0, "chosen", ())] if place is not None else []
    return Habits({field: order_of(cells, serials) for field, cells in texts.items()}, bool(rounded(found, zeros)))


def _rows(context: Context, import_id: UUID, table: Table, sheet: int, state: dict[str, Any], total: int) -> dict[str, Any] | None:
    if context.kept is None:
        db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))  # of a check before this one
    for number in range(state["part"], parts.count_cells(import_id, sheet)):
        import_ = hold(import_id, "checking", context.job_id)
        if import_ is None:
            return None
        cells = parts.read_cells(import_id, sheet, number)
        found = _check(import_, cells, table, context)
        if found:
            db.session.execute(insert(ImportRow), found)
        state = {**state, "part": number + 1, "done": state["done"] + len(cells)}
        context.progress(state["done"], total, DOING)
        context.checkpoint(state)
    return {**state, "phase": "twice"}


def _check(import_: Import, rows: Sequence[Row], table: Table, context: Context) -> list[dict[str, Any]]:
    out, items = [], []
    for row in rows:
        why = table.sorter.why_left_out(row)
        cells = {field: cell_of(row, index) for field, index in table.columns.items()}
        if why is None and is_empty(cells):
            why = "empty"
        if why is not None:
            out.append(left_out(import_.id, row.number, cells, why))
        else:
            items.append((row.number, Kept(cells), row.hidden))
    judging = Judging(import_, china_date(context.now()), table.habits)
    return [*out, *judge_rows(judging, items)]


def _twice(context: Context, import_id: UUID, _table: Table, _sheet: int, state: dict[str, Any], total: int) -> dict[str, Any] | None:
    if hold(import_id, "checking", context.job_id) is None:
        return None
    for numbers in _some(twice.find_all(import_id)):
        if hold(import_id, "checking", context.job_id) is None:
            return None
        twice.settle(import_id, numbers)
        context.progress(total, total, DOING)
        context.checkpoint(state)
    return {**state, "phase": "missing", "after": None}


def _some(groups: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    for begin in range(0, len(groups), GROUPS):
        yield sorted({number for group in groups[begin : begin + GROUPS] for number in group})


def _missing(context: Context, import_id: UUID, _table: Table, _sheet: int, state: dict[str, Any], total: int) -> dict[str, Any] | None:
    perhaps: dict[str, list[int]] | None = None
    while (import_ := hold(import_id, "checking", context.job_id)) is not None:
        if import_.mode != "full_roster":
            return state
        after = state.get("after") and UUID(state["after"])
        guard_ids = missing.next_employed(import_.unit_id, after)
        if not guard_ids:
            return state
        perhaps = missing.refused_names(import_) if perhaps is None else perhaps
        missing.settle(import_, guard_ids, china_date(context.now()), perhaps)
        state = {**state, "phase": "missing", "after": str(guard_ids[-1])}
        context.progress(total, total, DOING)
        context.checkpoint(state)
    return None
