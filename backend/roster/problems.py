"""What can stand against a change of the roster."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from backend.clock import china_date
from backend.errors import define

PersonNotFound = define("roster.person_not_found", 422, "No registered guard has this number and this name")
AlreadyEmployed = define("roster.already_employed", 409, "This person is on the unit's roster already")
NotEmployedHere = define("roster.not_employed_here", 409, "This person is not on this unit's roster")
NoValidCertificate = define("roster.no_valid_certificate", 409, "Only holders of a valid certificate may be posted (Reg. art. 16)")
DateOutOfRange = define("roster.date_out_of_range", 422, "The day does not fit what is recorded")
PostingEnded = define("roster.posting_ended", 409, "This posting has ended already")
SiteClosed = define("roster.site_closed", 409, "This site is closed")
UnitNotActive = define("unit.not_active", 409, "This unit is suspended or closed")

EARLIEST = date(1980, 1, 1)
"""There were no security companies in China before; an earlier day is a slip of the finger."""
LATEST_DAYS = 30
"""So many days ahead a beginning may be entered."""


def check_start(day: date, now: datetime, *, not_before: date = EARLIEST) -> None:
    """Refuse a beginning before `not_before` or too far ahead. Raises DateOutOfRange about `started_on`."""
    refuse_outside("started_on", day, not_before, china_date(now) + timedelta(days=LATEST_DAYS))


def check_end(day: date, now: datetime, *, not_before: date) -> None:
    """Refuse an end before `not_before`, or one that has not come: an end is entered when it has happened.

    An employment that was entered ahead may end on its first day. Raises DateOutOfRange about `ended_on`.
    """
    refuse_outside("ended_on", day, not_before, max(china_date(now), not_before))


def refuse_outside(field: str, day: date, earliest: date, latest: date) -> None:
    """Refuse a day outside these two. Raises DateOutOfRange, which names both."""
    if not earliest <= day <= latest:
        message = f"Choose a day from {earliest} to {latest}"
        raise DateOutOfRange(
            errors=[{"field": field, "code": "out_of_range", "message": message}], earliest=earliest.isoformat(), latest=latest.isoformat()
        )
