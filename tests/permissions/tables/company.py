"""Rosters, transfers, guard files, sites and contracts."""

from __future__ import annotations

from typing import Any

from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import UNIT, Row, Things, ids, reason, today, value

CONTRACT = "/api/contracts/<uuid:contract_id>"
TRANSFER = "/api/transfers/<uuid:transfer_id>"
SITE = "/api/sites/<uuid:site_id>"
EMPLOYMENT = "/api/employments/<uuid:employment_id>"
_DAY = "2026-11-01"
FILE_ENTRIES: dict[str, dict[str, Any]] = {
    "labour-contracts": {"kind": "fixed_term", "starts_on": _DAY, "ends_on": "2028-10-31"},
    "insurances": {"kind": "accident", "insurer": "平安保险", "starts_on": _DAY},
    "trainings": {"topic": "消防", "hours": 4, "held_on": _DAY, "held_by": "培训部"},
    "rewards-punishments": {"kind": "reward", "decided_on": _DAY, "text": "拾金不昧"},
    "equipment": {"kind": "radio", "handed_out_on": _DAY},
}
"""The sections of a guard file, with an entry of each."""


def _hire(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {
        "identity_number": things["candidate_identity_number"], "name": things["candidate_name"],
        "position": "队员", "started_on": str(scene.today),
    }  # fmt: skip


def _take_over(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    number, name = scene.employed_elsewhere
    return {"certificate_number": number, "name": name, "position": "队员", "effective_on": str(scene.today)}


def _send_away(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"uscc": scene.outside_uscc, "effective_on": str(scene.today)}


def _site(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"name": "新驻点", "address": "路1号", "division_code": "440106"}


def _posting(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"employment_id": str(things["employment"]), "started_on": str(scene.today)}


def _contract(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {
        "client_id": str(things["client"]), "number": "新合同", "services": ["01"], "starts_on": str(scene.today),
        "ends_on": str(scene.today),
    }  # fmt: skip


def _contract_paper(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"document_id": str(things["spare_document"]), "kind": "contract", "title": "合同"}


def _entries(section: str, body: dict[str, Any]) -> list[Row]:
    """What can be done with the entries of one section."""
    one = section.removesuffix("s").replace("-", "_").replace("rewards_", "reward_")
    path, uses = f"/api/{section}/<uuid:entry_id>", {"entry_id": one}
    return [
        Row("POST", f"{EMPLOYMENT}/{section}", "roster:manage", "employment", body=value(**body), status=201, command=True),
        Row("PATCH", path, "roster:manage", one, uses=uses, body=value(**body), command=True),
        Row("DELETE", path, "roster:manage", one, uses=uses, status=204),
    ]


ROWS = [
    # rosters and sites
    Row("POST", f"{UNIT}/roster/search", "roster:read", "unit", body=value(limit=100)),
    Row("POST", f"{UNIT}/employments", "roster:manage", "unit", body=_hire, status=201, command=True),
    Row(
        "POST", "/api/employments/<uuid:employment_id>/leaving", "roster:manage", "employment",
        body=lambda scene, things, person: {"ended_on": str(scene.today), "leaving_reason": "resigned"}, command=True,
    ),
    # transfers
    Row("GET", f"{UNIT}/transfers", "roster:read", "unit"),
    Row("POST", f"{UNIT}/transfers", "roster:manage", "unit", body=_take_over, status=201, command=True),
    Row(
        "POST", "/api/employments/<uuid:employment_id>/transfers", "roster:manage", "employment", body=_send_away, status=201, command=True,
    ),
    Row("GET", TRANSFER, "roster:read", "transfer"),
    Row("POST", f"{TRANSFER}/acceptance", "roster:manage", "transfer", body=value(), command=True),
    Row("POST", f"{TRANSFER}/refusal", "roster:manage", "transfer", body=value(note="仍在合同期"), command=True),
    Row(
        "POST", f"{TRANSFER}/withdrawal", "roster:manage", "transfer",
        subject="own_transfer", uses={"transfer_id": "own_transfer"}, body=value(), command=True,
    ),
    # guard files
    Row("GET", f"{EMPLOYMENT}/file", "roster:read", "employment"),
    Row("GET", f"{EMPLOYMENT}/checks", "roster:read", "employment"),
    Row("GET", "/api/labour-contracts/<uuid:entry_id>/document", "roster:read", "labour_contract", uses={"entry_id": "labour_contract"}),
    *(row for section, body in FILE_ENTRIES.items() for row in _entries(section, body)),
    # clients and sites
    Row("GET", f"{UNIT}/clients", "site:read", "unit"),
    Row("POST", f"{UNIT}/clients", "site:manage", "unit", body=value(name="新客户"), status=201, command=True),
    Row("GET", f"{UNIT}/sites", "site:read", "unit"),
    Row("POST", f"{UNIT}/sites", "site:manage", "unit", body=_site, status=201, command=True),
    Row("GET", "/api/clients/<uuid:client_id>", "site:read", "client"),
    Row("PATCH", "/api/clients/<uuid:client_id>", "site:manage", "client", body=value(contact_phone="020-88886666"), command=True),
    # service contracts and needs
    Row("GET", f"{UNIT}/contracts", "contract:read", "unit"),
    Row("POST", f"{UNIT}/contracts", "contract:manage", "unit", body=_contract, status=201, command=True),
    Row("GET", CONTRACT, "contract:read", "contract"),
    Row("PATCH", CONTRACT, "contract:manage", "contract", body=value(services=["02"]), command=True),
    Row("POST", f"{CONTRACT}/checks", "contract:manage", "contract", body=value(point="other", answer="yes"), command=True),
    Row("POST", f"{CONTRACT}/signing", "contract:manage", "contract", body=today("signed_on"), command=True),
    Row(
        "POST", f"{CONTRACT}/termination", "contract:manage", "contract", subject="signed_contract",
        uses={"contract_id": "signed_contract"}, body=reason("ended_on"), command=True,
    ),
    Row("POST", f"{CONTRACT}/documents", "contract:manage", "contract", body=_contract_paper, status=201, command=True),
    Row("GET", f"{CONTRACT}/documents/<uuid:document_id>", "contract:read", "contract", uses={"document_id": "paper_document"}),
    Row(
        "DELETE", f"{CONTRACT}/documents/<uuid:document_id>", "contract:manage", "contract", uses={"document_id": "paper_document"},
        command=True,
    ),
    Row(
        "POST", f"{CONTRACT}/filing", "contract:manage", "contract", subject="far_contract", uses={"contract_id": "far_contract"},
        body=today("handed_in_on"), command=True,
    ),
    Row("GET", f"{UNIT}/shortfalls", "contract:read", "unit"),
    Row("GET", f"{SITE}/needs", "contract:read", "site"),
    Row("PUT", f"{SITE}/needs", "contract:manage", "site", body=value(contract_id=None, venue=None, posts=[]), command=True),
    Row("GET", "/api/sites", "site:read", lists={"site": ids("id")}),
    Row("GET", SITE, "site:read", "site"),
    Row("PATCH", SITE, "site:manage", "site", body=value(address="新址"), command=True),
    Row("POST", f"{SITE}/closure", "site:manage", "site", body=reason(), command=True),
    Row("GET", f"{SITE}/roster", "roster:read", "site"),
    Row(
        "POST", f"{SITE}/postings", "roster:manage", "site",
        subject="empty_site", uses={"site_id": "empty_site"}, body=_posting, status=201, command=True,
    ),
    Row(
        "POST", "/api/postings/<uuid:posting_id>/ending", "roster:manage", "posting",
        body=lambda scene, things, person: {"ended_on": str(scene.today)}, command=True,
    ),
]  # fmt: skip
