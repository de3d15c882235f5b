"""One card that is seen in two cities within half an hour: what the alerts are for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from backend.accounts.models import Account
from backend.certificates.models import Certificate
from backend.demo.ids import at_moment
from backend.demo.story import guard_id
from backend.extensions import db
from backend.verifications.models import Verification
from backend.verifications.operations import NOTHING

WHO = "captain"
SEEN = ((-200, 23.1338, 113.3270), (-173, 22.5310, 114.0560))
"""Minutes from the load, latitude, longitude: Tianhe, and Futian 27 minutes later."""


def make(first: Account, second: Account, now: datetime) -> None:
    """Both checks, as two officers made them; a worker finds them within a minute and raises the alert."""
    certificate = db.session.scalars(select(Certificate).where(Certificate.guard_id == guard_id(WHO), Certificate.state == "valid")).one()
    for officer, (minutes, latitude, longitude) in zip((first, second), SEEN, strict=True):
        moment = now + timedelta(minutes=minutes)
        check_id = at_moment(f"sighting {minutes}", int(moment.timestamp() * 1000))
        db.session.add(
            Verification(
                id=check_id, account_id=officer.id, agency_code=officer.agency_code, device_id=check_id, mode="online", checked_at=moment,
                received_at=moment, reason="valid", certificate_id=certificate.id, guard_id=certificate.guard_id, latitude=latitude,
                longitude=longitude, accuracy_m=15.0, presented="card", answer={**NOTHING, "site": None},
            )
        )  # fmt: skip
