"""What the story's manager has on the desk: contracts, guard files, an import."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from backend.accounts.actors import find_actor
from backend.accounts.models import Account
from backend.demo import batches, contracting, dossiers, story
from backend.demo.cast import Stage
from backend.extensions import db
from backend.permissions import Role


def make(stage: Stage, now: datetime, *, is_great: bool) -> None:
    """Write it all, as the manager did it."""
    name = story.USER_NAMES[Role.COMPANY_MANAGER]
    manager = find_actor(db.session.scalars(select(Account.id).where(Account.user_name == name)).one())
    if manager is None:
        raise LookupError(name)
    contracting.make(stage, manager, now, is_great=is_great)
    dossiers.make(manager, now, is_great=is_great)
    batches.make(manager, now)
