"""Guards, the areas they are seen from, and what they are found by."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend import identity_number as rules
from backend.database import Base, Identified, Versioned
from backend.errors import constraint, define
from backend.guards import masking, names, sealing
from backend.jurisdictions.models import Agency
from backend.media import NAMES_A_PICTURE
from backend.units.models import Unit

EDUCATIONS = ("junior_middle", "senior_middle", "secondary_vocational", "junior_college", "bachelor", "postgraduate")
STATUSES = ("active", "inactive", "deceased")
STORED_STATES = ("valid", "suspended", "revoked", "cancelled", "superseded")
CERTIFICATE_STATES = (*STORED_STATES, "expired")

OTHER_FORM = text("found_as IS NULL")
IdentityNumberTaken = define("guard.identity_number_taken", 409, "A guard with this identity number is registered already")
constraint("uq_guards_identity_index", "guards.identity_index", IdentityNumberTaken)


def ordered(length: int) -> String:
    """Text compared by code point on both databases, so that prefixes are ranges of an index."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def state_on(state: str | None, expires_on: date | None, day: date) -> str | None:
    """A certificate's state on a day: a valid one whose last day is past has expired."""
    return "expired" if state == "valid" and expires_on is not None and expires_on < day else state


class Guard(Identified, Versioned, Base):
    """A person registered as a guard (Reg. arts. 16-18, M. arts. 19-24).

    unit_id         the present employer; kept by the roster
    certificate_*   the certificate that counts now, in its stored state; kept by the certificates
    photo_media     name of the picture's file; photo_digest: what a card keeps of it
    readings        all readings of the name, each behind a blank
    found_as        the form of the rows he is found by (`finders.FORM`); none where an older release wrote the guard
    """

    __tablename__ = "guards"
    __table_args__ = (
        UniqueConstraint("identity_index", name="uq_guards_identity_index"),
        CheckConstraint("(photo_media IS NULL) = (photo_digest IS NULL)", name="photo_whole"),
        CheckConstraint("(certificate_number IS NULL) = (certificate_state IS NULL)", name="certificate_whole"),
        Index("ix_guards_name_id", "name", "id"),
        Index("ix_guards_name_key_id", "name_key", "id"),
        Index("ix_guards_unit_id_name_key_id", "unit_id", "name_key", "id"),
        Index("ix_guards_certificate_number_id", "certificate_number", "id"),
        Index("ix_guards_of_other_form", "id", sqlite_where=OTHER_FORM, postgresql_where=OTHER_FORM),
    )

    name: Mapped[str] = mapped_column(ordered(60))
    name_key: Mapped[str] = mapped_column(ordered(names.MAX_KEY))
    identity_number: Mapped[bytes] = mapped_column(LargeBinary)
    identity_index: Mapped[bytes] = mapped_column(LargeBinary(16))
    phone: Mapped[bytes] = mapped_column(LargeBinary)
    education: Mapped[str] = mapped_column(String(24))
    address: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(10))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    certificate_number: Mapped[str | None] = mapped_column(ordered(48))
    certificate_state: Mapped[str | None] = mapped_column(String(12))
    certificate_expires_on: Mapped[date | None]
    photo_media: Mapped[str | None] = mapped_column(String(80), info=NAMES_A_PICTURE)
    photo_digest: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    registered_on: Mapped[date]
    updated_at: Mapped[datetime]
    readings: Mapped[str | None] = mapped_column(Text)
    found_as: Mapped[int | None] = mapped_column(SmallInteger)

    agency: Mapped[Agency] = relationship(lazy="raise")
    unit: Mapped[Unit | None] = relationship(lazy="raise")

    @property
    def plain_identity_number(self) -> str:
        """The whole identity number. Showing it is `operations.disclose`'s matter alone."""
        return sealing.unseal(sealing.IDENTITY_NUMBER, self.identity_number, self.id)

    @property
    def plain_phone(self) -> str:
        """The whole phone number; see above."""
        return sealing.unseal(sealing.PHONE, self.phone, self.id)

    @property
    def identity_number_masked(self) -> str:
        """The identity number as lists show it."""
        return masking.mask_identity_number(self.plain_identity_number)

    @property
    def phone_masked(self) -> str:
        """The phone as lists show it."""
        return masking.mask_phone(self.plain_phone)

    @property
    def born_on(self) -> date:
        """Day of birth, as the identity number has it."""
        return rules.birth_date(self.plain_identity_number)

    @property
    def birth_year(self) -> int:
        """Year of birth: what a list may show of it."""
        return self.born_on.year

    @property
    def sex(self) -> str:
        """male or female, as the identity number has it."""
        return rules.sex(self.plain_identity_number)

    @property
    def has_photo(self) -> bool:
        """Whether there is a photo."""
        return self.photo_media is not None

    @property
    def agency_name(self) -> str:
        """Name of the agency that registered the guard."""
        return self.agency.name

    @property
    def unit_name(self) -> str | None:
        """Name of the present employer."""
        return self.unit.name if self.unit else None

    def certificate_state_on(self, day: date) -> str | None:
        """The certificate's state on a day, `expired` among them."""
        return state_on(self.certificate_state, self.certificate_expires_on, day)


class GuardArea(Base):
    """An agency in whose area a guard is registered, employed or posted."""

    __tablename__ = "guard_areas"
    __table_args__ = (Index("ix_guard_areas_agency_code_guard_id", "agency_code", "guard_id"),)

    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"), primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), primary_key=True)


class GuardFinder(Base):
    """A row by which a guard is found: a part of the name, a reading, a number, or the one of everybody; see `guards.finders`.

    place   where the part stands in the name, or which letters of a reading count
    name    what rows of one key and place are ordered by
    areas   the counties of the guard's areas, each behind a blank
    """

    __tablename__ = "guard_finders"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(ordered(names.MAX_KEY), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(ordered(names.MAX_KEY), primary_key=True)
    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"), primary_key=True)
    areas: Mapped[str] = mapped_column(ordered(400))
    state: Mapped[str | None] = mapped_column(String(12))
    expires_on: Mapped[date | None]
