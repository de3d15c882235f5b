"""What other rooms do when a watched certificate changes: they stand below this one, so they register here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.certificates.models import Certificate, CertificateEvent
from backend.extensions import db
from backend.watches.models import Watch, WatchedNumber

after_change: list[Callable[[Collection[UUID], datetime], None]] = []
"""Called with the units that watch a certificate and the present, in the transaction of the act on it, its issue included.
What only time brings (an expiry) calls nobody: `found.changed` finds it with the rest."""


def after_certificate(certificate: Certificate, event: CertificateEvent) -> None:
    """Those who watch its number hear of whatever is done with it."""
    watching = select(Watch.unit_id).join(WatchedNumber, WatchedNumber.watch_id == Watch.id)
    units = db.session.scalars(watching.where(WatchedNumber.number == certificate.number).distinct()).all()
    for tell in after_change if units else ():
        tell(units, event.at)
