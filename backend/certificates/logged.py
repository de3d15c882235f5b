"""What the transparency log is told of certificates, and how the register is compared with it again.

The record of an act holds all that the register says of it and of the certificate, so that no column can be changed in
silence; the log itself holds a salted hash of it. Millions of acts are read at a stretch, so the database itself writes their ids,
days and instants as the canonical text (`leaves.plain`), and nothing is turned into objects on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, String, Uuid, and_, cast, func, select, type_coerce
from sqlalchemy.types import NullType

from backend.certificates.models import Certificate, CertificateEvent
from backend.database import UtcDateTime
from backend.extensions import db
from backend.transparency import leaves, operations
from backend.transparency.leaves import Act
from backend.transparency.models import LogEntry, LogWaiting
from backend.transparency.sources import Logged

CHUNK = 2000
STATE_AFTER = {
    "issue": "valid", "suspend": "suspended", "reinstate": "valid", "revoke": "revoked", "cancel": "cancelled", "replace": "superseded",
}  # fmt: skip

_EVENT = ("id", "certificate_id", "act", "effective_on", "reason", "agency_code", "account_id", "account_name", "at")
_FIXED = ("number", "guard_id", "agency_code", "issued_on", "expires_on", "status_index", "created_at", "replaced_by_id")
"""What never changes of a certificate once it is issued; `replaced_by_id`, the last, is part of the replacing."""

_ENTRY = ("kind", "at", "taken_over", "content_hash", "seed")


def log_event(certificate: Certificate, event: CertificateEvent) -> None:
    """Write an act on a certificate into the log, in its transaction."""
    values = [getattr(event, name) for name in _EVENT] + [getattr(certificate, name) for name in _FIXED]
    operations.append(_act([*map(leaves.plain, values), certificate.payload]))


def acts_of(certificate_id: UUID) -> list[tuple[str, Act]]:
    """The id and the act of each event of a certificate, the first one first."""
    rows = db.session.execute(_acts(db.engine.dialect.name).where(CertificateEvent.certificate_id == certificate_id)).all()
    return [(row.id, _act(row)) for row in sorted(rows, key=_moment)]


def _act(row: Sequence[Any]) -> Act:
    """The act of an event, from the plain columns of `_EVENT` and `_FIXED`, and the payload."""
    record = list(row[:17])
    if row[2] != "replace":
        record[16] = None
    return Act(row[2], leaves.seconds_of(row[8]), sha256(row[17]).digest(), row[3], leaves.canonical(record), row[1], row[0])


class CertificateSource:
    """Certificates and what happened to them."""

    def missing(self, after: str | None, limit: int) -> tuple[Sequence[Act], str | None]:
        """See `sources.Source`; in the order of the events' ids, which is that of their making."""
        events = _acts(db.engine.dialect.name).order_by(CertificateEvent.id).limit(limit)
        events = events.outerjoin(LogEntry, LogEntry.event_id == CertificateEvent.id).where(LogEntry.place.is_(None))
        events = events.outerjoin(LogWaiting, LogWaiting.event_id == CertificateEvent.id).where(LogWaiting.number.is_(None))
        if after is not None:
            events = events.where(CertificateEvent.id > UUID(after))
        rows = db.session.execute(events).all()
        return [_act(row) for row in rows], rows[-1].id if len(rows) == limit else None

    def compare(self) -> Iterator[str]:
        """See `sources.Source`; some thousand certificates at a time."""
        after: UUID | None = None
        columns = [_plain(getattr(Certificate, name)) for name in ("id", "number", "state", "state_since", "state_reason")]
        while True:
            statement = select(*columns).order_by(Certificate.id).limit(CHUNK)
            rows = db.session.execute(statement if after is None else statement.where(Certificate.id > after)).all()
            last = UUID(rows[-1].id) if len(rows) == CHUNK else None
            yield from _compare(rows, after, last)
            if last is None:
                return
            after = last


SOURCE = CertificateSource()


@cache
def _acts(dialect: str) -> Select[Any]:
    columns: list[Any] = [_plain(getattr(CertificateEvent, name), dialect) for name in _EVENT]
    columns += [_plain(getattr(Certificate, name), dialect).label(f"certificate_{name}") for name in _FIXED]
    columns.append(type_coerce(Certificate.payload, NullType()).label("payload"))
    return select(*columns).join(Certificate, Certificate.id == CertificateEvent.certificate_id)


def _plain(column: Any, dialect: str | None = None) -> Any:
    """SQL: the column as `leaves.plain` writes its value. SQLite keeps ids, days and instants in just that form."""
    if (dialect or db.engine.dialect.name) == "sqlite":
        return type_coerce(column, NullType()).label(column.key)
    forms = {
        Uuid: lambda: func.replace(cast(column, String), "-", ""),
        Date: lambda: func.to_char(column, "YYYY-MM-DD"),
        UtcDateTime: lambda: func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US"),
    }
    form = forms.get(type(column.type))
    return (form() if form else column).label(column.key)


def _moment(row: Any) -> tuple[str, str]:
    return row.at, row.id


def _between(column: Any, after: UUID | None, last: UUID | None) -> Any:
    """SQL: the ids after the one, up to the other; where there is none, without bound."""
    return and_(column.is_not(None), *([column > after] if after else []), *([column <= last] if last else []))


def _compare(certificates: Sequence[Any], after: UUID | None, last: UUID | None) -> Iterator[str]:
    acts: dict[str, list[Any]] = {}
    for row in db.session.execute(_acts(db.engine.dialect.name).where(_between(CertificateEvent.certificate_id, after, last))):
        acts.setdefault(row.certificate_id, []).append(row)
    entries = _entries(after, last)
    for certificate in certificates:
        rows = sorted(acts.pop(certificate.id, ()), key=_moment)
        found = {row.id: entries.pop(row.id, []) for row in rows}
        for row in rows:
            yield from _compare_act(certificate, row, found[row.id])
        yield from _compare_state(certificate, rows, found)
    for lost in entries.values():
        for entry in lost:
            yield f"{_named(entry)} ({entry.kind}) speaks of an act that the register no longer has"


def _entries(after: UUID | None, last: UUID | None) -> dict[str, list[Logged]]:
    """The entries by event, those that wait last."""
    found: dict[str, list[Logged]] = {}
    for table, place in ((LogEntry, [LogEntry.place]), (LogWaiting, [])):
        columns = [_plain(table.event_id), *place, *(getattr(table, name) for name in _ENTRY)]
        for row in db.session.execute(select(*columns).where(_between(table.certificate_id, after, last))):
            found.setdefault(row[0], []).append(Logged(row[1] if place else None, *row[-5:]))
    return found


def _compare_act(certificate: Any, row: Any, entries: Sequence[Logged]) -> Iterator[str]:
    what = f"certificate {certificate.number}: {row.act} of {row.effective_on}"
    if not entries:
        yield f"{what} is not in the log"
    if len(entries) > 1:
        yield f"{what} is in the log {len(entries)} times"
    act = _act(row)
    for entry in entries:
        if entry.kind != act.kind or leaves.act_hash(entry.seed, act) != entry.content_hash:
            yield f"{what} was changed: {_named(entry)} says something else"
        elif not entry.taken_over and entry.at != act.at:
            yield f"{what} was dated anew: {_named(entry)} says another moment"


def _compare_state(certificate: Any, rows: Sequence[Any], found: dict[str, list[Logged]]) -> Iterator[str]:
    if not rows:
        yield f"certificate {certificate.number} was issued without an act"
        return
    if rows[0].act != "issue" or sum(row.act == "issue" for row in rows) != 1:
        yield f"certificate {certificate.number} was not issued once, as its first act"
    present = (certificate.state, certificate.state_since, certificate.state_reason)
    # Two servers whose clocks differ by a second may have acted within it: the log's own order counts too.
    lasts = (rows[-1], max(rows, key=lambda row: _order(found[row.id])))
    if present not in [_state_after(row) for row in lasts]:
        yield f"certificate {certificate.number} is {certificate.state} since {certificate.state_since}, which no act made it"


def _state_after(row: Any) -> tuple[str, str, str | None]:
    return STATE_AFTER[row.act], row.effective_on, None if row.act == "issue" else row.reason


def _order(entries: Iterable[Logged]) -> tuple[bool, bool, int]:
    """What was taken over happened before the log; what waits, last."""
    return max(((not entry.taken_over, entry.place is None, entry.place or 0) for entry in entries), default=(False, False, -1))


def _named(entry: Logged) -> str:
    return "a waiting entry" if entry.place is None else f"entry {entry.place}"
