"""What a new device signs to show that it holds its key: one text for each session and five minutes, kept nowhere.

It does not lie in the cookie as a passkey's challenge does. The app enrols by itself beside whatever its officer does, and an
answer that brings a cookie back would undo a sign-out, or a passkey's challenge, that overtook it.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from uuid import UUID

from backend.extensions import keyring

PURPOSE = "device challenge"
LIFE = timedelta(minutes=5)


def issue(session_id: UUID | None, now: datetime) -> str:
    """The challenge of this session at this time: base64url without padding."""
    return _of(session_id, now)


def standing(session_id: UUID | None, now: datetime) -> tuple[str, str]:
    """Those that are still taken: of these five minutes, and of the five before."""
    return _of(session_id, now), _of(session_id, now - LIFE)


def _of(session_id: UUID | None, at: datetime) -> str:
    window = int(at.timestamp() // LIFE.total_seconds())
    return urlsafe_b64encode(keyring().blind_index(PURPOSE, f"{session_id}:{window}")).decode().rstrip("=")
