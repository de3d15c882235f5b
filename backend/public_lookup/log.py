"""What who holds a card in the hand may have proven to him: that its issue, and what made its present state, are in the public log.

Only these two: that a card was once suspended and is good again is nobody's business.
"""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.certificates import credential, logged
from backend.certificates.keys import trusted_keys
from backend.certificates.models import Certificate
from backend.extensions import db
from backend.transparency import leaves, queries, tree
from backend.transparency.leaves import Act
from backend.transparency.models import LogEntry


def prove_card(digits: str) -> dict[str, Any]:
    """The entries of a presented card with their proofs; none for every other code. Raises log.empty."""
    checkpoint = queries.get_checkpoint()
    proven = [_proven(event_id, act, checkpoint.size) for event_id, act in _acts(digits)]
    return {
        "checkpoint": base64.b64encode(checkpoint.message).decode(),
        "entries": [entry for entry in proven if entry is not None],
    }


def _acts(digits: str) -> list[tuple[str, Act]]:
    """The first act on a presented card's certificate, and the last."""
    try:
        payload = credential.from_digits(digits)
        number = credential.verify(payload, trusted_keys()).fields.number
    except credential.CredentialError:
        return []
    found: UUID | None = db.session.scalar(select(Certificate.id).where(Certificate.number == number, Certificate.payload == payload))
    acts = logged.acts_of(found) if found else []
    return acts[:1] + acts[1:][-1:]


def _proven(event_id: str, act: Act, size: int) -> dict[str, Any] | None:
    entry = queries.entry_of(UUID(event_id))
    if entry is None:
        return None
    place = entry.place if isinstance(entry, LogEntry) and entry.place < size else None
    return {
        "kind": entry.kind,
        "at": entry.at,
        "taken_over": entry.taken_over,
        "effective_on": act.effective_on,
        "salt": leaves.told_salt(entry.seed).hex(),
        "record": leaves.record_digest(entry.seed, act.record).hex(),
        "index": place,
        "hashes": [part.hex() for part in tree.prove_inclusion(place, size)] if place is not None else [],
    }
