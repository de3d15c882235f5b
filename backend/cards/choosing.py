"""Which cards a batch is of: by a filter, or by a list of numbers; read some at a time, in an order that stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from backend.cards.models import CardPrint
from backend.certificates.models import Certificate
from backend.extensions import db
from backend.guards.models import Guard
from backend.jurisdictions.models import Agency
from backend.units.models import Unit


@dataclass(frozen=True)
class Wanted:
    """What was asked for.

    unit_id  only guards employed there now
    unprinted  only certificates of which no card was ever printed
    most     at most so many, those issued first
    numbers  instead of all that: these certificates
    """

    agency_code: str
    today: date
    unit_id: UUID | None = None
    unprinted: bool = True
    most: int = 0
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """One card to print; without a row where there is no such certificate, or none of this agency."""

    number: str
    row: Any = None


def count(wanted: Wanted) -> int:
    """How many cards that makes."""
    if wanted.numbers:
        return len(wanted.numbers)
    some = _filtered(select(Certificate.id), wanted).limit(wanted.most).subquery()
    return int(db.session.scalar(select(func.count()).select_from(some)) or 0)


def some(wanted: Wanted, cursor: str | None, at_most: int) -> tuple[list[Chosen], str | None]:
    """The next cards behind `cursor`, and the cursor behind them, None at the end."""
    return _of_numbers(wanted, int(cursor or 0), at_most) if wanted.numbers else _of_filter(wanted, cursor, at_most)


def _of_filter(wanted: Wanted, cursor: str | None, at_most: int) -> tuple[list[Chosen], str | None]:
    statement = _filtered(_whole(), wanted)
    if cursor:
        statement = statement.where(Certificate.id > UUID(cursor))
    rows = db.session.execute(statement.order_by(Certificate.id).limit(at_most)).all()
    return [Chosen(row.number, row) for row in rows], str(rows[-1].id) if len(rows) == at_most else None


def _of_numbers(wanted: Wanted, start: int, at_most: int) -> tuple[list[Chosen], str | None]:
    numbers = wanted.numbers[start : start + at_most]
    statement = _whole().where(Certificate.number.in_(numbers), Certificate.agency_code == wanted.agency_code)
    found = {row.number: row for row in db.session.execute(statement)}
    end = start + at_most
    return [Chosen(number, found.get(number)) for number in numbers], str(end) if end < len(wanted.numbers) else None


def _whole() -> Select[Any]:
    own = (Certificate.id, Certificate.number, Certificate.payload, Certificate.photo_media, Certificate.state, Certificate.expires_on)
    columns: list[Any] = [*own, Agency.name.label("agency_name"), Unit.name.label("unit_name")]
    joined = select(*columns).join(Agency, Agency.code == Certificate.agency_code).join(Guard, Guard.id == Certificate.guard_id)
    return joined.outerjoin(Unit, Unit.id == Guard.unit_id)


def _filtered(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    statement = statement.where(
        Certificate.agency_code == wanted.agency_code,
        Certificate.state == "valid",
        or_(Certificate.expires_on.is_(None), Certificate.expires_on >= wanted.today),
    )
    if wanted.unit_id:
        statement = statement.where(Certificate.guard_id.in_(select(Guard.id).where(Guard.unit_id == wanted.unit_id)))
    if wanted.unprinted:
        printed = select(CardPrint.id).where(CardPrint.certificate_id == Certificate.id)
        statement = statement.where(~printed.exists())
    return statement
