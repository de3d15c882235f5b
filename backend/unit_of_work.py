"""One request, one transaction: how it comes to write, and what is left of it when it fails."""

from __future__ import annotations

from flask import current_app
from flask import session as cookie
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from backend import audit
from backend.database import will_write
from backend.errors import OutOfReach, Problem, from_database
from backend.extensions import clock, db
from backend.permissions import Actor


def begin_writing() -> None:
    """End a reading transaction and let the next one write. What was loaded must be loaded again."""
    db.session.rollback()
    will_write.set(True)


def undo(error: Exception, actor: Actor | None) -> Exception:
    """Roll back what a failed request did, unless the refusal itself is kept; returns what to tell its sender."""
    if isinstance(error, Problem) and error.keeps:
        db.session.commit()
        return error
    db.session.rollback()
    cookie.modified = False  # who signed in or out by an act that was not kept, did not; the browser keeps the cookie it has
    if isinstance(error, OutOfReach) and actor is not None:
        _audit_refusal(error, actor)
    if isinstance(error, (DBAPIError, StaleDataError)):
        current_app.logger.warning("database refused: %s", _why(error))
        return from_database(error)
    return error


def _why(error: DBAPIError | StaleDataError) -> str:
    """The kind of error and the database's own code; its words may hold somebody's data."""
    driver = getattr(error, "orig", None)
    code = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _audit_refusal(error: OutOfReach, actor: Actor) -> None:
    will_write.set(True)
    audit.record("refuse", error.subject_type, error.subject_id, actor=actor, now=clock().now())
    db.session.commit()
