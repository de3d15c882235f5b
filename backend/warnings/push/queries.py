"""Where the own account is told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.extensions import db, settings
from backend.permissions import Actor
from backend.warnings.push.encryption import to_base64
from backend.warnings.push.keys import find_key
from backend.warnings.push.models import PushSubscription


def own_push(actor: Actor) -> dict[str, Any]:
    """Values of `OwnPushSchema`."""
    key = find_key() if settings().push_services else None
    mine = select(PushSubscription).where(PushSubscription.account_id == actor.account_id).order_by(PushSubscription.id)
    return {"key": key and to_base64(key.public_key), "browsers": list(db.session.scalars(mine))}
