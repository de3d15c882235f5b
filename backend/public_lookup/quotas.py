"""Quotas of the public lookup, shared by all processes because they are counted in the database.

One address asks so often a minute, and about one certificate so often an hour is asked by all together:
neither a patient list of numbers nor a crowd of addresses learns much. Refused questions count too.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from backend.errors import define
from backend.extensions import db, keyring, settings
from backend.public_lookup.models import LookupCounter

TooMany = define("lookup.too_many", 429, "Too many questions; wait a little", keeps=True)

PURPOSE = "lookup-counter"
MINUTE, HOUR = 60, 3600
SWEPT = 3
IPV6_NETWORK_BITS = 64
"""One household or phone holds a whole /64, so that is what counts as one address."""


def count_address(address: str, now: datetime) -> None:
    """Count a question from an address. Raises TooMany with the seconds until the next is answered."""
    _count(f"address:{network_of(address)}", MINUTE, settings().lookup_per_minute, now)


def count_subject(number: str, now: datetime) -> None:
    """Count a question about a certificate number, whether it exists or not. Raises TooMany."""
    _count(f"number:{number}", HOUR, settings().lookup_per_subject_per_hour, now)


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


def _count(subject: str, window_s: int, allowed: int, now: datetime) -> None:
    ends_at = _end_of_window(now, window_s)
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]
    statement = insert(LookupCounter).values(subject=keyring().blind_index(PURPOSE, subject), ends_at=ends_at, count=1)
    statement = statement.on_conflict_do_update(
        index_elements=["subject", "ends_at"],
        set_={"count": LookupCounter.count + 1},
    ).returning(LookupCounter.count)
    count = db.session.execute(statement).scalar_one()
    if count == 1:
        _sweep(now)
    if count > allowed:
        raise TooMany(retry_after_s=max(1, int((ends_at - now).total_seconds())))


def _end_of_window(now: datetime, window_s: int) -> datetime:
    seconds = int(now.timestamp())
    return datetime.fromtimestamp(seconds - seconds % window_s, UTC) + timedelta(seconds=window_s)


def _sweep(now: datetime) -> None:
    """Forget a few windows that are over: each new row takes more old ones away, so the table stays small.

    Rows that another request is about to forget are left to it.
    """
    over = (
        select(LookupCounter.subject, LookupCounter.ends_at)
        .where(LookupCounter.ends_at <= now)
        .order_by(LookupCounter.ends_at)
        .limit(SWEPT)
        .with_for_update(skip_locked=True)
    )
    for subject, ends_at in db.session.execute(over).all():
        db.session.execute(delete(LookupCounter).where(LookupCounter.subject == subject, LookupCounter.ends_at == ends_at))
