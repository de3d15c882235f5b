"""Service contracts, their checks and papers, filings in another province, and what a site needs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.documents.models import Document
from backend.errors import constraint, define
from backend.roster.models import Client, Site
from backend.units.models import Unit

DRAFT, SIGNED, ENDED, TERMINATED = STATES = ("draft", "signed", "ended", "terminated")
KEPT_STATES = (DRAFT, SIGNED, TERMINATED)
"""`ended` is not kept: a signed contract ends by its last day alone."""
YES, NOT_NEEDED, NO = ANSWERS = ("yes", "not_needed", "no")
DOCUMENT_KINDS = ("contract", "supplement", "client_licence", "property_proof", "authorisation", "approval", "other")
DUE, HANDED_IN = FILING_STATES = ("due", "handed_in")
"""More states come with the police's part of the filing."""

NumberTaken = define("contract.number_taken", 409, "The unit has a contract of this number already")
constraint("uq_service_contracts_unit_id_number", "service_contracts.unit_id, service_contracts.number", NumberTaken)


class ServiceContract(Identified, Versioned, Base):
    """What a unit has promised a client.

    number         the parties' own
    services       filing codes (Reg. art. 2)
    ends_on        last day, as agreed
    terminated_on  last day, where it ended earlier
    checklist      which version of the legality check applies: the one in force when it was drafted
    province_code  where it is performed, if not in the unit's own province; the divisions of others may not be loaded, so no key
    keep_until     the last day on which its papers must be kept; empty for a draft
    """

    __tablename__ = "service_contracts"
    __table_args__ = (
        CheckConstraint(f"state IN {KEPT_STATES}", name="state_known"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("(state = 'draft') = (signed_on IS NULL)", name="signed_has_day"),
        CheckConstraint("(state = 'terminated') = (terminated_on IS NOT NULL)", name="terminated_has_day"),
        CheckConstraint("(terminated_on IS NULL) = (termination_reason IS NULL)", name="terminated_has_reason"),
        CheckConstraint("(state = 'draft') = (keep_until IS NULL)", name="signed_is_kept"),
        UniqueConstraint("unit_id", "number", name="uq_service_contracts_unit_id_number"),
        Index("ix_service_contracts_by_unit", "unit_id", "ends_on", "id"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    services: Mapped[list[str]] = mapped_column(JSON)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    signed_on: Mapped[date | None]
    terminated_on: Mapped[date | None]
    termination_reason: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    checklist: Mapped[str] = mapped_column(String(20))
    province_code: Mapped[str | None] = mapped_column(String(2))
    keep_until: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="raise")
    client: Mapped[Client] = relationship(lazy="raise")
    checks: Mapped[list[ContractCheck]] = relationship(lazy="raise")
    papers: Mapped[list[ContractDocument]] = relationship(lazy="raise", order_by="ContractDocument.added_at")
    filing: Mapped[CrossProvinceFiling | None] = relationship(lazy="raise")
    terms: Mapped[list[SiteTerms]] = relationship(lazy="raise", viewonly=True)

    @property
    def last_day(self) -> date:
        """The day on which it really ends."""
        return self.terminated_on or self.ends_on

    def state_on(self, day: date) -> str:
        """The state on a day: signed until its last day, ended from the next."""
        return ENDED if self.state == SIGNED and self.ends_on < day else self.state

    def binds_on(self, day: date) -> bool:
        """Whether guards may stand under it on that day."""
        return self.state != DRAFT and self.starts_on <= day <= self.last_day


class ContractCheck(Base):
    """One point of the legality check, answered.

    point  a code of the contract's version of the check
    """

    __tablename__ = "contract_checks"
    __table_args__ = (
        CheckConstraint(f"answer IN {ANSWERS}", name="answer_known"),
        CheckConstraint("answer = 'yes' OR note <> ''", name="other_than_yes_says_why"),
    )

    contract_id: Mapped[UUID] = mapped_column(ForeignKey("service_contracts.id"), primary_key=True)
    point: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    account_name: Mapped[str] = mapped_column(String(60))
    checked_on: Mapped[date]


class ContractDocument(Base):
    """A paper of a contract."""

    __tablename__ = "contract_documents"
    __table_args__ = (CheckConstraint(f"kind IN {DOCUMENT_KINDS}", name="kind_known"),)

    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("service_contracts.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[datetime]

    document: Mapped[Document] = relationship(lazy="raise")


class CrossProvinceFiling(Base):
    """The notice to the police of another province that a unit will serve there (M. art. 26).

    due_on       the last day on which it is in time: 30 working days before the service begins
    due_certain  whether the calendar of working days was known for all of that time
    """

    __tablename__ = "cross_province_filings"
    __table_args__ = (
        CheckConstraint(f"state IN {FILING_STATES}", name="state_known"),
        CheckConstraint("(state = 'due') = (handed_in_on IS NULL)", name="handed_in_has_day"),
    )

    contract_id: Mapped[UUID] = mapped_column(ForeignKey("service_contracts.id"), primary_key=True)
    province_code: Mapped[str] = mapped_column(String(2))
    begins_on: Mapped[date]
    due_on: Mapped[date]
    due_certain: Mapped[bool]
    state: Mapped[str] = mapped_column(String(12))
    handed_in_on: Mapped[date | None]
    receipt: Mapped[str | None] = mapped_column(String(60))
    created_at: Mapped[datetime]


class SiteTerms(Versioned, Base):
    """Under which contract guards stand at a site, and what kind of place it is. The posts below share its version.

    venue  one of the kinds of clients; empty where the client's own kind says it
    """

    __tablename__ = "site_terms"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    contract_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_contracts.id"), index=True)
    venue: Mapped[str | None] = mapped_column(String(20))
    updated_at: Mapped[datetime]

    site: Mapped[Site] = relationship(lazy="raise")
    contract: Mapped[ServiceContract | None] = relationship(lazy="raise")


class SitePost(Identified, Base):
    """How many guards a shift needs at a site (岗位需求).

    weekdays    1 Monday to 7 Sunday: the days on which the shift begins
    begins, ends  local time; one that ends no later than it begins goes on until the next day
    position    what they must have been hired as; empty where anybody will do
    """

    __tablename__ = "site_posts"
    __table_args__ = (
        CheckConstraint("needed BETWEEN 1 AND 999", name="needed_counts"),
        UniqueConstraint("site_id", "place", name="uq_site_posts_site_id_place"),
    )

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"))
    place: Mapped[int] = mapped_column(SmallInteger)
    shift: Mapped[str] = mapped_column(String(40))
    begins: Mapped[time]
    ends: Mapped[time]
    weekdays: Mapped[list[int]] = mapped_column(JSON)
    needed: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[str | None] = mapped_column(String(40))

    @property
    def length(self) -> timedelta:
        """How long the shift is."""
        minutes = (self.ends.hour - self.begins.hour) * 60 + self.ends.minute - self.begins.minute
        return timedelta(minutes=minutes if minutes > 0 else minutes + 24 * 60)
