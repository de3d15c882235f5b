"""How often something may be done in a while: from an address, by an account, about a subject.

Windows are fixed and begin at whole multiples of their length, so all processes and machines agree on
them without talking; somebody may do twice as much around a boundary, which no limit here minds. Only
keyed hashes of addresses, accounts and subjects are kept, and only until the window is over.
"""

from __future__ import annotations

from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import cast

from flask import current_app

from backend.counters import Counters
from backend.errors import Problem, RateLimited
from backend.extensions import keyring

PURPOSE = "limit-counter"
MINUTE, HOUR, DAY = 60, 3600, 86_400
IPV6_NETWORK_BITS = 64
"""One household or phone holds a whole /64, so that is what counts as one address."""


def count(
    kind: str,
    subject: object,
    window_s: int,
    allowed: int,
    now: datetime,
    *,
    amount: int = 1,
    problem: type[Problem] = RateLimited,
) -> int:
    """Count one (or `amount`) for the subject and return the sum of the present window, this one included.

    Counts in its own storage, at once: it stays counted when the request is undone. Costs tens of
    microseconds on SQLite, one round trip elsewhere. `allowed` 0 means any number, and counts nothing.
    Raises `problem` with `retry_after_s`, the seconds until the next window.
    """
    if not allowed:
        return 0
    seconds = int(now.timestamp())
    ends_at = seconds - seconds % window_s + window_s
    hashed = keyring().blind_index(PURPOSE, f"{kind}:{subject}")
    counted = counters().add(hashed, amount, ends_at, seconds)
    if counted > allowed:
        raise problem(retry_after_s=ends_at - seconds)
    return counted


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
