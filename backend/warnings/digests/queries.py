"""The own digest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.extensions import db, settings
from backend.permissions import Actor
from backend.warnings.digests.models import Digest, DigestChoice
from backend.warnings.digests.operations import address_of

USUAL_HOUR = 8


def own_digest(actor: Actor) -> dict[str, Any]:
    """Values of `OwnDigestSchema`; what is usual where nothing was chosen yet."""
    choice = db.session.get(DigestChoice, actor.account_id)
    last = db.session.scalars(select(Digest).where(Digest.account_id == actor.account_id).order_by(Digest.day.desc()).limit(1)).first()
    return {
        "active": choice is not None and choice.next_at is not None,
        "address": address_of(choice) if choice else "",
        "hour": choice.hour if choice else USUAL_HOUR,
        "language": choice.language if choice else "zh-CN",
        "by_mail": bool(settings().smtp_url),
        "last_day": last and last.day,
        "last_state": last and last.state,
    }
