"""Write, change and strike entries of a guard file; each act is audited."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend import audit
from backend.clock import china_date
from backend.documents import operations as papers
from backend.documents.models import Document
from backend.documents.problems import Kept
from backend.errors import field_error
from backend.extensions import db
from backend.guard_files.models import LabourContract
from backend.guard_files.sections import Section
from backend.permissions import Actor
from backend.roster.models import Employment

KEPT_DAYS = 2 * 365 + 1
"""The Labour Contract Law, art. 50: the text of a contract that ended is kept for two years at least."""


def add(section: Section, employment: Employment, values: dict[str, Any], actor: Actor, now: datetime) -> Any:
    """Write an entry under an employment that was found within reach. Raises Invalid about a field."""
    _check(section, values, now)
    _name_document(employment, values.get("document_id"))
    entry = section.model(employment_id=employment.id, **values, created_at=now, updated_at=now)
    db.session.add(entry)
    db.session.flush()  # the audit needs the id
    after = {"guard_id": employment.guard_id, "unit_id": employment.unit_id, **_facts(section, entry)}
    audit.record("register", section.subject, entry.id, actor=actor, now=now, after=after)
    return entry


def change(section: Section, entry: Any, values: dict[str, Any], actor: Actor, now: datetime) -> Any:
    """Replace what an entry says.

    entry  locked, with its employment
    Raises Invalid about a field; Kept where the paper of a contract that ended would be lost.
    """
    _check(section, values, now)
    before, old_document = _facts(section, entry), getattr(entry, "document_id", None)
    if values.get("document_id") != old_document:
        _name_document(entry.employment, values.get("document_id"))
        _refuse_losing(entry, old_document, now)
    for name, value in values.items():
        setattr(entry, name, value)
    entry.updated_at = now
    db.session.flush()  # the next version number is known only now, and no entry names the old paper any more
    after = _facts(section, entry)
    if getattr(entry, "document_id", None) != old_document:
        _remove_document(old_document, actor, now)
    changed = [name for name in after if after[name] != before[name]]
    audit.record(
        "change",
        section.subject,
        entry.id,
        actor=actor,
        now=now,
        before={n: before[n] for n in changed},
        after={n: after[n] for n in changed},
    )
    return entry


def strike(section: Section, entry: Any, actor: Actor, now: datetime) -> None:
    """Remove an entry that was written by mistake; the audit keeps what it said.

    entry  locked, with its employment
    Raises Kept where the paper of a contract that ended would be lost.
    """
    before, document_id = _facts(section, entry), getattr(entry, "document_id", None)
    _refuse_losing(entry, document_id, now)
    db.session.delete(entry)
    db.session.flush()  # no entry names the paper any more
    _remove_document(document_id, actor, now)
    audit.record("remove", section.subject, entry.id, actor=actor, now=now, before=before)


def _check(section: Section, values: dict[str, Any], now: datetime) -> None:
    today = china_date(now)
    for name in section.past:
        if values.get(name) is not None and values[name] > today:
            raise field_error(name, "out_of_range", "This day has not come")


def _name_document(employment: Employment, document_id: UUID | None) -> None:
    if document_id is not None:
        papers.name(employment.unit_id, document_id)


def _refuse_losing(entry: LabourContract, document_id: UUID | None, now: datetime) -> None:
    """While a contract runs its paper may be exchanged; what has ended is kept for its term."""
    if document_id is None:
        return
    ended = [day for day in (entry.ends_on, entry.employment.ended_on) if day is not None and day < china_date(now)]
    until: date | None = min(ended) + timedelta(days=KEPT_DAYS) if ended else None
    if until is not None and china_date(now) <= until:
        raise Kept(keep_until=until.isoformat())


def _remove_document(document_id: UUID | None, actor: Actor, now: datetime) -> None:
    if document_id is not None:
        papers.remove(db.session.get_one(Document, document_id), actor, now)


def _facts(section: Section, entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in section.body().fields}
