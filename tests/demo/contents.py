"""What a load made, so that two loads can be compared."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from flask import Flask

from backend.audit.models import AuditEvent
from backend.database import Base
from backend.demo import great
from backend.extensions import db
from backend.media import NAMES_A_PICTURE
from backend.transparency.models import LogEntry

MADE = (
    *great.LARGE, "accounts", "units", "unit_areas", "clients", "sites", "certificate_sequences", "inspection_sequences",
)  # fmt: skip
OWN = {
    "accounts.password_hash",
    "media.id",
    "inspection_photos.media_id",
    "inspections.signature_media_id",
    "inspected_guards.id",
}
"""Drawn anew in each load."""


def contents(app: Flask) -> dict[str, Any]:
    """How many rows each table has and what they say, but for what is sealed, signed or drawn anew in each load."""
    with app.app_context():
        told = {name: _digest(name) for name in MADE}
        told["audit"] = Counter((row.action, row.subject_type) for row in db.session.scalars(db.select(AuditEvent)))
        # The workers gave the keys' entries their places meanwhile; the past is taken over in its own order either way.
        past = db.select(LogEntry.event_id, LogEntry.kind).where(LogEntry.taken_over).order_by(LogEntry.place)
        told["log"] = db.session.execute(past).all()
        db.session.remove()
    return told


def _digest(name: str) -> tuple[int, str]:
    table = Base.metadata.tables[name]
    columns = [
        column
        for column in table.columns
        if column.type.python_type is not bytes and not column.info.keys() & NAMES_A_PICTURE.keys() and str(column) not in OWN
    ]
    rows = sorted(repr(tuple(row)) for row in db.session.execute(db.select(*columns)))
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
