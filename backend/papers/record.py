"""What the inspection record says (Reg. art. 38): taken from the record as it was received, and from the checklist then in force."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend import media
from backend.clock import china_date
from backend.extensions import db
from backend.inspections import guard_findings
from backend.inspections.models import InspectedGuard, Inspection, InspectionOfficer, MediaFile
from backend.papers.wording import (
    NO_SIGNATURE,
    OUTCOMES,
    PRESENCES,
    RESULTS,
    UNIT_KINDS,
    article,
    day,
    lines,
    minute,
    printable,
    span,
)

CONFIRMED = ("on_site", "later")
NARROW = 12
"""Characters of a word in a column of the tables."""


def values_of(inspection: Inspection) -> dict[str, Any]:
    """Everything that is printed but the code; `inspection` with all its parts."""
    return {
        "number": printable(inspection.number),
        "agency": printable(inspection.agency.name),
        "facts": facts_of(inspection),
        "items": _items(inspection),
        "guards": [_guard(row, inspection) for row in inspection.guards],
        "counts": _counts(inspection.guards),
        "findings": lines(inspection.findings),
        "result": RESULTS[inspection.result],
        "rectify_by": day(inspection.rectify_by),
        "photos": len(inspection.photos),
        "officers": [officer_of(row, inspection.signed and row.account_id == inspection.account_id) for row in inspection.officers],
        "signature": signature_of(inspection),
        "day": day(china_date(inspection.finished_at)),
        "origin": _origin(inspection),
    }


def facts_of(inspection: Inspection) -> list[list[str]]:
    """Labels and texts of the table at the top, a row each."""
    unit, site = inspection.unit, inspection.site
    return [
        ["被检查单位", printable(unit.name)],
        ["单位类别", UNIT_KINDS[unit.kind], "社会信用代码", printable(unit.uscc)],
        ["单位地址", printable(unit.address)],
        ["检查地点", printable(f"{site.name}（{site.address}）" if site else unit.address)],
        ["单位现场负责人", printable(inspection.responsible_person or inspection.signer_name or "—")],
        ["检查时间", span(inspection.started_at, inspection.finished_at)],
    ]


def officer_of(row: InspectionOfficer, signed: bool = False) -> dict[str, str]:
    """An inspector, as of the day.

    signed  whether the device that signed the record is his
    """
    return {
        "name": printable(row.name),
        "number": printable(row.police_number or "—", NARROW),
        "agency": printable(row.agency_name),
        "confirmed": _confirmed(row, signed),
    }


def _confirmed(row: InspectionOfficer, signed: bool) -> str:
    """That a device of his own stands for him, as far as it was known when the paper was made."""
    if row.confirmation in CONFIRMED and row.confirmed_at:
        return f"{minute(row.confirmed_at)}由本人终端确认"
    return "由本人终端签署" if signed else ""


def signature_of(inspection: Inspection) -> dict[str, Any]:
    """The responsible person's signature, or why there is none."""
    reason = NO_SIGNATURE.get(inspection.no_signature_reason or "", "")
    return {
        "name": printable(inspection.signer_name or inspection.responsible_person),
        "image": _picture(inspection.signature_media_id),
        "reason": reason,
        "note": lines(inspection.no_signature_note),
    }


def _items(inspection: Inspection) -> list[dict[str, Any]]:
    point = {item.id: item for item in inspection.checklist.items}
    return [
        {
            "title": printable(point[row.item_id].title_zh),
            "article": article(point[row.item_id].article),
            "outcome": OUTCOMES[row.outcome],
            "problem": row.outcome == "problem",
            "note": lines(row.note, NARROW),
        }
        for row in inspection.items
    ]


def _guard(row: InspectedGuard, inspection: Inspection) -> dict[str, Any]:
    return {
        "name": printable(row.name or "未知", NARROW),
        "certificate": printable(row.certificate_number or "—", 18),
        "presence": PRESENCES[row.presence],
        "finding": _finding(row, inspection),
        "article": article(row.article),
        "note": lines(row.note, NARROW),
    }


def _finding(row: InspectedGuard, inspection: Inspection) -> str:
    if row.finding is None:
        return ""
    return guard_findings.get_finding(row.finding, china_date(inspection.finished_at)).title_zh


def _counts(guards: list[InspectedGuard]) -> str:
    number = {presence: sum(row.presence == presence for row in guards) for presence in PRESENCES}
    wrong = sum(row.finding is not None for row in guards)
    counted = "，".join(f"{PRESENCES[presence]}{count}人" for presence, count in number.items() if count)
    return f"共{len(guards)}人：{counted}；其中发现问题{wrong}人。" if guards else "本次检查未核对保安员。"


def _origin(inspection: Inspection) -> str:
    signed = "由已登记的执法终端签署" if inspection.signed else "由执法终端上传"
    return f"本记录{signed}，{minute(inspection.received_at)}由系统接收，记录摘要（SHA-256）{inspection.digest.hex()[:32]}…。"


def _picture(media_id: UUID | None) -> list[int] | None:
    if media_id is None:
        return None
    name = db.session.execute(select(MediaFile.file_name).where(MediaFile.id == media_id)).scalar_one()
    return list(media.read(name))
