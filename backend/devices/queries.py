"""Devices, one's own and those of one's agency, and the numbers they lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from backend.accounts.models import Account
from backend.database import prefix_end
from backend.devices.models import Device, DeviceRecord
from backend.devices.problems import Revoked
from backend.errors import NotFound, OutOfReach
from backend.extensions import db, settings
from backend.pagination import Page, paginate
from backend.permissions import Actor, Role

GAPS_AT_MOST = 200


def shown(device: Device, now: datetime, *, whole: bool = False) -> dict[str, Any]:
    """Values of `OwnDeviceSchema`; whole: of `DeviceSchema`."""
    names = ("id", "name", "enrolled_at", "last_seen_at", "last_sequence", "missing", "revoked_at", "revoked_reason")
    values = {**{name: getattr(device, name) for name in names}, "state": state_on(device, now)}
    if whole:
        account = device.account
        values |= {"account_id": account.id, "account_name": account.name}
        values |= {"agency_code": account.agency_code, "agency_name": account.agency_name}
    return values


def state_on(device: Device, now: datetime) -> str:
    """Revoked, silent for longer than the setting says, or active."""
    if device.revoked_at is not None:
        return "revoked"
    return "silent" if (device.last_seen_at or device.enrolled_at) < _silent_before(now) else "active"


def list_own(actor: Actor) -> Sequence[Device]:
    """The own devices, the latest first."""
    return db.session.scalars(
        select(Device).where(Device.account_id == actor.account_id).order_by(Device.enrolled_at.desc(), Device.id.desc())
    ).all()


def get_own(actor: Actor, device_id: UUID) -> Device:
    """One of the own devices, locked. Raises NotFound."""
    device = db.session.get(Device, device_id, with_for_update=True)
    if device is None:
        raise NotFound()
    if device.account_id != actor.account_id:
        raise OutOfReach("device", device_id)
    return device


def refuse_revoked(actor: Actor, device_id: UUID) -> None:
    """Give nothing to a phone that is the actor's and was revoked; one that is not registered yet is no reason. Raises Revoked."""
    revoked_at = select(Device.revoked_at).where(Device.id == device_id, Device.account_id == actor.account_id)
    if db.session.scalar(revoked_at) is not None:
        raise Revoked()


def list_devices(actor: Actor, query: dict[str, Any], now: datetime) -> Page:
    """Devices whose account's agency is within reach, the latest enrolled first."""
    statement = select(Device).join(Device.account).options(contains_eager(Device.account).joinedload(Account.agency))
    statement = statement.where(*_in_reach(actor), *_with(query.get("finding"), now))
    return paginate(statement, [Device.enrolled_at, Device.id], query["cursor"], query["limit"], descending=True)


def get_device(actor: Actor, device_id: UUID, *, lock: bool = False) -> Device:
    """One device within reach. Raises NotFound."""
    account = joinedload(Device.account, innerjoin=True)
    statement = select(Device).join(Device.account).options(account.joinedload(Account.agency)).where(Device.id == device_id)
    if lock:
        statement = statement.with_for_update(of=Device)
    device = db.session.scalars(statement.where(*_in_reach(actor))).one_or_none()
    if device is None:
        raise OutOfReach("device", device_id) if db.session.get(Device, device_id) else NotFound()
    return device


def list_gaps(device_id: UUID) -> dict[str, Any]:
    """Values of `GapsSchema`: which numbers a device lacks. Reads the device's own part of the key's index."""
    before = func.lag(DeviceRecord.sequence, 1, 0).over(order_by=DeviceRecord.sequence)
    numbered = select(DeviceRecord.sequence, DeviceRecord.at, before.label("before")).where(DeviceRecord.device_id == device_id).subquery()
    rows = db.session.execute(
        select(numbered).where(numbered.c.sequence > numbered.c.before + 1).order_by(numbered.c.sequence).limit(GAPS_AT_MOST)
    )
    voided = select(DeviceRecord.sequence).where(DeviceRecord.device_id == device_id, DeviceRecord.kind == "void")
    return {
        "items": [{"first": row.before + 1, "last": row.sequence - 1, "since": row.at} for row in rows],
        "voided": db.session.scalars(voided.order_by(DeviceRecord.sequence).limit(GAPS_AT_MOST)).all(),
    }


def _silent_before(now: datetime) -> datetime:
    return now - timedelta(days=settings().device_silent_days)


def _with(finding: str | None, now: datetime) -> list[Any]:
    if finding == "gaps":
        return [Device.last_sequence > Device.received]
    if finding == "revoked":
        return [Device.revoked_at.is_not(None)]
    if finding == "silent":
        return [Device.revoked_at.is_(None), func.coalesce(Device.last_seen_at, Device.enrolled_at) < _silent_before(now)]
    return []


def _in_reach(actor: Actor) -> list[Any]:
    if actor.role is Role.SYSTEM_ADMINISTRATOR:
        return []
    prefix = actor.reach_prefix or "~"
    return [Account.agency_code >= prefix, Account.agency_code < prefix_end(prefix)]
