"""Quotas of the public lookup, shared by all processes; see `backend.limits`.

One address asks so often a minute, and about one certificate so often an hour is asked by all together:
neither a patient list of numbers nor a crowd of addresses learns much. Refused questions count too.
"""

from __future__ import annotations

from datetime import datetime

from backend.errors import define
from backend.extensions import settings
from backend.limits import HOUR, MINUTE, count, network_of

TooMany = define("lookup.too_many", 429, "Too many questions; wait a little")


def count_address(address: str, now: datetime) -> None:
    """Count a question from an address. Raises TooMany with the seconds until the next is answered."""
    count("lookup.address", network_of(address), MINUTE, settings().lookup_per_minute, now, problem=TooMany)


def count_subject(number: str, now: datetime) -> None:
    """Count a question about a certificate number, whether it exists or not. Raises TooMany."""
    count("lookup.number", number, HOUR, settings().lookup_per_subject_per_hour, now, problem=TooMany)
