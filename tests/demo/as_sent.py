"""A record as its phone sent it, worked out from the rows that were kept."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from sqlalchemy import select

from backend.clock import CHINA
from backend.extensions import db
from backend.inspections.confirmations.models import InspectionConfirmation
from backend.inspections.models import Inspection


def as_sent(visit: Inspection) -> dict[str, Any]:
    """The record as the phone sent it."""
    names_of = ("id", "unit_id", "site_id", "checklist_id", "started_at", "finished_at", "device_id", "device_sequence", "position",
                "findings", "responsible_person", "result", "rectify_by")  # fmt: skip
    sent = {name: getattr(visit, name) for name in names_of}
    signature = {"media_id": visit.signature_media_id, "signer_name": visit.signer_name} if visit.signature_media_id else None
    guard_names = ("guard_id", "certificate_number", "name", "presence", "verification_id", "reason", "note", "finding")
    confirmed = db.session.scalars(select(InspectionConfirmation).where(InspectionConfirmation.inspection_id == visit.id)).all()
    return {
        **sent, "signature": signature,
        "no_signature": None if signature else {"reason": visit.no_signature_reason, "note": visit.no_signature_note},
        "officer_ids": [officer.account_id for officer in visit.officers],
        "items": [{"item_id": item.item_id, "outcome": item.outcome, "note": item.note} for item in visit.items],
        "guards": [{name: getattr(row, name) for name in guard_names} for row in visit.guards],
        "photos": [{"media_id": row.media_id, "caption": row.caption, "item_id": row.item_id} for row in visit.photos],
        **{name: sent[name].astimezone(CHINA) for name in ("started_at", "finished_at")},
        **({"confirmations": [given(row) for row in confirmed]} if confirmed else {}),
    }  # fmt: skip


def given(row: InspectionConfirmation) -> dict[str, Any]:
    """A confirmation as the record brought it along."""
    signature, at_ms = urlsafe_b64encode(row.signature).decode().rstrip("="), round(row.confirmed_at.timestamp() * 1000)
    return {"account_id": row.account_id, "device_id": row.device_id, "at_ms": at_ms, "signature": signature}
