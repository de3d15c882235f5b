"""Read a list for an export: from the replica while it keeps up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from backend.extensions import db
from backend.reading import lagging


@contextmanager
def reading(now: datetime) -> Iterator[datetime]:
    """Inside, every query goes to a connection that only reads, through a session of its own; yields as of when it knows.

    Raises OperationalError when that connection breaks off; the job is then tried again, and reads elsewhere.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with lagging(now) as read, app.app_context():
        # SQLAlchemy's own session: Flask-SQLAlchemy's would choose the primary by the table, whatever it is bound to
        db.session.registry.set(Session(bind=read.connection))  # type: ignore[arg-type]
        yield read.as_of
