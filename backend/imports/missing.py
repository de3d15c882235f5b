"""Those on the roster who are missing in a file that is the whole roster: each is proposed as a leaving, as a row of his own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from backend.extensions import db
from backend.guards.models import Guard
from backend.imports.facts import Facts, gather
from backend.imports.fields import LEFT_OUT, REFUSED
from backend.imports.judged_rows import checked_on, leaving_of_missing
from backend.imports.judging import Judged, judge_missing
from backend.imports.models import Import, ImportRow
from backend.imports.reasons import about
from backend.imports.rows import Kept, new_row, unseal
from backend.imports.said import folded
from backend.roster.models import Employment

CHUNK = 500


def next_employed(unit_id: UUID, after: UUID | None) -> list[UUID]:
    """The next people on the unit's roster, in the order of their ids."""
    here = select(Employment.guard_id).where(Employment.unit_id == unit_id, Employment.ended_on.is_(None))
    if after is not None:
        here = here.where(Employment.guard_id > after)
    return list(db.session.scalars(here.order_by(Employment.guard_id).limit(CHUNK)))


def settle(import_: Import, guard_ids: Collection[UUID], today: date, perhaps: dict[str, list[int]] | None = None) -> None:
    """Propose those of these people who are on the roster and not in the file; take back the proposals of the others.

    perhaps  from `refused_names`, where it is known already
    """
    found = set(guard_ids)
    ours = (ImportRow.import_id == import_.id, ImportRow.guard_id.in_(found))
    db.session.execute(delete(ImportRow).where(*ours, ImportRow.in_file.is_(False), ImportRow.applied_at.is_(None)))
    named = set(db.session.scalars(select(ImportRow.guard_id).where(*ours)))
    facts = gather(import_.unit_id, [], today, guard_ids=found)
    lacking = [guard_id for guard_id in sorted(found - named) if guard_id in facts.work]
    if not lacking:
        return
    number = db.session.scalar(select(func.max(ImportRow.number)).where(ImportRow.import_id == import_.id)) or 0
    perhaps = refused_names(import_) if perhaps is None else perhaps
    rows = [_row(import_, number + place, guard_id, facts, perhaps) for place, guard_id in enumerate(lacking, 1)]
    db.session.execute(insert(ImportRow), rows)


def judge_one(import_: Import, guard_id: UUID, facts: Facts) -> Judged:
    """What comes of somebody who is missing in the file."""
    mapping: Any = import_.mapping or {}
    on = date.fromisoformat(mapping["leaving_on"]) if mapping.get("leaving_on") else checked_on(import_)
    return judge_missing(facts.work.get(guard_id), on, facts, leaving_of_missing(import_))


def employed_named(unit_id: UUID, names: Collection[str]) -> set[UUID]:
    """Those on the unit's roster who have one of these names, however they are spelt."""
    wanted = {folded(name) for name in names}
    rows = db.session.execute(select(Guard.id, Guard.name).where(Guard.unit_id == unit_id)) if wanted else ()
    return {row.id for row in rows if folded(row.name) in wanted}


def _row(import_: Import, number: int, guard_id: UUID, facts: Facts, perhaps: dict[str, list[int]]) -> dict[str, Any]:
    """A row behind those of the file; what it shows of the person is what the unit's roster shows."""
    person, work, judged = facts.by_id[guard_id], facts.work[guard_id], judge_one(import_, guard_id, facts)
    cells = {"name": person.name, "certificate_number": person.certificate_number, "position": work.position, "started_on": work.started_on}
    kept = Kept(dict(cells), judged.acts, list(judged.problems), work.id)
    verdict = judged.verdict
    if rows := perhaps.get(folded(person.name)):
        kept.acts, verdict = [], REFUSED
        kept.problems.append(about("row.perhaps_in_file", "name", rows=rows))
    return new_row(import_.id, number, kept, verdict, in_file=False, guard_id=guard_id)


def refused_names(import_: Import) -> dict[str, list[int]]:
    """Rows that name nobody who is registered, by the name they bear: each may be somebody on the roster whose number was spoilt."""
    unknown = select(ImportRow).where(
        ImportRow.import_id == import_.id, ImportRow.in_file, ImportRow.verdict.in_((REFUSED, LEFT_OUT)), ImportRow.guard_id.is_(None)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for row in db.session.scalars(unknown):
        if name := unseal(row).cells.get("name"):
            found[folded(str(name))].append(row.number)
    return found
