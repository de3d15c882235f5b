"""Imports with their rows, what was read of their files, and the mappings that were chosen before."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Account
from backend.database import Base, Identified, Versioned
from backend.imports.fields import MODES, STATES, VERDICTS
from backend.jobs.models import Job
from backend.units.models import Unit

FILE, CELLS = "file", "cells"


class Import(Identified, Versioned, Base):
    """One file and what is done with it (批次).

    digest   SHA-256 of the file
    told     sealed JSON: the sheets with their first rows and what their columns seem to be
    mapping  what was chosen: sheet, header row, columns; no personal data
    counts   rows by verdict, and how far applying and undoing came
    job_id   the work that goes on, or went on last; empty when its row was forgotten
    problem  why the file could not be read
    ended_at since when nothing more happens to it; its rows are deleted some days later, `rows_gone` then
    """

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint(f"mode IN {MODES}", name="mode_known"),
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="failed_has_problem"),
        Index("ix_imports_unit_id_id", "unit_id", "id"),
        Index("ix_imports_ended_at", "ended_at"),
        Index("ix_imports_job_id", "job_id"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    mode: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10))
    problem: Mapped[str | None] = mapped_column(String(60))
    told: Mapped[bytes | None] = mapped_column(LargeBinary)
    mapping: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rows_gone: Mapped[bool] = mapped_column(default=False)

    unit: Mapped[Unit] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")
    job: Mapped[Job | None] = relationship(lazy="raise")


class ImportPart(Base):
    """A piece of the file until it is read, or some rows of cells of one of its sheets. Sealed for its place.

    sheet  of cells: which sheet; of the file 0
    """

    __tablename__ = "import_parts"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(5), primary_key=True)
    sheet: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ImportRow(Base):
    """A row of the chosen sheet, or somebody on the roster who is missing in it.

    number      in the file; of those who are missing a number behind its last
    person_key  blind index of the number by which the row names a person; rows of one person have the same
    guard_id    whose number that is, whatever the name
    sealed      sealed JSON: cells, acts and problems, see `imports.rows`
    done        what applying wrote, so that it can be taken back; ids and days only
    """

    __tablename__ = "import_rows"
    __table_args__ = (
        CheckConstraint(f"verdict IN {VERDICTS}", name="verdict_known"),
        CheckConstraint("undone_at IS NULL OR applied_at IS NOT NULL", name="undone_was_applied"),
        Index("ix_import_rows_by_verdict", "import_id", "verdict", "number"),
        Index("ix_import_rows_by_guard", "import_id", "guard_id"),
        Index("ix_import_rows_by_person", "import_id", "person_key"),
    )

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    in_file: Mapped[bool]
    verdict: Mapped[str] = mapped_column(String(8))
    edited: Mapped[bool]
    person_key: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    guard_id: Mapped[UUID | None]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    done: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undo_problem: Mapped[str | None] = mapped_column(String(40))


class ImportMapping(Base):
    """What a unit chose for a head of such headings, remembered for its next file.

    signature  SHA-256 of the headings in their order
    columns    field by column
    """

    __tablename__ = "import_mappings"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    used_at: Mapped[datetime]
