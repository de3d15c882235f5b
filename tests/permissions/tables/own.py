"""Signing in, one's own account and devices."""

from __future__ import annotations

from typing import Any

import pyotp

from tests.permissions.oracle import Person
from tests.permissions.scene.places import TOTP_SECRET
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import Row, Things, ids, reason, value
from tests.support.authenticator import Authenticator
from tests.support.world import PASSWORD

DEVICE = "/api/devices/<uuid:device_id>"
OWN_DEVICE = "/api/own/devices/<uuid:device_id>"


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


ROWS = [
    # signing in, and one's own
    Row("GET", "/api/session", "public"),
    Row("POST", "/api/session", "public", body=lambda scene, things, person: {"user_name": scene.visitor, "password": PASSWORD}),
    Row("DELETE", "/api/session", "signed_in", status=204),
    Row("PUT", "/api/own/password", "signed_in", body=value(current_password=PASSWORD, new_password="seven brown foxes")),
    Row("GET", "/api/own/sessions", "signed_in", lists={"session": ids("id")}),
    Row("DELETE", "/api/own/sessions", "signed_in", status=204),
    Row("DELETE", "/api/own/sessions/<uuid:session_id>", "signed_in", "session", status=204),
    # the second factor
    Row("GET", "/api/session/passkey/challenge", "public"),
    Row("POST", "/api/session/passkey", "public", body=_passkey_sign_in),
    Row("GET", "/api/session/second-factor/challenge", "signed_in"),
    Row("POST", "/api/session/second-factor", "signed_in", body=_totp_code),
    Row("POST", "/api/own/confirmation", "signed_in", body=value(password=PASSWORD), status=204),
    Row("GET", "/api/own/second-factor", "signed_in", lists={"passkey": lambda answer: {row["id"] for row in answer["passkeys"]}}),
    Row("GET", "/api/own/passkeys/challenge", "signed_in"),
    Row("POST", "/api/own/passkeys", "signed_in", body=_new_passkey, status=201),
    Row("DELETE", "/api/own/passkeys/<uuid:passkey_id>", "signed_in", "passkey"),
    Row("POST", "/api/own/totp", "signed_in", body=value()),
    Row("POST", "/api/own/totp/confirmation", "signed_in", body=_first_code),
    Row("DELETE", "/api/own/totp", "signed_in"),
    Row("POST", "/api/own/recovery-codes", "signed_in", body=value()),
    # devices
    Row("GET", "/api/own/devices", "verification:record", lists={"own_device": ids("id")}),
    Row("GET", "/api/own/devices/challenge", "verification:record"),
    Row("POST", "/api/own/devices", "verification:record", body=_new_device, status=201, command=True),
    Row("PUT", f"{OWN_DEVICE}/name", "verification:record", "own_device", uses={"device_id": "own_device"}, body=value(name="新机")),
    Row(
        "POST", f"{OWN_DEVICE}/revocation", "verification:record", "own_device",
        uses={"device_id": "own_device"}, body=reason(), command=True,
    ),
    Row(
        "POST", f"{OWN_DEVICE}/voids", "verification:record", "own_device",
        uses={"device_id": "own_device"}, signed=value(sequence=1), status=201, command=True, outside=(403, "device.unknown"),
    ),
    Row("GET", "/api/devices", "device:read", lists={"device": ids("id")}),
    Row("GET", DEVICE, "device:read", "device"),
    Row("GET", f"{DEVICE}/gaps", "device:read", "device"),
    Row("POST", f"{DEVICE}/revocation", "account:manage", "device", body=reason(), command=True),
]  # fmt: skip
