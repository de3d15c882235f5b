"""What is told of a number: whether there is such a certificate, its state today, and enough of the name to compare with a card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select

from backend import audit
from backend.certificates.models import Certificate, since_on
from backend.clock import china_date
from backend.extensions import db, settings
from backend.guards.masking import mask_name
from backend.guards.models import Guard, state_on
from backend.jurisdictions.models import Agency
from backend.limits import DAY, Limit, count_together
from backend.permissions import Actor
from backend.watches.models import UNKNOWN
from backend.watches.problems import TooManyNumbers
from backend.watches.reading import Numbers

CHUNK = 1000
COLUMNS = (
    Certificate.number,
    Certificate.state,
    Certificate.state_since,
    Certificate.expires_on,
    Guard.name,
    Agency.name.label("agency_name"),
)
NOTHING = dict.fromkeys(("state_since", "expires_on", "name_masked", "agency_name"))


def check(asked: Numbers, actor: Actor, now: datetime) -> dict[str, Any]:
    """The answer to one question about many numbers, in their order. Raises TooManyNumbers.

    Refused questions count too, as everywhere.
    """
    count(len(asked.numbers), actor, now)
    known = look_up(asked.numbers, china_date(now))
    items = [known[number] for number in asked.numbers]
    found = sum(item["state"] != UNKNOWN for item in items)
    audit.record("check", "certificate_list", None, actor=actor, now=now, after={"numbers": len(items), "found": found})
    return {"as_of": now, "items": items, "unreadable": asked.unreadable, "repeated": asked.repeated}


def count(numbers: int, actor: Actor, now: datetime) -> None:
    """Count so many numbers for the account. Raises TooManyNumbers with the seconds until more are answered."""
    limit = Limit("check.numbers", actor.account_id, DAY, settings().checked_numbers_per_day, numbers)
    count_together([limit], now, TooManyNumbers)


def look_up(numbers: Sequence[str], today: date) -> dict[str, dict[str, Any]]:
    """Each number with what is told of it; some hundred in one query."""
    told = {number: {"number": number, "state": UNKNOWN, **NOTHING} for number in numbers}
    statement = select(*COLUMNS).join(Guard, Guard.id == Certificate.guard_id).join(Agency, Agency.code == Certificate.agency_code)
    for begin in range(0, len(numbers), CHUNK):
        for row in db.session.execute(statement.where(Certificate.number.in_(numbers[begin : begin + CHUNK]))):
            told[row.number] = shown(row, today)
    return told


def shown(row: Any, today: date) -> dict[str, Any]:
    """What is told of a certificate's `COLUMNS`."""
    return {
        "number": row.number,
        "state": state_on(row.state, row.expires_on, today),
        "state_since": since_on(row.state, row.state_since, row.expires_on, today),
        "expires_on": row.expires_on,
        "name_masked": mask_name(row.name),
        "agency_name": row.agency_name,
    }


def state_column(today: date) -> ColumnElement[str]:
    """SQL: the state on that day of a certificate that was joined outwards."""
    expired = and_(Certificate.state == "valid", Certificate.expires_on < today)
    return case((Certificate.number.is_(None), UNKNOWN), (expired, "expired"), else_=Certificate.state)
