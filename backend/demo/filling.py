"""The steps of a load, and how far one is.

Each piece of each step is kept before the next one begins. Whoever is given the place that was kept with it makes the rest,
and nothing twice: ids, numbers and dates follow from the seed, the day of the beginning and the piece's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from backend import audit
from backend.accounts.passwords import first_password
from backend.certificates.keys import get_signer
from backend.clock import china_date
from backend.demo import agenda, bulk, cast, crew, delegated, desk, portraits, recipe, records, rounds, waiting
from backend.demo.accounts import Accounts, find_city_officers, find_inspectors, find_station_officers, write_password
from backend.demo.bulk import Bound
from backend.demo.corrections import Corrections
from backend.demo.people import People
from backend.demo.places import Map
from backend.demo.records import Registrar
from backend.demo.units import Units, how_many
from backend.demo.visits import Visits
from backend.extensions import db
from backend.transparency import operations as log

Progress = Callable[[int, str], None]
"""Told how many guards more are written, and what is done now."""


class NotLoaded(RuntimeError):
    """The demo cannot be loaded; the text says why."""


@dataclass(slots=True)
class Place:
    """How far a load is, and what another process needs beside the database to go on from there; plain JSON.

    begun_at     the instant (ISO 8601) from which all days are counted
    password     of all accounts; it is here until the last step writes it down
    made_with    what the number of a piece means: a load begun with another recipe cannot be gone on with
    step, done   the step, and how many of its pieces are kept
    guards       how many are written
    last         the last number of each city and year: city, year, number
    constraints  taken away until all rows are there: table, name, kind, definition
    """

    begun_at: str
    password: str
    made_with: list[int]
    step: int = 0
    done: int = 0
    guards: int = 0
    last: list[tuple[str, int, int]] = field(default_factory=list)
    constraints: list[tuple[str, str, str, str]] = field(default_factory=list)

    @classmethod
    def first(cls, now: datetime) -> Place:
        """The beginning."""
        return cls(now.isoformat(), first_password(), made_with())

    @property
    def now(self) -> datetime:
        """The instant of the load's beginning."""
        return datetime.fromisoformat(self.begun_at)

    def as_json(self) -> dict[str, Any]:
        """What `Place(**...)` takes."""
        return asdict(self)

    def next_step(self) -> None:
        """The step is done."""
        self.step, self.done = self.step + 1, 0


def made_with() -> list[int]:
    """What decides which rows the piece of a number has."""
    return [recipe.RECIPE, recipe.CHUNK, rounds.PIECE]


@dataclass(slots=True)
class Way:
    """How one goes about it.

    keep       called after each piece: commits it with the place, or waits with that until the end
    tell       told how far one is
    is_great   with a past as long as that of a real province
    processes  that make rows; 0: this one does
    """

    keep: Callable[[], None]
    tell: Progress
    is_great: bool
    processes: int = 0


class Filling:
    """One load under way."""

    def __init__(self, data_dir: Path, guards: int, place: Place, way: Way) -> None:
        """Raises NotLoaded when divisions are missing."""
        self._data_dir, self._guards, self._place, self._way = data_dir, guards, place, way
        self._province, self._today = Map(), china_date(place.now)
        if not self._province.counties[:-2]:
            raise NotLoaded("There are no divisions yet: run flask setup first.")
        self._units = Units(self._province, self._today)
        self._stage = cast.set_stage(self._units)
        self._units.make_some(how_many(guards) - len(self._units.made))

    def run(self) -> None:
        """Do what is left to do. Lets pass whatever `keep` and `tell` raise."""
        steps = (self._lay_the_ground, self._write_people, self._write_rounds, self._write_visits, self._write_desk)
        for step in steps[self._place.step :]:
            step()
            self._place.next_step()
            self._way.keep()

    def _lay_the_ground(self) -> None:
        log.begin(self._place.now)  # what is made up here is taken over at the end, and by nobody else before
        accounts = Accounts(self._province, self._place.password, self._place.now)
        self._units.tables.write()
        accounts.open_managers()
        if self._way.is_great:
            accounts.open_inspectors(self._province)

    def _write_people(self) -> None:
        ready = self._recipe()
        self._way.keep()  # rows are made while nothing is held of the database
        chunks = ready.chunks()[self._place.done :]
        self._way.tell(0, "")
        for made in crew.share(ready.make, chunks, self._share()):
            self._put(made.rows, made.acts, made.loaded)
            self._remember(made.sequences)
            self._place.guards += made.loaded["guards"]
            self._end_piece(made.loaded["guards"], "")
        records.write_sequences({(city, year): last for city, year, last in self._place.last})

    def _write_rounds(self) -> None:
        if not self._way.is_great:
            return
        self._way.tell(0, "visits")
        past = rounds.prepare(find_inspectors(self._province), self._place.now)
        self._way.keep()
        pieces = list(past.pieces(self._guards))[self._place.done :]
        for made in crew.share(past.make, pieces, self._share()):
            self._put(made, [], {rows.table: rows.count for rows in made})
            self._end_piece(0, "visits")
        past.finish()

    def _write_visits(self) -> None:
        Visits(find_city_officers(), find_station_officers(), self._place.now).make(self._units.made, self._stage)
        Corrections(find_city_officers(), self._place.now).make(self._stage.unit.id)
        agenda.make(self._stage, self._place.now)
        delegated.make(self._place.now)

    def _write_desk(self) -> None:
        desk.make(self._stage, self._place.now, is_great=self._way.is_great)
        waiting.make(self._place.now, is_great=self._way.is_great)
        write_password(self._data_dir, self._place.password)  # before the commit: accounts whose password nobody knows are worth nothing

    def _recipe(self) -> recipe.Recipe:
        people = People(self._province, portraits.store_all(), cast.leave_room(self._units.made), self._today)
        officers = {city: pair[0] for city, pair in find_city_officers().items()}
        registrar = Registrar(get_signer(self._place.now), officers, self._guards, self._today)
        return recipe.Recipe(people, self._stage, registrar, self._guards, self._today, db.engine.dialect)

    def _put(self, rows: Sequence[Bound], acts: Sequence[dict[str, Any]], loaded: dict[str, int]) -> None:
        for some in rows:
            bulk.put(some)
        for act in acts:
            audit.record(**act)
        audit.record("load", "demo", None, now=self._place.now, after=loaded)

    def _remember(self, sequences: dict[tuple[str, int], int]) -> None:
        known = Counter({(city, year): last for city, year, last in self._place.last}) | Counter(sequences)
        self._place.last = [(city, year, last) for (city, year), last in sorted(known.items())]

    def _end_piece(self, guards: int, doing: str) -> None:
        self._place.done += 1
        self._way.keep()
        self._way.tell(guards, doing)

    def _share(self) -> int:
        """How many processes; copies of this one must find nothing open on the database."""
        if self._way.processes:
            db.session.commit()
            db.engine.dispose()
        return self._way.processes
