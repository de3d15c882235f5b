"""Messy tables: titles, merged heads, totals, sheets and rows that are hidden, sections, formats."""

from __future__ import annotations

from dataclasses import replace

from tests.sheets.drafts import (
    CERTIFICATE,
    NAME,
    NUMBER,
    PEOPLE,
    PHONE,
    POSITION,
    SITE,
    STARTED,
    USUAL,
    Book,
    Column,
    Draft,
    roster,
)
from tests.sheets.messing import LOST, changed, messy, numbered
from tests.sheets.special import Computed, Error

for _ending in ("xlsx", "xls", "ods", "csv", "tsv"):

    @messy
    def plain(ending: str = _ending) -> Book:
        book = Book(f"plain.{ending}", options={"delimiter": "\t"} if ending == "tsv" else {})
        roster(book)
        return book

    @messy
    def title_rows_and_totals(ending: str = _ending) -> Book:
        book = Book(f"title.{ending}", options={"delimiter": "\t"} if ending == "tsv" else {})
        book.main.put(1, "广州市某某保安服务有限公司在岗保安员花名册")
        book.main.put(2, "单位（盖章）：", None, None, "填报日期：2026年11月1日")
        end = roster(book, at=4, counted=True)
        book.main.put(end, end - 4)
        book.main.put(end + 2, "合计", f"{len(PEOPLE)}人")
        book.main.put(end + 3, "制表人：张三", None, None, "审核：李四")
        book.left_out |= {1: "title", 2: "title", end: "numbered_only", end + 2: "total", end + 3: "footer"}
        return book


for _ending in ("xlsx", "xls", "ods"):

    @messy
    def merged_head_of_two_rows(ending: str = _ending) -> Book:
        book = Book(f"merged_head.{ending}")
        book.main.put(1, "花名册", None, None, None, None, None, None)
        roster(book, [NAME, NUMBER, CERTIFICATE, PHONE, Column("住址"), STARTED, SITE], at=3)
        book.main.put(2, "姓名", "证件", None, "联系方式", None, "入职日期", "驻点")
        book.main.put(3, None, "身份证号", "保安员证号", "手机", "住址", None, None)
        book.main.merged += [(1, 0, 1, 6), (2, 0, 3, 0), (2, 1, 2, 2), (2, 3, 2, 4), (2, 5, 3, 5), (2, 6, 3, 6)]
        book.left_out |= {1: "title", 2: "head"}
        return book

    @messy
    def site_merged_over_its_guards(ending: str = _ending) -> Book:
        book = Book(f"merged_site.{ending}")
        people = [replace(one, site=("天河城", "广州塔")[place // 6]) for place, one in enumerate(PEOPLE)]
        roster(book, [Column("驻点", "site"), NAME, NUMBER], people=people)
        for row in (*range(3, 8), *range(9, 14)):
            book.main.rows[row][0] = None
        book.main.merged += [(2, 0, 7, 0), (8, 0, 13, 0)]
        return book

    @messy
    def hidden_rows_are_read(ending: str = _ending) -> Book:
        book = Book(f"hidden_rows.{ending}")
        roster(book)
        book.main.hidden_rows |= {4, 5, 6}
        return book

    @messy
    def a_hidden_old_sheet_and_an_empty_one(ending: str = _ending) -> Book:
        book = Book(f"hidden_sheet.{ending}", [Draft("旧名单", hidden=True), Draft("空表"), Draft("说明"), Draft("在岗人员")], sheet=3)
        roster(book)
        book.sheets[0].rows = {number + 5: list(cells) for number, cells in book.main.rows.items()}
        book.sheets[2].put(2, "请按要求填写，姓名与身份证一致")
        return book

    @messy
    def identity_numbers_kept_as_numbers(ending: str = _ending) -> Book:
        book = Book(f"as_numbers.{ending}")
        roster(book, numbered(lambda number: number if number.endswith("X") else float(number)))
        for row, truth in book.truth.items():
            if not PEOPLE[row - 2].identity_number.endswith("X"):
                truth["identity_number"] = LOST
        return book

    @messy
    def formulas_in_the_cells(ending: str = _ending) -> Book:
        book = Book(f"formulas.{ending}")
        known = ending != "xls"  # the writer of XLS computes nothing
        columns = changed(
            identity_number=Column(
                "身份证号", "identity_number", lambda one: Computed('=A1&"1"', one.identity_number if known else None), "!cell.formula"
            ),
            started_on=Column("入职日期", "started_on", lambda one: Computed("=TODAY()", 45000 if known else None), "!cell.formula"),
            position=Column(
                "岗位",
                "position",
                lambda one: Computed('="保安"&"员"', "保安员" if known else None),
                "保安员" if known else "!cell.formula",
            ),
            site=Column("驻点", "site", lambda _: Error(), "!cell.error"),
        )
        roster(book, columns)
        return book


@messy
def columns_in_another_order_with_others_between() -> Book:
    book = Book("order.xlsx")
    others = [Column("性别", cell=lambda _: "男"), Column("民族", cell=lambda _: "汉"), Column("学历", cell=lambda _: "初中")]
    roster(book, [SITE, others[0], PHONE, STARTED, others[1], NUMBER, CERTIFICATE, others[2], NAME, POSITION])
    return book


@messy
def other_headings() -> Book:
    titles = ("员工姓名", "公民身份号码", "上岗证号", "手机号码", "工种", "到岗时间", "服务单位")
    book = Book("headings.xlsx")
    roster(book, [replace(column, title=title) for column, title in zip(USUAL, titles, strict=True)])
    return book


@messy
def headings_with_blanks_stars_and_remarks() -> Book:
    titles = ("姓　　名", "*身份证号码\n（18位）", "保安员证编号*", "联系电话(手机)", "职 务：", "入职时间【年-月-日】", "项目名称")
    book = Book("decorated.xlsx")
    roster(book, [replace(column, title=title) for column, title in zip(USUAL, titles, strict=True)])
    return book


@messy
def english_headings() -> Book:
    titles = ("Full Name", "ID Number", "Certificate No.", "Mobile", "Position", "Start Date", "Site")
    book = Book("english.xlsx")
    roster(book, [replace(column, title=title) for column, title in zip(USUAL, titles, strict=True)])
    return book


@messy
def no_head_at_all() -> Book:
    book = Book("no_head.xlsx")
    roster(book, [NAME, NUMBER, PHONE])
    del book.main.rows[1], book.left_out[1]
    return book


@messy
def head_repeated_on_every_page_and_subtotals() -> Book:
    book = Book("pages.xlsx")
    roster(book)
    rows = book.main.rows
    book.main.rows, truth, book.truth = {1: rows[1]}, book.truth, {}
    for place, number in enumerate(range(2, 14)):
        to = number + 2 * (place // 4)
        book.main.rows[to], book.truth[to] = rows[number], truth[number]
    for at in (6, 12):
        book.main.put(at, "小计", None, None, "4人")
        book.main.rows[at + 1] = list(rows[1])
        book.left_out |= {at: "total", at + 1: "repeated_head"}
    return book


@messy
def sections_between_the_rows() -> Book:
    book = Book("sections.xlsx")
    end = roster(book, counted=True)
    book.main.put(end, "二中队")
    book.left_out[end] = "section"
    more = roster(Book("x.xlsx"), at=end)
    book.main.put(end + 1, 13, "钱七", PEOPLE[3].identity_number)
    book.truth[end + 1] = {"name": "钱七", "identity_number": PEOPLE[3].identity_number, "site": None}
    assert more > end
    return book


@messy
def a_name_alone_is_not_left_out() -> Book:
    book = Book("alone.xlsx")
    end = roster(book)
    book.main.put(end, "周八")
    book.truth[end] = {"name": "周八", "identity_number": None}
    return book


@messy
def prefilled_numbers_and_formats_far_below() -> Book:
    book = Book("prefilled.xlsx")
    end = roster(book, counted=True)
    for number in range(end, end + 50):
        book.main.put(number, number - 1, "", " ", "\u3000")
        book.left_out[number] = "numbered_only"
    return book


@messy
def the_table_begins_at_e7() -> Book:
    book = Book("e7.xlsx")
    pad = [Column(None), Column(None), Column(None), Column(None)]
    roster(book, [*pad, *USUAL], at=7)
    return book
