"""Look through the XML of a sheet before it is read: by patterns where it is written as all programs write it, else by a parser.

Patterns are ten times as fast, and right only for the plain form: each row begins `<row r="`, each cell `<c r="`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from backend.sheets.bounds import Limits, Refusal
from backend.sheets.marks import BLANK, CACHED, FAILED, UNCACHED, Marks

LONGEST_PIECE = 16 * 1024 * 1024
"""A row is never so long."""

_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)(\s*<v>[^<]|\s*<v/>|\s*<v></v>)?')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]* t="e"[^>]*>')
_HIDDEN = re.compile(rb'<row r="(\d{1,7})"[^>]* hidden="(?:1|true)"')
_FAR = re.compile(rb'<c r="([A-Z]{2,3})\d{1,7}"[^>]*(?<!/)>')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ODD = (b"<!", b"='", b" =", b"= ", b"<c>", b":c ", b":c>", b":f", b":v", b":row", b":mergeCell")
"""Signs of another form; some stand in honest formulas too, which then only takes longer."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class _Odd(Exception):
    """Not written in the plain form."""


def scan(unpack: Callable[[], Iterable[bytes]], limits: Limits) -> Marks:
    """What there is to know of a sheet. Raises Refusal for one that is too large or damaged."""
    try:
        marks = _by_patterns(unpack())
    except _Odd:
        marks = _by_parser(unpack())
    if marks.last_column >= limits.columns:
        raise Refusal("sheet.too_large", "columns")
    if marks.cells > limits.cells:
        raise Refusal("sheet.too_large", "cells")
    return marks


def column_index(letters: str) -> int:
    """A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _by_patterns(pieces: Iterable[bytes]) -> Marks:
    marks, kept = Marks(), b""
    for piece in pieces:
        kept += piece
        cut = kept.rfind(b"<row ")
        if cut > 0:
            _look(kept[:cut], marks)
            kept = kept[cut:]
        elif _is_odd(kept):
            raise _Odd()
        elif len(kept) > LONGEST_PIECE:
            raise Refusal("sheet.too_large", "columns")
    _look(kept, marks)
    return marks


def _is_odd(block: bytes) -> bool:
    return any(sign in block for sign in _ODD)


def _look(block: bytes, marks: Marks) -> None:
    plain = block.count(b"<row") == block.count(b'<row r="') and block.count(b"<c ") == block.count(b'<c r="')
    if not plain or _is_odd(block):
        raise _Odd()
    marks.cells += block.count(b"<v") + block.count(b"<is>")
    marks.last_column = max([marks.last_column, *(column_index(letters.decode()) for letters in set(_FAR.findall(block)))])
    if b"<f" in block:
        for letters, row, attributes, value in _FORMULA.findall(block):
            blank = b't="str"' in attributes and value.endswith((b"/>", b"</v>"))
            marks.mark(int(row), column_index(letters.decode()), BLANK if blank else CACHED if value else UNCACHED)
    if b't="e"' in block:
        for letters, row in _ERROR.findall(block):
            marks.mark(int(row), column_index(letters.decode()), FAILED)
    if b"hidden=" in block:
        marks.hidden.update(map(int, _HIDDEN.findall(block)))
    if b"<mergeCell " in block:
        for west, top, east, bottom in _MERGED.findall(block):
            marks.merged.append((int(top), column_index(west.decode()), int(bottom), column_index(east.decode())))


class _Parsed:
    """Follows the elements of a sheet, also where positions are left out."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row = self._column = 0
        self._formula = self._text = False
        self._value: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = tag.rpartition(" ")[2]
        if kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), -1
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden.add(self._row)
        elif kind == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_index(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
            self._formula, self._value, self._text = False, None, attributes.get("t") == "str"
            if attributes.get("t") == "e":
                self.marks.mark(self._row, self._column, FAILED)
        elif kind == "f":
            self._formula = True
        elif kind == "v" or kind == "is":
            self._value = ""
        elif kind == "mergeCell":
            west, _, east = attributes.get("ref", "").partition(":")
            ends = _REFERENCE.fullmatch(west), _REFERENCE.fullmatch(east)
            if ends[0] and ends[1]:
                self.marks.merged.append((int(ends[0][2]), column_index(ends[0][1]), int(ends[1][2]), column_index(ends[1][1])))

    def text(self, data: str) -> None:
        """Characters of a value."""
        if self._value is not None:
            self._value += data

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag.rpartition(" ")[2] == "c" and (self._formula or self._value is not None):
            marks = self.marks
            marks.cells += 1
            marks.last_column = max(marks.last_column, self._column)
            if self._formula:
                blank = self._text and self._value == ""
                marks.mark(self._row, self._column, BLANK if blank else UNCACHED if not self._value else CACHED)
            self._formula, self._value = False, None


def _by_parser(pieces: Iterable[bytes]) -> Marks:
    parsed, parser = _Parsed(), expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = parsed.start, parsed.end, parsed.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Refusal("sheet.damaged") from error
    return parsed.marks


def _refuse(*_: object) -> None:
    raise Refusal("sheet.damaged")
