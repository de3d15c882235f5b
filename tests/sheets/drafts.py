"""Workbooks of the tests' own making, in every format that is read, each with the truth about its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from backend.identity_number import check_character
from tests.sheets import writers

NAMES = (
    "陈志强",
    "欧阳娜娜",
    "王伟",
    "李𠮷",
    "䶮飞",
    "阿卜杜拉·买买提",
    "赵㛃",
    "𬀩丽",
    "单雄信",
    "古丽娜尔",
    "林𫖯",
    "何建国",
)
POSITIONS, SITES = ("保安员", "队长", "班长"), ("天河城", "珠江新城国际金融中心", "广州塔")


@dataclass(frozen=True)
class Person:
    """Somebody on a roster, as he truly is."""

    name: str
    identity_number: str
    certificate_number: str
    phone: str
    position: str
    started_on: date
    site: str

    def truth(self, *keys: str) -> dict[str, Any]:
        """What his row must come out as."""
        return {key: getattr(self, key) for key in keys}


def person(number: int) -> Person:
    """The same person for the same number; every fifth has an X at the end."""
    serial = 10 * number + 1
    while True:
        digits = f"44010619{80 + number % 20:02}{1 + number % 12:02}{1 + number % 28:02}{serial % 1000:03}"
        if (check_character(digits) == "X") == (number % 5 == 0):
            break
        serial += 1
    return Person(
        NAMES[number % len(NAMES)],
        digits + check_character(digits),
        f"粤穗2026{number:06}",
        f"138{number:08}",
        POSITIONS[number % 3],
        date(2024, 1 + number % 12, 1 + number * 3 % 28),
        SITES[number % 3],
    )


PEOPLE = tuple(person(number) for number in range(12))


@dataclass
class Draft:
    """One sheet before it is written. Rows count from 1, columns from 0."""

    name: str = "Sheet1"
    hidden: bool = False
    rows: dict[int, list[Any]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def put(self, number: int, *cells: Any) -> None:
        """A row."""
        self.rows[number] = list(cells)


@dataclass
class Book:
    """A file, and what must come of it.

    truth      row number to field to value; a text beginning with ! is the code of a refusal
    left_out   row number to why
    sheet      the index of the sheet that is meant
    options    of the format's writer: encoding, delimiter, extra
    """

    name: str
    sheets: list[Draft] = field(default_factory=lambda: [Draft()])
    truth: dict[int, dict[str, Any]] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    sheet: int = 0
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def main(self) -> Draft:
        """The sheet that is meant."""
        return self.sheets[self.sheet]

    def write(self, folder: Path) -> Path:
        """Make the file."""
        path = folder / self.name
        writers.WRITERS[self.name.rpartition(".")[2]](self, path)
        return path


@dataclass(frozen=True)
class Column:
    """A column of a roster: its heading, its field, how a person's cell looks, and what must come of it."""

    title: Any
    key: str | None = None
    cell: Callable[[Person], Any] | None = None
    becomes: Any = None

    def of(self, one: Person) -> Any:
        """The cell of a person."""
        return self.cell(one) if self.cell else getattr(one, self.key or "", None)

    def truth(self, one: Person) -> Any:
        """What must come of it: the value, or ! and a code."""
        if callable(self.becomes):
            return self.becomes(one)
        return self.becomes if self.becomes is not None else getattr(one, self.key or "")


NAME, NUMBER = Column("姓名", "name"), Column("身份证号", "identity_number")
CERTIFICATE, PHONE = Column("保安员证号", "certificate_number"), Column("联系电话", "phone")
POSITION, STARTED, SITE = Column("岗位", "position"), Column("入职日期", "started_on"), Column("驻点", "site")
USUAL = (NAME, NUMBER, CERTIFICATE, PHONE, POSITION, STARTED, SITE)


def roster(book: Book, columns: Sequence[Column] = USUAL, at: int = 1, people: Sequence[Person] = PEOPLE, *, counted: bool = False) -> int:
    """Write a head and its people into the main sheet; the number of the row after them."""
    draft = book.main
    before = ["序号"] if counted else []
    draft.put(at, *before, *(column.title for column in columns))
    book.left_out[at] = "head"
    for number, one in enumerate(people, at + 1):
        draft.put(number, *([number - at] if counted else []), *(column.of(one) for column in columns))
        book.truth[number] = {column.key: column.truth(one) for column in columns if column.key}
    return at + 1 + len(people)


def moment(day: date) -> datetime:
    """The day at half past eight."""
    return datetime(day.year, day.month, day.day, 8, 30)  # noqa: DTZ001 - a cell has no zone
