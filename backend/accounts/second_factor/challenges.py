"""Challenges for passkeys: random, for one purpose and one session, answered once, soon over.

A challenge lies in the signed cookie until it is answered, so that asking for one writes nothing. What was
answered is remembered until its end: an old cookie does not bring a challenge back.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import session as cookie
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from backend.accounts.second_factor.models import UsedChallenge
from backend.accounts.second_factor.problems import ChallengeOver
from backend.extensions import db

LIFE = timedelta(minutes=5)
_NAME = "challenge"


def issue(purpose: str, session_id: UUID | None, now: datetime) -> bytes:
    """A new challenge of 32 bytes; an earlier one of this browser is forgotten."""
    value = secrets.token_bytes(32)
    cookie[_NAME] = [urlsafe_b64encode(value).decode(), purpose, str(session_id), (now + LIFE).timestamp()]
    return value


def take(purpose: str, session_id: UUID | None, now: datetime) -> bytes:
    """The challenge this browser was given for the purpose; nobody gets it again.

    Raises ChallengeOver when there is none, it is too old, of another session or purpose, or was answered.
    """
    held = cookie.pop(_NAME, None)
    if held is None or held[1:3] != [purpose, str(session_id)] or held[3] < now.timestamp():
        raise ChallengeOver()
    value = urlsafe_b64decode(held[0])
    db.session.execute(delete(UsedChallenge).where(UsedChallenge.until < now))
    try:
        with db.session.begin_nested():
            until = datetime.fromtimestamp(held[3], UTC)
            db.session.add(UsedChallenge(challenge_hash=hashlib.sha256(value).digest(), until=until))
    except IntegrityError as error:
        raise ChallengeOver() from error
    return value
