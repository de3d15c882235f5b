"""The words of what stands against a row, for workbooks: the app has its own. Chinese and English, in this order."""

from __future__ import annotations

from backend.imports.reasons import Problem
from backend.sheets import values
from backend.sheets.words import LANGUAGES
from backend.sheets.words import reason as cell_reason

ROWS: dict[str, tuple[str, str]] = {
    "row.name_missing": ("没有姓名", "There is no name"),
    "row.number_missing": ("没有身份证号，也没有保安员证号", "There is neither an identity number nor a certificate number"),
    "row.person_not_found": ("没有登记过这个号码和姓名的保安员", "No registered guard has this number and this name"),
    "row.numbers_differ": ("两个号码不是同一个人的", "The two numbers are not of one person"),
    "row.duplicate": ("此人在文件中不止一行", "This person has more than one row in the file"),
    "row.employed_elsewhere": ("此人在其他单位的名册中", "This person is on another unit's roster"),
    "row.not_employed_here": ("此人不在本单位名册中", "This person is not on this unit's roster"),
    "row.date_out_of_range": ("日期与登记的情况不符", "The day does not fit what is recorded"),
    "row.site_unknown": ("没有登记过这个驻点", "There is no site of this name"),
    "row.site_ambiguous": ("有不止一个驻点叫这个名称", "More than one site has this name"),
    "row.site_closed": ("这个驻点已关闭", "This site is closed"),
    "row.no_valid_certificate": ("没有有效的保安员证，不能派驻", "Only holders of a valid certificate may be posted"),
    "row.unit_not_active": ("本单位已停业或终止", "This unit is suspended or closed"),
    "row.perhaps_in_file": ("文件中有一行可能就是此人", "A row of the file may be this person"),
    "row.changed_since": ("核对以后情况有变，没有应用", "Things have changed since it was checked, and it was not applied"),
}
MORE: dict[str, tuple[str, str]] = {
    "rows": ("（见第 {0} 行）", " (row {0})"),
    "between": ("（应在 {0} 至 {1} 之间）", " (between {0} and {1})"),
    "only": ("（应为 {0}）", " (it has to be {0})"),
    "meant": ("（是不是：{0}）", " (did you mean: {0})"),
}
HEADINGS: dict[str, tuple[str, str]] = {
    "name": ("姓名", "Name"),
    "identity_number": ("身份证号", "Identity number"),
    "certificate_number": ("保安员证号", "Certificate number"),
    "position": ("岗位", "Position"),
    "started_on": ("入职日期", "Start date"),
    "site": ("驻点", "Site"),
    "site_until": ("驻点至", "Posted to"),
    "phone": ("联系电话", "Phone"),
    "ended_on": ("离职日期", "Leaving date"),
    "leaving_reason": ("离职原因", "Leaving reason"),
}
FILES: dict[str, tuple[str, str]] = {"refused": ("不能导入的行", "rows not imported"), "template": ("花名册模板", "roster template")}


def word(words: dict[str, tuple[str, str]], key: str, language: str) -> str:
    """A word of one of these tables."""
    return words[key][LANGUAGES.index(language)]


def reason(problem: Problem, language: str) -> str:
    """Why a row cannot be imported, with what helps to mend it."""
    code = problem["code"]
    if code not in ROWS:
        return cell_reason(values.Refused(code, "", problem.get("expected", "")), language)
    told = word(ROWS, code, language)
    if problem.get("rows"):
        told += word(MORE, "rows", language).format(", ".join(map(str, problem["rows"])))
    if problem.get("earliest"):
        key = "only" if problem["earliest"] == problem["latest"] else "between"
        told += word(MORE, key, language).format(problem["earliest"], problem["latest"])
    if problem.get("suggestions"):
        told += word(MORE, "meant", language).format(", ".join(problem["suggestions"]))
    return told
