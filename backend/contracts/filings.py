"""The filing that service in another province needs (M. art. 26), from the draft on; the police's part of it comes with filings as such."""

from __future__ import annotations

from datetime import date, datetime

from backend import audit, working_days
from backend.clock import china_date
from backend.contracts import law
from backend.contracts.models import DRAFT, DUE, HANDED_IN, CrossProvinceFiling, ServiceContract
from backend.contracts.problems import DateOutOfRange, NoFiling
from backend.extensions import db
from backend.permissions import Actor
from backend.roster.problems import EARLIEST


def follow(contract: ServiceContract, now: datetime) -> None:
    """Let the filing of a draft say what the draft says: where it will be performed, and from when."""
    if contract.state != DRAFT:
        return
    filing = contract.filing
    if contract.province_code is None:
        contract.filing = None
        if filing is not None:
            db.session.delete(filing)
        return
    due = working_days.back(contract.starts_on, law.FILING_WORKING_DAYS)
    if filing is None:
        filing = contract.filing = CrossProvinceFiling(state=DUE, created_at=now)
    filing.province_code, filing.begins_on = contract.province_code, contract.starts_on
    filing.due_on, filing.due_certain = due.day, due.certain


def hand_in(contract: ServiceContract, handed_in_on: date, receipt: str | None, actor: Actor, now: datetime) -> ServiceContract:
    """Say that the police of the other province were told, late or in time.

    contract  locked
    Raises NoFiling, DateOutOfRange.
    """
    filing, today = contract.filing, china_date(now)
    if filing is None or filing.state != DUE:
        raise NoFiling()
    if not EARLIEST <= handed_in_on <= today:
        raise DateOutOfRange(
            errors=[{"field": "handed_in_on", "code": "out_of_range", "message": f"Choose a day up to {today}"}],
            earliest=EARLIEST.isoformat(),
            latest=today.isoformat(),
        )
    filing.state, filing.handed_in_on, filing.receipt, contract.updated_at = HANDED_IN, handed_in_on, receipt, now
    db.session.flush()  # the next version number is known only now
    after = {"province_code": filing.province_code, "due_on": filing.due_on, "handed_in_on": handed_in_on}
    audit.record("file", "contract", contract.id, actor=actor, now=now, after=after)
    return contract
