"""What can be found wrong with a guard on a site, and on which article it rests: law as data.

The articles name the point of the checklist under which the matter falls (M. art. 37) and, where there is one, the
article on who may be a guard (Reg. arts. 16, 17) and on whoever employs others (Reg. art. 42). No published list
assigns them; a lawyer of the authority may write others into the file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class GuardFinding:
    """One kind (of `GUARD_FINDINGS`), in words, with its article and since when that holds."""

    kind: str
    title_zh: str
    title_en: str
    article: str
    effective_from: date


def list_on(day: date) -> list[GuardFinding]:
    """Each kind once, as it was in force on a day."""
    latest = {one.kind: one for one in _shipped() if one.effective_from <= day}
    return list(latest.values())


def get_finding(kind: str, day: date) -> GuardFinding:
    """One kind as it was in force on a day. Raises KeyError for an unknown one."""
    return {one.kind: one for one in list_on(day)}[kind]


def written_out(day: date) -> list[dict[str, Any]]:
    """All kinds of a day, as values of `GuardFindingSchema`."""
    return [asdict(one) for one in list_on(day)]


@cache
def _shipped() -> tuple[GuardFinding, ...]:
    text = (files("backend.inspections") / "data" / "guard_findings.json").read_text(encoding="utf-8")
    rows = ({**entry, "effective_from": date.fromisoformat(entry["effective_from"])} for entry in json.loads(text))
    return tuple(sorted((GuardFinding(**row) for row in rows), key=lambda one: one.effective_from))
