"""Traps in old workbooks, in OpenDocument, in text, and files that are none of these."""

from __future__ import annotations

import struct
from pathlib import Path
from zipfile import ZipFile

import xlwt

from backend.sheets.bounds import MB
from tests.sheets.traps import TRAPS, Make, good, trap
from tests.sheets.writers import ods_file


def _with_record(path: Path, record: bytes) -> None:
    """An XLS with a record right after the first one."""
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "姓名")
    stream = book.get_biff_data()
    at = 4 + struct.unpack_from("<H", stream, 2)[0]
    xlwt.CompoundDoc.XlsDoc().save(str(path), stream[:at] + record + stream[at:])


@trap("bomb.ods", "too_large", "ratio")
def ods_bomb(path: Path) -> None:
    ods_file(path, "<table:table table:name='a'>" + " " * (8 * MB) + "</table:table>")


@trap("repeated.ods", "too_large", "rows")
def a_row_repeated_a_million_times(path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    ods_file(path, f'<table:table table:name="a">{row}</table:table>')


@trap("wide.ods", "too_large", "columns")
def a_cell_repeated_over_all_columns(path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    ods_file(path, f'<table:table table:name="a"><table:table-row>{cell}</table:table-row></table:table>')


@trap("sparse.xls", "too_large", "memory")
def two_cells_far_apart_in_an_old_file(path: Path) -> None:
    book = xlwt.Workbook()
    first = book.add_sheet("a")
    first.write(0, 0, 1)
    first.write(65_535, 255, 1)
    book.save(str(path))


@trap("entities.ods", "damaged")
def entities_in_ods(path: Path) -> None:
    good(path, "ods")
    with ZipFile(path) as file:
        content = file.read("content.xml").replace(b"?>", b'?><!DOCTYPE o [<!ENTITY a "x">]>', 1)
    with ZipFile(path, "w") as file:
        for name, data in (("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", b"<m/>")):
            file.writestr(name, data)
        file.writestr("content.xml", content)


@trap("deep.ods", "damaged")
def elements_nested_without_end(path: Path) -> None:
    ods_file(path, "<table:table table:name='a'>" + "<text:span>" * 50_000 + "</text:span>" * 50_000 + "</table:table>")


@trap("macros.ods", "macros")
def macros_in_ods(path: Path) -> None:
    ods_file(path, "", **{"Basic/Standard/Module1.xml": b"<x/>"})


@trap("macros.xls", "macros")
def macros_in_an_old_file(path: Path) -> None:
    good(path, "xls")
    data = bytearray(path.read_bytes())
    at = data.index("Root Entry".encode("utf-16-le")) + 3 * 128  # an entry that is not used
    name = "_VBA_PROJECT_CUR\0".encode("utf-16-le")
    data[at : at + len(name)] = name
    struct.pack_into("<HB", data, at + 64, len(name), 1)
    path.write_bytes(data)


@trap("links.ods", "external_links")
def external_links_in_ods(path: Path) -> None:
    ods_file(path, "<table:table table:name='a'><table:table-source xlink:href='file:///etc/passwd'/></table:table>")


@trap("linked_formula.ods", "external_links")
def formulas_of_other_files_in_ods(path: Path) -> None:
    cell = '<table:table-cell table:formula="of:=[&apos;file:///c:/a.ods&apos;#$S.A1]" office:value-type="string"/>'
    ods_file(path, f"<table:table table:name='a'><table:table-row>{cell}</table:table-row></table:table>")


@trap("links.xls", "external_links")
def external_links_in_an_old_file(path: Path) -> None:
    _with_record(path, struct.pack("<HHHH", 0x1AE, 4, 1, 8))


@trap("password.xls", "password")
def a_password_on_an_old_file(path: Path) -> None:
    _with_record(path, struct.pack("<HH", 0x2F, 6) + b"\1\0\1\0\1\0")


@trap("password.ods", "password")
def a_password_on_ods(path: Path) -> None:
    with ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        file.writestr("content.xml", b"\1\2\3")


@trap("really_xlsx.xls", "wrong_extension", "xlsx")
def a_new_file_with_an_old_name(path: Path) -> None:
    good(path)


@trap("really_ods.xlsx", "wrong_extension", "ods")
def ods_with_another_name(path: Path) -> None:
    good(path, "ods")


@trap("cut.xls", "damaged")
def an_old_file_that_was_cut(path: Path) -> None:
    good(path, "xls")
    path.write_bytes(path.read_bytes()[:2500])


@trap("circle.xls", "damaged")
def a_chain_of_sectors_that_is_a_circle(path: Path) -> None:
    good(path, "xls")
    data = bytearray(path.read_bytes())
    table = struct.unpack_from("<I", data, 76)[0]
    start = struct.unpack_from("<I", data, 48)[0]
    struct.pack_into("<I", data, (table + 1) * 512 + 4 * start, start)
    path.write_bytes(data)


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data) and None


for _name, _code, _found, _data in (
    ("pdf.xlsx", "wrong_extension", "pdf", b"%PDF-1.7 x"),
    ("picture.csv", "wrong_extension", "picture", b"\x89PNG\r\n\x1a\n\0\0"),
    ("page.xls", "wrong_extension", "html", b"\xef\xbb\xbf <html><table><tr><td>a</td></tr></table></html>"),
    ("text.xls", "wrong_extension", "csv", "姓名\t电话\r\n".encode()),
    ("xml.xls", "wrong_extension", "xml", b"<?xml version='1.0'?><Workbook/>"),
    ("program.xlsx", "wrong_extension", "program", b"MZ\x90\0"),
    ("roster.doc", "not_a_spreadsheet", "csv", b"a,b"),
    ("roster", "not_a_spreadsheet", "csv", b"a,b"),
    ("noise.csv", "not_a_spreadsheet", "unknown", bytes(range(256))),
    ("nul.csv", "not_a_spreadsheet", "unknown", b"a,b\r\n" * 2000 + b"\0,\r\n"),
    ("nothing.xlsx", "empty", "", b""),
    ("blank.csv", "empty", "", " ,\u3000,\r\n\r\n,,\r\n".encode()),
    ("quote.csv", "damaged", "", '姓名,电话\r\n"陈志强,1\r\n王伟,2\r\n'.encode()),
    ("spoilt.csv", "damaged", "", "姓名,电话\r\n陈志强,1\r\n".encode() * 20 + b"\xff,\r\n"),
    ("cut.csv", "damaged", "", ("姓名,电话\r\n" + "陈志强,1\r\n" * 20 + "王").encode()[:-1]),
    ("cut_wide.csv", "damaged", "", "姓名,电话\r\n陈".encode("utf-16")[:-1]),
    ("rows.csv", "too_large", "rows", b"a\n" * 200_002),
    ("cell.csv", "damaged", "", b"a" * 40_000),
    ("stub.xlsx", "damaged", "", b"PK\x03\x04 and nothing more"),
    ("stub.xls", "damaged", "", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
):
    TRAPS.append((_name, f"sheet.{_code}", _found, _bytes(_data)))
