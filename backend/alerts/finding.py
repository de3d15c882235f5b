"""Look at the checks that came since, each once and in their order, and raise alerts.

Beside each check at most a few others of the same card are read, by index: what it costs does not grow with the table. A
check is compared with those before it in the order of ids only, so each pair is met once, when the later one is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Select, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.alerts.judging import Rule, distance_m, has_place, made_at, too_far
from backend.alerts.models import Alert, AlertCursor
from backend.certificates.models import Certificate
from backend.database import new_id
from backend.extensions import db, settings
from backend.verifications.models import Verification

CURSOR = "verifications"
CHUNK = 2000
LAG = timedelta(seconds=60)
"""Checks are looked at when they are so old: an id is drawn before its row is committed, and none may be passed by."""
NEIGHBOURS = 5

_SCAN = (
    Verification.id,
    Verification.certificate_id,
    Verification.guard_id,
    Verification.account_id,
    Verification.mode,
    Verification.checked_at,
    Verification.received_at,
    Verification.clock_error_s,
    Verification.latitude,
    Verification.longitude,
    Verification.accuracy_m,
    Verification.reason,
    Verification.presented,
)
_SHOWN = or_(Verification.presented.is_(None), Verification.presented == "card")
"""A typed number proves no card; checks of earlier releases do not say."""


def rule_in_force() -> Rule:
    """What the settings say."""
    chosen = settings()
    return Rule(chosen.clone_speed_kmh, chosen.clone_tolerance_m, chosen.clone_tolerance_s)


def find(now: datetime, limit: int = CHUNK) -> int:
    """Look at the next checks; returns at how many. The cursor moves in the same transaction: no pair is met twice."""
    cursor = db.session.execute(select(AlertCursor.last_id).where(AlertCursor.name == CURSOR).with_for_update()).scalar_one()
    scans = list(takewhile(lambda scan: scan.received_at <= now - LAG, db.session.execute(_following(cursor, limit))))
    if not scans:
        return 0
    rule = rule_in_force()
    for scan in scans:
        if scan.certificate_id is not None and scan.presented != "number":
            _keep(_of_distance(scan, rule), scan, rule, now)
            _keep(_of_copies(scan, rule), scan, rule, now)
    db.session.execute(update(AlertCursor).where(AlertCursor.name == CURSOR).values(last_id=scans[-1].id))
    return len(scans)


def _following(cursor: Any, limit: int) -> Select[*tuple[Any, ...]]:
    return select(*_SCAN).where(Verification.id > cursor).order_by(Verification.id).limit(limit)


def _of_distance(scan: Any, rule: Rule) -> dict[str, Any] | None:
    """The neighbour in time that is least possible. One officer is in one place, whatever his phones say."""
    at = made_at(scan, rule.tolerance_s)
    if at is None or not has_place(scan):
        return None
    found = []
    near = (other for way in ("before", "after") for other in db.session.execute(neighbours(scan, rule.longest, way)))
    for other in near:
        then = made_at(other, rule.tolerance_s)
        if then is not None and has_place(other) and too_far(scan, other, abs((at - then).total_seconds()), rule):
            found.append(_pair("distance", scan.certificate_id, (scan, at), (other, then)))
    return max(found, key=lambda pair: pair["distance_m"] / (pair["seconds"] + 1), default=None)


def neighbours(scan: Any, longest: timedelta, way: str) -> Select[*tuple[Any, ...]]:
    """The nearest in time `before` or `after`, of other officers."""
    wanted = select(*_SCAN).where(
        Verification.certificate_id == scan.certificate_id,
        Verification.id < scan.id,
        Verification.account_id != scan.account_id,
        Verification.latitude.is_not(None),
        _SHOWN,
    )
    day, when = Verification.checked_at, scan.checked_at
    if way == "before":
        return wanted.where(day <= when, day >= when - longest).order_by(day.desc()).limit(NEIGHBOURS)
    return wanted.where(day > when, day <= when + longest).order_by(day).limit(NEIGHBOURS)


def _of_copies(scan: Any, rule: Rule) -> dict[str, Any] | None:
    """A replaced card shown after its replacement was: both are about."""
    at = made_at(scan, rule.tolerance_s)
    if at is None:
        return None
    old = scan.reason == "superseded"
    margin = timedelta(seconds=rule.tolerance_s)
    for other in _other_cards(scan, old):
        then = made_at(other, rule.tolerance_s)
        if then is None:
            continue
        if old and then + margin < at:
            return _pair("superseded", scan.certificate_id, (scan, at), (other, then))
        if not old and at + margin < then:
            return _pair("superseded", other.certificate_id, (scan, at), (other, then))
    return None


def _other_cards(scan: Any, old: bool) -> Iterable[Any]:
    """The latest checks of the same guard's newer cards, or of the ones they replaced."""
    own = select(Certificate.created_at).where(Certificate.id == scan.certificate_id).scalar_subquery()
    wanted = (
        select(*_SCAN)
        .join(Certificate, Certificate.id == Verification.certificate_id)
        .where(
            Verification.guard_id == scan.guard_id, Verification.id < scan.id, Verification.certificate_id != scan.certificate_id, _SHOWN
        )
    )
    if old:
        wanted = wanted.where(Certificate.created_at >= own, Verification.reason != "superseded")
    else:
        wanted = wanted.where(Certificate.created_at <= own, Verification.reason == "superseded")
    return db.session.execute(wanted.order_by(Verification.id.desc()).limit(NEIGHBOURS))


def _pair(kind: str, certificate_id: Any, one: tuple[Any, datetime], other: tuple[Any, datetime]) -> dict[str, Any]:
    (first, first_at), (second, second_at) = sorted((one, other), key=lambda each: (each[1], each[0].id))
    known = has_place(first) and has_place(second)
    return {
        "kind": kind,
        "certificate_id": certificate_id,
        "first_id": first.id,
        "second_id": second.id,
        "first_at": first_at,
        "second_at": second_at,
        "distance_m": round(distance_m(first, second)) if known else None,
        "seconds": (second_at - first_at).total_seconds(),
    }


def _keep(pair: dict[str, Any] | None, scan: Any, rule: Rule, now: datetime) -> None:
    if pair is None:
        return
    agency_code = db.session.scalar(select(Certificate.agency_code).where(Certificate.id == pair["certificate_id"]))
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    values = {**pair, "id": new_id(), "agency_code": agency_code, "rule": rule.kept(), "raised_at": now}
    db.session.execute(dialect.insert(Alert).values(values).on_conflict_do_nothing())
