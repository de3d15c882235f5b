"""Messy cells: numbers, names, phones, words for nothing, encodings."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import Any

from tests.sheets.drafts import (
    NAME,
    NUMBER,
    PEOPLE,
    PHONE,
    STARTED,
    Book,
    Column,
    roster,
)
from tests.sheets.messing import LOST, changed, messy, numbered, wide


@messy
def full_width_digits() -> Book:
    book = Book("wide.xlsx")
    roster(book, changed(
        identity_number=Column("身份证号", "identity_number", lambda one: wide(one.identity_number)),
        phone=Column("电话", "phone", lambda one: wide(one.phone)),
        certificate_number=Column("证书编号", "certificate_number", lambda one: wide(one.certificate_number)),
        started_on=Column("入职日期", "started_on", lambda one: wide(one.started_on.isoformat())),
    ))  # fmt: skip
    return book


@messy
def blanks_of_every_kind() -> Book:
    def spaced(name: str) -> str:
        return f" {name}\n" if "·" in name else "\u3000" + "　".join(name) + "\xa0"

    def grouped(number: str) -> str:
        return f"\u200b{number[:6]} {number[6:14]}\xa0{number[14:]}\ufeff"

    book = Book("blanks.xlsx")
    columns = numbered(grouped)
    columns[0] = Column("姓名", "name", lambda one: spaced(one.name))
    columns[3] = Column("电话", "phone", lambda one: f"{one.phone[:3]} {one.phone[3:7]} {one.phone[7:]}")
    columns[6] = Column("驻点", "site", lambda one: f"\u200b {one.site}\r\n")
    roster(book, columns)
    return book


@messy
def small_x_and_apostrophes() -> Book:
    book = Book("apostrophes.xlsx")
    roster(book, changed(
        identity_number=Column("身份证号", "identity_number", lambda one: "'" + one.identity_number.lower()),
        phone=Column("电话", "phone", lambda one: f"’{one.phone}"),
        certificate_number=Column("证书号", "certificate_number", lambda one: f"'{one.certificate_number}"),
    ))  # fmt: skip
    return book


@messy
def phones_as_numbers_and_with_86() -> Book:
    book = Book("phones.xlsx")
    roster(
        book,
        [
            NAME,
            NUMBER,
            Column("手机", "phone", lambda one: float(one.phone) if int(one.phone) % 2 else f"+86 {one.phone[:3]}-{one.phone[3:]}"),
        ],
    )
    return book


@messy
def phones_that_are_none() -> Book:
    book = Book("no_phones.xlsx")
    roster(book, [NAME, NUMBER, PHONE])
    for row, (cell, becomes) in enumerate((("1380013800", "!cell.phone_format"), ("020-38880000", "020-38880000"), ("无", None)), 2):
        book.main.rows[row][2], book.truth[row]["phone"] = cell, becomes
    return book


@messy
def identity_numbers_in_scientific_form() -> Book:
    book = Book("scientific.csv")
    roster(book, numbered(lambda number: f"{float(number[:17] + '0'):.5E}", LOST))
    return book


@messy
def identity_numbers_rounded_and_written_as_text() -> Book:
    book = Book("rounded.csv")
    roster(book, numbered(lambda number: number[:15] + "000", LOST))
    return book


@messy
def old_numbers_of_15_digits() -> Book:
    book = Book("fifteen.xlsx")
    roster(book, numbered(lambda number: number[:6] + number[8:17], "!cell.number_15_digits"))
    return book


@messy
def old_numbers_of_15_digits_as_numbers() -> Book:
    book = Book("fifteen_numbers.xlsx")
    roster(book, numbered(lambda number: float(number[:6] + number[8:17]), "!cell.number_15_digits"))
    return book


@messy
def numbers_of_17_digits() -> Book:
    book = Book("seventeen.xlsx")
    roster(book, numbered(lambda number: float(number[:17]), LOST))
    return book


@messy
def wrong_identity_numbers() -> Book:
    book = Book("wrong_numbers.xlsx")
    roster(book)
    good = PEOPLE[1].identity_number
    wrong = (
        (good[:-1] + str((int(good[-1]) + 1) % 10), "!cell.number_check_character"),
        (good[:10] + "1340" + good[14:], "!cell.number_birth_date"),
        (good[:-1], "!cell.number_format"),
        (good + "1", "!cell.number_format"),
        ("同上", "!cell.number_format"),
        ("44010619810202O128", "!cell.number_format"),
        (True, "!cell.number_format"),
    )
    for row, (cell, becomes) in enumerate(wrong, 2):
        book.main.rows[row][1], book.truth[row]["identity_number"] = cell, becomes
    return book


@messy
def certificate_numbers_as_numbers() -> Book:
    book = Book("certificates.xlsx")
    columns = [NAME, Column("保安证号", "certificate_number", lambda one: 4401202600000 + int(one.certificate_number[-3:]))]
    roster(book, [columns[0], replace(columns[1], becomes=lambda one: str(4401202600000 + int(one.certificate_number[-3:])))])
    return book


for _name, _options in {
    "bom.csv": {"start": codecs.BOM_UTF8},
    "gb18030.csv": {"encoding": "gb18030"},
    "utf16.csv": {"encoding": "utf-16-le", "start": codecs.BOM_UTF16_LE},
    "utf16_bare.txt": {"encoding": "utf-16-le", "delimiter": "\t"},
    "utf16_big.tsv": {"encoding": "utf-16-be", "start": codecs.BOM_UTF16_BE, "delimiter": "\t"},
    "semicolons.csv": {"delimiter": ";", "newline": "\n"},
    "macintosh.csv": {"newline": "\r"},
}.items():

    @messy
    def encoded(name: str = _name, options: dict[str, Any] = _options) -> Book:
        book = Book(name, options=options)
        roster(book)
        return book


@messy
def separator_said_in_the_first_line() -> Book:
    book = Book("sep.csv", options={"delimiter": ";", "start": b""})
    roster(book, at=2)
    book.main.put(1, "sep=")
    book.main.rows[1] = ["sep=", ""]
    return book


@messy
def numbers_kept_as_text_by_formulas_in_csv() -> Book:
    book = Book("kept.csv")
    roster(book, numbered(lambda number: f'="{number}"'))
    return book


@messy
def numbers_with_a_tab_before_them_in_csv() -> Book:
    book = Book("tabs.csv")
    roster(book, numbered(lambda number: f"\t{number}"))
    return book


@messy
def cells_that_would_be_formulas() -> Book:
    book = Book("injection.csv")
    roster(
        book,
        changed(
            site=Column(
                "驻点", "site", lambda one: f'=HYPERLINK("http://x","{one.site}")', lambda one: f'=HYPERLINK("http://x","{one.site}")'
            )
        ),
    )
    return book


@messy
def words_for_nothing() -> Book:
    book = Book("nothing.xlsx")
    roster(book, changed(
        phone=Column("电话", "phone", lambda _: "无", lambda _: None),
        certificate_number=Column("证书编号", "certificate_number", lambda _: "/", lambda _: None),
        site=Column("驻点", "site", lambda _: "——", lambda _: None),
    ))  # fmt: skip
    return book


@messy
def odd_names() -> Book:
    book = Book("names.xlsx")
    roster(book)
    odd = (
        ("张 三", "张三"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("迪丽热巴． 迪力木拉提", "迪丽热巴·迪力木拉提"),
        ("𠀀𪚥𫝀𫠝𬺰", "𠀀𪚥𫝀𫠝𬺰"),
        ("李明（小）", "李明（小）"),
        ("12345", "!cell.name_format"),
        ("?", "!cell.name_format"),
        (20240101, "!cell.name_format"),
        ("王�", "!cell.text_character"),
        ("John O'Neil", "John O'Neil"),
        ("暂无", None),
    )
    for row, (cell, becomes) in enumerate(odd, 2):
        book.main.rows[row][0], book.truth[row]["name"] = cell, becomes
    return book


@messy
def leavers_with_their_days() -> Book:
    book = Book("leavers.xlsx")
    left = Column(
        "离职时间",
        "ended_on",
        lambda one: one.started_on if one.position == "队长" else "在职",
        lambda one: one.started_on if one.position == "队长" else None,
    )
    roster(
        book,
        [
            NAME,
            NUMBER,
            STARTED,
            left,
            Column("离职原因", "end_reason", lambda _: "合同到期", "合同到期"),
            Column("备注", "remark", lambda _: None, lambda _: None),
        ],
    )
    return book
