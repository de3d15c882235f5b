"""Look at the checks that came since, each once and in their order, and raise alerts.

Beside each check at most a few others of the same card are read, by index: what it costs does not grow with the table. A
check is compared with those before it in the order of ids only, so each pair is met once, when the later one is. All is read
without a transaction, and only what came of it is written: on SQLite nobody who checks a card waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Integer, Uuid, bindparam, or_, select, type_coerce, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlalchemy.types import NullType

from backend.alerts.changes import after_raise
from backend.alerts.judging import Rule, distance_m, has_place, made_at, too_far
from backend.alerts.models import Alert, AlertCursor
from backend.certificates.models import Certificate
from backend.database import new_id
from backend.extensions import db, settings
from backend.quick import Read
from backend.verifications.models import Verification

CURSOR = "verifications"
CHUNK, A_FEW = 2000, 300
"""How many are looked at together: by a job, and by a worker beside what else it tidies."""
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
    *(
        type_coerce(column, NullType()).label(column.key)  # as the driver gives them: a quick read cannot ask it for a number's kind
        for column in (Verification.clock_error_s, Verification.latitude, Verification.longitude, Verification.accuracy_m)
    ),
    Verification.reason,
    Verification.presented,
)
_SHOWN = or_(Verification.presented.is_(None), Verification.presented == "card")
"""A typed number proves no card; checks of earlier releases do not say."""

_REPLACED = aliased(Certificate)
_WAITING = Read(
    select(
        *_SCAN, select(1).where(_REPLACED.replaced_by_id == Verification.certificate_id).exists().label("replaces"), Certificate.agency_code
    )
    .outerjoin(Certificate, Certificate.id == Verification.certificate_id)
    .where(Verification.id > bindparam("last_id", type_=Uuid()))
    .order_by(Verification.id)
    .limit(bindparam("most", type_=Integer))
)
_LAST = Read(select(AlertCursor.last_id).where(AlertCursor.name == CURSOR))

_AT, _UNTIL = (bindparam(name, type_=Verification.checked_at.type) for name in ("at", "until"))
_OF_CARD = select(*_SCAN).where(
    Verification.certificate_id == bindparam("certificate_id", type_=Uuid()),
    Verification.id < bindparam("id", type_=Uuid()),
    Verification.account_id != bindparam("account_id", type_=Uuid()),
    Verification.latitude.is_not(None),
    _SHOWN,
)
NEAR = {
    "before": _OF_CARD.where(Verification.checked_at <= _AT, Verification.checked_at >= _UNTIL)
    .order_by(Verification.checked_at.desc())
    .limit(NEIGHBOURS),
    "after": _OF_CARD.where(Verification.checked_at > _AT, Verification.checked_at <= _UNTIL)
    .order_by(Verification.checked_at)
    .limit(NEIGHBOURS),
}
"""Checks of the same card by other officers, the nearest in time first."""
_BEFORE, _AFTER = Read(NEAR["before"]), Read(NEAR["after"])

_OWN = select(Certificate.created_at).where(Certificate.id == bindparam("certificate_id", type_=Uuid())).scalar_subquery()
_THEIRS = aliased(Certificate)
_OTHERS = (
    select(*_SCAN, _THEIRS.agency_code)
    .join(_THEIRS, _THEIRS.id == Verification.certificate_id)
    .where(
        Verification.guard_id == bindparam("guard_id", type_=Uuid()),
        Verification.id < bindparam("id", type_=Uuid()),
        Verification.certificate_id != bindparam("certificate_id", type_=Uuid()),
        _SHOWN,
    )
    .order_by(Verification.id.desc())
    .limit(NEIGHBOURS)
)
_NEWER = Read(_OTHERS.where(_THEIRS.created_at >= _OWN, Verification.reason != "superseded"))
_OLDER = Read(_OTHERS.where(_THEIRS.created_at <= _OWN, Verification.reason == "superseded"))
"""The latest checks of the same guard's newer cards, and of the ones they replaced."""


def rule_in_force() -> Rule:
    """What the settings say."""
    chosen = settings()
    return Rule(chosen.clone_speed_kmh, chosen.clone_tolerance_m, chosen.clone_tolerance_s)


def find(now: datetime, most: int = CHUNK) -> int:
    """Look at the next checks; returns at how many, none where somebody else was quicker.

    The alerts and the cursor's step are written in the session's transaction: no check is looked at twice.
    """
    last = _LAST.first().last_id
    scans = list(takewhile(lambda scan: scan.received_at <= now - LAG, _WAITING.all(last_id=last, most=most)))
    if not scans:
        return 0
    rule = rule_in_force()
    pairs = [pair for scan in scans for pair in _judge(scan, rule)]
    moved = update(AlertCursor).where(AlertCursor.name == CURSOR, AlertCursor.last_id == last).values(last_id=scans[-1].id)
    if db.session.execute(moved.returning(AlertCursor.name)).one_or_none() is None:
        return 0
    for pair in pairs:
        _keep(pair, rule, now)
    return len(scans)


def _judge(scan: Any, rule: Rule) -> Iterable[dict[str, Any]]:
    if scan.certificate_id is None or scan.presented == "number":
        return
    at = made_at(scan, rule.tolerance_s)
    if at is None:
        return
    for pair in (_of_distance(scan, at, rule), _of_copies(scan, at, rule)):
        if pair is not None:
            yield pair


def _of_distance(scan: Any, at: datetime, rule: Rule) -> dict[str, Any] | None:
    """The neighbour in time that is least possible. One officer is in one place, whatever his phones say."""
    if not has_place(scan):
        return None
    named = {"certificate_id": scan.certificate_id, "id": scan.id, "account_id": scan.account_id, "at": scan.checked_at}
    near = [*_BEFORE.all(until=scan.checked_at - rule.longest, **named), *_AFTER.all(until=scan.checked_at + rule.longest, **named)]
    found = []
    for other in near:
        then = made_at(other, rule.tolerance_s)
        if then is not None and has_place(other) and too_far(scan, other, abs((at - then).total_seconds()), rule):
            found.append(_pair("distance", scan, (scan, at), (other, then)))
    return max(found, key=lambda pair: pair["distance_m"] / (pair["seconds"] + 1), default=None)


def _of_copies(scan: Any, at: datetime, rule: Rule) -> dict[str, Any] | None:
    """A replaced card shown after its replacement was: both are about."""
    old = scan.reason == "superseded"
    if not (old or scan.replaces):
        return None
    margin = timedelta(seconds=rule.tolerance_s)
    others = (_NEWER if old else _OLDER).all(guard_id=scan.guard_id, id=scan.id, certificate_id=scan.certificate_id)
    for other in others:
        then = made_at(other, rule.tolerance_s)
        if then is None:
            continue
        if old and then + margin < at:
            return _pair("superseded", scan, (scan, at), (other, then))
        if not old and at + margin < then:
            return _pair("superseded", other, (scan, at), (other, then))
    return None


def _pair(kind: str, about: Any, one: tuple[Any, datetime], other: tuple[Any, datetime]) -> dict[str, Any]:
    (first, first_at), (second, second_at) = sorted((one, other), key=lambda each: (each[1], each[0].id))
    known = has_place(first) and has_place(second)
    return {
        "kind": kind,
        "certificate_id": about.certificate_id,
        "agency_code": about.agency_code,
        "first_id": first.id,
        "second_id": second.id,
        "first_at": first_at,
        "second_at": second_at,
        "distance_m": round(distance_m(first, second)) if known else None,
        "seconds": (second_at - first_at).total_seconds(),
    }


def _keep(pair: dict[str, Any], rule: Rule, now: datetime) -> None:
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    values = {**pair, "id": new_id(), "rule": rule.kept(), "raised_at": now}
    new = db.session.scalar(dialect.insert(Alert).values(values).on_conflict_do_nothing().returning(Alert.id))
    if new is not None:
        for act in after_raise:
            act(new, now)
