"""Visits to tell stories about."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from tests.support.world import Browser, World


def picture(size: tuple[int, int] = (64, 48), form: str = "JPEG") -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form)
    return out.getvalue()


def send_picture(officer: Browser, kind: str = "inspection_photo", data: bytes | None = None, **options: Any) -> Any:
    """Send a picture as the app does."""
    return officer.send("POST", f"/media?kind={kind}", data=data or picture(), content_type="image/jpeg", **options)


def visit(world: World, officer: Browser, colleague: str, unit: UUID, site: UUID | None = None, **change: Any) -> dict[str, Any]:
    """A visit without findings, signed by nobody because nobody was there.

    colleague  user name of the second officer
    """
    kind = officer.get(f"/units/{unit}").json["kind"]
    checklist = officer.get(f"/checklists?unit_kind={kind}").json["items"][0]
    officers = [officer.get("/session").json["account"]["id"], account_id(world, colleague)]
    whole = record(str(unit), checklist, officers, str(uuid4()), world.next(), world.clock.now())
    return {**whole, "site_id": str(site) if site else None, **change}


def record(unit: str, checklist: dict[str, Any], officers: list[str], device: str, sequence: int, now: datetime) -> dict[str, Any]:
    """What a phone sends of a visit without findings."""
    moment = now.isoformat()
    return {
        "id": str(uuid4()),
        "unit_id": unit,
        "site_id": None,
        "checklist_id": checklist["id"],
        "started_at": moment,
        "finished_at": moment,
        "device_id": device,
        "device_sequence": sequence,
        "officer_ids": officers,
        "position": {"latitude": 23.13, "longitude": 113.36, "accuracy_m": 12.5},
        "items": [{"item_id": item["id"], "outcome": "conform", "note": ""} for item in checklist["items"]],
        "guards": [],
        "findings": "",
        "photos": [],
        "responsible_person": None,
        "signature": None,
        "no_signature": {"reason": "absent", "note": "负责人不在场"},
        "result": "no_problem",
        "rectify_by": None,
    }


def account_id(world: World, user_name: str) -> str:
    """The id of an account by its user name."""
    from backend.accounts.models import Account
    from backend.extensions import db

    with world.app.app_context():
        return str(db.session.execute(db.select(Account.id).where(Account.user_name == user_name)).scalar_one())
