"""Entries of guard files to tell stories about, made over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.world import Browser

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def contract(**more: Any) -> dict[str, Any]:
    """A labour contract for two years."""
    return {"kind": "fixed_term", "number": "LD-1", "starts_on": "2026-01-01", "ends_on": "2027-12-31", **more}


def under_contract(manager: Browser, entry: dict[str, Any]) -> None:
    """Give somebody on the roster a labour contract that is open since he came."""
    values = contract(kind="open_ended", starts_on=entry["started_on"], ends_on=None)
    answer = manager.post(f"/employments/{entry['employment_id']}/labour-contracts", values)
    assert answer.status_code == 201, answer.text


def paper(manager: Browser, unit_id: UUID, data: bytes = PDF) -> str:
    """The id of a document that was just sent."""
    answer = manager.send("POST", f"/documents?unit_id={unit_id}", data=data, content_type="application/pdf")
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])
