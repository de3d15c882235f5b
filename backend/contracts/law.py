"""The law as data: the points of the legality check by version, the articles of the flags, and the provinces (GB/T 2260)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

FILING_WORKING_DAYS = 30
"""Before service begins in another province, the police there are told so long (M. art. 26)."""
KEPT_YEARS = 2
"""After its end a contract is kept so long (Reg. art. 21)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is looked into before a contract is signed."""

    code: str
    zh: str
    en: str
    may_be_not_needed: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """A version of the legality check, and the articles that ask for it.

    effective_from         the day from which it holds
    effective_from_source  where that day was read; None: it is assumed, and to be put right here before a second version comes
    """

    version: str
    effective_from: date
    effective_from_source: str | None
    basis: str
    points: tuple[Point, ...]

    def find(self, code: str) -> Point | None:
        """The point of that code."""
        return next((point for point in self.points if point.code == code), None)


@cache
def checklists() -> dict[str, Checklist]:
    """Every version, also those no longer in force: an old contract is shown with its own."""
    return {
        entry["version"]: Checklist(
            entry["version"],
            date.fromisoformat(entry["effective_from"]),
            entry["effective_from_source"],
            entry["basis"],
            tuple(Point(**point) for point in entry["points"]),
        )
        for entry in _read("legality")
    }


def in_force(day: date) -> Checklist:
    """The version for a contract that is drafted on that day."""
    return max((one for one in checklists().values() if one.effective_from <= day), key=lambda one: one.effective_from)


@cache
def articles() -> dict[str, str]:
    """What each flag rests on."""
    return dict(_read("flags"))


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """Names of the provinces by their two digits, in Chinese and English."""
    return {code: (zh, en) for code, (zh, en) in _read("provinces").items()}


def _read(name: str) -> Any:
    return json.loads((files("backend.contracts") / "data" / f"{name}.json").read_text(encoding="utf-8"))
