"""Visits to tell stories about."""

from __future__ import annotations

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
    now = world.clock.now().isoformat()
    return {
        "id": str(uuid4()),
        "unit_id": str(unit),
        "site_id": str(site) if site else None,
        "checklist_id": checklist["id"],
        "started_at": now,
        "finished_at": now,
        "device_id": str(uuid4()),
        "device_sequence": world.next(),
        "officer_ids": [officer.get("/session").json["account"]["id"], account_id(world, colleague)],
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
        **change,
    }


def account_id(world: World, user_name: str) -> str:
    """The id of an account by its user name."""
    from backend.accounts.models import Account
    from backend.extensions import db

    with world.app.app_context():
        return str(db.session.execute(db.select(Account.id).where(Account.user_name == user_name)).scalar_one())
