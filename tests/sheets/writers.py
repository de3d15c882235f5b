"""Write a draft as a file of each format."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
import xlwt

from tests.sheets.special import Computed, Error

if TYPE_CHECKING:
    from tests.sheets.drafts import Book, Draft

XLS_DAY = xlwt.easyxf(num_format_str="yyyy-mm-dd")


def _xlsx(book: Book, path: Path) -> None:
    file = xlsxwriter.Workbook(path, {"date_1904": book.options.get("date_1904", False)})
    day = file.add_format({"num_format": book.options.get("date_format", "yyyy-mm-dd")})
    plain = file.add_format()
    for place, draft in enumerate(book.sheets):
        sheet = file.add_worksheet(draft.name)
        if place == book.sheet:
            sheet.activate()
            sheet.set_first_sheet()
        if draft.hidden:
            sheet.hide()
        for top, west, bottom, east in draft.merged:
            sheet.merge_range(top - 1, west, bottom - 1, east, "", plain)
        for number, cells in draft.rows.items():
            for column, cell in enumerate(cells):
                _xlsx_cell(sheet, number - 1, column, cell, day)
        for number in draft.hidden_rows:
            sheet.set_row(number - 1, None, None, {"hidden": True})
    file.close()


def _xlsx_cell(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, Computed):
        sheet.write_formula(row, column, cell.formula, None, "" if cell.value is None else cell.value)
    elif isinstance(cell, Error):
        sheet.write_formula(row, column, "=NA()", None, "#N/A")
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, cell)


def _xls(book: Book, path: Path) -> None:
    file = xlwt.Workbook(encoding="utf-8")
    for draft in book.sheets:
        sheet = file.add_sheet(draft.name, cell_overwrite_ok=True)
        if draft.hidden:
            sheet.visibility = 1
        for number, cells in draft.rows.items():
            for column, cell in enumerate(cells):
                _xls_cell(sheet, number - 1, column, cell)
        for top, west, bottom, east in draft.merged:
            value = draft.rows[top][west]
            sheet.merge(top - 1, bottom - 1, west, east)
            sheet.write(top - 1, west, value)
        for number in draft.hidden_rows:
            sheet.row(number - 1).hidden = True
    file.save(path)


def _xls_cell(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, Computed):
        sheet.write(row, column, xlwt.Formula(cell.formula.lstrip("=")))
    elif isinstance(cell, Error):
        sheet.row(row).set_cell_error(column, "#N/A!")
    elif isinstance(cell, date):
        sheet.write(row, column, cell, XLS_DAY)
    elif cell is not None:
        sheet.write(row, column, cell)


def _csv(book: Book, path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=book.options.get("delimiter", ","), lineterminator=book.options.get("newline", "\r\n"))
    for number in range(1, max(book.main.rows) + 1):
        writer.writerow(["" if cell is None else cell for cell in book.main.rows.get(number, [])])
    path.write_bytes(book.options.get("start", b"") + text.getvalue().encode(book.options.get("encoding", "utf-8")))


_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles><style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"""


def ods_file(path: Path, tables: str, **more: bytes) -> None:
    """An ODS with these tables in its content; `more` parts by their names."""
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", _CONTENT % tables)
        for name, data in more.items():
            file.writestr(name, data)


def _ods(book: Book, path: Path) -> None:
    ods_file(path, "".join(_ods_table(draft) for draft in book.sheets))


def _ods_table(draft: Draft) -> str:
    rows, last = [], 0
    for number in sorted(draft.rows):
        if number > last + 1:
            rows.append(f'<table:table-row table:number-rows-repeated="{number - last - 1}"><table:table-cell/></table:table-row>')
        hidden = ' table:visibility="filter"' if number in draft.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{_ods_cells(draft, number)}</table:table-row>")
        last = number
    cells = '<table:table-cell table:number-columns-repeated="1024"/>'
    empty = f'<table:table-row table:number-rows-repeated="{1_048_576 - last}">{cells}</table:table-row>'
    style = ' table:style-name="gone"' if draft.hidden else ""
    return f"<table:table table:name={quoteattr(draft.name)}{style}>{''.join(rows)}{empty}</table:table>"


def _ods_cells(draft: Draft, number: int) -> str:
    spans = {(top, west): f' table:number-rows-spanned="{bottom - top + 1}"' for top, west, bottom, _ in draft.merged}
    return "".join(_ods_cell(cell, spans.get((number, column), "")) for column, cell in enumerate(draft.rows[number]))


def _ods_cell(cell: Any, more: str = "") -> str:
    if isinstance(cell, Computed):
        return _ods_cell(cell.value, f" table:formula={quoteattr('of:' + cell.formula)}{more}")
    if isinstance(cell, Error):
        kind = 'table:formula="of:=NA()" office:value-type="string" calcext:value-type="error"'
        return f"<table:table-cell {kind}><text:p>#N/A</text:p></table:table-cell>"
    if cell is None:
        return f"<table:table-cell{more}/>"
    if isinstance(cell, date):
        shown = cell.strftime("%Y/%m/%d")
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, (int, float)):
        shown = f"{cell:g}"
        kind = f'office:value-type="float" office:value="{cell!r}"'
    else:
        shown, kind = str(cell), 'office:value-type="string"'
    note = "<office:annotation><dc:date>2024-01-01</dc:date><text:p>备注不是内容</text:p></office:annotation>"
    return f"<table:table-cell {kind}{more}>{note}<text:p>{escape(shown)}</text:p></table:table-cell>"


WRITERS: dict[str, Callable[[Book, Path], None]] = {"xlsx": _xlsx, "xls": _xls, "ods": _ods, "csv": _csv, "tsv": _csv, "txt": _csv}
