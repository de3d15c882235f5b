"""What the transparency log is told of certificates, and how the register is compared with it again.

The record of an act holds all that the register says of it and of the certificate, so that no column can be changed in
silence; the log itself holds a salted hash of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from backend.certificates.models import Certificate, CertificateEvent
from backend.extensions import db
from backend.transparency import leaves, operations
from backend.transparency.leaves import Act
from backend.transparency.models import LogEntry, LogWaiting
from backend.transparency.sources import Logged

CHUNK = 2000
STATE_AFTER = {
    "issue": "valid", "suspend": "suspended", "reinstate": "valid", "revoke": "revoked", "cancel": "cancelled", "replace": "superseded",
}  # fmt: skip

_EVENT = (
    CertificateEvent.id.label("event_id"),
    CertificateEvent.certificate_id,
    CertificateEvent.act,
    CertificateEvent.effective_on,
    CertificateEvent.reason,
    CertificateEvent.agency_code,
    CertificateEvent.account_id,
    CertificateEvent.account_name,
    CertificateEvent.at,
)
_FIXED = (
    Certificate.number,
    Certificate.guard_id,
    Certificate.agency_code.label("issuing_agency_code"),
    Certificate.issued_on,
    Certificate.expires_on,
    Certificate.status_index,
    Certificate.created_at,
    Certificate.replaced_by_id,
    Certificate.payload,
)
"""What never changes of a certificate once it is issued; `replaced_by_id` is part of the replacing."""

_STATE = (Certificate.id, Certificate.number, Certificate.state, Certificate.state_since, Certificate.state_reason)


def log_event(certificate: Certificate, event: CertificateEvent) -> None:
    """Write an act on a certificate into the log, in its transaction."""
    operations.append(
        act_of(
            (event.id, certificate.id, event.act, event.effective_on, event.reason, event.agency_code, event.account_id,
             event.account_name, event.at, certificate.number, certificate.guard_id, certificate.agency_code, certificate.issued_on,
             certificate.expires_on, certificate.status_index, certificate.created_at, certificate.replaced_by_id, certificate.payload)
        )
    )  # fmt: skip


def act_of(row: Sequence[Any]) -> Act:
    """The act of an event, from the columns of `_EVENT` and `_FIXED`."""
    event_id, certificate_id, kind, effective_on, reason, agency, account_id, account_name, at = row[:9]
    number, guard_id, issuer, issued_on, expires_on, status_index, created_at, replaced_by_id, payload = row[9:18]
    record = leaves.canonical(
        event_id, certificate_id, kind, effective_on, reason, agency, account_id, account_name, at,
        number, guard_id, issuer, issued_on, expires_on, status_index, created_at, replaced_by_id if kind == "replace" else None,
    )  # fmt: skip
    subject = sha256(payload).digest()
    return Act(kind, leaves.seconds(at), subject, str(effective_on), record, certificate_id=certificate_id, event_id=event_id)


def acts_of(certificate_id: UUID) -> list[Any]:
    """The columns of each act on a certificate, the first one first."""
    rows = db.session.execute(_acts().where(CertificateEvent.certificate_id == certificate_id)).all()
    return sorted(rows, key=lambda row: (row.at, row.event_id))


class CertificateSource:
    """Certificates and what happened to them."""

    def missing(self, after: UUID | None, limit: int) -> tuple[Sequence[Act], UUID | None]:
        """See `sources.Source`; in the order of the events' ids, which is that of their making."""
        events = _acts().order_by(CertificateEvent.id).limit(limit)
        events = events.outerjoin(LogEntry, LogEntry.event_id == CertificateEvent.id).where(LogEntry.place.is_(None))
        events = events.outerjoin(LogWaiting, LogWaiting.event_id == CertificateEvent.id).where(LogWaiting.number.is_(None))
        if after is not None:
            events = events.where(CertificateEvent.id > after)
        rows = db.session.execute(events).all()
        return [act_of(row) for row in rows], rows[-1].event_id if len(rows) == limit else None

    def compare(self) -> Iterator[str]:
        """See `sources.Source`; some thousand certificates at a time."""
        after: UUID | None = None
        while True:
            statement = select(*_STATE).order_by(Certificate.id).limit(CHUNK)
            rows = db.session.execute(statement if after is None else statement.where(Certificate.id > after)).all()
            last = rows[-1].id if len(rows) == CHUNK else None
            yield from _compare(rows, after, last)
            if last is None:
                return
            after = last


SOURCE = CertificateSource()


def _acts() -> Select[Any]:
    columns: tuple[Any, ...] = (*_EVENT, *_FIXED)
    return select(*columns).join(Certificate, Certificate.id == CertificateEvent.certificate_id)


def _between(column: Any, after: UUID | None, last: UUID | None) -> Any:
    """SQL: the ids after the one, up to the other; where there is none, without bound."""
    return and_(column.is_not(None), *([column > after] if after else []), *([column <= last] if last else []))


def _compare(certificates: Sequence[Any], after: UUID | None, last: UUID | None) -> Iterator[str]:
    acts: dict[UUID, list[Any]] = {}
    for row in db.session.execute(_acts().where(_between(CertificateEvent.certificate_id, after, last))):
        acts.setdefault(row.certificate_id, []).append(row)
    entries = _entries(after, last)
    for certificate in certificates:
        rows = sorted(acts.pop(certificate.id, ()), key=lambda row: (row.at, row.event_id))
        found = {row.event_id: entries.pop(row.event_id, []) for row in rows}
        for row in rows:
            yield from _compare_act(certificate, row, found[row.event_id])
        yield from _compare_state(certificate, rows, found)
    for lost in entries.values():
        for entry in lost:
            yield f"{_named(entry)} ({entry.kind}) speaks of an act that the register no longer has"


def _entries(after: UUID | None, last: UUID | None) -> dict[UUID, list[Logged]]:
    """The entries by event, those that wait last."""
    names = ("kind", "at", "taken_over", "content_hash", "seed")
    found: dict[UUID, list[Logged]] = {}
    for table, place in ((LogEntry, LogEntry.place), (LogWaiting, None)):
        columns = [table.event_id, *([place] if place is not None else []), *(getattr(table, name) for name in names)]
        rows = db.session.execute(select(*columns).where(_between(table.certificate_id, after, last)))
        for row in rows:
            found.setdefault(row[0], []).append(Logged(*((None,) if place is None else ()), *row[1:]))
    return found


def _compare_act(certificate: Any, row: Any, entries: Sequence[Logged]) -> Iterator[str]:
    what = f"certificate {certificate.number}: {row.act} of {row.effective_on}"
    if not entries:
        yield f"{what} is not in the log"
    if len(entries) > 1:
        yield f"{what} is in the log {len(entries)} times"
    act = act_of(row)
    for entry in entries:
        if entry.kind != act.kind or leaves.act_hash(entry.seed, act) != entry.content_hash:
            yield f"{what} was changed: {_named(entry)} says something else"
        elif not entry.taken_over and entry.at != act.at:
            yield f"{what} was dated anew: {_named(entry)} says another moment"


def _compare_state(certificate: Any, rows: Sequence[Any], found: dict[UUID, list[Logged]]) -> Iterator[str]:
    if not rows:
        yield f"certificate {certificate.number} was issued without an act"
        return
    if rows[0].act != "issue" or sum(row.act == "issue" for row in rows) != 1:
        yield f"certificate {certificate.number} was not issued once, as its first act"
    present = (certificate.state, certificate.state_since, certificate.state_reason)
    # Two servers whose clocks differ by a second may have acted within it: the log's own order counts too.
    lasts = (rows[-1], max(rows, key=lambda row: _order(found[row.event_id])))
    if present not in [_state_after(row) for row in lasts]:
        yield f"certificate {certificate.number} is {certificate.state} since {certificate.state_since}, which no act made it"


def _state_after(row: Any) -> tuple[str, Any, str | None]:
    return STATE_AFTER[row.act], row.effective_on, None if row.act == "issue" else row.reason


def _order(entries: Iterable[Logged]) -> tuple[bool, bool, int]:
    """What was taken over happened before the log; what waits, last."""
    return max(((not entry.taken_over, entry.place is None, entry.place or 0) for entry in entries), default=(False, False, -1))


def _named(entry: Logged) -> str:
    return "a waiting entry" if entry.place is None else f"entry {entry.place}"
