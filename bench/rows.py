"""One row of the table, and how the table is printed and kept."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LATEST = FOLDER / "latest.json"
SLOW = FOLDER / "slow.json"


@dataclass(frozen=True)
class Row:
    """A measured value beside what it is compared with. Smaller is better unless the row says otherwise."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    reference: float | None = None
    """The same figure of a named alternative: measured in the same run, or see ``REFERENCES`` in the row's module."""
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """Value by reference."""
        return round(self.value / self.reference, 2) if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim

    def as_json(self) -> dict:
        """The row as ``latest.json`` holds it."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def keep(rows: list[Row]) -> None:
    """Write ``bench/latest.json``."""
    LATEST.write_text(json.dumps([row.as_json() for row in rows], indent=2, ensure_ascii=False) + "\n")


def merge(rows: list[Row]) -> None:
    """Put rows that were measured by themselves into ``bench/latest.json``, in the places of those they replace."""
    kept = {row["name"]: row for row in json.loads(LATEST.read_text())} if LATEST.exists() else {}
    kept |= {row.name: row.as_json() for row in rows}
    LATEST.write_text(json.dumps(list(kept.values()), indent=2, ensure_ascii=False) + "\n")


def keep_slow(rows: list[Row]) -> None:
    """Remember the rows that take minutes, with the day, for the runs which leave them out."""
    kept = json.loads(SLOW.read_text()) if SLOW.exists() else {}
    for row in rows:
        kept[row.name] = {**asdict(row), "on": datetime.now(UTC).date().isoformat()}
    SLOW.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")


def recall_slow() -> list[tuple[Row, str]]:
    """The remembered rows, each with the day it was measured."""
    kept = json.loads(SLOW.read_text()) if SLOW.exists() else {}
    return [(Row(**{key: value for key, value in row.items() if key != "on"}), row["on"]) for row in kept.values()]


def table(rows: list[Row], notes: dict[str, str]) -> str:
    """The rows for a reader; ``notes`` by name stand at the end of the line."""
    lines = [["", "value", "unit", "aim", "met", "reference", "ratio", ""]]
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        numbers = [_number(row.value), row.unit, _number(row.aim), met, _number(row.reference), _number(row.ratio)]
        lines.append([row.name, *numbers, notes.get(row.name, "")])
    widths = [max(_width(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: list[str], widths: list[int]) -> str:
    padded = [cells[0] + " " * (widths[0] - _width(cells[0]))]
    padded += [" " * (width - _width(cell)) + cell for cell, width in zip(cells[1:-1], widths[1:-1], strict=True)]
    return "  ".join([*padded, cells[-1]]).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:g}"
