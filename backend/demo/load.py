"""Fill an empty database: the map, units and their sites, guards in chunks, accounts, visits, and the story's cards."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, select

from backend import audit
from backend.accounts.models import Account
from backend.certificates.keys import get_signer
from backend.clock import china_date
from backend.demo import bulk, cards, cast, crew, great, portraits, records, rounds, story
from backend.demo.accounts import Accounts, write_password
from backend.demo.bulk import Bound
from backend.demo.people import People
from backend.demo.places import Map
from backend.demo.records import Chunk, Registrar
from backend.demo.units import Units, how_many
from backend.demo.visits import Visits
from backend.extensions import db
from backend.guards.models import Guard
from backend.units.models import Unit

RECIPE = 1
"""Raised whenever what is made changes, so that whoever keeps a great load makes it anew."""

CHUNK = 2500
GREAT = 50_000
"""So many guards are too many for one transaction, and their past has as many visits as there are guards."""

BEGUN = "loading"
"""A file that is there while a load is running, and stays when one was cut short."""

Progress = Callable[[int, str], None]
"""Told how many guards more are written, and what is done now."""


class NotLoaded(RuntimeError):
    """The demo cannot be loaded; the text says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one chunk came to."""

    rows: list[Bound]
    acts: list[dict[str, Any]]
    sequences: dict[tuple[str, int], int]
    loaded: dict[str, int]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that is needed to make any chunk of people, in any process."""

    people: People
    stage: cast.Stage
    registrar: Registrar
    guards: int
    today: date
    dialect: Dialect

    def chunks(self) -> list[Chunk]:
        """The chunks of the load, the story's people at the head of the first."""
        firsts = range(0, self.guards, CHUNK)
        return [Chunk(number, len(firsts), first) for number, first in enumerate(firsts)]

    def make(self, chunk: Chunk) -> Made:
        """The rows of one chunk."""
        cast_count = len(story.GUARDS)
        made = cast.make_guards(self.people, self.stage, self.today) if chunk.number == 0 else []
        first = max(chunk.before - cast_count, 0)
        made += self.people.make(first, min(chunk.before + CHUNK, self.guards) - cast_count - first)
        batch = self.registrar.records(made, chunk)
        loaded = {"guards": len(batch.guards), "certificates": len(batch.certificates) + len(batch.superseded)}
        acts = sorted(batch.acts, key=lambda act: act["now"])
        return Made(batch.bound(self.dialect), acts, dict(batch.sequences), loaded)


def has_data() -> bool:
    """Whether anybody or anything is registered already, demo or not."""
    return any(db.session.scalar(select(table.id).limit(1)) is not None for table in (Account, Unit, Guard))


def was_cut_short(data_dir: Path) -> bool:
    """Whether an earlier load ended in the middle."""
    return (story.folder(data_dir) / BEGUN).exists()


def load(data_dir: Path, guards: int, now: datetime, progress: Progress, *, is_great: bool | None = None) -> None:
    """Fill the empty database.

    is_great  by several processes, chunk by chunk, with what orders and checks rows built at the end, and with a
              past as long as that of a real province; by default from GREAT guards on
    Raises NotLoaded when divisions are missing.
    """
    folder = story.folder(data_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / BEGUN
    is_great = guards >= GREAT if is_great is None else is_great
    db.session.rollback()  # the connection that asked whether there are data goes before its settings change
    if is_great:
        mark.touch()
    with great.great_load(db.engine, folder, lambda what: progress(0, what)) if is_great else nullcontext():
        _fill(data_dir, guards, now, progress, is_great)
        cards.write_all(data_dir)
        db.session.rollback()  # nothing was changed; the indexes can be built only when nobody reads
    mark.unlink(missing_ok=True)


def _fill(data_dir: Path, guards: int, now: datetime, progress: Progress, is_great: bool) -> None:
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
    recipe = Recipe(people, stage, registrar, guards, today, db.engine.dialect)
    _write_people(recipe, now, progress, is_great)
    if is_great:
        progress(0, "visits")
        _write_rounds(rounds.prepare(accounts.open_inspectors(province), now), guards, now)
    station = (accounts.by_user_name["station"], accounts.by_user_name["station2"])
    Visits(officers, station, now).make(units.made, stage)
    write_password(data_dir, accounts.password)  # before the commit: accounts whose password nobody knows are worth nothing
    db.session.commit()


def _write_people(recipe: Recipe, now: datetime, progress: Progress, is_great: bool) -> None:
    sequences: Counter[tuple[str, int]] = Counter()
    if is_great:
        _let_go()
    for made in crew.share(recipe.make, recipe.chunks(), _processes(is_great)):
        for rows in made.rows:
            bulk.put(rows)
        for act in made.acts:
            audit.record(**act)
        audit.record("load", "demo", None, now=now, after=made.loaded)
        sequences |= Counter(made.sequences)
        if is_great:
            db.session.commit()
        progress(made.loaded["guards"], "")
    records.write_sequences(sequences)


def _write_rounds(past: rounds.Past, count: int, now: datetime) -> None:
    _let_go()
    for made in crew.share(past.make, past.pieces(count), _processes(True)):
        for rows in made:
            bulk.put(rows)
        audit.record("load", "demo", None, now=now, after={rows.table: rows.count for rows in made})
        db.session.commit()
    past.finish()
    db.session.commit()


def _processes(is_great: bool) -> int:
    return min(8, os.cpu_count() or 1) if is_great else 0


def _let_go() -> None:
    """Keep nothing open on the database while processes are copied."""
    db.session.commit()
    db.engine.dispose()
