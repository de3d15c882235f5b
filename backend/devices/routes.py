"""Devices over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.devices import challenges, operations, queries
from backend.devices.schemas import (
    ChallengeSchema,
    DeviceInput,
    DeviceName,
    DeviceQuery,
    DeviceReason,
    DeviceSchema,
    GapsSchema,
    OwnDeviceSchema,
    OwnDevicesSchema,
    VoidInput,
    VoidSchema,
)
from backend.devices.signing import Signed, Stamp
from backend.errors import field_error
from backend.extensions import clock
from backend.http import endpoint
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("devices", __name__, description="The phones that sign checks and records")


@endpoint(blueprint, "GET", "/own/devices", permission=Permission.VERIFICATION_RECORD, returns=OwnDevicesSchema)
def list_own_devices(actor: Actor) -> dict[str, Any]:
    """The own devices."""
    return {"items": [queries.shown(device, clock().now()) for device in queries.list_own(actor)]}


@endpoint(blueprint, "GET", "/own/devices/challenge", permission=Permission.VERIFICATION_RECORD, returns=ChallengeSchema)
def ask_for_challenge(actor: Actor) -> dict[str, str]:
    """Begin an enrolment."""
    return {"challenge": challenges.issue(actor.session_id, clock().now())}


@endpoint(
    blueprint,
    "POST",
    "/own/devices",
    permission=Permission.VERIFICATION_RECORD,
    body=DeviceInput,
    returns=OwnDeviceSchema,
    status=201,
    command=True,
)
def enrol_device(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Enrol this browser: it signs the challenge with its new key."""
    now = clock().now()
    standing = challenges.standing(actor.session_id, now)
    return queries.shown(operations.enrol_device(body, standing, actor, now), now)


@endpoint(
    blueprint,
    "PUT",
    "/own/devices/<uuid:device_id>/name",
    permission=Permission.VERIFICATION_RECORD,
    body=DeviceName,
    returns=OwnDeviceSchema,
)
def rename_device(actor: Actor, device_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Call one of the own devices something else."""
    return queries.shown(operations.rename_device(queries.get_own(actor, device_id), body["name"]), clock().now())


@endpoint(
    blueprint,
    "POST",
    "/own/devices/<uuid:device_id>/revocation",
    permission=Permission.VERIFICATION_RECORD,
    body=DeviceReason,
    returns=OwnDeviceSchema,
    command=True,
)
def revoke_own_device(actor: Actor, device_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Revoke one of the own devices."""
    now = clock().now()
    return queries.shown(operations.revoke_device(queries.get_own(actor, device_id), body["reason"], actor, now), now)


@endpoint(
    blueprint,
    "POST",
    "/own/devices/<uuid:device_id>/voids",
    permission=Permission.VERIFICATION_RECORD,
    body=VoidInput,
    returns=VoidSchema,
    status=201,
    command=True,
    signed=Signed("void", always=True),
)
def void_number(actor: Actor, device_id: UUID, body: dict[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Say that the record of this number was set aside on the phone: the number is no gap."""
    if (stamp.device_id, stamp.sequence) != (device_id, body["sequence"]):
        raise field_error("sequence", "other", "The signature is for another number")
    return {"id": device_id, "sequence": stamp.sequence}


@endpoint(blueprint, "GET", "/devices", permission=Permission.DEVICE_READ, query=DeviceQuery, returns=page_of(DeviceSchema))
def list_devices(actor: Actor, query: dict[str, Any]) -> Page:
    """Devices of the own agency and those below."""
    now = clock().now()
    page = queries.list_devices(actor, query, now)
    return Page([queries.shown(device, now, whole=True) for device in page.items], page.next_cursor)


@endpoint(blueprint, "GET", "/devices/<uuid:device_id>", permission=Permission.DEVICE_READ, returns=DeviceSchema)
def show_device(actor: Actor, device_id: UUID) -> dict[str, Any]:
    """One device."""
    return queries.shown(queries.get_device(actor, device_id), clock().now(), whole=True)


@endpoint(blueprint, "GET", "/devices/<uuid:device_id>/gaps", permission=Permission.DEVICE_READ, returns=GapsSchema)
def list_gaps(actor: Actor, device_id: UUID) -> dict[str, Any]:
    """Which numbers a device lacks."""
    return queries.list_gaps(queries.get_device(actor, device_id).id)


@endpoint(
    blueprint,
    "POST",
    "/devices/<uuid:device_id>/revocation",
    permission=Permission.ACCOUNT_MANAGE,
    body=DeviceReason,
    returns=DeviceSchema,
    command=True,
)
def revoke_device(actor: Actor, device_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Revoke a lost device; its account is signed out everywhere."""
    now = clock().now()
    device = operations.revoke_device(queries.get_device(actor, device_id, lock=True), body["reason"], actor, now)
    return queries.shown(device, now, whole=True)
