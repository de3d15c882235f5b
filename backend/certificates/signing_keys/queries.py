"""Find keys, with how many cards each signed, and those cards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from backend.certificates import publishing
from backend.certificates.keys import CARD, LAST_KEY_ID
from backend.certificates.models import OPEN_STATES, Certificate, SigningKey, key_byte, signed_by
from backend.errors import NotFound
from backend.extensions import db, settings
from backend.pagination import Page, paginate


def list_keys(now: datetime) -> dict[str, Any]:
    """All keys, the newest first; never more than 255."""
    counts = _count_all()
    rows = db.session.scalars(select(SigningKey).order_by(SigningKey.key_id.desc())).all()
    return {"items": [shown(key, counts.get(key.key_id, 0), now) for key in rows], "cards_per_key": settings().cards_per_key, **published()}


def published() -> dict[str, Any]:
    """The published lists, and the changes they do not say yet."""
    return {"lists": publishing.list_published(), "waiting": publishing.count_waiting()}


def get_key(key_id: int) -> SigningKey:
    """One key. Raises NotFound."""
    key = db.session.get(SigningKey, key_id) if key_id <= LAST_KEY_ID else None
    if key is None:
        raise NotFound()
    return key


def list_affected(key: SigningKey, query: dict[str, Any], today: date) -> Page:
    """The certificates whose cards this key signed, in the order of their issue."""
    statement = select(Certificate).options(joinedload(Certificate.agency)).where(signed_by(key.key_id))
    if query["open"]:
        statement = statement.where(Certificate.state.in_(OPEN_STATES))
    page = paginate(statement, [Certificate.id], query["cursor"], query["limit"])
    return Page([_affected(certificate, today) for certificate in page.items], page.next_cursor)


def _affected(certificate: Certificate, today: date) -> dict[str, Any]:
    names = ("number", "agency_code", "issued_on", "expires_on")
    told = {name: getattr(certificate, name) for name in names}
    return {**told, "agency_name": certificate.agency.name, "state": certificate.state_on(today)}


def shown(key: SigningKey, cards: int, now: datetime) -> dict[str, Any]:
    """The key as the administrator sees it."""
    names = ("key_id", "purpose", "algorithm", "signer", "planned_at", "valid_from", "activated_at", "revoked_at", "revoked_reason")
    state = {"state": key.state_at(now), "valid_until": key.ended_at(now), "cards": cards if key.purpose == CARD else None}
    return {**{name: getattr(key, name) for name in names}, **state}


def _count_all() -> dict[int, int]:
    rows = db.session.execute(select(key_byte, func.count()).select_from(Certificate).group_by(key_byte))
    return {bytes(row[0])[0]: row[1] for row in rows}
