"""What is to be said about single rows. Codes are stable; their words are the app's and the refused workbook's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

Problem = dict[str, Any]
"""As `RowProblemSchema` has it, without what is empty; days in ISO form, the value as the file has it."""

REFUSING = (
    "row.name_missing",
    "row.number_missing",
    "row.person_not_found",
    "row.numbers_differ",
    "row.duplicate",
    "row.employed_elsewhere",
    "row.not_employed_here",
    "row.date_out_of_range",
    "row.site_unknown",
    "row.site_ambiguous",
    "row.site_closed",
    "row.no_valid_certificate",
    "row.unit_not_active",
    "row.perhaps_in_file",
    "row.changed_since",
)
"""Why a row cannot be imported, beside what is wrong with its cells (`sheets.values.CODES`)."""

NOTES = (
    "row.number_masked",
    "row.certificate_differs",
    "row.certificate_not_valid",
    "row.started_on_differs",
    "row.phone_differs",
    "row.left_before",
    "row.posting_over",
    "row.until_ahead",
    "row.hidden",
)
"""What is to be known of a row that can be imported all the same."""

LEFT_OUT = tuple(
    f"row.left_out_{why}" for why in ("title", "head", "repeated_head", "total", "footer", "section", "numbered_only", "empty")
)
"""Why a row is no entry of the roster."""

UNDO_PROBLEMS = ("row.later_changes", "row.used_elsewhere", "row.site_closed", "row.unit_not_active")
"""Why a row that was applied is left as it is."""


def about(
    code: str,
    field: str | None = None,
    *,
    refuses: bool = True,
    value: str = "",
    expected: str = "",
    rows: Iterable[int] = (),
    suggestions: Iterable[str] = (),
    between: tuple[date, date] | None = None,
) -> Problem:
    """One thing to be said about a row."""
    told: Problem = {"code": code, "refuses": refuses, "field": field, "value": value, "expected": expected}
    told |= {"rows": list(rows), "suggestions": list(suggestions)}
    if between:
        told |= {"earliest": between[0].isoformat(), "latest": between[1].isoformat()}
    return {key: one for key, one in told.items() if one or key == "refuses"}


def refuses(problems: Iterable[Problem]) -> bool:
    """Whether any of these stands against the row."""
    return any(problem["refuses"] for problem in problems)
