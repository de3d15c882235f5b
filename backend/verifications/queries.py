"""What the register says about a presented number, and checks made before.

The first part is the hot path of the whole system: a few plain selects, no objects.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select

from backend.certificates.models import Certificate
from backend.errors import NotFound, OutOfReach, field_error
from backend.extensions import db
from backend.guards.models import Guard
from backend.guards.queries import in_reach
from backend.jurisdictions.models import Agency
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Employment, Posting, Site
from backend.roster.reach import site_in_reach
from backend.units.models import Unit
from backend.verifications.models import Verification

Found = Row[*tuple[Any, ...]]
"""A row of plain values, named as they were selected."""

PHOTO_HOURS = 24
"""So long after a check its officer may look at the photo again, wherever the guard is registered."""

_REGISTERED = (
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
    )
    .join(Guard, Guard.id == Certificate.guard_id)
    .join(Agency, Agency.code == Certificate.agency_code)
    .outerjoin(Unit, Unit.id == Guard.unit_id)
    .outerjoin(Employment, and_(Employment.guard_id == Guard.id, Employment.ended_on.is_(None)))
)


def find_registered(number: str) -> Found | None:
    """Certificate, holder and employer by certificate number, without regard to reach."""
    return db.session.execute(_REGISTERED.where(Certificate.number == number)).first()


def postings_of(guard_id: UUID) -> list[Found]:
    """Where a guard is posted now, the oldest posting first."""
    return list(
        db.session.execute(
            select(Site.id.label("site_id"), Site.name.label("site_name"), Unit.name.label("unit_name"))
            .select_from(Posting)
            .join(Site, Site.id == Posting.site_id)
            .join(Unit, Unit.id == Site.unit_id)
            .where(Posting.guard_id == guard_id, Posting.ended_on.is_(None))
            .order_by(Posting.started_on, Posting.id)
        )
    )


def last_left(guard_id: UUID, unit_id: UUID | None) -> Found | None:
    """The employment that ended last; one with the given unit goes first."""
    with_unit = Employment.unit_id == unit_id if unit_id else Employment.unit_id.is_(None)
    return db.session.execute(
        select(Employment.unit_id, Unit.name.label("unit_name"), Employment.ended_on)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Employment.guard_id == guard_id, Employment.ended_on.is_not(None))
        .order_by(with_unit.desc(), Employment.ended_on.desc(), Employment.id.desc())
        .limit(1)
    ).first()


def get_site(actor: Actor, site_id: UUID) -> Found:
    """The site one stands on. Raises Invalid about `site_id` when there is none within reach."""
    site = db.session.execute(select(Site.id, Site.name, Site.unit_id).where(Site.id == site_id, site_in_reach(actor))).first()
    if site is None:
        raise field_error("site_id", "unknown", "There is no such site in your area")
    return site


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
    name = db.session.scalar(statement if fresh else statement.where(in_reach(actor)))
    if name is None:
        raise NotFound()
    return name
