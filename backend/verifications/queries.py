"""What the register says about a presented number, and checks made before.

The first part is the hot path of the whole system: two or three plain selects, no objects.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, and_, bindparam, case, or_, select
from sqlalchemy.orm import aliased

from backend.certificates.keys import CARD, FOR_TRUST
from backend.certificates.models import Certificate, SigningKey
from backend.database import prefix_end
from backend.errors import NotFound, OutOfReach, field_error
from backend.extensions import db
from backend.guards.models import Guard
from backend.guards.queries import in_reach
from backend.jurisdictions.models import Agency
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.quick import Read
from backend.roster.models import Employment, Posting, Site
from backend.units.models import Unit
from backend.verifications.models import Verification

PHOTO_HOURS = 24
"""So long after a check its officer may look at the photo again, wherever the guard is registered."""


class Place(NamedTuple):
    """The site one stands on."""

    id: UUID
    name: str
    unit_id: UUID


_POSTED_SITE, _POSTED_UNIT, _HERE = aliased(Site), aliased(Unit), aliased(Site)


def _stands_on(site: Any) -> Any:
    """SQL: the site one says one stands on, if it lies within reach."""
    code = site.agency_code
    return and_(site.id == bindparam("site_id"), code >= bindparam("reach_from"), code < bindparam("reach_to"))


_REGISTERED = Read(
    select(
        Certificate.id.label("certificate_id"),
        Certificate.number,
        Certificate.state,
        Certificate.state_since,
        Certificate.state_reason,
        Certificate.issued_on,
        Certificate.expires_on,
        Certificate.payload,
        Agency.name.label("agency_name"),
        Guard.id.label("guard_id"),
        Guard.name,
        Guard.identity_number,
        Guard.photo_media,
        Guard.photo_digest,
        Guard.unit_id,
        Unit.name.label("unit_name"),
        Employment.started_on.label("employed_since"),
        *FOR_TRUST,
        _HERE.id.label("here_id"),
        _HERE.name.label("here_name"),
        _HERE.unit_id.label("here_unit_id"),
        _POSTED_SITE.id.label("posted_site_id"),
        _POSTED_SITE.name.label("posted_site_name"),
        _POSTED_UNIT.name.label("posted_unit_name"),
    )
    .select_from(Certificate)
    .join(Guard, Guard.id == Certificate.guard_id)
    .join(Agency, Agency.code == Certificate.agency_code)
    .outerjoin(Unit, Unit.id == Guard.unit_id)
    .outerjoin(Employment, and_(Employment.guard_id == Guard.id, Employment.ended_on.is_(None)))
    .outerjoin(SigningKey, and_(SigningKey.key_id == bindparam("key_id", type_=Integer), SigningKey.purpose == CARD))
    .outerjoin(_HERE, _stands_on(_HERE))
    .outerjoin(Posting, and_(Posting.guard_id == Guard.id, Posting.ended_on.is_(None), Guard.unit_id.is_not(None)))
    .outerjoin(_POSTED_SITE, _POSTED_SITE.id == Posting.site_id)
    .outerjoin(_POSTED_UNIT, _POSTED_UNIT.id == _POSTED_SITE.unit_id)
    .where(Certificate.number == bindparam("number"))
    .order_by(Posting.started_on, Posting.id)
)
_SITE = Read(select(Site.id, Site.name, Site.unit_id).where(_stands_on(Site)))
_WITH_UNIT = Employment.unit_id == bindparam("unit_id")
_LEFT = Read(
    select(Employment.unit_id, Unit.name.label("unit_name"), Employment.ended_on)
    .join(Unit, Unit.id == Employment.unit_id)
    .where(Employment.guard_id == bindparam("guard_id"), Employment.ended_on.is_not(None))
    .order_by(case((_WITH_UNIT, 0), else_=1), Employment.ended_on.desc(), Employment.id.desc())
    .limit(1)
)


def find_registered(actor: Actor, number: str, key_id: int, site_id: UUID | None) -> list[Any]:
    """Certificate, holder and employer by certificate number, without regard to reach; one row for each posting.

    In one statement, because this is what an officer with a line behind him waits for: with it come the key for cards
    `key_id` with what decides its standing, and the site one stands on. Empty when there is no such certificate; a row
    without `posted_site_id` when the guard is posted nowhere.
    """
    return _REGISTERED.all(number=number, key_id=key_id, site_id=site_id, **_reach(actor))


def last_left(guard_id: UUID, unit_id: UUID | None) -> Any:
    """The employment that ended last; one with the given unit goes first."""
    return _LEFT.first(guard_id=guard_id, unit_id=unit_id)


def get_site(actor: Actor, site_id: UUID) -> Place:
    """The site one stands on. Raises Invalid about `site_id` when there is none within reach."""
    return as_place(_SITE.first(site_id=site_id, **_reach(actor)) or (None, None, None))


def as_place(values: Any) -> Place:
    """Id, name and unit of a site. Raises Invalid about `site_id` when there are none."""
    place = Place(*values)
    if place.id is None:
        raise field_error("site_id", "unknown", "There is no such site in your area")
    return place


def _reach(actor: Actor) -> dict[str, str]:
    """Only officers check cards; whoever else came here would stand on no site."""
    prefix = actor.reach_prefix or "~"
    return {"reach_from": prefix, "reach_to": prefix_end(prefix)}


def list_own(actor: Actor, query: dict[str, Any]) -> Page:
    """One's own checks, the newest first."""
    statement = select(Verification).where(Verification.account_id == actor.account_id)
    return paginate(statement, [Verification.id], query["cursor"], query["limit"], descending=True)


def get_verification(actor: Actor, verification_id: UUID) -> Verification:
    """One check: one's own, or one of an officer within reach. Raises NotFound."""
    verification = db.session.execute(
        select(Verification).where(
            Verification.id == verification_id,
            or_(Verification.account_id == actor.account_id, actor.agency_in_reach(Verification.agency_code)),
        )
    ).scalar_one_or_none()
    if verification is None:
        raise OutOfReach("verification", verification_id) if db.session.get(Verification, verification_id) else NotFound()
    return verification


def get_photo_name(actor: Actor, verification_id: UUID, now: datetime) -> str:
    """The photo on file of the guard who was checked.

    Open to the officer who checked him, for a day, and to those within whose reach the guard is. Raises NotFound.
    """
    verification = get_verification(actor, verification_id)
    fresh = verification.account_id == actor.account_id and now - verification.received_at <= timedelta(hours=PHOTO_HOURS)
    statement = select(Guard.photo_media).where(Guard.id == verification.guard_id)
    name = db.session.scalar(statement if fresh else statement.where(in_reach(actor, few=True)))
    if name is None:
        raise NotFound()
    return name
