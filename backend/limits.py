"""How often something may be done in a while: from an address, by an account, about a subject.

Windows are fixed and begin at whole multiples of their length, so all processes and machines agree on
them without talking; somebody may do twice as much around a boundary, which no limit here minds. Only
keyed hashes of addresses, accounts and subjects are kept, and only until the window is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import cast
from uuid import UUID

from flask import current_app

from backend.counters import Count, Counters
from backend.errors import Problem, define
from backend.extensions import keyring, settings

PURPOSE = "limit-counter"
MINUTE, HOUR, DAY = 60, 3600, 86_400
IPV6_NETWORK_BITS = 64
"""One household or phone holds a whole /64, so that is what counts as one address."""

LimitReached = define("limit.reached", 429, "This account has done that too often in a while; it opens again by itself")


@dataclass(frozen=True, slots=True)
class AccountLimit:
    """How often one account may do something costly or telling. Routes name theirs in `endpoint(limits=...)`.

    setting      the setting that says how often; docs/settings.md argues each default
    kilobytes    counts the size of what is sent instead of how often; the setting is in MB
    telling      reaching it is written to the audit, once a window: somebody may be copying the register
    """

    setting: str
    window_s: int
    kilobytes: bool = False
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may be done for a subject in a window of so many seconds; `allowed` 0 means any number, and counts nothing.

    amount  how often it is done at once
    """

    kind: str
    subject: object
    window_s: int
    allowed: int
    amount: int = 1


SEARCHES = (AccountLimit("searches_per_hour", HOUR, telling=True),)
PHOTOS = (AccountLimit("photos_per_hour", HOUR, telling=True),)
DISCLOSURES = (AccountLimit("disclosures_per_day", DAY, telling=True),)
IMPORTS = (AccountLimit("imports_per_day", DAY),)
EXPORTS = (AccountLimit("exports_per_day", DAY, telling=True),)
UPLOADS = (AccountLimit("uploads_per_hour", HOUR), AccountLimit("upload_mb_per_hour", HOUR, kilobytes=True))
PARTS = UPLOADS[1:]
"""For pictures that come in parts: how many parts is the link's doing, so only what they weigh is counted."""


def count_together(limits: Sequence[Limit], now: datetime, problem: type[Problem]) -> None:
    """Count each in its present window, in one round trip; tens of microseconds on SQLite.

    Counts in its own storage, at once: it stays counted when the request is undone.
    Raises `problem` for the first that is passed, with `retry_after_s`.
    """
    counted = [limit for limit in limits if limit.allowed]
    if not counted:
        return
    ends = [_end_of_window(limit.window_s, now) for limit in counted]
    seconds = int(now.timestamp())
    sums = counters().add_all(
        [Count(_hash(one.kind, one.subject), one.amount, end) for one, end in zip(counted, ends, strict=True)], seconds
    )
    for limit, end, sum_ in zip(counted, ends, sums, strict=True):
        if sum_ > limit.allowed:
            raise problem(retry_after_s=end - seconds)


def count_account(limit: AccountLimit, account_id: UUID, sent_bytes: int, now: datetime) -> tuple[Problem | None, bool]:
    """Count for an account: the problem if the limit is passed, and whether it was passed just now, for the first time."""
    allowed = getattr(settings(), limit.setting) * (1024 if limit.kilobytes else 1)
    if not allowed:
        return None, False
    amount = -(-sent_bytes // 1024) if limit.kilobytes else 1
    ends_at = _end_of_window(limit.window_s, now)
    counted = _add(limit.setting, account_id, amount, ends_at, now)
    if counted <= allowed:
        return None, False
    return LimitReached(retry_after_s=ends_at - int(now.timestamp())), counted - amount <= allowed


def _end_of_window(window_s: int, now: datetime) -> int:
    seconds = int(now.timestamp())
    return seconds - seconds % window_s + window_s


def _add(kind: str, subject: object, amount: int, ends_at: int, now: datetime) -> int:
    return counters().add(_hash(kind, subject), amount, ends_at, int(now.timestamp()))


def _hash(kind: str, subject: object) -> bytes:
    return keyring().blind_index(PURPOSE, f"{kind}:{subject}")


def counters() -> Counters:
    """The counters of the running app."""
    return cast(Counters, current_app.extensions["counters"])


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(int(parsed) >> (128 - IPV6_NETWORK_BITS))
    return str(parsed)
