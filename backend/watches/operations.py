"""Watch a list, change it, take note of its changes, stop watching. Each is written to the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from backend import audit
from backend.clock import china_date
from backend.extensions import db
from backend.permissions import Actor
from backend.units.models import Unit
from backend.watches import changes, checking
from backend.watches.models import Watch, WatchedNumber
from backend.watches.problems import TooManyWatches
from backend.watches.reading import Numbers

MOST = 20


def begin_watching(unit: Unit, name: str, asked: Numbers, actor: Actor, now: datetime) -> Watch:
    """Watch a list under a name; what holds today is taken note of. Raises TooManyWatches, TooManyNumbers.

    unit  within reach, locked
    """
    if (db.session.scalar(select(func.count(Watch.id)).where(Watch.unit_id == unit.id)) or 0) >= MOST:
        raise TooManyWatches()
    watch = Watch(unit=unit, name=name, created_by_name=actor.name, created_at=now, updated_at=now, seen_at=now)
    db.session.add(watch)
    db.session.flush()  # its numbers need its id
    _add(watch, asked.numbers, {}, actor, now)
    audit.record("watch", "watch", watch.id, actor=actor, now=now, after={"name": name, "numbers": len(asked.numbers)})
    return watch


def change_watch(watch: Watch, values: dict[str, Any], actor: Actor, now: datetime) -> Watch:
    """Another name, or other numbers; those that stay keep what was taken note of. Raises TooManyNumbers.

    watch   locked
    values  `name`, and `numbers` as Numbers
    """
    if "name" in values:
        watch.name = values["name"]
    if "numbers" in values:
        _replace(watch, values["numbers"].numbers, actor, now)
    watch.updated_at = now  # so that its version is another one also when only numbers changed
    db.session.flush()  # the next version number is known only now
    after = {"name": watch.name, **({"numbers": len(values["numbers"].numbers)} if "numbers" in values else {})}
    audit.record("change", "watch", watch.id, actor=actor, now=now, after=after)
    return watch


def take_note(watch: Watch, actor: Actor, now: datetime) -> Watch:
    """What holds today is known to the unit from now on; the warning about it is gone."""
    known = _known(watch)
    told = checking.look_up(list(known), china_date(now))
    news = [
        {"watch_id": watch.id, "number": number, "seen_state": told[number]["state"]}
        for number in known
        if told[number]["state"] != known[number]
    ]
    if news:
        db.session.execute(update(WatchedNumber), news)
    watch.seen_at = watch.updated_at = now
    db.session.flush()  # the next version number is known only now
    _tell(watch, now)
    audit.record("take_note", "watch", watch.id, actor=actor, now=now, after={"changed": len(news)})
    return watch


def stop_watching(watch: Watch, actor: Actor, now: datetime) -> None:
    """Forget a list."""
    db.session.execute(delete(WatchedNumber).where(WatchedNumber.watch_id == watch.id))
    db.session.delete(watch)
    _tell(watch, now)
    audit.record("unwatch", "watch", watch.id, actor=actor, now=now, before={"name": watch.name})


def _tell(watch: Watch, now: datetime) -> None:
    for tell in changes.after_change:
        tell([watch.unit_id], now)


def _replace(watch: Watch, numbers: list[str], actor: Actor, now: datetime) -> None:
    kept = _known(watch)
    db.session.execute(delete(WatchedNumber).where(WatchedNumber.watch_id == watch.id))
    _add(watch, numbers, kept, actor, now)


def _known(watch: Watch) -> dict[str, str]:
    rows = db.session.execute(select(WatchedNumber.number, WatchedNumber.seen_state).where(WatchedNumber.watch_id == watch.id))
    return {row.number: row.seen_state for row in rows}


def _add(watch: Watch, numbers: list[str], kept: dict[str, str], actor: Actor, now: datetime) -> None:
    new = [number for number in numbers if number not in kept]
    if new:
        checking.count(len(new), actor, now)
    told = checking.look_up(new, china_date(now))
    states = {**kept, **{number: told[number]["state"] for number in new}}
    rows = [
        {"watch_id": watch.id, "number": number, "position": place, "seen_state": states[number]} for place, number in enumerate(numbers)
    ]
    if rows:
        db.session.execute(insert(WatchedNumber), rows)
