"""Subscribe a browser, take it off, and note what is to be told to whom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from backend import audit
from backend.accounts.models import Account
from backend.database import new_id
from backend.errors import field_error
from backend.extensions import db, keyring, settings
from backend.permissions import GRANTS, Actor, Permission, Role
from backend.units.models import Unit
from backend.warnings.push.encryption import BadKeys, check_keys, from_base64
from backend.warnings.push.models import PushMessage, PushSubscription
from backend.warnings.push.problems import PushOff, ServiceNotAllowed

PURPOSE = "push subscription"
MOST = 10
"""So many browsers a person may have; the oldest gives way to one more."""
_TOLD = [role for role in Role if Permission.WARNING_READ in GRANTS[role]]


def subscribe(values: Mapping[str, Any], user_agent: str, actor: Actor, now: datetime) -> PushSubscription:
    """Tell this person in this browser from now on, and nobody else there.

    values  endpoint, p256dh, auth, language
    Raises PushOff, ServiceNotAllowed, Invalid about `p256dh`.
    """
    if not settings().push_services:
        raise PushOff()
    if not allowed(values["endpoint"]):
        raise ServiceNotAllowed(errors=[{"field": "endpoint", "code": "service", "message": "This push service is not allowed here"}])
    _check(values)
    _forget(PushSubscription.address_index == _index(values["endpoint"]))
    _forget(PushSubscription.id.in_(_oldest(actor.account_id)))
    row_id = new_id()
    kept = {name: values[name] for name in ("endpoint", "p256dh", "auth")}
    subscription = PushSubscription(
        id=row_id,
        account_id=actor.account_id,
        address_index=_index(values["endpoint"]),
        sealed=keyring().encrypt(PURPOSE, json.dumps(kept).encode(), row_id.bytes),
        language=values["language"],
        user_agent=user_agent[:200],
        created_at=now,
    )
    db.session.add(subscription)
    audit.record("subscribe", "push_subscription", row_id, actor=actor, now=now)
    return subscription


def unsubscribe(subscription_id: UUID, actor: Actor, now: datetime) -> None:
    """Take off one of the actor's browsers; harmless for one that is gone."""
    mine = (PushSubscription.id == subscription_id, PushSubscription.account_id == actor.account_id)
    if db.session.scalar(select(PushSubscription.id).where(*mine)) is not None:
        _forget(*mine)
        audit.record("unsubscribe", "push_subscription", subscription_id, actor=actor, now=now)


def forget(subscription_id: UUID) -> None:
    """Take off a browser that is no more."""
    _forget(PushSubscription.id == subscription_id)


def allowed(endpoint: str) -> bool:
    """Whether the settings name the address's service. No other address is ever asked: else anybody could have us ask any."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if parts.username or not parts.hostname:
        return False
    origin = f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else "")
    return any(fnmatchcase(origin, service) for service in settings().push_services)


def opened(subscription: PushSubscription) -> dict[str, str]:
    """Address and keys of a browser. Raises CryptoError."""
    return dict(json.loads(keyring().decrypt(PURPOSE, subscription.sealed, subscription.id.bytes)))


def note(new: Counter[UUID], now: datetime) -> None:
    """Note how many new warnings each unit has; the browsers of whose managers are told. A company hears of its branches."""
    if not new or not settings().push_services:
        return
    rows = db.session.execute(
        select(PushSubscription.id, Unit.id.label("unit_id"))
        .join(Account, Account.id == PushSubscription.account_id)
        .join(Unit, or_(Unit.id == Account.unit_id, Unit.parent_unit_id == Account.unit_id))
        .where(Unit.id.in_(new), Account.status == "active", Account.role.in_(_TOLD))
    )
    totals: Counter[UUID] = Counter()
    for row in rows:
        totals[row.id] += new[row.unit_id]
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    for subscription_id, count in sorted(totals.items()):
        values = {"id": new_id(), "subscription_id": subscription_id, "new": count, "created_at": now, "due_at": now, "attempts": 0}
        more = {"new": PushMessage.new + count}
        db.session.execute(dialect.insert(PushMessage).values(values).on_conflict_do_update(index_elements=["subscription_id"], set_=more))


def _check(values: Mapping[str, Any]) -> None:
    try:
        check_keys(from_base64(values["p256dh"]), from_base64(values["auth"]))
    except (BadKeys, ValueError) as error:
        raise field_error("p256dh", "format", "These are no keys of a browser") from error


def _index(endpoint: str) -> bytes:
    return keyring().blind_index(PURPOSE, endpoint)


def _oldest(account_id: UUID) -> list[UUID]:
    mine = select(PushSubscription.id).where(PushSubscription.account_id == account_id).order_by(PushSubscription.id.desc())
    return list(db.session.scalars(mine.offset(MOST - 1)))


def _forget(*which: Any) -> None:
    ids = list(db.session.scalars(select(PushSubscription.id).where(*which)))
    if ids:
        db.session.execute(delete(PushMessage).where(PushMessage.subscription_id.in_(ids)).execution_options(synchronize_session=False))
        db.session.execute(delete(PushSubscription).where(PushSubscription.id.in_(ids)).execution_options(synchronize_session=False))
