"""Settle an alert."""

from __future__ import annotations

from datetime import datetime

from backend import audit
from backend.alerts.changes import after_settle
from backend.alerts.models import Alert
from backend.alerts.problems import AlreadySettled
from backend.permissions import Actor


def settle_alert(alert: Alert, outcome: str, reason: str, actor: Actor, now: datetime) -> Alert:
    """Say what came of it. An alert is settled once. Raises AlreadySettled."""
    if alert.settled_at is not None:
        raise AlreadySettled()
    alert.settled_at, alert.settled_by_id, alert.settled_by_name = now, actor.account_id, actor.name
    alert.outcome, alert.reason = outcome, reason
    audit.record("settle", "alert", alert.id, actor=actor, now=now, after={"outcome": outcome, "reason": reason})
    for act in after_settle:
        act(alert, now)
    return alert
