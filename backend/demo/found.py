"""What the story's officers found wrong with guards on one visit, and how the second of them confirmed that he was there."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.accounts.models import Account
from backend.certificates.algorithms import BY_NAME
from backend.demo.ids import named
from backend.demo.story import guard_id
from backend.devices.models import Device
from backend.extensions import db
from backend.inspections.confirmations.operations import text_of

FOUND = {
    "captain": ("present", "valid", "seen_elsewhere", "同一张证二十分钟前在深圳福田被查验，本人称未离开岗位。"),
    "expired": ("present", "expired", "expired", ""),
    "expiring": ("absent", None, "absent", "班次表上有名，未到岗。"),
}
"""By the guard's part in the story: presence, reason of the check, finding, note."""


def mark(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The guards of a visit, those of FOUND as they were found."""
    names = ("presence", "reason", "finding", "note")
    found = {guard_id(key): dict(zip(names, values, strict=True)) for key, values in FOUND.items()}
    return [{**row, **found.get(row["guard_id"], {"presence": "present"})} for row in rows]


def confirmation(officer: Account, inspection_id: UUID, unit_id: UUID, site_id: UUID | None, at: datetime) -> dict[str, Any]:
    """A confirmation by a phone of this officer, registered the day before. Its key is thrown away: nobody signs with it again."""
    es256 = BY_NAME["ES256"]
    secret, public_key = es256.generate()
    enrolled_at, device_id = at - timedelta(days=1), named(f"phone {officer.id}")
    device = Device(id=device_id, account_id=officer.id, public_key=public_key, name="执勤手机", enrolled_at=enrolled_at)
    db.session.add(device)
    db.session.flush()  # the signature is judged by it
    at_ms = int(at.timestamp() * 1000)
    signature = es256.prepare(secret, public_key)(text_of(inspection_id, unit_id, site_id, officer.id, device.id, at_ms))
    told = urlsafe_b64encode(signature).decode().rstrip("=")
    return {"account_id": officer.id, "device_id": device.id, "at_ms": at_ms, "signature": told}
