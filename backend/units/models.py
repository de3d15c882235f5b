"""Units and the areas they work in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base, Identified, Versioned
from backend.errors import constraint, define
from backend.jurisdictions.models import Agency, Division

KINDS = ("security_company", "branch", "in_house_unit", "training_unit")
STATUSES = ("active", "suspended", "closed")
OWNERSHIPS = ("state", "collective", "private", "joint", "foreign")
SERVICES = tuple(f"{number:02}" for number in range(1, 10))
"""The filing codes of the services (Reg. art. 2): 01 gate to 09 risk assessment."""

UsccTaken = define("unit.uscc_taken", 409, "A unit with this credit code is registered already")
constraint("uq_units_uscc", "units.uscc", UsccTaken)


class Unit(Identified, Versioned, Base):
    """A security company, branch, in-house unit or training unit (Reg. arts. 8-14, 32-33)."""

    __tablename__ = "units"
    __table_args__ = (
        CheckConstraint("(kind = 'branch') = (parent_unit_id IS NOT NULL)", name="branch_has_parent"),
        Index("ix_units_name_id", "name", "id"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    uscc: Mapped[str] = mapped_column(String(18), unique=True)
    legal_representative: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(200))
    division_code: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), index=True)
    registered_capital_yuan: Mapped[int | None] = mapped_column(BigInteger)
    ownership: Mapped[str] = mapped_column(String(12))
    services: Mapped[list[str]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(12), default="active")
    status_reason: Mapped[str | None] = mapped_column(Text)
    parent_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"), index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    division: Mapped[Division] = relationship(lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")
    parent_unit: Mapped[Unit | None] = relationship(remote_side="Unit.id", lazy="raise")

    @property
    def division_name(self) -> str:
        """Name of the division the unit is registered in."""
        return self.division.name

    @property
    def agency_name(self) -> str:
        """Name of the responsible agency."""
        return self.agency.name

    @property
    def parent_unit_name(self) -> str | None:
        """Name of the company a branch belongs to."""
        return self.parent_unit.name if self.parent_unit else None


class UnitArea(Base):
    """An agency in whose area a unit works: its own, and those of its sites."""

    __tablename__ = "unit_areas"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agencies.code"), primary_key=True, index=True)
