"""Fill an empty database: the map, units and their sites, guards in chunks, accounts, visits, and the story's cards.

Either at a stretch (`load`), or so that another process can take it up at the last place that was kept (`go_on`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from backend.accounts.models import Account
from backend.demo import cards, great, story
from backend.demo.filling import Filling, NotLoaded, Place, Progress, Way, made_with
from backend.extensions import clock, db
from backend.guards.models import Guard
from backend.transparency import taking_over
from backend.units.models import Unit

__all__ = ["NotLoaded", "Place", "go_on", "has_data", "load", "made_with", "was_cut_short"]

GREAT = 50_000
"""So many guards are too many for one transaction, and their past has as many visits as there are guards."""

LOG = "log"
"""The last step, as `Progress` is told."""

BEGUN = "loading"
"""A file that is there while a load at a stretch is running, and stays when one was cut short."""


def has_data() -> bool:
    """Whether anybody or anything is registered already, demo or not."""
    return any(db.session.scalar(select(table.id).limit(1)) is not None for table in (Account, Unit, Guard))


def was_cut_short(data_dir: Path) -> bool:
    """Whether an earlier load at a stretch ended in the middle."""
    return (story.folder(data_dir) / BEGUN).exists()


def load(data_dir: Path, guards: int, now: datetime, progress: Progress, *, is_great: bool | None = None) -> None:
    """Fill the empty database at a stretch: nothing else may use it meanwhile, and what is cut short is begun anew.

    is_great  by several processes, chunk by chunk, with what orders and checks rows built at the end, and with a
              past as long as that of a real province; by default from GREAT guards on
    Raises NotLoaded when divisions are missing.
    """
    folder = _folder(data_dir)
    mark = folder / BEGUN
    is_great = guards >= GREAT if is_great is None else is_great
    way = Way(db.session.commit, progress, is_great=True, processes=min(8, os.cpu_count() or 1))
    if not is_great:
        way = Way(_wait, progress, is_great=False)
    db.session.rollback()  # the connection that asked whether there are data goes before its settings change
    if is_great:
        mark.touch()
    with great.great_load(db.engine, folder, lambda what: progress(0, what)) if is_great else nullcontext():
        Filling(data_dir, guards, Place.first(now), way).run()
        db.session.commit()
        cards.write_all(data_dir)
        db.session.rollback()  # nothing was changed; the indexes can be built only when nobody reads
    mark.unlink(missing_ok=True)
    _log(db.session.commit, progress)


def go_on(data_dir: Path, guards: int, place: Place, keep: Callable[[Place], None], progress: Progress, *, is_great: bool) -> None:
    """Fill the database from that place on, beside whatever else uses it.

    keep      commits the session's work together with the place
    is_great  with what orders and checks the rows of large tables built at the end, and with a long past
    Raises NotLoaded when divisions are missing; lets pass whatever `keep` and `progress` raise.
    """
    _folder(data_dir)
    way = Way(lambda: keep(place), progress, is_great=is_great)  # one process: copies of it would outlive its being killed
    db.session.rollback()
    with great.beside_others(db.engine) if is_great else nullcontext():
        if is_great and (place.step, place.done) == (0, 0):
            place.constraints = great.clear(db.session.connection())  # kept with the first step's rows
        Filling(data_dir, guards, place, way).run()
        cards.write_all(data_dir)
        db.session.rollback()
        if is_great:
            _build(place, way)
        _log(way.keep, progress)


def _log(keep: Callable[[], None], progress: Progress) -> None:
    """What was made up came before the log; who is stopped goes on with what is missing."""
    progress(0, LOG)
    taking_over.take_over(clock().now(), lambda _taken: keep())


def _build(place: Place, way: Way) -> None:
    for what, build in great.buildings(db.engine, place.constraints, great.STAGE, great.LARGE)[place.done :]:
        way.tell(0, what)
        build(db.session.connection())
        place.done += 1
        way.keep()
    db.session.rollback()
    way.tell(0, great.STATISTICS)
    great.count_up(db.engine)


def _folder(data_dir: Path) -> Path:
    folder = story.folder(data_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _wait() -> None:
    """All is committed at the end."""
