"""What the transparency log is told of signing keys: each step of a key's life, and that no step is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from backend.certificates.models import SigningKey
from backend.extensions import clock, db
from backend.transparency import leaves, operations
from backend.transparency.leaves import Act
from backend.transparency.models import LogEntry, LogWaiting
from backend.transparency.sources import Logged

KINDS = {"plan": "key_planned", "activate": "key_activated", "retire": "key_retired", "revoke": "key_revoked"}
"""By what the audit calls them."""


def log_step(step: str, key: SigningKey, now: datetime) -> None:
    """Write a step into the log, in its transaction."""
    operations.append(_act(KINDS[step], key, now))


class KeySource:
    """The signing keys."""

    def missing(self, after: None, limit: int) -> tuple[Sequence[Act], None]:
        """See `sources.Source`; there are never more than a thousand, so all come at once."""
        known = {(entry_of, entry.kind) for entry_of, entry in _entries()}
        return [act for act in _steps() if (act.key_id, act.kind) not in known], None

    def compare(self) -> Iterator[str]:
        """See `sources.Source`."""
        entries: dict[tuple[int | None, str], list[Logged]] = {}
        for key_id, entry in _entries():
            entries.setdefault((key_id, entry.kind), []).append(entry)
        for act in _steps():
            found, what = entries.pop((act.key_id, act.kind), []), f"signing key {act.key_id}: {act.kind}"
            if len(found) != 1:
                yield f"{what} is in the log {len(found)} times"
            for entry in found:
                if leaves.act_hash(entry.seed, act) != entry.content_hash:
                    yield f"{what} was changed: the log says something else"
                elif not entry.taken_over and entry.at != act.at:
                    yield f"{what} was dated anew: the log says another moment"
        for key_id, kind in entries:
            yield f"signing key {key_id}: the log speaks of a step that the register no longer has: {kind}"


SOURCE = KeySource()


def _steps() -> Iterator[Act]:
    """The steps that the register knows, key by key, in the order of a key's life."""
    now = clock().now()
    for key in db.session.scalars(select(SigningKey).order_by(SigningKey.key_id).execution_options(populate_existing=True)):
        begun = key.activated_at or (None if key.planned_at else key.valid_from)  # one of the release before signed at once
        instants = (key.planned_at, begun, key.ended_at(now), key.revoked_at)
        yield from (_act(kind, key, instant) for kind, instant in zip(KINDS.values(), instants, strict=True) if instant is not None)


def _act(kind: str, key: SigningKey, instant: datetime) -> Act:
    reason = key.revoked_reason if kind == "key_revoked" else None
    record = (key.key_id, key.algorithm, key.purpose, key.public_key.hex(), kind, leaves.plain(instant), reason)
    subject = sha256(key.public_key).digest()
    return Act(kind, leaves.seconds(instant), subject, leaves.day_of(instant), leaves.canonical(record), key_id=key.key_id)


def _entries() -> Iterator[tuple[int | None, Logged]]:
    names = ("kind", "at", "taken_over", "content_hash", "seed")
    for table, place in ((LogEntry, [LogEntry.place]), (LogWaiting, [])):
        columns = [table.key_id, *place, *(getattr(table, name) for name in names)]
        for row in db.session.execute(select(*columns).where(table.key_id.is_not(None))):
            yield row[0], Logged(row[1] if place else None, *row[-5:])
