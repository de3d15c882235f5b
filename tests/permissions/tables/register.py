"""Units, guards, certificates and cards."""

from __future__ import annotations

from typing import Any

from tests.factories.certificates import portrait
from tests.factories.guards import identity_number
from tests.permissions.oracle import Person
from tests.permissions.scene.places import CARD_CODE
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import REFUSED, UNIT, Body, Row, Things, ids, reason, value
from tests.support.world import uscc

CERTIFICATE = "/api/certificates/<uuid:certificate_id>"
BATCH = "/api/card-batches/<uuid:batch_id>"
AGENCY = "/api/agencies/<code>"
GUARD = "/api/guards/<uuid:guard_id>"


def _unit(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {
        "kind": "security_company", "name": "新公司", "uscc": uscc(80_000), "legal_representative": "陈立", "phone": None,
        "address": "路1号", "division_code": "440106", "agency_code": things["agency"], "registered_capital_yuan": None,
        "ownership": "private", "services": [],
    }  # fmt: skip


def _guard(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {
        "name": "新卫", "identity_number": identity_number(900), "phone": "13812345678",
        "education": "bachelor", "address": "路1号", "agency_code": things["agency"],
    }  # fmt: skip


def _issue(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"guard_id": str(things["candidate"]), "issued_on": str(scene.today), "expires_on": None}


def _replace(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"reason": "遗失", "issued_on": str(scene.today), "expires_on": None}


def _reprint(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"reason": "lost", "issued_on": str(scene.today), "expires_on": None}


def _of_agency(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"agency_code": things["agency"]}


def _design(**more: int) -> Body:
    chosen = {
        "title": "保安员证", "title_in_english": "Guard", "agency_words": None, "colour": "#0b4f9e", "stripe": "#0b4f9e",
        "back_text": "背面", "back_text_in_english": "Back", "logo": None,
    }  # fmt: skip
    return lambda scene, things, person: {**chosen, **more}


def _take_card(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    known = {"number": things["number"], "identity_number": things["identity_number"]}
    return {**known, "code": CARD_CODE, "key": "n" * 43}


def _phone_key(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"key": things["phone_key"]}


def _act(name: str, verb: str, subject: str = "certificate") -> Row:
    return Row(
        "POST", f"/api/certificates/<uuid:certificate_id>/{name}", f"certificate:{verb}", "certificate",
        subject="" if subject == "certificate" else subject, uses={"certificate_id": subject},
        body=reason("effective_on"), command=True,
    )  # fmt: skip


ROWS = [
    # units
    Row("GET", "/api/units", "unit:read", lists={"unit": ids("id")}),
    Row("POST", "/api/units", "unit:manage", "agency", body=_unit, status=201, command=True, outside=REFUSED),
    Row("GET", UNIT, "unit:read", "unit"),
    Row("PATCH", UNIT, "unit:manage", "unit", body=value(address="新址"), command=True),
    # guards
    Row("POST", "/api/guards/search", "guard:read", body=value(limit=100), lists={"guard": ids("id")}),
    Row("POST", "/api/guards", "guard:register", "agency", body=_guard, status=201, command=True, outside=REFUSED),
    Row("GET", GUARD, "guard:read", "guard"),
    Row("PATCH", GUARD, "guard:edit", "guard", body=value(address="新址"), command=True),
    Row("POST", f"{GUARD}/disclosure", "guard:disclose", "guard", body=reason(), command=True),
    Row("GET", f"{GUARD}/photo", "guard:read", "guard"),
    Row("PUT", f"{GUARD}/photo", "guard:edit", "guard", data=portrait(), command=True),
    Row("GET", f"{GUARD}/certificates", "certificate:read", "guard"),
    Row("GET", f"{GUARD}/employments", "roster:read", "guard"),
    # certificates
    Row("GET", "/api/certificates", "certificate:read", lists={"certificate": ids("id")}),
    Row("POST", "/api/certificates", "certificate:issue", "guard", subject="candidate", body=_issue, status=201, command=True),
    Row("GET", CERTIFICATE, "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/events", "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/qr.png", "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/qr.svg", "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/card.png", "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/card.jpg", "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/card-back.png", "certificate:read", "certificate"),
    Row("GET", f"{CERTIFICATE}/prints", "certificate:read", "certificate"),
    Row("POST", f"{CERTIFICATE}/reprint", "certificate:replace", "certificate", body=_reprint, status=201, command=True),
    _act("suspension", "suspend"),
    _act("reinstatement", "suspend", "suspended_certificate"),
    _act("revocation", "revoke"),
    _act("cancellation", "cancel"),
    Row("POST", f"{CERTIFICATE}/replacement", "certificate:replace", "certificate", body=_replace, status=201, command=True),
    # cards by the thousand, their form, and those on phones
    Row("POST", "/api/card-batches/count", "card:print", "agency", body=_of_agency),
    Row("POST", "/api/card-batches", "card:print", "agency", body=_of_agency, status=202, command=True),
    Row("GET", "/api/card-batches", "card:print", lists={"card_batch": ids("id")}),
    Row("GET", BATCH, "card:print", "card_batch"),
    Row("GET", f"{BATCH}/failures", "card:print", "card_batch"),
    Row("GET", f"{BATCH}/files/<int:number>", "card:print", "card_batch", fills={"number": "0"}),
    Row("GET", f"{AGENCY}/card-template", "card:design", "agency"),
    Row("GET", f"{AGENCY}/card-templates", "card:design", "agency"),
    Row("POST", f"{AGENCY}/card-templates", "card:design", "agency", body=_design(based_on=0), status=201, command=True),
    Row("POST", f"{AGENCY}/card-templates/preview", "card:design", "agency", body=_design()),
    Row("POST", f"{GUARD}/card-codes", "card:hand_out", "guard", body=value(), status=201),
    Row("GET", f"{GUARD}/electronic-cards", "card:hand_out", "guard"),
    Row("DELETE", "/api/electronic-cards/<uuid:electronic_card_id>", "card:hand_out", "electronic_card", status=204),
    Row("POST", "/api/card", "public", body=_take_card, csrf=False),
    Row("POST", "/api/card/state", "public", body=_phone_key, csrf=False),
    Row("POST", "/api/card/removal", "public", body=_phone_key, status=204, csrf=False),
]  # fmt: skip
