"""The closed set of verdicts: what each means in one of four tones, and which of several goes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.certificates.card_fields import CardFields

TONES: dict[str, str] = {
    "valid": "valid",
    "other_site": "check",
    "other_unit": "check",
    "left_unit": "check",
    "nobody": "check",
    "not_here": "check",
    "no_photo": "check",
    "photo_changed": "check",
    "status_unknown": "check",
    "clock_wrong": "check",
    "unregistered": "check",
    "expired": "not_valid",
    "suspended": "not_valid",
    "revoked": "not_valid",
    "cancelled": "not_valid",
    "superseded": "not_valid",
    "withdrawn": "not_valid",
    "forged": "not_valid",
    "not_a_card": "cannot_verify",
    "unknown_key": "cannot_verify",
    "revoked_key": "cannot_verify",
    "planned_key": "cannot_verify",
    "malformed": "cannot_verify",
    "unknown_number": "cannot_verify",
}
"""Each reason and its tone. Said by phones without network only: `status_unknown`; `withdrawn`, when the status list
does not tell whether a certificate was cancelled or replaced; `not_here`, of who is not on the phone's roster of the site."""

REASONS = tuple(TONES)
TONE_WORDS = ("valid", "check", "not_valid", "cannot_verify")
RELATIONS = ("on_roster", "other_site", "other_unit", "left_unit", "nobody")


@dataclass(frozen=True, slots=True)
class Presented:
    """What was shown or typed.

    reason  why it is to be believed no further, from the code alone
    number  the certificate number, of a card that bears our signature or as it was typed
    card    what the card says, when a card was shown; payload: its bytes
    """

    reason: str | None = None
    number: str | None = None
    card: CardFields | None = None
    payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register says: state of today, the card as issued, and the photo now on file."""

    state: str
    card: CardFields
    photo_digest: bytes | None


def judge(presented: Presented, registered: Registered | None, relation: str | None, clock_wrong: bool) -> str:
    """The one reason of all that apply which the officer must hear first.

    First the code, then the state, then what makes the answer doubtful, last where the guard belongs.
    """
    if presented.reason:
        return presented.reason
    if registered is None:
        return "unknown_number" if presented.card is None else "unregistered"
    if registered.state != "valid":
        return registered.state
    if presented.card is not None and presented.card != registered.card:
        return "unregistered"
    if clock_wrong:
        return "clock_wrong"
    return _of_photo(registered) or _of_place(relation)


def clock_is_wrong(mode: str, checked_at: datetime, received_at: datetime, tolerance_s: int) -> bool:
    """Whether the phone's clock contradicts ours. A check without network arrives late, but never early."""
    ahead = checked_at - received_at
    tolerance = timedelta(seconds=tolerance_s)
    return ahead > tolerance or (mode == "online" and -ahead > tolerance)


def _of_photo(registered: Registered) -> str | None:
    if registered.photo_digest is None:
        return "no_photo"
    return "photo_changed" if registered.card.photo_digest != registered.photo_digest else None


def _of_place(relation: str | None) -> str:
    return "valid" if relation in (None, "on_roster") else str(relation)
