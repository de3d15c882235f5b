"""Make a one-time code, take a card onto a phone with it, remove it again. Each is written to the audit."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from sqlalchemy import select, update

from backend import audit
from backend.cards.electronic import codes, queries
from backend.cards.models import CardCode, ElectronicCard
from backend.cards.printing import photo_of
from backend.cards.problems import NoCertificate, NoMatch
from backend.certificates.models import Certificate
from backend.clock import china_date
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.permissions import Actor
from backend.qr_rows import rows_of


def make_code(guard: Guard, actor: Actor, now: datetime) -> dict[str, Any]:
    """A new code for a guard; one made before that waits still is void from now on.

    guard  locked
    Raises NoCertificate. Returns the code, which nobody can be told again, and the address that spares typing it.
    """
    if guard.certificate_state_on(china_date(now)) != "valid":
        raise NoCertificate()
    waiting = update(CardCode).where(CardCode.guard_id == guard.id, CardCode.ended_at.is_(None))
    db.session.execute(waiting.values(ended_at=now))
    code = codes.new_code()
    row = CardCode(
        guard_id=guard.id,
        code_index=codes.index_of(codes.CODE, code),
        expires_at=now + timedelta(hours=settings().card_code_hours),
        account_id=actor.account_id,
        account_name=actor.name,
        at=now,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("make_card_code", "guard", guard.id, actor=actor, now=now, after={"expires_at": row.expires_at.isoformat()})
    number = guard.certificate_number or ""
    # Behind the hash sign: a browser does not send it, so no log keeps it.
    link = f"{settings().public_origin}/card#n={quote(number)}&c={code}"
    return {"code": code, "number": number, "expires_at": row.expires_at, "link": link, "qr": rows_of(link)}


def take_card(code: CardCode | None, key: str, now: datetime) -> dict[str, Any]:
    """Hand the card to the phone that made `key`.

    code  found by all three answers and locked, or None
    The same phone may ask again with the same code, should the first answer have been lost. Raises NoMatch.
    """
    if code is None or code.expires_at <= now:
        raise NoMatch()
    taken = db.session.scalars(select(ElectronicCard).where(ElectronicCard.code_id == code.id)).first()
    if taken is None:
        taken = _take(code, key, now)
    elif taken.key_index not in codes.indexes_of(codes.KEY, key) or taken.ended_at:
        raise NoMatch()
    return with_photo(queries.shown(taken, now))


def refresh(card: ElectronicCard, now: datetime) -> dict[str, Any]:
    """How the card stands now. That the phone asked is noted, once a day."""
    if card.seen_on.date() != now.date():
        card.seen_on = now
    return queries.shown(card, now)


def remove(card: ElectronicCard, actor: Actor | None, now: datetime) -> ElectronicCard:
    """The phone's key opens nothing any more."""
    if card.ended_at is None:
        card.ended_at = now
        audit.record("remove_electronic_card", "guard", card.guard_id, actor=actor, now=now, after={"by_holder": actor is None})
    return card


def with_photo(values: dict[str, Any]) -> dict[str, Any]:
    """The same with the photo that was signed, as a JPEG in base64."""
    photo = photo_of(values["photo_media"])
    return {**values, "photo": b64encode(photo).decode() if photo else None}


def _take(code: CardCode, key: str, now: datetime) -> ElectronicCard:
    if code.ended_at is not None:
        raise NoMatch()
    certificate_id = db.session.scalar(
        select(Certificate.id).join(Guard, Guard.certificate_number == Certificate.number).where(Guard.id == code.guard_id)
    )
    code.ended_at = now
    card = ElectronicCard(
        guard_id=code.guard_id,
        certificate_id=certificate_id,
        code_id=code.id,
        key_index=codes.index_of(codes.KEY, key),
        seen_on=now,
        at=now,
    )
    db.session.add(card)
    db.session.flush()
    audit.record("take_electronic_card", "guard", code.guard_id, now=now, after={"code_by": code.account_name})
    return card
