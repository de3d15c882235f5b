"""Every route, with the permission it ought to ask for and a request that succeeds for who may.

Typed by hand from the rules. `test_matrix` fails for a route without a row, and for a row without a route.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pyotp
from cryptography.hazmat.primitives.asymmetric import ec

from backend.warnings.push import encryption
from tests.factories.certificates import portrait
from tests.factories.guards import identity_number
from tests.factories.inspections import picture
from tests.permissions.oracle import Person
from tests.permissions.scene import CARD_CODE, INVITATION_CODE, TOTP_SECRET, Scene
from tests.support.authenticator import Authenticator
from tests.support.world import PASSWORD, uscc

Things = dict[str, Any]
Body = Callable[[Scene, Things, Person], Any]
PDF = b"%PDF-1.7 %%EOF"
NOT_FOUND, REFUSED = (404, "not_found"), (422, "validation")
PLACEHOLDERS = {"code": "agency", "batch_id": "card_batch", "token": "paper_token"}
"""Else `<unit_id>` stands for the thing called "unit"."""


@dataclass(frozen=True)
class Row:
    """One route, or one way to call it.

    kind     what decides the reach; None where there is no reach
    subject  the thing at the place that the request is about, if it is not called like its kind
    uses     other things than usual for placeholders of the path
    outside  the answer to who may do it, but not there
    fills    for static files: the placeholder's text
    lists    what the answer lists, by kind: exactly what exists for the person
    headers  beside the usual ones
    signed   the body of a command that the thing `device` signs
    secret   False where the thing was shown by its holder, so that no reach applies
    """

    method: str
    rule: str
    permission: str
    kind: str | None = None
    subject: str = ""
    uses: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    query: str = ""
    body: Body | None = None
    data: bytes | None = None
    content_type: str = "image/jpeg"
    headers: dict[str, str] = field(default_factory=dict)
    signed: Body | None = None
    status: int = 200
    command: bool = False
    outside: tuple[int, str] = NOT_FOUND
    lists: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    secret: bool = True
    csrf: bool = True

    @property
    def about(self) -> str:
        """The thing of the place the request is about."""
        return self.subject or self.kind or ""

    def __str__(self) -> str:
        return f"{self.method} {self.rule}{self.query}" + (f" ({self.subject})" if self.subject else "")


def _ids(name: str) -> Callable[[Any], set[str]]:
    return lambda answer: {item[name] for item in answer["items"]}


def _paper_code(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"code": things["paper_code"]}


def _reason(day: str = "") -> Body:
    return lambda scene, things, person: {"reason": "工作需要", **({day: str(scene.today)} if day else {})}


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


def _manager(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"user_name": "new.manager", "name": "新经理", "role": "company_manager", "unit_id": str(things["unit"])}


def _acceptance(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"code": INVITATION_CODE, "user_name": "new.colleague", "new_password": "seven brown foxes"}


def _numbers(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"numbers": things["number"]}


def _watch(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"name": "新名单", "numbers": things["number"]}


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


def _mapping(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"sheet": 0, "header_row": 1, "columns": [{"index": 0, "field": "name"}, {"index": 1, "field": "certificate_number"}]}


def _issue(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"guard_id": str(things["candidate"]), "issued_on": str(scene.today), "expires_on": None}


def _replace(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"reason": "遗失", "issued_on": str(scene.today), "expires_on": None}


def _push(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    key = ec.generate_private_key(encryption.CURVE)
    p256dh, auth = encryption.to_base64(encryption.point(key)), encryption.to_base64(b"a" * 16)
    return {"endpoint": f"https://push.example.net/{person.name}", "p256dh": p256dh, "auth": auth, "language": "en"}


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


def _site(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"name": "新驻点", "address": "路1号", "division_code": "440106"}


def _posting(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"employment_id": str(things["employment"]), "started_on": str(scene.today)}


def _check(with_site: bool) -> Body:
    def body(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
        asked = {"number": things["number"], "device_id": str(uuid4()), "checked_at": scene.world.clock.now().isoformat(), "mode": "online"}
        return {**asked, **({"site_id": str(things["site"])} if with_site else {})}

    return body


def _visit(with_site: bool) -> Body:
    def body(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
        now, kind = scene.world.clock.now().isoformat(), things["kind"]
        return {
            "id": str(uuid4()), "unit_id": str(things["unit"]), "site_id": str(things["site"]) if with_site else None,
            "checklist_id": str(scene.checklist[kind]), "started_at": now, "finished_at": now,
            "device_id": str(uuid4()), "device_sequence": 1,
            "officer_ids": [str(person.account_id or uuid4()), scene.colleague_id], "position": None,
            "items": [{"item_id": str(item), "outcome": "conform", "note": ""} for item in scene.checklist_items[kind]],
            "guards": [], "findings": "", "photos": [], "responsible_person": None, "signature": None,
            "no_signature": {"reason": "absent", "note": ""}, "result": "no_problem", "rectify_by": None,
        }  # fmt: skip

    return body


UNRECORDED = UUID(int=7)
"""A visit whose record has not arrived."""


def _confirmation(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    phone, at_ms = scene.phones[things["own_device"]], int(scene.world.clock.now().timestamp() * 1000)
    words = (UNRECORDED, UNRECORDED, "-", person.account_id, phone.id, at_ms)
    return {
        "unit_id": str(UNRECORDED), "site_id": None, "device_id": str(phone.id), "at_ms": at_ms,
        "signature": phone.sign("\n".join(("gangwei-visit-1", *map(str, words)))),
    }  # fmt: skip


def _handed_in(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"upload_id": str(things["handed_in"])}


def _lookup(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"number": things["number"], "name": things["name"]}


def _passkey_sign_in(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return scene.device.get(scene.challenge(person, "/api/session/passkey/challenge"))


def _new_passkey(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return Authenticator().create(scene.challenge(person, "/api/own/passkeys/challenge"))


def _new_device(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return scene.new_device(person)


def _totp_code(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"totp_code": pyotp.TOTP(TOTP_SECRET).at(int(scene.world.clock.now().timestamp()))}


def _first_code(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"code": _totp_code(scene, things, person)["totp_code"]}


def _value(**values: Any) -> Body:
    return lambda scene, things, person: values


def _act(name: str, verb: str, subject: str = "certificate") -> Row:
    return Row(
        "POST", f"/api/certificates/<uuid:certificate_id>/{name}", f"certificate:{verb}", "certificate",
        subject="" if subject == "certificate" else subject, uses={"certificate_id": subject},
        body=_reason("effective_on"), command=True,
    )  # fmt: skip


def _answer(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"item_ids": [str(things["notice_item"])], "text": "已改正", "media_ids": []}


def _extension(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"version": 1, "due_on": str(scene.today + timedelta(days=14)), "reason": "工作需要"}


def _penalty(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"version": 1, "provision_id": str(scene.provision), "amount_yuan": None, "reason": "逾期未改"}


def _contract(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {
        "client_id": str(things["client"]), "number": "新合同", "services": ["01"], "starts_on": str(scene.today),
        "ends_on": str(scene.today),
    }  # fmt: skip


def _contract_paper(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"document_id": str(things["spare_document"]), "kind": "contract", "title": "合同"}


def _today(name: str) -> Body:
    return lambda scene, things, person: {name: str(scene.today)}


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


def _entries(section: str, body: dict[str, Any]) -> list[Row]:
    """What can be done with the entries of one section."""
    one = section.removesuffix("s").replace("-", "_").replace("rewards_", "reward_")
    path, uses = f"/api/{section}/<uuid:entry_id>", {"entry_id": one}
    return [
        Row("POST", f"{EMPLOYMENT}/{section}", "roster:manage", "employment", body=_value(**body), status=201, command=True),
        Row("PATCH", path, "roster:manage", one, uses=uses, body=_value(**body), command=True),
        Row("DELETE", path, "roster:manage", one, uses=uses, status=204),
    ]


ONE = "/api/{}/<uuid:{}_id>"
CONTRACT = "/api/contracts/<uuid:contract_id>"
CERTIFICATE = "/api/certificates/<uuid:certificate_id>"
COLLEAGUE = "/api/colleagues/<uuid:account_id>"
WATCH = "/api/watches/<uuid:watch_id>"
ACCOUNT = "/api/accounts/<uuid:account_id>"
COMMAND = "/api/quarantine/<uuid:command_id>"
IMPORT = "/api/imports/<uuid:import_id>"
UPLOAD, NEW_UPLOAD = "/api/uploads/<uuid:upload_id>", "0193b7c0-0000-7000-8000-000000000001"
JOB = "/api/jobs/<uuid:job_id>"
NOTICE = "/api/notices/<uuid:notice_id>"
WARNING = "/api/warnings/<uuid:warning_id>"
TASK = "/api/tasks/<uuid:task_id>"
TRANSFER = "/api/transfers/<uuid:transfer_id>"
DEVICE, OWN_DEVICE = "/api/devices/<uuid:device_id>", "/api/own/devices/<uuid:device_id>"
KEY = "/api/signing-keys/<int:key_id>"
BATCH, AGENCY = "/api/card-batches/<uuid:batch_id>", "/api/agencies/<code>"
GUARD, UNIT, SITE = "/api/guards/<uuid:guard_id>", "/api/units/<uuid:unit_id>", "/api/sites/<uuid:site_id>"

PAGES = [
    Row("GET", "/", "public"),
    Row("GET", "/<path:name>", "public", fills={"name": "assets/app.js"}),
    Row("GET", "/c/<code>", "public", fills={"code": "1234567890"}),
    Row("GET", "/lookup", "public"),
    Row("GET", "/p/<token>", "public", fills={"token": "0123456789012345678901"}),
    Row("GET", "/api/docs", "public"),
    Row("GET", "/api/docs/<path:name>", "public", fills={"name": "start.js"}),
    Row("GET", "/api/openapi.json", "public"),
]
"""Files for everybody: the only routes outside the endpoint decorator."""

TABLE = [
    *PAGES,
    Row("GET", "/api/health", "public"),
    Row("GET", "/api/readiness", "public"),
    Row("GET", "/api/metrics", "public", status=404),  # without a token nobody learns that it is there
    Row("GET", "/api/trust-list", "public"),
    Row("GET", "/api/lists/trust", "public"),
    Row("GET", "/api/lists/trust/<int:key_id>", "public", fills={"key_id": "2"}),
    Row("GET", "/api/lists/status", "public"),
    Row("POST", "/api/lookup", "public", body=_lookup, csrf=False),
    # the transparency log
    Row("GET", "/api/log/checkpoint", "public"),
    Row("GET", "/api/log/inclusion", "public", query=f"?leaf={'0' * 64}", status=404),
    Row("GET", "/api/log/consistency", "public", query="?from=1"),
    Row("GET", "/api/log/entries", "public"),
    Row("POST", "/api/log/card", "public", body=_value(credential="123"), csrf=False),
    Row("POST", "/api/log/forks", "public", body=_value(known="AA==", offered="AA=="), csrf=False, status=422),
    Row("GET", "/api/log", "audit:read"),
    # signing in, and one's own
    Row("GET", "/api/session", "public"),
    Row("POST", "/api/session", "public", body=lambda scene, things, person: {"user_name": scene.visitor, "password": PASSWORD}),
    Row("DELETE", "/api/session", "signed_in", status=204),
    Row("PUT", "/api/own/password", "signed_in", body=_value(current_password=PASSWORD, new_password="seven brown foxes")),
    Row("GET", "/api/own/sessions", "signed_in", lists={"session": _ids("id")}),
    Row("DELETE", "/api/own/sessions", "signed_in", status=204),
    Row("DELETE", "/api/own/sessions/<uuid:session_id>", "signed_in", "session", status=204),
    # the second factor
    Row("GET", "/api/session/passkey/challenge", "public"),
    Row("POST", "/api/session/passkey", "public", body=_passkey_sign_in),
    Row("GET", "/api/session/second-factor/challenge", "signed_in"),
    Row("POST", "/api/session/second-factor", "signed_in", body=_totp_code),
    Row("POST", "/api/own/confirmation", "signed_in", body=_value(password=PASSWORD), status=204),
    Row("GET", "/api/own/second-factor", "signed_in", lists={"passkey": lambda answer: {row["id"] for row in answer["passkeys"]}}),
    Row("GET", "/api/own/passkeys/challenge", "signed_in"),
    Row("POST", "/api/own/passkeys", "signed_in", body=_new_passkey, status=201),
    Row("DELETE", "/api/own/passkeys/<uuid:passkey_id>", "signed_in", "passkey"),
    Row("POST", "/api/own/totp", "signed_in", body=_value()),
    Row("POST", "/api/own/totp/confirmation", "signed_in", body=_first_code),
    Row("DELETE", "/api/own/totp", "signed_in"),
    Row("POST", "/api/own/recovery-codes", "signed_in", body=_value()),
    # devices
    Row("GET", "/api/own/devices", "verification:record", lists={"own_device": _ids("id")}),
    Row("GET", "/api/own/devices/challenge", "verification:record"),
    Row("POST", "/api/own/devices", "verification:record", body=_new_device, status=201, command=True),
    Row("PUT", f"{OWN_DEVICE}/name", "verification:record", "own_device", uses={"device_id": "own_device"}, body=_value(name="新机")),
    Row(
        "POST", f"{OWN_DEVICE}/revocation", "verification:record", "own_device",
        uses={"device_id": "own_device"}, body=_reason(), command=True,
    ),
    Row(
        "POST", f"{OWN_DEVICE}/voids", "verification:record", "own_device",
        uses={"device_id": "own_device"}, signed=_value(sequence=1), status=201, command=True, outside=(403, "device.unknown"),
    ),
    Row("GET", "/api/devices", "device:read", lists={"device": _ids("id")}),
    Row("GET", DEVICE, "device:read", "device"),
    Row("GET", f"{DEVICE}/gaps", "device:read", "device"),
    Row("POST", f"{DEVICE}/revocation", "account:manage", "device", body=_reason(), command=True),
    # divisions and agencies
    Row("GET", "/api/divisions", "jurisdiction:read"),
    Row("GET", "/api/agencies", "jurisdiction:read", lists={"agency": _ids("code")}),
    Row("GET", "/api/agencies/<code>", "jurisdiction:read", "agency"),
    # accounts
    Row("GET", "/api/accounts", "account:read", lists={"account": _ids("id")}),
    Row("POST", "/api/accounts", "account:manage", "kept_unit", subject="unit", body=_manager, status=201, command=True),
    Row("GET", ACCOUNT, "account:read", "account"),
    Row("PATCH", ACCOUNT, "account:manage", "account", body=_value(name="新名"), command=True),
    Row("POST", f"{ACCOUNT}/disablement", "account:manage", "account", body=_reason(), command=True),
    Row(
        "POST", f"{ACCOUNT}/enablement", "account:manage", "account",
        subject="disabled_account", uses={"account_id": "disabled_account"}, body=_reason(), command=True,
    ),
    Row("POST", f"{ACCOUNT}/password-reset", "account:manage", "account", body=_reason(), command=True),
    Row("POST", f"{ACCOUNT}/second-factor-reset", "account:manage", "account", body=_reason(), command=True),
    Row("GET", "/api/officers", "officer:read", lists={"officer": _ids("id")}),
    # delegation
    Row("GET", f"{UNIT}/colleagues", "colleague:manage", "unit"),
    Row(
        "PATCH", COLLEAGUE, "colleague:manage", "colleague",
        uses={"account_id": "colleague"}, body=_value(profile="read_only"), command=True,
    ),
    Row("POST", f"{COLLEAGUE}/removal", "colleague:manage", "colleague", uses={"account_id": "colleague"}, body=_reason(), command=True),
    Row("GET", f"{UNIT}/invitations", "colleague:manage", "unit"),
    Row("POST", f"{UNIT}/invitations", "colleague:manage", "unit", body=_value(name="新同事", profile="rosters"), status=201),
    Row("POST", "/api/invitations/<uuid:invitation_id>/revocation", "colleague:manage", "invitation", body=_value(), command=True),
    Row("POST", "/api/invitation", "public", body=_value(code=INVITATION_CODE)),
    Row("POST", "/api/invitation/acceptance", "public", body=_acceptance, status=201),
    # units
    Row("GET", "/api/units", "unit:read", lists={"unit": _ids("id")}),
    Row("POST", "/api/units", "unit:manage", "agency", body=_unit, status=201, command=True, outside=REFUSED),
    Row("GET", UNIT, "unit:read", "unit"),
    Row("PATCH", UNIT, "unit:manage", "unit", body=_value(address="新址"), command=True),
    # guards
    Row("POST", "/api/guards/search", "guard:read", body=_value(limit=100), lists={"guard": _ids("id")}),
    Row("POST", "/api/guards", "guard:register", "agency", body=_guard, status=201, command=True, outside=REFUSED),
    Row("GET", GUARD, "guard:read", "guard"),
    Row("PATCH", GUARD, "guard:edit", "guard", body=_value(address="新址"), command=True),
    Row("POST", f"{GUARD}/disclosure", "guard:disclose", "guard", body=_reason(), command=True),
    Row("GET", f"{GUARD}/photo", "guard:read", "guard"),
    Row("PUT", f"{GUARD}/photo", "guard:edit", "guard", data=portrait(), command=True),
    Row("GET", f"{GUARD}/certificates", "certificate:read", "guard"),
    Row("GET", f"{GUARD}/employments", "roster:read", "guard"),
    # certificates
    Row("GET", "/api/certificates", "certificate:read", lists={"certificate": _ids("id")}),
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
    Row("GET", "/api/card-batches", "card:print", lists={"card_batch": _ids("id")}),
    Row("GET", BATCH, "card:print", "card_batch"),
    Row("GET", f"{BATCH}/failures", "card:print", "card_batch"),
    Row("GET", f"{BATCH}/files/<int:number>", "card:print", "card_batch", fills={"number": "0"}),
    Row("GET", f"{AGENCY}/card-template", "card:design", "agency"),
    Row("GET", f"{AGENCY}/card-templates", "card:design", "agency"),
    Row("POST", f"{AGENCY}/card-templates", "card:design", "agency", body=_design(based_on=0), status=201, command=True),
    Row("POST", f"{AGENCY}/card-templates/preview", "card:design", "agency", body=_design()),
    Row("POST", f"{GUARD}/card-codes", "card:hand_out", "guard", body=_value(), status=201),
    Row("GET", f"{GUARD}/electronic-cards", "card:hand_out", "guard"),
    Row("DELETE", "/api/electronic-cards/<uuid:electronic_card_id>", "card:hand_out", "electronic_card", status=204),
    Row("POST", "/api/card", "public", body=_take_card, csrf=False),
    Row("POST", "/api/card/state", "public", body=_phone_key, csrf=False),
    Row("POST", "/api/card/removal", "public", body=_phone_key, status=204, csrf=False),
    # rosters and sites
    Row("POST", f"{UNIT}/roster/search", "roster:read", "unit", body=_value(limit=100)),
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
    Row("POST", f"{TRANSFER}/acceptance", "roster:manage", "transfer", body=_value(), command=True),
    Row("POST", f"{TRANSFER}/refusal", "roster:manage", "transfer", body=_value(note="仍在合同期"), command=True),
    Row(
        "POST", f"{TRANSFER}/withdrawal", "roster:manage", "transfer",
        subject="own_transfer", uses={"transfer_id": "own_transfer"}, body=_value(), command=True,
    ),
    # guard files
    Row("GET", f"{EMPLOYMENT}/file", "roster:read", "employment"),
    Row("GET", f"{EMPLOYMENT}/checks", "roster:read", "employment"),
    Row("GET", "/api/labour-contracts/<uuid:entry_id>/document", "roster:read", "labour_contract", uses={"entry_id": "labour_contract"}),
    *(row for section, body in FILE_ENTRIES.items() for row in _entries(section, body)),
    Row("GET", f"{UNIT}/clients", "site:read", "unit"),
    Row("POST", f"{UNIT}/clients", "site:manage", "unit", body=_value(name="新客户"), status=201, command=True),
    Row("GET", f"{UNIT}/sites", "site:read", "unit"),
    Row("POST", f"{UNIT}/sites", "site:manage", "unit", body=_site, status=201, command=True),
    Row("GET", "/api/clients/<uuid:client_id>", "site:read", "client"),
    Row("PATCH", "/api/clients/<uuid:client_id>", "site:manage", "client", body=_value(contact_phone="020-88886666"), command=True),
    # service contracts and needs
    Row("GET", f"{UNIT}/contracts", "contract:read", "unit"),
    Row("POST", f"{UNIT}/contracts", "contract:manage", "unit", body=_contract, status=201, command=True),
    Row("GET", CONTRACT, "contract:read", "contract"),
    Row("PATCH", CONTRACT, "contract:manage", "contract", body=_value(services=["02"]), command=True),
    Row("POST", f"{CONTRACT}/checks", "contract:manage", "contract", body=_value(point="other", answer="yes"), command=True),
    Row("POST", f"{CONTRACT}/signing", "contract:manage", "contract", body=_today("signed_on"), command=True),
    Row(
        "POST", f"{CONTRACT}/termination", "contract:manage", "contract", subject="signed_contract",
        uses={"contract_id": "signed_contract"}, body=_reason("ended_on"), command=True,
    ),
    Row("POST", f"{CONTRACT}/documents", "contract:manage", "contract", body=_contract_paper, status=201, command=True),
    Row("GET", f"{CONTRACT}/documents/<uuid:document_id>", "contract:read", "contract", uses={"document_id": "paper_document"}),
    Row(
        "DELETE", f"{CONTRACT}/documents/<uuid:document_id>", "contract:manage", "contract", uses={"document_id": "paper_document"},
        command=True,
    ),
    Row(
        "POST", f"{CONTRACT}/filing", "contract:manage", "contract", subject="far_contract", uses={"contract_id": "far_contract"},
        body=_today("handed_in_on"), command=True,
    ),
    Row("GET", f"{UNIT}/shortfalls", "contract:read", "unit"),
    Row("GET", f"{SITE}/needs", "contract:read", "site"),
    Row("PUT", f"{SITE}/needs", "contract:manage", "site", body=_value(contract_id=None, venue=None, posts=[]), command=True),
    Row("GET", "/api/sites", "site:read", lists={"site": _ids("id")}),
    Row("GET", SITE, "site:read", "site"),
    Row("PATCH", SITE, "site:manage", "site", body=_value(address="新址"), command=True),
    Row("POST", f"{SITE}/closure", "site:manage", "site", body=_reason(), command=True),
    Row("GET", f"{SITE}/roster", "roster:read", "site"),
    Row(
        "POST", f"{SITE}/postings", "roster:manage", "site",
        subject="empty_site", uses={"site_id": "empty_site"}, body=_posting, status=201, command=True,
    ),
    Row(
        "POST", "/api/postings/<uuid:posting_id>/ending", "roster:manage", "posting",
        body=lambda scene, things, person: {"ended_on": str(scene.today)}, command=True,
    ),
    # checks
    Row("POST", "/api/verifications", "verification:record", "certificate", body=_check(False), status=201, command=True, secret=False),
    Row("POST", "/api/verifications", "verification:record", "site", body=_check(True), status=201, command=True, outside=REFUSED),
    Row("GET", "/api/verifications", "verification:read", lists={"own_verification": _ids("id")}),
    Row("GET", "/api/verifications/<uuid:verification_id>", "verification:read", "verification"),
    Row("GET", "/api/verifications/<uuid:verification_id>/photo", "verification:read", "verification"),
    # many certificates at once
    Row("POST", "/api/certificate-checks", "certificate:check", body=_numbers),
    Row(
        "POST", "/api/certificate-checks/file", "certificate:check", query="?kind=csv", data=b"4401202600001\n4401202600002",
        content_type="application/octet-stream",
    ),
    Row("POST", "/api/certificate-checks/workbook", "certificate:check", body=_numbers),
    Row("GET", f"{UNIT}/watches", "certificate:check", "unit"),
    Row("POST", f"{UNIT}/watches", "certificate:check", "unit", body=_watch, status=201, command=True),
    Row("GET", WATCH, "certificate:check", "watch"),
    Row("GET", f"{WATCH}/numbers", "certificate:check", "watch"),
    Row("PATCH", WATCH, "certificate:check", "watch", body=_value(name="新名单"), command=True),
    Row("POST", f"{WATCH}/note", "certificate:check", "watch", body=_value(), command=True),
    Row("DELETE", WATCH, "certificate:check", "watch", status=204),
    Row(
        "GET", "/api/verifications/<uuid:verification_id>/elsewhere", "verification:record", "own_verification",
        uses={"verification_id": "own_verification"},
    ),
    # alerts
    Row("GET", "/api/alerts", "alert:read", lists={"alert": _ids("id")}),
    Row("GET", "/api/alerts/count", "alert:read"),
    Row("GET", "/api/alerts/<uuid:alert_id>", "alert:read", "alert"),
    Row(
        "POST", "/api/alerts/<uuid:alert_id>/settlement", "alert:settle", "alert",
        body=_value(outcome="harmless", reason="工作需要"), command=True,
    ),
    # inspections
    Row("GET", "/api/checklists", "checklist:read"),
    Row("GET", "/api/checklists/<uuid:checklist_id>", "checklist:read"),
    Row(
        "PUT", UPLOAD, "inspection:record", fills={"upload_id": NEW_UPLOAD}, data=picture(), content_type="application/octet-stream",
        query=f"?kind=inspection_photo&size={len(picture())}&sha256={sha256(picture()).hexdigest()}&offset=0",
    ),
    Row("GET", "/api/hand-in-key", "public"),
    Row("POST", "/api/handed-in", "inspection:record", "own_upload", subject="handed_in", body=_handed_in, command=True),
    Row("GET", "/api/quarantine", "quarantine:decide", lists={"command": _ids("id")}),
    Row("GET", COMMAND, "quarantine:decide", "command"),
    Row("GET", f"{COMMAND}/media/<uuid:media_id>", "quarantine:decide", "command"),
    Row("POST", f"{COMMAND}/acceptance", "quarantine:decide", "command", body=_value(note="已核实"), command=True),
    Row("POST", f"{COMMAND}/rejection", "quarantine:decide", "command", body=_value(note="无法核实"), command=True),
    Row("GET", "/api/conflicts", "quarantine:decide", lists={"conflict": _ids("id")}),
    Row("GET", "/api/conflicts/<uuid:conflict_id>", "quarantine:decide", "conflict"),
    Row(
        "POST", "/api/conflicts/<uuid:conflict_id>/settlement", "quarantine:decide", "conflict", command=True,
        body=_value(resolution="both_stand", superseded_id=None, reason="两组分别检查"),
    ),
    Row("GET", UPLOAD, "inspection:record", "own_upload", uses={"upload_id": "own_upload"}),
    Row("POST", "/api/media", "media:send", query="?kind=inspection_photo", data=picture(), status=201, command=True),
    Row(
        "POST", "/api/documents", "document:send", "unit", query="?unit_id=<unit_id>", data=PDF, content_type="application/pdf", status=201,
        command=True,
    ),
    Row("POST", "/api/inspections", "inspection:record", "unit", body=_visit(False), status=201, command=True),
    Row("POST", "/api/inspections", "inspection:record", "site", body=_visit(True), status=201, command=True),
    Row("GET", "/api/own/confirmations", "inspection:record"),
    Row(
        "PUT", "/api/own/confirmations/<uuid:inspection_id>", "inspection:record", "own_device",
        fills={"inspection_id": str(UNRECORDED)}, body=_confirmation, outside=(403, "device.unknown"),
    ),
    Row("GET", "/api/inspections", "inspection:read", lists={"inspection": _ids("id")}),
    Row("GET", "/api/inspections/<uuid:inspection_id>", "inspection:read", "inspection"),
    Row("GET", "/api/inspections/<uuid:inspection_id>/media/<uuid:media_id>", "inspection:read", "inspection"),
    # papers
    Row("GET", "/api/papers", "paper:read", "inspection", query="?inspection_id=<inspection_id>"),
    Row("GET", "/api/papers", "paper:read", "notice", query="?notice_id=<notice_id>"),
    Row("GET", "/api/papers/<uuid:paper_id>/file", "paper:read", "paper"),
    Row("POST", "/api/papers/<uuid:paper_id>/take-along", "paper:read", "paper", body=_value(), status=201),
    Row("GET", "/api/papers/public/<token>", "public"),
    Row("POST", "/api/papers/public/<token>/file", "public", body=_paper_code, csrf=False),
    Row(
        "GET", "/api/field-pack", "inspection:record",
        lists={
            "unit": lambda answer: {row["id"] for row in answer["units"]},
            "site": lambda answer: {row["id"] for row in answer["sites"]},
        },
    ),
    Row("GET", "/api/field-pack/rules", "inspection:record"),
    # rectification
    Row("GET", "/api/notices", "notice:read", lists={"notice": _ids("id")}),
    Row("GET", "/api/notices/count", "notice:read"),
    Row("GET", NOTICE, "notice:read", "notice"),
    Row("GET", f"{NOTICE}/photos/<uuid:media_id>", "notice:read", "notice", uses={"media_id": "answer_photo"}),
    Row("POST", f"{NOTICE}/answers", "notice:answer", "notice", body=_answer, command=True),
    Row("POST", f"{NOTICE}/recheck-requests", "notice:answer", "notice", body=_value(note=""), command=True),
    Row("POST", f"{NOTICE}/extensions", "notice:decide", "notice", body=_extension, command=True),
    Row("POST", f"{NOTICE}/closure", "notice:decide", "notice", body=_value(version=1, basis="documents", note=""), command=True),
    Row("POST", f"{NOTICE}/penalty-proposals", "penalty:propose", "notice", body=_penalty, command=True),
    Row("GET", "/api/penalty-provisions", "notice:read"),
    # tasks
    Row("GET", "/api/tasks", "task:read", lists={"task": _ids("id")}),
    Row("POST", "/api/tasks/nearby", "task:read", body=_value(latitude=23.13, longitude=113.36)),
    Row("GET", TASK, "task:read", "task"),
    Row("PATCH", TASK, "task:assign", "task", body=_value(assigned_to_id=None), command=True),
    Row("POST", f"{TASK}/dismissal", "task:assign", "task", body=_reason(), command=True),
    Row("GET", "/api/plans/<day>", "task:read", fills={"day": "2026-11-23"}),
    Row("PUT", "/api/plans/<day>", "task:read", fills={"day": "2026-11-23"}, body=_value(stops=[])),
    # warnings
    Row("GET", "/api/warnings", "warning:read", lists={"warning": _ids("id")}),
    Row("GET", "/api/warnings/count", "warning:read"),
    Row(
        "POST", f"{WARNING}/muting", "warning:mute", "warning",
        body=lambda scene, things, person: {"until": str(scene.today + timedelta(days=7))}, command=True,
    ),
    Row("POST", f"{WARNING}/unmuting", "warning:mute", "warning", body=_value(), command=True),
    Row("GET", "/api/own/push", "warning:read"),
    Row("POST", "/api/own/push", "warning:read", body=_push, status=201, command=True),
    Row("POST", "/api/own/push/removal", "warning:read", body=_value(id=str(uuid4())), command=True),
    Row("GET", "/api/own/digest", "warning:read"),
    Row(
        "POST", "/api/own/digest", "warning:read", command=True,
        body=_value(active=True, address="duty@example.cn", hour=8, language="en"),
    ),
    # jobs and exports
    Row("GET", "/api/jobs", "signed_in", lists={"job": _ids("id")}),
    Row("GET", JOB, "signed_in", "job"),
    Row("POST", f"{JOB}/cancellation", "signed_in", "job", body=_value(), command=True),
    Row("POST", f"{JOB}/retry", "signed_in", "job", subject="failed_job", uses={"job_id": "failed_job"}, body=_value(), command=True),
    Row("POST", "/api/guards/export", "export:create", body=_value(), status=202, command=True),
    Row("POST", "/api/units/export", "export:create", body=_value(), status=202, command=True),
    Row("POST", "/api/certificates/export", "export:create", body=_value(), status=202, command=True),
    Row("POST", "/api/inspections/export", "export:create", body=_value(), status=202, command=True),
    Row("POST", f"{UNIT}/roster/export", "export:create", "unit", body=_value(), status=202, command=True),
    Row("GET", "/api/exports/<uuid:job_id>/file", "export:create", "export", uses={"job_id": "export"}),
    # imports
    Row(
        "POST", f"{UNIT}/imports", "roster:import", "unit", data="姓名,保安员证号\n".encode(), content_type="text/csv",
        headers={"X-File-Name": "x.csv"}, status=201, command=True,
    ),
    Row("GET", f"{UNIT}/imports", "roster:import", "unit"),
    Row("GET", "/api/imports/template", "roster:import"),
    Row("GET", IMPORT, "roster:import", "import"),
    Row("GET", f"{IMPORT}/refused", "roster:import", "import"),
    Row("PUT", f"{IMPORT}/mapping", "roster:import", "import", headers={"If-Match": '"2"'}, body=_mapping, command=True),
    Row("GET", f"{IMPORT}/rows", "roster:import", "import"),
    Row("GET", f"{IMPORT}/rows/<int:number>", "roster:import", "import", fills={"number": "2"}),
    Row(
        "PATCH", f"{IMPORT}/rows/<int:number>", "roster:import", "import", subject="ready_import", uses={"import_id": "ready_import"},
        fills={"number": "2"}, body=_value(values={"name": "某某"}), command=True,
    ),
    Row(
        "POST", f"{IMPORT}/application", "roster:import", "import", subject="ready_import", uses={"import_id": "ready_import"},
        body=_value(only_good=True), command=True,
    ),
    Row(
        "POST", f"{IMPORT}/undoing", "roster:import", "import", subject="applied_import", uses={"import_id": "applied_import"},
        body=_value(), command=True,
    ),
    Row("POST", f"{IMPORT}/cancellation", "roster:import", "import", body=_value(), command=True),
    # keys
    Row("GET", "/api/signing-keys", "signing_key:manage"),
    Row("POST", "/api/signing-keys", "signing_key:manage", body=_value(purpose="card"), status=201, command=True),
    Row("POST", "/api/signing-keys/rotation", "signing_key:manage", body=_value(purpose="card", at_once=True), command=True),
    Row("POST", "/api/signing-keys/publication", "signing_key:manage", body=_value(), status=202, command=True),
    Row("POST", f"{KEY}/revocation", "signing_key:manage", fills={"key_id": "1"}, body=_reason(), command=True),
    Row("GET", f"{KEY}/certificates", "signing_key:manage", fills={"key_id": "1"}),
    Row("GET", f"{KEY}/certificates.csv", "signing_key:manage", fills={"key_id": "1"}),
    # the audit
    Row("GET", "/api/audit-events", "audit:read", lists={"audit_event": _ids("seq")}),
]  # fmt: skip
