"""Checklists, inspection records, and the pictures that belong to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Account
from backend.database import Base, Identified
from backend.jurisdictions.models import Agency
from backend.media import NAMES_A_PICTURE
from backend.roster.models import Site
from backend.units.models import Unit

OUTCOMES = ("conform", "problem", "not_checked")
PRESENCES = ("present", "absent", "not_on_roster")
RESULTS = ("no_problem", "corrected_on_site", "rectification_required")
GUARD_FINDINGS = (
    "absent",
    "not_on_roster",
    "expired",
    "revoked",
    "suspended",
    "superseded",
    "cancelled",
    "forged",
    "also_posted",
    "seen_elsewhere",
)
NO_SIGNATURE = ("refused", "absent")
MEDIA_KINDS = ("inspection_photo", "signature", "answer_photo")
CONFIRMATIONS = ("author", "on_site", "later", "not_yet", "invalid")
TO_CONFIRM = ("not_yet", "invalid")

_WAITING = text("confirmation IN ('not_yet', 'invalid')")


class Checklist(Identified, Base):
    """What is looked at in one kind of unit (M. arts. 37-39); a version is never changed, only followed by another."""

    __tablename__ = "checklists"
    __table_args__ = (UniqueConstraint("unit_kind", "version"),)

    unit_kind: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(SmallInteger)
    effective_from: Mapped[date]

    items: Mapped[list[ChecklistItem]] = relationship(order_by="ChecklistItem.position", lazy="raise")


class ChecklistItem(Identified, Base):
    """One point, with its article and since when it holds."""

    __tablename__ = "checklist_items"

    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklists.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    code: Mapped[str] = mapped_column(String(40))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    article: Mapped[str] = mapped_column(String(60))
    effective_from: Mapped[date]


class Inspection(Base):
    """One visit, as it was recorded. `id` was given by the phone, so that a repeat is recognised.

    signed     whether `device_id` is a registered device that signed it under `device_sequence`
    notice_id  the rectification notice whose re-check it is; set by the room of rectification, which holds the notice locked then. No
               foreign key: that table stands below this one, and SQLite could take one only by copying all records
    """

    __tablename__ = "inspections"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("(signature_media_id IS NULL) = (no_signature_reason IS NOT NULL)", name="signed_or_reason"),
        CheckConstraint("(result = 'rectification_required') = (rectify_by IS NOT NULL)", name="deadline_fits_result"),
        Index("ix_inspections_unit_id_finished_at", "unit_id", "finished_at"),
        Index("ix_inspections_agency_code_finished_at", "agency_code", "finished_at"),
        Index("ix_inspections_account_id_finished_at", "account_id", "finished_at"),
        Index("ix_inspections_finished_at_id", "finished_at", "id"),
        Index("ix_inspections_by_day", "finished_at", "id", "agency_code", "account_id", "result"),
        Index("ix_inspections_device_id_device_sequence", "device_id", "device_sequence"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("sites.id"), index=True)
    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklists.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    received_at: Mapped[datetime]
    device_id: Mapped[UUID]
    device_sequence: Mapped[int] = mapped_column(Integer)
    signed: Mapped[bool] = mapped_column(default=False, server_default=false())
    position: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    findings: Mapped[str] = mapped_column(Text)
    responsible_person: Mapped[str | None] = mapped_column(String(60))
    signature_media_id: Mapped[UUID | None] = mapped_column(ForeignKey("media.id"))
    signer_name: Mapped[str | None] = mapped_column(String(60))
    no_signature_reason: Mapped[str | None] = mapped_column(String(10))
    no_signature_note: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str] = mapped_column(String(24))
    rectify_by: Mapped[date | None]
    problem_count: Mapped[int] = mapped_column(SmallInteger)
    notice_id: Mapped[UUID | None]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    superseded_by_id: Mapped[UUID | None]
    """The record of the same visit that holds in its place; see `backend.inspections.quarantine`."""

    unit: Mapped[Unit] = relationship(lazy="raise")
    site: Mapped[Site | None] = relationship(lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")
    checklist: Mapped[Checklist] = relationship(lazy="raise")
    officers: Mapped[list[InspectionOfficer]] = relationship(order_by="InspectionOfficer.position", lazy="raise")
    items: Mapped[list[InspectionItem]] = relationship(order_by="InspectionItem.position", lazy="raise")
    guards: Mapped[list[InspectedGuard]] = relationship(order_by="InspectedGuard.position", lazy="raise")
    photos: Mapped[list[InspectionPhoto]] = relationship(order_by="InspectionPhoto.position", lazy="raise")


class InspectionOfficer(Base):
    """An inspector, with name and agency as they were on the day.

    confirmation  how he stands for the record (of `CONFIRMATIONS`); empty for records of earlier releases
    confirmed_at  by his phone's clock, when he confirmed it
    """

    __tablename__ = "inspection_officers"
    __table_args__ = (Index("ix_inspection_officers_to_confirm", "account_id", sqlite_where=_WAITING, postgresql_where=_WAITING),)

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str] = mapped_column(String(60))
    police_number: Mapped[str | None] = mapped_column(String(20))
    agency_name: Mapped[str] = mapped_column(String(80))
    confirmation: Mapped[str | None] = mapped_column(String(10))
    confirmed_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="raise")


class InspectionItem(Base):
    """What was found on one point of the checklist."""

    __tablename__ = "inspection_items"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_items.id"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    outcome: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(Text)


class InspectedGuard(Identified, Base):
    """A guard on duty, or missing from duty. `verification_id` may name a check that arrives later.

    finding  what the officers found wrong about it (of `GUARD_FINDINGS`); empty when nothing is
    article  the article the finding rests on, as it was in force on the day
    """

    __tablename__ = "inspected_guards"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    guard_id: Mapped[UUID | None] = mapped_column(ForeignKey("guards.id"), index=True)
    certificate_number: Mapped[str | None] = mapped_column(String(60))
    name: Mapped[str | None] = mapped_column(String(60))
    presence: Mapped[str] = mapped_column(String(16))
    verification_id: Mapped[UUID | None]
    reason: Mapped[str | None] = mapped_column(String(24))
    note: Mapped[str] = mapped_column(Text)
    finding: Mapped[str | None] = mapped_column(String(16))
    article: Mapped[str | None] = mapped_column(String(60))


class MediaFile(Identified, Base):
    """A picture an officer sent; it belongs to a record as soon as one names it."""

    __tablename__ = "media"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    inspection_id: Mapped[UUID | None] = mapped_column(ForeignKey("inspections.id", use_alter=True), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(80), info=NAMES_A_PICTURE)
    media_type: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class InspectionPhoto(Base):
    """A photo of the record, of the whole visit or of one point."""

    __tablename__ = "inspection_photos"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    media_id: Mapped[UUID] = mapped_column(ForeignKey("media.id"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    caption: Mapped[str] = mapped_column(String(200))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("checklist_items.id"))


class InspectionSequence(Base):
    """How many records were numbered in a year by the agencies whose numbers begin alike."""

    __tablename__ = "inspection_sequences"

    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


def canonical(value: Any) -> Any:
    """A value of a record as it is digested: text for what JSON does not know."""
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [canonical(item) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value) if isinstance(value, UUID) else value
