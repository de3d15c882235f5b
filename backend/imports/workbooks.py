"""What goes back to the company as a workbook: the rows that cannot be imported, and a template to fill in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response
from sqlalchemy import select

from backend.admission import SHEETS
from backend.extensions import db
from backend.imports import leaving, parts
from backend.imports.fields import FIELDS, REFUSED
from backend.imports.models import Import, ImportRow
from backend.imports.problems import WrongState
from backend.imports.queries import require_rows
from backend.imports.rows import Kept, unseal
from backend.imports.words import FILES, HEADINGS, reason, word
from backend.sheets.cells import Cell, Row
from backend.sheets.writing import Reason, TemplateField, write_refused, write_template

XLSX = SHEETS[0]
NUMBERS = ("identity_number", "certificate_number", "phone")
FORMS = {"position": "text", "site": "text", "started_on": "date", "site_until": "date", "ended_on": "date", "leaving_reason": "text"}
EXAMPLES = {
    "name": "张三", "identity_number": "11010519491231002X", "certificate_number": "44010220240001", "position": "队员",
    "started_on": "2026-03-05", "site": "正佳广场北门", "site_until": "", "phone": "13812345678", "ended_on": "", "leaving_reason": "",
}  # fmt: skip
CHUNK = 500


def refused(import_: Import, language: str) -> Response:
    """The rows that cannot be imported, in the form of the file, with the reasons beside them. Raises RowsGone, WrongState."""
    require_rows(import_)
    if import_.mapping is None:
        raise WrongState()
    mapping: Any = import_.mapping
    columns = {column["field"]: column["index"] for column in mapping["columns"] if column["field"]}
    above = list(takewhile(lambda row: row.number <= mapping["header_row"], parts.all_cells(import_.id, mapping["sheet"])))
    found = _with_reasons(import_, columns, language)
    width = 1 + max([*columns.values(), *(len(row.cells) - 1 for row in above)])
    text_columns = [columns[field] for field in NUMBERS if field in columns]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "refused.xlsx"
        write_refused(path, above, found, columns=width, language=language, text_columns=text_columns, folder=Path(folder))
        return _answer(path.read_bytes(), f"{Path(import_.file_name).stem}_{word(FILES, 'refused', language)}.xlsx")


def template(language: str) -> Response:
    """An empty workbook with the usual columns."""
    target = BytesIO()
    fields = [
        TemplateField(word(HEADINGS, name, language), FORMS.get(name, name), EXAMPLES[name], name == "name", _choices(name, language))
        for name in FIELDS
    ]
    write_template(target, fields, language)
    return _answer(target.getvalue(), f"{word(FILES, 'template', language)}.xlsx")


def _choices(name: str, language: str) -> Sequence[str]:
    return leaving.choices(language) if name == "leaving_reason" else ()


def _with_reasons(import_: Import, columns: dict[str, int], language: str) -> Iterator[tuple[Row, list[Reason]]]:
    """Each refused row of the file as it is, with what somebody typed in the place of its cells, and why it is refused."""
    last, mapping = 0, import_.mapping or {}
    cells = parts.all_cells(import_.id, mapping["sheet"])
    wanted = select(ImportRow).where(ImportRow.import_id == import_.id, ImportRow.verdict == REFUSED, ImportRow.in_file)
    while rows := db.session.scalars(wanted.where(ImportRow.number > last).order_by(ImportRow.number).limit(CHUNK)).all():
        for kept_row in rows:
            kept = unseal(kept_row)
            row = next(row for row in cells if row.number == kept_row.number)
            against = [problem for problem in kept.problems if problem["refuses"]]
            reasons = [Reason(columns.get(problem.get("field") or ""), reason(problem, language)) for problem in against]
            yield Row(row.number, _mended(row.cells, kept, columns), row.hidden), reasons
        last = rows[-1].number
        db.session.expunge_all()


def _mended(cells: Sequence[Cell], kept: Kept, columns: dict[str, int]) -> Sequence[Cell]:
    if not kept.mended:
        return cells
    whole = [*cells, *([None] * (max(columns.values()) + 1 - len(cells)))]
    for field, index in columns.items():
        whole[index] = kept.cells.get(field)
    return whole


def _answer(data: bytes, name: str) -> Response:
    response = Response(data, mimetype=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename=\"roster.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response
