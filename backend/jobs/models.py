"""Jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, Identified

STATES = ("waiting", "running", "done", "failed", "cancelled")
OPEN_STATES = ("waiting", "running")
DUE = text("due_at IS NOT NULL")


class Job(Identified, Base):
    """One piece of work and how far it is.

    params, checkpoint  sealed JSON: a filter may hold a person's name or number
    due_at      waiting: not to be begun before; running: the end of the lease, after which anybody may take it up
    called_at   when the courier was last sent for it
    worker      who holds the lease; another name for each taking, so that a late step of an earlier one is refused
    attempts    takings since the last step that was kept
    account_id  who asked; empty for an operator's command
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        CheckConstraint("(state = 'running') = (worker IS NOT NULL)", name="running_has_worker"),
        CheckConstraint("(state IN ('waiting', 'running')) = (due_at IS NOT NULL)", name="open_is_due"),
        CheckConstraint("(state IN ('waiting', 'running')) = (ended_at IS NULL)", name="ended_has_end"),
        CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="failed_has_problem"),
        Index("ix_jobs_account_id_id", "account_id", "id"),
        Index("ix_jobs_due_at", "due_at", sqlite_where=DUE, postgresql_where=DUE),
    )

    kind: Mapped[str] = mapped_column(String(40))
    params: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    done: Mapped[int] = mapped_column(BigInteger, default=0)
    total: Mapped[int | None] = mapped_column(BigInteger)
    doing: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    worker: Mapped[str | None] = mapped_column(String(80))
    due_at: Mapped[datetime | None]
    called_at: Mapped[datetime]
    stop_asked: Mapped[bool] = mapped_column(default=False)
    checkpoint: Mapped[bytes | None] = mapped_column(LargeBinary)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    problem: Mapped[str | None] = mapped_column(String(60))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    agency_code: Mapped[str | None] = mapped_column(String(12))
    unit_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def cancelling(self) -> bool:
        """Asked to stop, and about to."""
        return self.state == "running" and self.stop_asked
