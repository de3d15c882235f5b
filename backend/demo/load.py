"""Fill an empty database: the map, units and their sites, guards in chunks, accounts, visits, and the story's cards."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from backend import audit
from backend.accounts.models import Account
from backend.certificates.keys import get_signer
from backend.clock import china_date
from backend.demo import bulk, cards, cast, portraits, story
from backend.demo.accounts import Accounts, write_password
from backend.demo.people import People, Person
from backend.demo.places import Map
from backend.demo.records import Registrar
from backend.demo.units import Units, how_many
from backend.demo.visits import Visits
from backend.extensions import db
from backend.guards.models import Guard
from backend.units.models import Unit

CHUNK = 5000
GREAT = 50_000
"""So many guards are too many for one transaction."""

BEGUN = "loading"
"""A file that is there while a load is running, and stays when one was cut short."""

Progress = Callable[[int, str], None]
"""Told how many guards more are written, and what is done now."""


class NotLoaded(RuntimeError):
    """The demo cannot be loaded; the text says why."""


def has_data() -> bool:
    """Whether anybody or anything is registered already, demo or not."""
    return any(db.session.scalar(select(table.id).limit(1)) is not None for table in (Account, Unit, Guard))


def was_cut_short(data_dir: Path) -> bool:
    """Whether an earlier load ended in the middle."""
    return (story.folder(data_dir) / BEGUN).exists()


def load(data_dir: Path, guards: int, now: datetime, progress: Progress, *, great: bool | None = None) -> None:
    """Fill the empty database.

    great     commit chunk by chunk and build the indexes at the end; by default from GREAT guards on
    Raises NotLoaded when divisions are missing.
    """
    story.folder(data_dir).mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = story.folder(data_dir) / BEGUN
    great = guards >= GREAT if great is None else great
    db.session.rollback()  # the connection that asked whether there are data goes before its settings change
    if great:
        mark.touch()
    with bulk.great_load(db.engine, lambda index: progress(0, index)) if great else nullcontext():
        _fill(data_dir, guards, now, progress, great)
        cards.write_all(data_dir)
        db.session.rollback()  # nothing was changed; the indexes can be built only when nobody reads
    mark.unlink(missing_ok=True)


def _fill(data_dir: Path, guards: int, now: datetime, progress: Progress, great: bool) -> None:
    province, today = Map(), china_date(now)
    if not province.counties[:-2]:
        raise NotLoaded("There are no divisions yet: run flask setup first.")
    units = Units(province, today)
    stage = cast.set_stage(units)
    units.make_some(how_many(guards) - len(units.made))
    accounts = Accounts(province, now)
    units.tables.write()
    accounts.open_managers()
    officers = accounts.city_officers()
    people = People(province, portraits.store_all(), cast.leave_room(units.made), today)
    registrar = Registrar(get_signer(now), {city: pair[0] for city, pair in officers.items()}, guards, today)
    _write(cast.make_guards(people, stage, today), registrar, now)
    others = guards - len(story.GUARDS)
    for first in range(0, others, CHUNK):
        made = people.make(first, min(CHUNK, others - first))
        _write(made, registrar, now)
        if great:
            db.session.commit()
        progress(len(made) if first else len(made) + len(story.GUARDS), "")
    registrar.write_sequences()
    station = (accounts.by_user_name["station"], accounts.by_user_name["station2"])
    Visits(officers, station, now).make(units.made, stage)
    write_password(data_dir, accounts.password)  # before the commit: accounts whose password nobody knows are worth nothing
    db.session.commit()


def _write(people: list[Person], registrar: Registrar, now: datetime) -> None:
    batch = registrar.records(people)
    batch.write()
    loaded = {"guards": len(batch.guards), "certificates": len(batch.certificates) + len(batch.superseded)}
    audit.record("load", "demo", None, now=now, after=loaded)
