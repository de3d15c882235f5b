"""Certificates, what happened to them, the keys that sign their cards, and how they are numbered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    literal,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.certificates.card_fields import CardFields
from backend.certificates.credential import decode
from backend.certificates.problems import AlreadyOpen, NumberTaken
from backend.database import Base, Identified
from backend.errors import constraint
from backend.guards.models import CERTIFICATE_STATES, STORED_STATES, Guard, state_on
from backend.jurisdictions.models import Agency
from backend.media import NAMES_A_PICTURE

OPEN_STATES = ("valid", "suspended")
STATES = CERTIFICATE_STATES
"""`expired` follows from the date of expiry and is never stored: no job can forget to set it."""

ACTS = ("suspend", "reinstate", "revoke", "cancel", "replace")
OPEN = text("state IN ('valid', 'suspended')")

constraint("uq_certificates_number", "certificates.number", NumberTaken)
constraint("uq_certificates_one_open_per_guard", "certificates.guard_id", AlreadyOpen)


def since_on(stored: str, since: date, expires_on: date | None, day: date) -> date:
    """Since when the state of that day holds: an expiry holds from the day after."""
    expired = expires_on is not None and state_on(stored, expires_on, day) == "expired"
    return expires_on + timedelta(days=1) if expired and expires_on else since


class Certificate(Identified, Base):
    """A guard certificate (Reg. art. 16), issued by a city's police.

    agency_code   the issuing agency; only its own area acts on the certificate
    status_index  its random place in the status list
    payload       the signed credential as it was issued, so that its code can be printed again unchanged
    photo_media   the photo the credential was signed with
    """

    __tablename__ = "certificates"
    __table_args__ = (
        CheckConstraint(f"state IN {STORED_STATES}", name="state_known"),
        CheckConstraint("expires_on IS NULL OR expires_on > issued_on", name="expires_after_issue"),
        CheckConstraint("replaced_by_id IS NULL OR state = 'superseded'", name="replaced_is_superseded"),
        Index("uq_certificates_one_open_per_guard", "guard_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_certificates_guard_id_issued_on", "guard_id", "issued_on"),
        Index("ix_certificates_by_issue", "issued_on", "id", "guard_id"),
        Index("ix_certificates_by_expiry", "expires_on", "id", "guard_id", "state"),
        Index("ix_certificates_by_state_and_issue", "state", "issued_on", "id", "guard_id", "expires_on"),
        Index("ix_certificates_by_state_and_expiry", "state", "expires_on", "id", "guard_id"),
        Index("ix_certificates_by_key", text("substr(payload, 2, 1)"), "id"),
    )

    number: Mapped[str] = mapped_column(String(48), unique=True)
    guard_id: Mapped[UUID] = mapped_column(ForeignKey("guards.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), index=True)
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(12))
    state_since: Mapped[date]
    state_reason: Mapped[str | None] = mapped_column(Text)
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificates.id"), unique=True)
    status_index: Mapped[int] = mapped_column(BigInteger, unique=True)
    payload: Mapped[bytes] = mapped_column(LargeBinary(243))
    photo_media: Mapped[str | None] = mapped_column(String(80), info=NAMES_A_PICTURE)
    created_at: Mapped[datetime]

    guard: Mapped[Guard] = relationship(lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")

    @property
    def card(self) -> CardFields:
        """What the card says, as it was signed."""
        return decode(self.payload).fields

    def state_on(self, day: date) -> str:
        """The state on a day."""
        return state_on(self.state, self.expires_on, day) or self.state

    def since_on(self, day: date) -> date:
        """Since when that state holds."""
        return since_on(self.state, self.state_since, self.expires_on, day)


key_byte: ColumnElement[bytes] = literal_column("substr(certificates.payload, 2, 1)", LargeBinary())
"""SQL: the id of the key that signed a card; written as in its index, else no database would find it there."""


def signed_by(key_id: int) -> ColumnElement[bool]:
    """SQL: cards of that key."""
    return key_byte.__eq__(literal(bytes([key_id]), LargeBinary()))


class CertificateEvent(Identified, Base):
    """One act on a certificate: what, from when, why, and by whom."""

    __tablename__ = "certificate_events"
    __table_args__ = (Index("ix_certificate_events_certificate_id_id", "certificate_id", "id"),)

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificates.id"))
    act: Mapped[str] = mapped_column(String(10))
    effective_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(Text)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str | None] = mapped_column(String(60))
    at: Mapped[datetime]

    agency: Mapped[Agency] = relationship(lazy="raise")

    @property
    def agency_name(self) -> str:
        """Name of the agency that acted."""
        return self.agency.name


class SigningKey(Base):
    """A key that signs cards, or lists. It is never deleted: what it signed outlives it, and its id is never given out again.

    purpose       card, or list: a key never signs both
    private_key   embedded: encrypted under the data key; wiped when the key signs no more
    label         pkcs11: the name of the key in the hardware, where its secret stays
    planned_at    since when it is listed; empty for keys of the release before
    valid_from    the first instant at which it may sign
    activated_at  since when it signs; empty while it is planned, and for keys of the release before
    valid_until   retired: signs no more from then on; what it signed stays good. A planned key and every key for lists
                  carry a day far ahead: the release before takes for its own whatever has no end
    revoked_at    nothing it signed is believed any more. The database refuses to take that back (migration 0020)
    """

    __tablename__ = "signing_keys"
    __table_args__ = (
        CheckConstraint("key_id BETWEEN 1 AND 255", name="key_id_one_byte"),
        CheckConstraint("purpose IN ('card', 'list')", name="purpose_known"),
        CheckConstraint("signer IN ('embedded', 'pkcs11')", name="signer_known"),
    )

    key_id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    algorithm: Mapped[str] = mapped_column(String(10))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(65))
    private_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    purpose: Mapped[str] = mapped_column(String(4), server_default="card", default="card")
    signer: Mapped[str] = mapped_column(String(8), server_default="embedded", default="embedded")
    label: Mapped[str | None] = mapped_column(String(80))
    planned_at: Mapped[datetime | None]
    activated_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(Text)

    def state_at(self, now: datetime) -> str:
        """One of KEY_STATES."""
        if self.revoked_at is not None:
            return "revoked"
        if self.ended_at(now) is not None:
            return "retired"
        return "planned" if self.planned_at is not None and self.activated_at is None else "active"

    def ended_at(self, now: datetime) -> datetime | None:
        """Since when it signs no more; None while it may."""
        return self.valid_until if self.valid_until is not None and self.valid_until <= now else None


KEY_STATES = ("planned", "active", "retired", "revoked")


class Publication(Base):
    """A signed list as it was published. Of each kind the latest few are kept, and the last that each key signed.

    version      grows by time, so that phones go on where an older backup was restored
    entries      keys of a trust list, places of a status list; not_valid: how many of those are not valid
    """

    __tablename__ = "publications"
    __table_args__ = (CheckConstraint("kind IN ('trust', 'status')", name="kind_known"),)

    kind: Mapped[str] = mapped_column(String(6), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key_id: Mapped[int] = mapped_column(SmallInteger)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    etag: Mapped[str] = mapped_column(String(32))
    published_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    entries: Mapped[int] = mapped_column(Integer)
    not_valid: Mapped[int] = mapped_column(Integer)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


class PublicationWant(Identified, Base):
    """Something changed that the lists do not say yet. The publication that says it deletes it."""

    __tablename__ = "publication_wants"

    at: Mapped[datetime]


class CertificateSequence(Base):
    """The last number an agency gave out in a year."""

    __tablename__ = "certificate_sequences"

    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


class CertificatePattern(Base):
    """The number pattern of an agency that does not use the general one (`docs/card-format.md`)."""

    __tablename__ = "certificate_patterns"

    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), primary_key=True)
    pattern: Mapped[str] = mapped_column(String(60))
