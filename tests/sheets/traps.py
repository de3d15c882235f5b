"""Files that mean harm, or that only look like spreadsheets; each with the refusal that must come of it."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import msoffcrypto
from msoffcrypto.format.ooxml import OOXMLFile

from backend.sheets.bounds import MB
from tests.sheets.drafts import Book, roster

TRAPS: list[tuple[str, str, str, Callable[[Path], None]]] = []
"""Name, code, what is found, and what makes the file."""

Make = Callable[[Path], None]


def trap(name: str, code: str, found: str = "") -> Callable[[Make], Make]:
    """Enter a trap."""

    def enter(make: Make) -> Make:
        TRAPS.append((name, f"sheet.{code}", found, make))
        return make

    return enter


def good(path: Path, ending: str = "xlsx") -> None:
    """A roster that nothing is wrong with."""
    book = Book(f"{path.stem}_good.{ending}")
    roster(book)
    book.write(path.parent).rename(path)


def repacked(path: Path, changes: dict[str, bytes | None], method: int = ZIP_DEFLATED) -> None:
    """A good XLSX with parts replaced, added, or gone."""
    good(path)
    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts = {name: data for name, data in (parts | changes).items() if data is not None}
    with ZipFile(path, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    """The XML of a sheet."""
    head = b'<?xml version="1.0" encoding="UTF-8"?>' + before
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return head + b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (name, rows)


SHEET = "xl/worksheets/sheet1.xml"


@trap("bomb.xlsx", "too_large", "ratio")
def zip_bomb(path: Path) -> None:
    repacked(path, {SHEET: sheet(b" " * (8 * MB))})


@trap("shared_bomb.xlsx", "too_large", "ratio")
def bomb_in_the_shared_strings(path: Path) -> None:
    repacked(path, {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * (MB // 2) + b"</sst>"})


@trap("lying.xlsx", "damaged")
def a_directory_that_lies_about_a_size(path: Path) -> None:
    repacked(path, {SHEET: sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>' + b" " * 1000)})
    data = bytearray(path.read_bytes())
    at = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 100)
    path.write_bytes(data)


@trap("columns.xlsx", "too_large", "columns")
def a_cell_in_the_last_column(path: Path) -> None:
    repacked(path, {SHEET: sheet(b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')})


@trap("columns.csv", "too_large", "columns")
def a_line_of_many_cells(path: Path) -> None:
    path.write_text("姓名," * 16384 + "\n")


@trap("sparse.xlsx", "too_large", "memory")
def two_cells_with_the_whole_sheet_between_them(path: Path) -> None:
    row = b'<row r="%d"><c r="%s%d"><v>1</v></c></row>'
    repacked(path, {SHEET: sheet(row % (1, b"A", 1) + row % (1_048_576, b"SA", 1_048_576))})


@trap("entities.xlsx", "damaged")
def entities_in_the_workbook(path: Path) -> None:
    lol = (
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]>"
    )
    repacked(path, {"xl/workbook.xml": b"<?xml version='1.0'?>" + lol + b"<workbook>&j;</workbook>"})


@trap("entities_in_sheet.xlsx", "damaged")
def entities_in_a_sheet(path: Path) -> None:
    repacked(path, {SHEET: sheet(b'<row r="1"><c r="A1"><v>&a;</v></c></row>', b'<!DOCTYPE w [<!ENTITY a "1">]>')})


@trap("macros.xlsx", "macros")
def macros(path: Path) -> None:
    repacked(path, {"xl/vbaProject.bin": b"x"})


@trap("macros.xlsm", "macros")
def macros_that_say_so(path: Path) -> None:
    repacked(path, {"xl/vbaProject.bin": b"x"})


@trap("macros_by_type.xlsx", "macros")
def macros_by_content_type(path: Path) -> None:
    repacked(
        path, {"[Content_Types].xml": b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'}
    )


@trap("old_macros.xlsx", "macros")
def macros_of_before_1997(path: Path) -> None:
    repacked(path, {"xl/macrosheets/sheet1.xml": b"<x/>"})


@trap("links.xlsx", "external_links")
def external_links(path: Path) -> None:
    repacked(path, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


@trap("password.xlsx", "password")
def a_password(path: Path) -> None:
    good(path)
    data = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("secret", data)
    path.write_bytes(data.getvalue())
    assert msoffcrypto.OfficeFile(io.BytesIO(data.getvalue())).is_encrypted()


@trap("zip_password.xlsx", "password")
def a_password_on_the_zip(path: Path) -> None:
    good(path)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


@trap("archive.xlsx", "wrong_extension", "archive")
def an_archive(path: Path) -> None:
    with ZipFile(path, "w", ZIP_STORED) as file:
        file.writestr("photo.jpg", b"x")


@trap("letter.xlsx", "wrong_extension", "doc")
def a_letter(path: Path) -> None:
    with ZipFile(path, "w") as file:
        file.writestr("word/document.xml", b"<x/>")


@trap("blank.xlsx", "empty")
def a_workbook_with_nothing_in_it(path: Path) -> None:
    Book("blank_good.xlsx").write(path.parent).rename(path)


@trap("cut.xlsx", "damaged")
def a_file_that_was_cut(path: Path) -> None:
    good(path)
    path.write_bytes(path.read_bytes()[:-200])


@trap("flipped.xlsx", "damaged")
def a_part_that_does_not_unpack(path: Path) -> None:
    good(path)
    data = bytearray(path.read_bytes())
    at = data.index(SHEET.encode()) + len(SHEET)
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)


@trap("twice.xlsx", "damaged")
def two_parts_of_one_name(path: Path) -> None:
    good(path)
    with ZipFile(path, "a") as file:
        file.writestr("/" + SHEET, sheet(b""))


def empty_rows(path: Path, last: int) -> None:
    """No trap for the reader: a roster with formats down to a row far below."""
    good(path)
    with ZipFile(path) as file:
        start, _, end = file.read(SHEET).partition(b"</sheetData>")
    row = b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>'
    rows = b"".join(row % (number, number) for number in range(14, last + 1))
    repacked(path, {SHEET: start + rows + b"</sheetData>" + end})


def slow(path: Path, cells: int) -> None:
    """A sheet in an odd form, which takes a parser, with more cells than are counted in the time."""
    repacked(path, {SHEET: sheet(b"<!-- --><row>" + b"<c><v>1</v></c>" * cells + b"</row>")})
