"""A card that seems to exist twice sends somebody to the site where it was seen last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from backend.alerts.models import Alert
from backend.clock import china_date
from backend.extensions import db, settings
from backend.roster.models import Site
from backend.tasks.models import Task
from backend.verifications.models import Verification


def visit_site(alert_id: UUID, raised_at: datetime) -> None:
    """Make the alert's task, for the agency in whose area the site is; none where nobody said at which site the card was shown."""
    alert = db.session.get_one(Alert, alert_id)
    site = _site_of((alert.second_id, alert.first_id))
    if site is None:
        return
    today = china_date(raised_at)
    db.session.add(
        Task(
            kind="alert",
            source=str(alert_id),
            alert_id=alert_id,
            unit_id=site.unit_id,
            site_id=site.id,
            agency_code=site.agency_code,
            opens_on=today,
            due_on=today + timedelta(days=settings().alert_visit_days),
            state="open",
            needed=1,
            visits=0,
            created_at=raised_at,
        )
    )


def drop_settled(alert: Alert, now: datetime) -> None:
    """An alert that is settled asks for no visit any more."""
    task = db.session.scalars(select(Task).where(Task.alert_id == alert.id, Task.state == "open").with_for_update()).one_or_none()
    if task is not None:
        task.close("dropped", now, "alert_settled")


def catch_up(now: datetime) -> int:
    """Make the tasks of open alerts that were raised before there were tasks; returns how many alerts were looked at."""
    ids = db.session.scalars(
        select(Alert.id).where(Alert.settled_at.is_(None), ~select(Task.id).where(Task.alert_id == Alert.id).exists())
    ).all()
    for alert_id in ids:
        visit_site(alert_id, now)
    return len(ids)


def _site_of(scans: Iterable[UUID]) -> Site | None:
    """The site of the first of these checks that names one which is still there."""
    for scan_id in scans:
        statement = (
            select(Site).join(Verification, Verification.site_id == Site.id).where(Verification.id == scan_id, Site.status == "active")
        )
        if (site := db.session.scalars(statement).one_or_none()) is not None:
            return site
    return None
