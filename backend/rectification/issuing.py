"""A record that requires rectification makes its notice: one item for each point found wrong and each finding about a guard."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from backend.accounts.models import Account
from backend.clock import china_date
from backend.extensions import db, settings
from backend.inspections import guard_findings, numbering
from backend.inspections.models import GUARD_FINDINGS, ChecklistItem, InspectedGuard, Inspection, InspectionItem
from backend.permissions import Actor, Role
from backend.rectification import events, terms
from backend.rectification.models import RectificationItem, RectificationNotice, RectificationSequence

REQUIRED = "rectification_required"
Found = dict[str, Any]


def author_of(inspection: Inspection) -> Actor:
    """Who recorded the visit, as far as the history needs to know; also where the account can no longer act."""
    account = db.session.get_one(Account, inspection.account_id)
    return Actor(account.id, account.name, Role(account.role), account.agency_code)


def issue(
    inspection: Inspection,
    now: datetime,
    sent: Sequence[dict[str, Any]] | None = None,
    known: Collection[tuple[Any, ...]] = (),
    climbs_after: date | None = None,
) -> None:
    """Make the notice of a record, if anything is new in it.

    sent          the guards as the phone sent them; None for an older record
    known         what a notice that was just re-checked orders already; see `key_of`
    climbs_after  instead of the deadline: of a record that is older than this room
    """
    found = [item for item in _found(inspection, sent) if key_of(item) not in known]
    if not found and not known:
        found = [_in_words(inspection.findings.strip())]
    if not found or inspection.rectify_by is None:
        return
    author = author_of(inspection)
    notice = _make(inspection, found, inspection.rectify_by, author, now)
    db.session.add(notice)
    terms.set_recheck(notice)
    terms.set_climb(notice, climbs_after or inspection.rectify_by)
    db.session.flush()  # the event refers to it
    events.write(notice, "issued", author, now, facts={"inspection_id": inspection.id, "count": len(found)})


def _make(inspection: Inspection, found: Sequence[Found], due_on: date, author: Actor, now: datetime) -> RectificationNotice:
    return RectificationNotice(
        number=numbering.draw(RectificationSequence, settings().notice_pattern, author.agency_code or inspection.agency_code, now),
        inspection_id=inspection.id,
        unit_id=inspection.unit_id,
        site_id=inspection.site_id,
        agency_code=inspection.agency_code,
        issued_at=inspection.received_at,
        issued_by_id=author.account_id,
        issued_by_name=author.name,
        original_due_on=due_on,
        due_on=due_on,
        state="open",
        escalated_level=0,
        changed_at=now,
        items=[RectificationItem(**item, position=place, due_on=due_on, state="open") for place, item in enumerate(found, 1)],
        events=[],
    )


def key_of(item: Any) -> tuple[Any, ...]:
    """What makes two items the same matter: the checklist's point, or the finding about a guard."""
    read = item.get if isinstance(item, dict) else partial(getattr, item)
    return tuple(read(name) for name in ("item_id", "finding", "guard_id"))


def finding_of(guard: InspectedGuard, guess: bool) -> str | None:
    """What was found wrong about a guard.

    guess  nobody was asked what is wrong (older records and phones): then what presence and card say
    """
    if guard.finding or not guess:
        return guard.finding
    if guard.reason in GUARD_FINDINGS:
        return guard.reason
    return guard.presence if guard.presence != "present" else None


def _found(inspection: Inspection, sent: Sequence[dict[str, Any]] | None) -> list[Found]:
    points = db.session.execute(
        select(ChecklistItem, InspectionItem.note)
        .join(InspectionItem, InspectionItem.item_id == ChecklistItem.id)
        .where(InspectionItem.inspection_id == inspection.id, InspectionItem.outcome == "problem")
        .order_by(InspectionItem.position)
    )
    found = [_point(item, note.strip()) for item, note in points]
    guards = db.session.scalars(
        select(InspectedGuard).where(InspectedGuard.inspection_id == inspection.id).order_by(InspectedGuard.position)
    )
    day = china_date(inspection.finished_at)
    for guard in guards:
        kind = finding_of(guard, guess=sent is None or "finding" not in sent[guard.position])
        if kind:
            found.append(_about_guard(guard, guard_findings.get_finding(kind, day)))
    return found


def _about_guard(guard: InspectedGuard, finding: guard_findings.GuardFinding) -> Found:
    who = " ".join(filter(None, (guard.name, guard.certificate_number)))
    note = "；".join(filter(None, (who, guard.note.strip())))
    return {
        "item_id": None,
        "finding": finding.kind,
        "guard_id": guard.guard_id,
        "article": guard.article or finding.article,
        "text": _joined(finding.title_zh, "：", note),
        "text_en": _joined(finding.title_en, ": ", note),
    }


def _in_words(text: str) -> Found:
    """The record requires it and marks no point: then all that it says."""
    return {
        "item_id": None,
        "finding": "other",
        "guard_id": None,
        "article": "Reg. 38",
        "text": text or "见检查记录",
        "text_en": text or "See the record",
    }


def _point(item: ChecklistItem, note: str) -> Found:
    return {
        "item_id": item.id,
        "finding": None,
        "guard_id": None,
        "article": item.article,
        "text": _joined(item.title_zh, "：", note),
        "text_en": _joined(item.title_en, ": ", note),
    }


def _joined(title: str, between: str, note: str) -> str:
    return f"{title}{between}{note}" if note else title
