"""Divisions, agencies, accounts, and what a manager delegates."""

from __future__ import annotations

from typing import Any

from tests.permissions.oracle import Person
from tests.permissions.scene.places import INVITATION_CODE
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import UNIT, Row, Things, ids, reason, value

COLLEAGUE = "/api/colleagues/<uuid:account_id>"
ACCOUNT = "/api/accounts/<uuid:account_id>"


def _manager(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"user_name": "new.manager", "name": "新经理", "role": "company_manager", "unit_id": str(things["unit"])}


def _acceptance(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"code": INVITATION_CODE, "user_name": "new.colleague", "new_password": "seven brown foxes"}


ROWS = [
    # divisions and agencies
    Row("GET", "/api/divisions", "jurisdiction:read"),
    Row("GET", "/api/agencies", "jurisdiction:read", lists={"agency": ids("code")}),
    Row("GET", "/api/agencies/<code>", "jurisdiction:read", "agency"),
    # accounts
    Row("GET", "/api/accounts", "account:read", lists={"account": ids("id")}),
    Row("POST", "/api/accounts", "account:manage", "kept_unit", subject="unit", body=_manager, status=201, command=True),
    Row("GET", ACCOUNT, "account:read", "account"),
    Row("PATCH", ACCOUNT, "account:manage", "account", body=value(name="新名"), command=True),
    Row("POST", f"{ACCOUNT}/disablement", "account:manage", "account", body=reason(), command=True),
    Row(
        "POST", f"{ACCOUNT}/enablement", "account:manage", "account",
        subject="disabled_account", uses={"account_id": "disabled_account"}, body=reason(), command=True,
    ),
    Row("POST", f"{ACCOUNT}/password-reset", "account:manage", "account", body=reason(), command=True),
    Row("POST", f"{ACCOUNT}/second-factor-reset", "account:manage", "account", body=reason(), command=True),
    Row("GET", "/api/officers", "officer:read", lists={"officer": ids("id")}),
    # delegation
    Row("GET", f"{UNIT}/colleagues", "colleague:manage", "unit"),
    Row(
        "PATCH", COLLEAGUE, "colleague:manage", "colleague",
        uses={"account_id": "colleague"}, body=value(profile="read_only"), command=True,
    ),
    Row("POST", f"{COLLEAGUE}/removal", "colleague:manage", "colleague", uses={"account_id": "colleague"}, body=reason(), command=True),
    Row("GET", f"{UNIT}/invitations", "colleague:manage", "unit"),
    Row("POST", f"{UNIT}/invitations", "colleague:manage", "unit", body=value(name="新同事", profile="rosters"), status=201),
    Row("POST", "/api/invitations/<uuid:invitation_id>/revocation", "colleague:manage", "invitation", body=value(), command=True),
    Row("POST", "/api/invitation", "public", body=value(code=INVITATION_CODE)),
    Row("POST", "/api/invitation/acceptance", "public", body=_acceptance, status=201),
]  # fmt: skip
