"""What the story's company delegated, and what it watches: a clerk with narrower rights, an open invitation, a list with a change."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from backend.accounts.delegation.models import Invitation
from backend.accounts.models import Account
from backend.certificates.models import Certificate
from backend.clock import china_date
from backend.demo import story
from backend.demo.ids import named
from backend.extensions import db
from backend.permissions import Profile, Role
from backend.watches.models import Watch, WatchedNumber

WATCHED = ("valid", "rare", "captain", "revoked", "suspended")
"""Parts of the story; the unit saw the revoked one last when his card was valid."""


def make(now: datetime) -> None:
    """Write the rows; no code opens the invitations, whose index is no hash of anything."""
    names = (story.USER_NAMES[Role.COMPANY_MANAGER], story.CLERK)
    manager, clerk = (db.session.scalars(select(Account).where(Account.user_name == name)).one() for name in names)
    _invite(
        "clerk", clerk.name, Profile.ROSTERS, manager, now - timedelta(days=30), accepted_at=now - timedelta(days=29), accepted_by=clerk.id
    )
    _invite("newcomer", "曾晓敏", Profile.READ_ONLY, manager, now - timedelta(days=1))
    watch = Watch(
        id=named("watch"),
        unit_id=story.UNIT_ID,
        name="岗顶大厦新进人员",
        created_by_name=manager.name,
        created_at=now,
        updated_at=now,
        seen_at=now,
    )
    db.session.add(watch)
    db.session.flush()
    for place, (part, number, state) in enumerate(_numbers(now)):
        seen = "valid" if part == "revoked" else state
        db.session.add(WatchedNumber(watch_id=watch.id, number=number, position=place, seen_state=seen))


def _numbers(now: datetime) -> list[tuple[str, str, str]]:
    ids = {story.guard_id(part): part for part in WATCHED}
    cards = db.session.scalars(select(Certificate).where(Certificate.guard_id.in_(ids)))
    found = [(ids[card.guard_id], card.number, card.state_on(china_date(now))) for card in cards]
    return sorted(found, key=lambda one: WATCHED.index(one[0]))


def _invite(key: str, name: str, profile: str, by: Account, at: datetime, **more: object) -> None:
    code = named(f"invitation {key}")
    row = Invitation(
        id=code, unit_id=story.UNIT_ID, profile=profile, name=name, code_index=code.bytes, invited_by=by.id, invited_by_name=by.name,
        created_at=at, expires_at=at + timedelta(days=7), **more,
    )  # fmt: skip
    db.session.add(row)
