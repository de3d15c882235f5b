"""Four years of inspections for a great load: each bureau's inspectors at the sites and units of their area.

The rows are what the operation would have written; a test compares them. Bureau by bureau and month by month,
so that numbers and devices count on without a gap.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Dialect, select, text

from backend import media
from backend.accounts.models import Account
from backend.certificates.models import Certificate
from backend.clock import china_date
from backend.demo import bulk, sketches
from backend.demo.bulk import Bound
from backend.demo.dates import ago
from backend.demo.ids import SEED
from backend.demo.visit_rows import Inspectors, OnDuty, Picture, Place, VisitRows
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.inspections import checklists
from backend.inspections.models import InspectionSequence
from backend.jurisdictions.models import Agency
from backend.pictures import reencode
from backend.roster.models import Posting, Site
from backend.units.models import Unit

YEARS, PIECE, ON_DUTY = 4, 2500, 6
DRAWN = {"signature": (sketches.signature, 24), "gate": (sketches.gate, 16), "log_book": (sketches.log_book, 10)}

FILL_ITEMS = text(
    "INSERT INTO inspection_items (inspection_id, item_id, position, outcome, note) "
    "SELECT i.id, c.id, c.position, CASE WHEN c.code = 'other' THEN 'not_checked' ELSE 'conform' END, '' "
    "FROM inspections i JOIN checklist_items c ON c.checklist_id = i.checklist_id "
    "WHERE NOT EXISTS (SELECT 1 FROM inspection_items known WHERE known.inspection_id = i.id AND known.item_id = c.id)"
)
"""All points at which nothing was found: most of the rows, and made fastest where they end."""


class Piece(NamedTuple):
    """Some visits of one bureau between two days; so many of it in that year, of it at all, and of anybody came before."""

    county: str
    year: int
    first_day: date
    days: int
    visits: int
    before_in_year: int
    before: int
    before_all: int


@dataclass(frozen=True, slots=True)
class Past:
    """All that is needed to make any piece, in any process."""

    inspectors: dict[str, Inspectors]
    places: dict[str, list[Place]]
    lists: dict[str, Any]
    pictures: dict[str, list[Picture]]
    pattern: str
    today: date
    dialect: Dialect
    sequences: Counter[tuple[str, int]]

    def pieces(self, count: int) -> Iterator[Piece]:
        """`count` visits, shared among the bureaus by their places and among the days evenly."""
        start, days, total = ago(self.today, 365 * YEARS), 365 * YEARS - 1, sum(map(len, self.places.values()))
        done, seen = 0, 0
        for county, places in sorted(self.places.items()):
            seen += len(places)
            mine = count * seen // total - done
            before, day = 0, 0
            in_year: Counter[int] = Counter()
            while day < days:
                first = start + timedelta(days=day)
                length = min(days - day, (date(first.year + 1, 1, 1) - first).days, max(1, days * PIECE // max(mine, 1)))
                number = mine * (day + length) // days - before
                if number:
                    yield Piece(county, first.year, first, length, number, in_year[first.year], before, done + before)
                in_year[first.year] += number
                before, day = before + number, day + length
            for year, number in in_year.items():
                self.sequences[county.ljust(12, "0"), year] = number
            done += mine

    def make(self, piece: Piece) -> list[Bound]:
        """The rows of one piece, the oldest visit first."""
        rng = random.Random(f"{SEED}:rounds:{piece.county}:{piece.first_day}")  # noqa: S311 - made-up data
        rows, places = VisitRows(self.lists, self.pictures, self.pattern, piece.before_all, rng), self.places[piece.county]
        days = sorted(rng.randrange(piece.days) for _ in range(piece.visits))
        for number, day in enumerate(days, 1):
            place = rng.choice(places)
            rows.add(
                self.inspectors[piece.county],
                place,
                piece.first_day + timedelta(days=day),
                sequence=piece.before_in_year + number,
                device_sequence=piece.before + number,
            )
        return rows.bound(self.dialect)

    def finish(self) -> None:
        """What is written once, when all visits are there."""
        db.session.execute(FILL_ITEMS)
        rows = [{"agency_code": code, "year": year, "last": last} for (code, year), last in sorted(self.sequences.items()) if last]
        bulk.write(InspectionSequence, rows)


def prepare(inspectors: dict[str, tuple[Account, Account]], now: datetime) -> Past:
    """Read what the visits are about; `inspectors` by county."""
    lists = {row.unit_kind: (row.id, [(item.id, item.position, item.code) for item in row.items]) for row in _lists(now)}
    named = {row.code: row.name for row in db.session.execute(select(Agency.code, Agency.name))}
    known = {county: Inspectors.of(pair, named) for county, pair in inspectors.items()}
    return Past(
        known, _places(set(known)), lists, {kind: list(_draw(kind)) for kind in DRAWN}, settings().inspection_pattern,
        china_date(now), db.engine.dialect, Counter(),
    )  # fmt: skip


def _lists(now: datetime) -> Any:
    return checklists.list_checklists(china_date(now))


def _draw(kind: str) -> Iterator[Picture]:
    draw, count = DRAWN[kind]
    for number in range(count):
        picture = reencode(
            draw(random.Random(f"{SEED}:{kind}:{number}")),  # noqa: S311 - made-up data
            "signature" if kind == "signature" else "inspection_photo",
        )
        yield Picture(media.store(picture.bytes), picture.media_type, picture.sha256, picture.width, picture.height, len(picture.bytes))


def _places(counties: set[str]) -> dict[str, list[Place]]:
    """Sites with some of who stands there, and units without sites, by county."""
    places: dict[str, list[Place]] = defaultdict(list)
    unit = (Unit.id, Unit.name, Unit.kind, Unit.legal_representative)
    on_duty = _on_duty()
    site = (Site.id, Site.name, Site.agency_code, Site.latitude, Site.longitude)
    rows: Any = db.session.execute(
        select(*unit, *site).join(Site).where(Site.status == "active", Unit.status == "active").order_by(Site.id)
    )
    for row in rows:
        place = Place._make((*row, on_duty.get(row[4], [])))
        places[place.agency_code[:6]].append(place)
    others = select(*unit, Unit.agency_code).where(Unit.kind.in_(("in_house_unit", "training_unit")), Unit.status == "active")
    for row in db.session.execute(others.order_by(Unit.id)):
        places[row.agency_code[:6]].append(
            Place(row.id, row.name, row.kind, row.legal_representative, None, None, row.agency_code, None, None, [])
        )
    return {county: places[county] for county in sorted(places) if county in counties}


def _on_duty() -> dict[UUID, list[OnDuty]]:
    """The first few of each site's roster with their certificates."""
    statement = (
        select(
            Posting.site_id, Posting.started_on, Guard.id, Guard.name, Guard.identity_number, Guard.photo_media.is_not(None),
            Certificate.id, Certificate.number, Certificate.state, Certificate.state_since, Certificate.state_reason,
            Certificate.issued_on, Certificate.expires_on, Certificate.agency_code,
        )
        .join(Guard, Guard.id == Posting.guard_id)
        .join(Certificate, Certificate.number == Guard.certificate_number)
        .where(Posting.ended_on.is_(None))
        .order_by(Posting.id)
    )  # fmt: skip
    found: dict[UUID, list[OnDuty]] = defaultdict(list)
    for site_id, *known in db.session.execute(statement.execution_options(yield_per=5000)):
        if len(found[site_id]) < ON_DUTY:
            found[site_id].append(OnDuty(*known))
    return found
