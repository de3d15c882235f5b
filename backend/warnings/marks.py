"""Which units are to be looked at again: marked in the transaction of what happened, or found in the audit soon after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, or_, select, update

from backend.accounts.models import Account
from backend.audit.models import AuditEvent, AuditHead
from backend.certificates.models import Certificate, CertificateEvent
from backend.database import new_id
from backend.extensions import db
from backend.imports.models import Import
from backend.jobs.models import OPEN_STATES, Job
from backend.quick import Read
from backend.rectification.models import RectificationEvent, RectificationNotice
from backend.roster.transfers.models import Transfer
from backend.units.models import Unit
from backend.warnings.models import WarningCursor, WarningMark

CURSOR = "audit"
_ANY = Read(select(WarningMark.id).limit(1))
_SEQ = Read(select(WarningCursor.seq).where(WarningCursor.name == CURSOR))
_HEAD = Read(select(AuditHead.count).where(AuditHead.id == 1))
_ACTED = Read(
    select(Account.unit_id)
    .join(AuditEvent, AuditEvent.account_id == Account.id)
    .where(
        AuditEvent.seq > bindparam("last", type_=AuditEvent.seq.type),
        AuditEvent.seq <= bindparam("head", type_=AuditEvent.seq.type),
        Account.unit_id.is_not(None),
    )
    .distinct()
)


_TRANSFERRED = Read(
    select(AuditEvent.subject_id)
    .where(
        AuditEvent.subject_type == "transfer",
        AuditEvent.seq > bindparam("last", type_=AuditEvent.seq.type),
        AuditEvent.seq <= bindparam("head", type_=AuditEvent.seq.type),
    )
    .distinct()
)


_BEING_IMPORTED = (
    select(Import.unit_id).join(Job, Job.id == Import.job_id).where(Import.state.in_(("applying", "undoing")), Job.state.in_(OPEN_STATES))
)


def look_again(unit_ids: Iterable[UUID], now: datetime) -> None:
    """Mark units in the running transaction; a worker looks at them within seconds of its commit."""
    rows = [{"id": new_id(), "unit_id": unit_id, "at": now} for unit_id in unit_ids]
    if rows:
        db.session.execute(insert(WarningMark), rows)


def after_certificate(certificate: Certificate, event: CertificateEvent) -> None:
    """The employer hears of whatever is done with a certificate."""
    if certificate.guard.unit_id is not None:
        look_again([certificate.guard.unit_id], event.at)


def after_notice(notice: RectificationNotice, event: RectificationEvent) -> None:
    """The unit hears of what is done with its notice."""
    look_again([notice.unit_id], event.at)


def follow_audit(now: datetime) -> None:
    """Mark the units, with their branches, whose managers did anything since the last time, and both sides of a transfer.

    A unit into which an import is being applied waits for its end, which is an event too: looking at a whole roster after every
    step of the import would take longer than the import, and on SQLite it would let it wait.
    """
    last, head = _SEQ.first(), _HEAD.first()
    if last is None or head is None or head.count <= last.seq:
        return
    moved = update(WarningCursor).where(WarningCursor.name == CURSOR, WarningCursor.seq == last.seq).values(seq=head.count)
    acted = [row.unit_id for row in _ACTED.all(last=last.seq, head=head.count)]
    transferred = [UUID(row.subject_id) for row in _TRANSFERRED.all(last=last.seq, head=head.count)]
    if db.session.execute(moved.returning(WarningCursor.name)).one_or_none() is None:
        return  # another worker was quicker
    own = select(Unit.id).where(or_(Unit.id.in_(acted), Unit.parent_unit_id.in_(acted)), Unit.id.not_in(_BEING_IMPORTED))
    sides = select(Transfer.from_unit_id, Transfer.to_unit_id).where(Transfer.id.in_(transferred))
    units = set(db.session.scalars(own)) if acted else set()
    units |= {side for row in db.session.execute(sides) for side in row} if transferred else set()
    look_again(sorted(units), now)


def any_mark() -> bool:
    """Whether some unit waits; asked without a transaction."""
    return _ANY.first() is not None


def take(most: int) -> tuple[Collection[UUID], list[UUID]]:
    """The units that waited longest, and their marks, which nobody else takes until this transaction ends."""
    statement = select(WarningMark.id, WarningMark.unit_id).order_by(WarningMark.id).limit(most).with_for_update(skip_locked=True)
    rows = db.session.execute(statement).all()
    return {row.unit_id for row in rows}, [row.id for row in rows]


def drop(mark_ids: Collection[UUID]) -> None:
    """Forget marks that were followed."""
    db.session.execute(delete(WarningMark).where(WarningMark.id.in_(mark_ids)).execution_options(synchronize_session=False))
