"""Rows of a file with what comes of them, ready to be kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from backend.extensions import keyring, settings
from backend.imports.facts import Facts, gather
from backend.imports.judging import Chosen, Judged, judge
from backend.imports.leaving import Leaving
from backend.imports.models import Import
from backend.imports.reasons import Problem, about
from backend.imports.rows import Kept, new_row
from backend.imports.said import Habits, Said, understand
from backend.roster.leaving import NEEDS_NOTE
from backend.sheets.dates import DateOrder

KEY_PURPOSE = "import-person"
UNSAID = Leaving(NEEDS_NOTE, "名单导入，未注明原因")
"""Why somebody left where neither the file nor the manager says it: no reason is made up."""


@dataclass(frozen=True, slots=True)
class Judging:
    """Whose rows are judged, on which day, and how the file writes its values."""

    import_: Import
    today: date
    habits: Habits
    lock: bool = False


def judge_rows(judging: Judging, items: Sequence[tuple[int, Kept, bool]]) -> list[dict[str, Any]]:
    """Column values of these rows.

    items  number, what is kept of it (its cells), whether the file hides it
    """
    import_, read = judging.import_, [_understood(kept, judging) for _, kept, _ in items]
    facts = gather(import_.unit_id, [said for said, _ in read], judging.today, lock=judging.lock)
    made = []
    for (number, kept, hidden), (said, wrong) in zip(items, read, strict=True):
        judged = judge(said, wrong, facts, chosen_of(import_))
        notes = [about("row.hidden", refuses=False)] if hidden else []
        kept.acts, kept.problems = judged.acts, [*judged.problems, *notes]
        more = {"guard_id": judged.guard_id, "person_key": person_key(import_, said)}
        made.append(new_row(import_.id, number, kept, judged.verdict, **more))
    return made


def judge_again(judging: Judging, kept: Sequence[Kept], guard_ids: Collection[UUID]) -> tuple[list[Judged], Facts]:
    """Judge rows a second time, with the people and sites they name locked; what the file says has not changed.

    guard_ids  people beside those whom the rows name, to be looked up and locked with them
    """
    read = [_understood(one, judging) for one in kept]
    facts = gather(judging.import_.unit_id, [said for said, _ in read], judging.today, guard_ids=guard_ids, lock=judging.lock)
    chosen = chosen_of(judging.import_)
    return [judge(said, wrong, facts, chosen) for said, wrong in read], facts


def _understood(kept: Kept, judging: Judging) -> tuple[Said, list[Problem]]:
    """What somebody typed himself was rounded by no program."""
    return understand(kept.cells, replace(judging.habits, rounded=False) if kept.mended else judging.habits)


def chosen_of(import_: Import) -> Chosen:
    """What holds where a row says nothing."""
    return Chosen(checked_on(import_), settings().import_position, leaving_of_missing(import_))


def checked_on(import_: Import) -> date:
    """The day of the check."""
    mapping: Any = import_.mapping
    return date.fromisoformat(mapping["checked_on"])


def leaving_of_missing(import_: Import) -> Leaving:
    """Why those leave of whom the file says nothing."""
    mapping: Any = import_.mapping or {}
    reason, note = mapping.get("leaving_reason"), mapping.get("leaving_note") or ""
    if not reason or (reason == NEEDS_NOTE and not note):
        return UNSAID
    return Leaving(reason, note)


def habits_of(import_: Import) -> Habits:
    """How the file writes its values, as it was found when it was checked."""
    mapping: Any = import_.mapping or {}
    orders = {name: DateOrder(order, serials) for name, (order, serials) in mapping.get("orders", {}).items()}
    return Habits(orders, mapping.get("rounded", False))


def person_key(import_: Import, said: Said) -> bytes | None:
    """The same for rows of this import that name a person by the same number; tells nothing outside it."""
    number = said.identity_number or said.certificate_number
    if not number:
        return None
    kind = "identity" if said.identity_number else "certificate"
    return keyring().blind_index(KEY_PURPOSE, f"{import_.id.hex}:{kind}:{number}")
