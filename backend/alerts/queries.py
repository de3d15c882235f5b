"""Alerts within reach, with both checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.accounts.models import Account
from backend.alerts.models import Alert
from backend.certificates.models import Certificate
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.guards.models import Guard
from backend.jurisdictions.models import Agency
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Site
from backend.verifications.models import Verification
from backend.verifications.verdicts import TONES

_OWN = ("id", "kind", "raised_at", "certificate_id", "agency_code", "distance_m", "seconds", "speed_kmh", "rule")
_SETTLED = ("settled_at", "settled_by_name", "outcome", "reason")


def list_alerts(actor: Actor, query: dict[str, Any]) -> Page:
    """Alerts about cards issued within reach, the latest first."""
    settled = Alert.settled_at.is_not(None) if query["state"] == "settled" else Alert.settled_at.is_(None)
    statement = select(Alert).where(settled, actor.agency_in_reach(Alert.agency_code))
    page = paginate(statement, [Alert.id], query["cursor"], query["limit"], descending=True)
    return Page(describe(page.items), page.next_cursor)


def count_open(actor: Actor) -> int:
    """How many wait; from the index of those that do."""
    return db.session.scalar(select(func.count()).where(Alert.settled_at.is_(None), actor.agency_in_reach(Alert.agency_code))) or 0


def get_alert(actor: Actor, alert_id: UUID, *, lock: bool = False) -> Alert:
    """One alert within reach. Raises NotFound."""
    statement = select(Alert).where(Alert.id == alert_id, actor.agency_in_reach(Alert.agency_code))
    alert = db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if alert is None:
        raise OutOfReach("alert", alert_id) if db.session.get(Alert, alert_id) else NotFound()
    return alert


def describe(alerts: Iterable[Alert]) -> list[dict[str, Any]]:
    """Values of `AlertSchema`; two queries, however many they are."""
    alerts = list(alerts)
    cards = _cards({alert.certificate_id for alert in alerts})
    scans = _scans({scan_id for alert in alerts for scan_id in (alert.first_id, alert.second_id)})
    return [
        {
            **{name: getattr(alert, name) for name in _OWN + _SETTLED},
            "state": "open" if alert.settled_at is None else "settled",
            **cards[alert.certificate_id],
            "first": {**scans[alert.first_id], "at": alert.first_at},
            "second": {**scans[alert.second_id], "at": alert.second_at},
        }
        for alert in alerts
    ]


def _cards(ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = db.session.execute(
        select(Certificate.id, Certificate.number, Guard.id.label("guard_id"), Guard.name, Agency.name.label("agency_name"))
        .join(Guard, Guard.id == Certificate.guard_id)
        .join(Agency, Agency.code == Certificate.agency_code)
        .where(Certificate.id.in_(ids))
    )
    return {
        row.id: {"certificate_number": row.number, "guard_id": row.guard_id, "guard_name": row.name, "agency_name": row.agency_name}
        for row in rows
    }


def _scans(ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
    names = ("id", "checked_at", "received_at", "mode", "reason")
    rows = db.session.execute(
        select(
            *(getattr(Verification, name) for name in names),
            Verification.device_sequence,
            Verification.latitude,
            Verification.longitude,
            Verification.accuracy_m,
            Account.name.label("officer_name"),
            Agency.name.label("agency_name"),
            Site.name.label("site_name"),
        )
        .join(Account, Account.id == Verification.account_id)
        .join(Agency, Agency.code == Verification.agency_code)
        .outerjoin(Site, Site.id == Verification.site_id)
        .where(Verification.id.in_(ids))
    )
    return {
        row.id: {
            **{name: getattr(row, name) for name in (*names, "officer_name", "agency_name", "site_name")},
            "tone": TONES[row.reason],
            "signed": row.device_sequence is not None,
            "position": _position(row),
        }
        for row in rows
    }


def _position(row: Any) -> dict[str, float] | None:
    if row.latitude is None:
        return None
    return {"latitude": row.latitude, "longitude": row.longitude, "accuracy_m": row.accuracy_m}
