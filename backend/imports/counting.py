"""How many rows of an import have which verdict, and how far it came."""

from __future__ import annotations

from sqlalchemy import func, select

from backend.extensions import db
from backend.imports.fields import LEAVE, VERDICTS
from backend.imports.models import Import, ImportRow

NONE = dict.fromkeys((*VERDICTS, "missing", "applied", "undone", "not_undone"), 0)


def count(import_: Import) -> dict[str, int]:
    """Values of `CountsSchema`, from the rows as the running transaction sees them."""
    told = (
        func.count(),
        func.count(ImportRow.applied_at),
        func.count(ImportRow.undone_at),
        func.count(ImportRow.undo_problem),
    )
    grouped = select(ImportRow.verdict, ImportRow.in_file, *told).where(ImportRow.import_id == import_.id)
    counts = dict(NONE)
    for verdict, in_file, rows, applied, undone, not_undone in db.session.execute(grouped.group_by(ImportRow.verdict, ImportRow.in_file)):
        counts[verdict] += rows
        counts["missing"] += rows if verdict == LEAVE and not in_file else 0
        for name, more in (("applied", applied), ("undone", undone), ("not_undone", not_undone)):
            counts[name] += more
    return counts
