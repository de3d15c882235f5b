"""Set a warning aside for a while, and take it up again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from backend import audit
from backend.clock import china_date
from backend.permissions import Actor
from backend.warnings.models import UnitWarning
from backend.warnings.problems import EndOutOfRange, NotOpen

LONGEST_DAYS = 90
"""So long a warning may be set aside; it can be done again."""


def mute(warning: UnitWarning, until: date, actor: Actor, now: datetime) -> UnitWarning:
    """Set a warning aside; on the day `until` it is there again, or before when it becomes more urgent.

    warning  locked
    Raises NotOpen when its cause is gone, EndOutOfRange.
    """
    today = china_date(now)
    first, last = today + timedelta(days=1), today + timedelta(days=LONGEST_DAYS)
    if warning.state == "done":
        raise NotOpen()
    if not first <= until <= last:
        error = {"field": "until", "code": "out_of_range", "message": "Choose a day from tomorrow on"}
        raise EndOutOfRange(errors=[error], earliest=first.isoformat(), latest=last.isoformat())
    warning.state, warning.muted_until = "muted", until
    warning.muted_by_id, warning.muted_by_name = actor.account_id, actor.name
    audit.record("mute", "warning", warning.id, actor=actor, now=now, after={"kind": warning.kind, "until": until})
    return warning


def unmute(warning: UnitWarning, actor: Actor, now: datetime) -> UnitWarning:
    """Take a warning up again; harmless for one that is open. Raises NotOpen when its cause is gone."""
    if warning.state == "done":
        raise NotOpen()
    if warning.state == "muted":
        warning.state, warning.muted_until, warning.muted_by_id, warning.muted_by_name = "open", None, None, None
        audit.record("unmute", "warning", warning.id, actor=actor, now=now, after={"kind": warning.kind})
    return warning
