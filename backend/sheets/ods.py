"""ODS (OpenDocument 1.3): content.xml read as it streams by, in memory that does not grow with it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.cells import Cell, Failed, Formula, Plain, plain
from backend.sheets.marks import Filler
from backend.sheets.output import Output
from backend.sheets.zips import Parts

DEEPEST = 200
LEAST_BYTES_A_CELL = 100
"""Of XML; processor time is given by it. Memory needs none."""
Attributes = dict[str, str]


def read(path: Path, output: Output, limits: Limits) -> dict[str, Any]:
    """All sheets. Raises Refusal."""
    parts = Parts(path, limits)
    if "encrypted-package" in parts.names or b"encryption-data" in parts.whole("META-INF/manifest.xml"):
        raise Refusal("sheet.password")
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts.names):
        raise Refusal("sheet.macros")
    output.grant(parts.size("content.xml") // LEAST_BYTES_A_CELL)
    content = _Content(output, limits)
    try:
        for piece in parts.unpack("content.xml"):
            content.feed(piece)
        content.feed(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Refusal("sheet.damaged") from error
    return {}


class _Content:
    """Follows the elements of content.xml. Their names are known by their usual prefixes, which all programs write."""

    def __init__(self, output: Output, limits: Limits) -> None:
        self._output, self._limits = output, limits
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler, self._parser.StartDoctypeDeclHandler = self._text, _refuse
        self._depth = self._aside = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._lines: list[str] | None = None
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style:style": self._style_begins,
            "style:table-properties": self._style_says,
            "table:table": self._table_begins,
            "table:table-row": self._row_begins,
            "table:table-cell": self._cell_begins,
            "table:covered-table-cell": self._cell_begins,
            "table:table-source": self._external,
            "text:p": self._line_begins,
            "text:s": lambda attributes: self._text(" " * min(int(attributes.get("text:c", 1)), 100)),
            "text:tab": lambda _: self._text(" "),
            "text:line-break": lambda _: self._text("\n"),
        }

    def feed(self, piece: bytes, last: bool = False) -> None:
        """More of the file."""
        self._parser.Parse(piece, last)

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refusal("sheet.damaged")
        if self._aside or tag in ("office:annotation", "draw:frame", "table:shapes", "text:ruby-text", "table:tracked-changes"):
            self._aside += 1
        elif tag in self._starts:
            self._starts[tag](attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._aside:
            self._aside -= 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell_ends()
        elif tag == "table:table-row":
            self._row_ends()

    def _text(self, data: str) -> None:
        if self._lines and not self._aside:
            self._lines[-1] += data

    def _style_begins(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "") if attributes.get("style:family") == "table" else ""

    def _style_says(self, attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _external(self, _: Attributes) -> None:
        raise Refusal("sheet.external_links")

    def _table_begins(self, attributes: Attributes) -> None:
        self._output.begin(attributes.get("table:name", ""), attributes.get("table:style-name", "") in self._hidden_styles)
        self._number, self._filler = 0, Filler(())

    def _row_begins(self, attributes: Attributes) -> None:
        self._times = _count(attributes, "table:number-rows-repeated")
        self._row_hidden = attributes.get("table:visibility", "visible") != "visible"
        self._cells: list[Cell] = []
        self._empty = 0

    def _cell_begins(self, attributes: Attributes) -> None:
        self._about, self._lines = attributes, []

    def _line_begins(self, _: Attributes) -> None:
        if self._lines is not None:
            self._lines.append("")

    def _cell_ends(self) -> None:
        about, text = self._about, "\n".join(self._lines or ())
        self._lines = None
        cell, times = _cell(about, text), _count(about, "table:number-columns-repeated")
        if cell is None:  # those at the end of a row are never made
            self._empty += times
            return
        if len(self._cells) + self._empty + times > self._limits.columns:
            raise Refusal("sheet.too_large", "columns")
        self._cells += [None] * self._empty + [cell] * times
        self._empty = 0
        down = _count(about, "table:number-rows-spanned")
        if down > 1:
            first, column = self._number + 1, len(self._cells) - 1
            self._filler.add((first, column, first + down - 1, column))

    def _row_ends(self) -> None:
        if self._cells:
            for number in range(self._number + 1, self._number + 1 + min(self._times, self._limits.rows + 1)):
                self._output.add(number, self._filler.filled(number, list(self._cells)), self._row_hidden)
        self._number += self._times


def _cell(about: Attributes, text: str) -> Cell:
    formula = about.get("table:formula")
    if formula and ("'file:" in formula or "http:" in formula or "https:" in formula):
        raise Refusal("sheet.external_links")
    value = _value(about, text)
    if isinstance(value, Failed) or formula is None:
        return value
    uncached = value is None and "office:value-type" not in about and "calcext:value-type" not in about
    return Formula(None if uncached else "" if value is None else value)


def _value(about: Attributes, text: str) -> Plain | Failed:
    if about.get("calcext:value-type") == "error":
        return Failed(text or "#ERROR")
    kind = about.get("office:value-type", "")
    if kind in ("float", "percentage", "currency"):
        return plain(float(about["office:value"])) if "office:value" in about else text or None
    if kind == "date":
        return _moment(about.get("office:date-value", ""), text)
    if kind == "boolean":
        return about.get("office:boolean-value") == "true"
    return about.get("office:string-value", text) or None  # a length of time too: as it is shown


def _moment(value: str, text: str) -> date | str | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return text or value or None


def _count(attributes: Attributes, name: str) -> int:
    return max(1, min(int(attributes.get(name, 1)), 2**20))


def _refuse(*_: object) -> None:
    raise Refusal("sheet.damaged")
