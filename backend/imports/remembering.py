"""Mappings that a unit chose: its next file of the same form is understood at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.extensions import db
from backend.imports.models import Import, ImportMapping


def remember(import_: Import, signature: str, now: datetime) -> None:
    """Keep what was chosen for headings of that signature, in the place of what was chosen for them before."""
    mapping: Any = import_.mapping
    key = {"unit_id": import_.unit_id, "signature": bytes.fromhex(signature)}
    found = db.session.get(ImportMapping, tuple(key.values()))
    if found is None:
        db.session.add(ImportMapping(**key, columns=mapping["columns"], used_at=now))
    else:
        found.columns, found.used_at = mapping["columns"], now
