"""Find codes and electronic cards: of a guard within reach, and by what a phone presents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from backend import identity_number as rules
from backend.cards.electronic import codes
from backend.cards.models import CardCode, ElectronicCard
from backend.cards.printing import url_of
from backend.cards.problems import NoMatch
from backend.certificates import qr
from backend.certificates.models import Certificate
from backend.clock import china_date
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.guards import sealing
from backend.guards.models import Guard
from backend.guards.queries import in_reach
from backend.permissions import Actor
from backend.units.models import Unit


def list_of_guard(guard: Guard, now: datetime) -> dict[str, Any]:
    """The code that waits, if any, and the phones that hold the card."""
    waiting = db.session.scalars(
        select(CardCode).where(CardCode.guard_id == guard.id, CardCode.ended_at.is_(None), CardCode.expires_at > now)
    ).first()
    cards = db.session.scalars(
        select(ElectronicCard)
        .where(ElectronicCard.guard_id == guard.id, ElectronicCard.ended_at.is_(None))
        .order_by(ElectronicCard.id.desc())
        .limit(20)
    ).all()
    return {"code_until": waiting and waiting.expires_at, "items": cards}


def get_electronic_card(actor: Actor, card_id: UUID) -> ElectronicCard:
    """One electronic card of a guard within reach. Raises NotFound."""
    statement = select(ElectronicCard).join(Guard, Guard.id == ElectronicCard.guard_id)
    found = db.session.scalars(statement.where(ElectronicCard.id == card_id, in_reach(actor, few=True))).first()
    if found is None:
        raise OutOfReach("electronic_card", card_id) if db.session.get(ElectronicCard, card_id) else NotFound()
    return found


def find_code(number: str, identity_number: str, code: str, *, lock: bool = False) -> CardCode | None:
    """The code, locked if asked, if all three belong together. One question whichever of them is wrong, so that nobody learns which."""
    statement = (
        select(CardCode)
        .join(Guard, Guard.id == CardCode.guard_id)
        .where(
            Guard.certificate_number == number,
            Guard.identity_index.in_(sealing.identity_indexes(rules.find(identity_number) or identity_number)),
            CardCode.code_index.in_(codes.indexes_of(codes.CODE, codes.tidy(code))),
        )
    )
    return db.session.scalars(statement.with_for_update(of=CardCode) if lock else statement).first()


def get_by_key(key: str, *, lock: bool = False) -> ElectronicCard:
    """The card on the phone with that key. Raises NoMatch, also when it was removed."""
    found = select(ElectronicCard).where(ElectronicCard.key_index.in_(codes.indexes_of(codes.KEY, key)), ElectronicCard.ended_at.is_(None))
    card = db.session.scalars(found.with_for_update() if lock else found).first()
    if card is None:
        raise NoMatch()
    return card


def shown(card: ElectronicCard, now: datetime) -> dict[str, Any]:
    """What the phone shows, as it stands now: the certificate's facts, its code, and its state."""
    statement = select(Certificate).options(joinedload(Certificate.agency)).where(Certificate.id == card.certificate_id)
    certificate = db.session.execute(statement).scalar_one()
    unit = select(Unit.name).join(Guard, Guard.unit_id == Unit.id).where(Guard.id == card.guard_id)
    says, today, url = certificate.card, china_date(now), url_of(certificate.payload)
    return {
        "number": says.number,
        "name": says.name,
        "issued_on": says.issued_on,
        "expires_on": says.expires_on,
        "agency_name": certificate.agency.name,
        "unit_name": db.session.scalar(unit),
        "state": certificate.state_on(today),
        "state_since": certificate.since_on(today),
        "url": url,
        "qr": rows_of(qr.modules(url, "M")),
        "as_of": now,
        "photo_media": certificate.photo_media,
    }


def rows_of(modules: qr.Modules) -> Sequence[str]:
    """Rows of a code for a browser to draw: 1 is dark."""
    return ["".join("1" if dark else "0" for dark in row) for row in modules]
