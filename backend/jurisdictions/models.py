"""Divisions and agencies."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base


class Division(Base):
    """A province, city, county or township, by its code of 2, 4, 6 or 9 digits."""

    __tablename__ = "divisions"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(10), index=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("divisions.code"), index=True)


class Agency(Base):
    """A police agency by its 12-digit code.

    reach_prefix  the digits with which the codes of all agencies below begin; see docs/decisions/0002
    """

    __tablename__ = "agencies"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(10), index=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("agencies.code"), index=True)
    division_code: Mapped[str] = mapped_column(ForeignKey("divisions.code"), index=True)
    reach_prefix: Mapped[str] = mapped_column(String(12))

    division: Mapped[Division] = relationship(lazy="raise")
