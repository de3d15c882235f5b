"""Quotas of the public lookup, shared by all processes; see `backend.limits`.

One address asks so often a minute, and about one certificate so often an hour is asked by all together:
neither a patient list of numbers nor a crowd of addresses learns much. Refused questions count too.
"""

from __future__ import annotations

from datetime import datetime

from backend.errors import define
from backend.extensions import settings
from backend.limits import HOUR, MINUTE, Limit, count_together, network_of

TooMany = define("lookup.too_many", 429, "Too many questions; wait a little")


def count_question(address: str, number: str | None, now: datetime) -> None:
    """Count a question from an address, and about a certificate number if one is known, whether it exists or not.

    Raises TooMany with the seconds until the next is answered.
    """
    asked = Limit("lookup.address", network_of(address), MINUTE, settings().lookup_per_minute)
    count_together([asked, _about(number)] if number else [asked], now, TooMany)


def count_subject(number: str, now: datetime) -> None:
    """Count a question about a certificate number that was known only later. Raises TooMany."""
    count_together([_about(number)], now, TooMany)


def _about(number: str) -> Limit:
    return Limit("lookup.number", number, HOUR, settings().lookup_per_subject_per_hour)
