"""Is what was put back what was backed up? Asked of the new database before it takes its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import select, text

from backend import audit, create_app
from backend.audit import operations as audit_operations
from backend.backup import about as abouts
from backend.backup.sealed import BackupError
from backend.certificates.models import SigningKey
from backend.certificates.signers import PURPOSE as SIGNING
from backend.config import Settings
from backend.crypto import CryptoError
from backend.extensions import db, keyring
from backend.guards import sealing
from backend.guards.models import Guard

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
LOOKED_AT = 500
"""Guards from either end of the register whose identity numbers are opened: the first were sealed by the oldest key."""


def prove(settings: Settings, found: dict[str, Any], now: datetime, migrate: bool) -> None:
    """Compare counts, walk the audit chain, open data with the backup's keys; then note the act. Raises BackupError."""
    with create_app(settings).app_context():
        try:
            _compare_counts(found)
            if migrate:
                upgrade(str(MIGRATIONS))
            _walk_audit(found)
            _open_data()
            if db.engine.dialect.name == "postgresql":
                db.session.execute(text("ANALYZE"))
            audit.record("restore", "backup", found["made_at"], now=now, after={"version": found["version"], "revision": found["revision"]})
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()


def _compare_counts(found: dict[str, Any]) -> None:
    with db.engine.connect() as connection:
        wrong = [name for name, count in found["counts"].items() if abouts.count(connection, name) != count]
    if wrong:
        raise BackupError(f"rows are missing or too many in: {', '.join(wrong)}")


def _walk_audit(found: dict[str, Any]) -> None:
    breaks = audit_operations.verify()
    head = db.session.execute(text("SELECT count, hash FROM audit_head WHERE id = 1")).one()
    if breaks or (head.count, bytes(head.hash).hex()) != (found["audit"]["count"], found["audit"]["hash"]):
        raise BackupError(f"the audit chain is not that of the backup: {'; '.join(breaks[:3]) or 'it ends elsewhere'}")


def _open_data() -> None:
    try:
        for key in db.session.scalars(select(SigningKey).where(SigningKey.private_key.is_not(None))):
            keyring().decrypt(SIGNING, key.private_key or b"", bytes([key.key_id]))
        for order in (Guard.id.asc(), Guard.id.desc()):
            for row in db.session.execute(select(Guard.id, Guard.identity_number).order_by(order).limit(LOOKED_AT)):
                sealing.unseal(sealing.IDENTITY_NUMBER, row.identity_number, row.id)
    except CryptoError as error:
        raise BackupError("the keys in the backup do not open its data") from error
