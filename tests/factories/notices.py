"""Notices to tell stories about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.factories.inspections import visit
from tests.support.world import Browser, World


def wrong_visit(
    world: World, officer: Browser, colleague: str, unit: UUID, rectify_by: str, *, points: int = 1, site: UUID | None = None, **change: Any
) -> dict[str, Any]:
    """A visit that found the first points of the checklist wrong."""
    body = visit(world, officer, colleague, unit, site)
    for item in body["items"][:points]:
        item |= {"outcome": "problem", "note": "缺交接签名"}
    return {**body, "result": "rectification_required", "rectify_by": rectify_by, "findings": "值班记录不完整。", **change}


def notice_of(officer: Browser, inspection_id: str) -> dict[str, Any]:
    """The notice that a record made, whole."""
    found = officer.get(f"/notices?inspection_id={inspection_id}").json["items"]
    return dict(officer.get(f"/notices/{found[0]['id']}").json)


def recheck(
    world: World, officer: Browser, colleague: str, notice: dict[str, Any], state: str = "corrected", **change: Any
) -> dict[str, Any]:
    """The visit that looks again at every item of a notice."""
    rechecked = [{"item_id": item["id"], "state": state} for item in notice["items"]]
    body = visit(world, officer, colleague, notice["unit_id"], notice["site_id"])
    return {**body, "notice_id": notice["id"], "rechecked": rechecked, **change}
