"""What asks for a publication of the lists: any act that changes a certificate's state or a key."""

from __future__ import annotations

from datetime import datetime

from backend.certificates.models import PublicationWant
from backend.extensions import db


def wanted(now: datetime) -> None:
    """Ask for a publication, in the act's own transaction; a worker publishes within a minute.

    A row of its own, so acts do not wait for one another. It is gone only when a publication that was made after
    the act's commit is written: none is ever missed.
    """
    db.session.add(PublicationWant(at=now))
