"""Why a file is not read, as problems: the words are the app's."""

from __future__ import annotations

from backend.errors import Problem, define
from backend.sheets.bounds import CODES


class Unreadable(Problem):
    """The file is not read. `extra["found"]` says what it is instead, or what there is too much of (`bounds.Refusal`)."""

    status = 422


TITLES = {
    "sheet.not_a_spreadsheet": "The file is no XLSX, XLS, ODS, CSV or TSV",
    "sheet.wrong_extension": "The file is something else than its name says",
    "sheet.password": "The file is protected by a password",
    "sheet.macros": "The file holds macros",
    "sheet.too_large": "The file is too large, or too complex",
    "sheet.external_links": "The file takes values from other files",
    "sheet.too_slow": "Reading the file takes too long",
    "sheet.damaged": "The file is damaged",
    "sheet.empty": "There is nothing in the file",
}
PROBLEMS = {code: define(code, 422, TITLES[code], base=Unreadable) for code in CODES}


def unreadable(code: str, found: str = "") -> Unreadable:
    """The problem of a code; `extra` has `found` where there is something to say."""
    problem = PROBLEMS[code](found=found) if found else PROBLEMS[code]()
    assert isinstance(problem, Unreadable)  # noqa: S101 - their base, above
    return problem
