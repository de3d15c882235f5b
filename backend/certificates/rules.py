"""Who may not hold a certificate on a day (Reg. arts. 16 and 17), and which act a state allows.

Law is data: each bar names its article and the day from which it applies. Two bars of article 17
(compulsory measures or detentions; sentences) need records of other bodies and are judged when a
candidate is reviewed, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backend.certificates.models import ACTS, Certificate
from backend.permissions import Actor, Permission

IN_FORCE = date(2010, 1, 1)
"""The Regulation (Order 564) has been in force since this day."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    kind       under_age: younger than `years`; revoked_within: revoked fewer than `years` ago;
               revoked_times: revoked `times` or more
    """

    code: str
    kind: str
    article: str
    effective_from: date
    years: int = 0
    times: int = 0
    effective_until: date | None = None


BARS = (
    Bar("reg_16", "under_age", "保安服务管理条例第十六条", IN_FORCE, years=18),
    Bar("reg_17_3", "revoked_within", "保安服务管理条例第十七条第三项", IN_FORCE, years=3),
    Bar("reg_17_4", "revoked_times", "保安服务管理条例第十七条第四项", IN_FORCE, times=2),
)

ALLOWED = {
    "valid": ("suspend", "replace", "revoke", "cancel"),
    "suspended": ("reinstate", "revoke", "cancel"),
    "expired": ("replace", "revoke", "cancel"),
    "revoked": (),
    "cancelled": (),
    "superseded": (),
}
"""What each state allows. A suspended certificate is not replaced: that would lift the suspension."""

VERBS = {
    "suspend": Permission.CERTIFICATE_SUSPEND,
    "reinstate": Permission.CERTIFICATE_SUSPEND,
    "revoke": Permission.CERTIFICATE_REVOKE,
    "cancel": Permission.CERTIFICATE_CANCEL,
    "replace": Permission.CERTIFICATE_REPLACE,
}


def bars_on(day: date, born_on: date, revoked_on: Sequence[date], bars: Sequence[Bar] = BARS) -> list[Bar]:
    """The bars that stand against a person on a day.

    revoked_on  the days on which certificates of this person were revoked
    """
    return [bar for bar in bars if _in_force(bar, day) and _bars(bar, day, born_on, revoked_on)]


def allowed_acts(certificate: Certificate, actor: Actor, day: date) -> list[str]:
    """The acts this actor may do on the certificate in its state of that day."""
    if not actor.reaches_agency(certificate.agency_code):
        return []
    lawful = ALLOWED[certificate.state_on(day)]
    return [act for act in ACTS if act in lawful and actor.can(VERBS[act])]


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _in_force(bar: Bar, day: date) -> bool:
    return bar.effective_from <= day and (bar.effective_until is None or day <= bar.effective_until)


def _bars(bar: Bar, day: date, born_on: date, revoked_on: Sequence[date]) -> bool:
    past = [when for when in revoked_on if when <= day]
    if bar.kind == "under_age":
        return day < years_after(born_on, bar.years)
    if bar.kind == "revoked_within":
        return any(day < years_after(when, bar.years) for when in past)
    if bar.kind == "revoked_times":
        return len(past) >= bar.times
    raise ValueError(f"bar {bar.code} is of an unknown kind")
