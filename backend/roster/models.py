"""Employments, clients, sites and postings."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.errors import constraint, define
from backend.guards.masking import mask_phone
from backend.guards.models import Guard
from backend.guards.sealing import unseal
from backend.jurisdictions.models import Agency, Division
from backend.units.models import Unit

SITE_STATUSES = ("active", "closed")
CONTACT_PHONE = "client-phone"
"""Purpose of the keyring."""
ENTERTAINMENT = "entertainment"
CLIENT_KINDS = (
    "enterprise",
    "institution",
    "state_organ",
    "school",
    "hospital",
    "bank",
    "residential",
    "construction",
    "market",
    "event",
    ENTERTAINMENT,
    "other",
)
"""What a client or a site is. Only of entertainment venues does the law ask (Reg. art. 13); the rest helps to tell sites apart."""
OPEN = text("ended_on IS NULL")

EmployedElsewhere = define("roster.employed_elsewhere", 409, "This person is on another unit's roster and must leave it first")
AlreadyPosted = define("roster.already_posted", 409, "This person is posted to this site already")
ClientTaken = define("client.name_taken", 409, "The unit has a client of this name already")
constraint("uq_employments_one_open_per_guard", "employments.guard_id", EmployedElsewhere)
constraint("uq_postings_one_open_per_guard_and_site", "postings.guard_id, postings.site_id", AlreadyPosted)
constraint("uq_clients_unit_id_name", "clients.unit_id, clients.name", ClientTaken)


class Employment(Identified, Base):
    """A guard works for a unit, from the first day to the last. Open while `ended_on` is empty.

    leaving_reason  one of `leaving.ALL_REASONS`; none where an older release wrote free text, which is the note then
    leaving_note    empty where the reason says all; the column is older than the list of reasons
    """

    __tablename__ = "employments"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
        Index("uq_employments_one_open_per_guard", "guard_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_employments_guard_id_started_on", "guard_id", "started_on"),
        Index("ix_employments_unit_id", "unit_id"),
    )

    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    position: Mapped[str] = mapped_column(String(40))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    leaving_reason: Mapped[str | None] = mapped_column(String(16))
    leaving_note: Mapped[str | None] = mapped_column("end_reason", Text)
    created_at: Mapped[datetime]

    guard: Mapped[Guard] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")
    postings: Mapped[list[Posting]] = relationship(lazy="raise", order_by="Posting.started_on", viewonly=True)

    @property
    def employment_id(self) -> UUID:
        """The id, by the name a roster entry gives it."""
        return self.id

    @property
    def unit_name(self) -> str:
        """Name of the employer."""
        return self.unit.name


class Client(Identified, Versioned, Base):
    """For whom a unit guards a site (客户单位).

    kind           what kind of place it is; not known of those that were entered before it was asked
    contact_phone  sealed
    """

    __tablename__ = "clients"
    __table_args__ = (UniqueConstraint("unit_id", "name", name="uq_clients_unit_id_name"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(String(120))
    uscc: Mapped[str | None] = mapped_column(String(18))
    kind: Mapped[str | None] = mapped_column(String(20))
    contact_name: Mapped[str | None] = mapped_column(String(60))
    contact_phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]

    @property
    def plain_phone(self) -> str | None:
        """The contact's number, whole."""
        return None if self.contact_phone is None else unseal(CONTACT_PHONE, self.contact_phone, self.id)

    @property
    def phone_masked(self) -> str | None:
        """The contact's number as lists show it."""
        phone = self.plain_phone
        return None if phone is None else mask_phone(phone)


class Site(Identified, Versioned, Base):
    """Where guards of a unit stand (驻点). Its agency follows from its division; positions are WGS 84 degrees."""

    __tablename__ = "sites"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position_whole"),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="position_on_globe"),
        CheckConstraint("(status = 'closed') = (close_reason IS NOT NULL)", name="closed_has_reason"),
        Index("ix_sites_unit_id_name_id", "unit_id", "name", "id"),
        Index("ix_sites_agency_code_name_id", "agency_code", "name", "id"),
        Index("ix_sites_by_place", "latitude", "longitude", "agency_code", "status", "id"),
        Index("ix_sites_by_name", "name", "id", "agency_code", "status", "latitude", "longitude"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    division_code: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    status: Mapped[str] = mapped_column(String(8))
    close_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="raise")
    client: Mapped[Client | None] = relationship(lazy="raise")
    division: Mapped[Division] = relationship(lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")

    distance_m = None
    """How far from the place of a search; set by the query that measured it."""

    @property
    def unit_name(self) -> str:
        """Name of the unit whose guards stand here."""
        return self.unit.name

    @property
    def unit_kind(self) -> str:
        """Kind of that unit; the checklist of an inspection follows from it."""
        return self.unit.kind

    @property
    def client_name(self) -> str | None:
        """Name of the client."""
        return self.client.name if self.client else None

    @property
    def division_name(self) -> str:
        """Name of the division."""
        return self.division.name

    @property
    def agency_name(self) -> str:
        """Name of the agency that supervises the site."""
        return self.agency.name


class Posting(Identified, Base):
    """A guard stands at a site, under an employment. Open while `ended_on` is empty."""

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
        Index(
            "uq_postings_one_open_per_guard_and_site",
            "guard_id",
            "site_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_postings_site_id_open", "site_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_postings_guard_id_started_on", "guard_id", "started_on"),
        Index("ix_postings_employment_id", "employment_id"),
        Index("ix_postings_site_id", "site_id"),
    )

    employment_id: Mapped[UUID] = mapped_column(ForeignKey("employments.id"))
    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]

    employment: Mapped[Employment] = relationship(lazy="raise")
    guard: Mapped[Guard] = relationship(lazy="raise")
    site: Mapped[Site] = relationship(lazy="raise")

    @property
    def site_name(self) -> str:
        """Name of the site."""
        return self.site.name

    @property
    def posting_id(self) -> UUID:
        """The id, by the name a site's roster gives it."""
        return self.id

    @property
    def position(self) -> str:
        """What the guard was hired as."""
        return self.employment.position


Site.posted_count = column_property(  # type: ignore[attr-defined]
    select(func.count(Posting.id))
    .where(Posting.site_id == Site.id, Posting.ended_on.is_(None))
    .correlate_except(Posting)
    .scalar_subquery(),
    deferred=True,
    raiseload=True,
)
