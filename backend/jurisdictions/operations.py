"""Load the divisions, and derive the tree of agencies from them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from sqlalchemy import func, insert, select

from backend.extensions import db
from backend.jurisdictions.models import Agency, Division

PROVINCE = "44"
LEVELS = ("province", "city", "county", "township")


def read_divisions() -> list[dict[str, str | None]]:
    """The shipped list: code, name, level, parent_code; parents before children."""
    text = (files("backend.jurisdictions") / "data" / "divisions.csv").read_text(encoding="utf-8-sig")
    rows: list[dict[str, str | None]] = [{**row, "parent_code": row["parent_code"] or None} for row in csv.DictReader(text.splitlines())]
    return sorted(rows, key=lambda row: LEVELS.index(str(row["level"])))


def derive_agencies(divisions: Iterable[Mapping[str, str | None]]) -> Iterator[dict[str, str | None]]:
    """One agency a division; parents before children.

    A town directly under a city (Dongguan, Zhongshan) gets a bureau and a station below it.
    """
    by_code = {str(row["code"]): row for row in divisions}
    for code, row in by_code.items():
        level, name, parent = str(row["level"]), str(row["name"]), str(row["parent_code"] or "")
        if level != "township":
            yield _agency(code, _bureau_name(code, name, level, by_code), level, parent and parent.ljust(12, "0"), code)
            continue
        short = _town(name)
        if by_code[parent]["level"] == "city":
            yield _agency(code, f"{by_code[parent]['name']}公安局{short}分局", "county", parent.ljust(12, "0"), code)
            yield _agency(code, f"{short}派出所", "station", code.ljust(12, "0"), f"{code}001")
        else:
            yield _agency(code, f"{short}派出所", "station", parent.ljust(12, "0"), code.ljust(12, "0"))


def load() -> tuple[int, int]:
    """Fill both tables if they are empty; returns how many divisions and agencies there are."""
    if not db.session.scalar(select(func.count()).select_from(Division)):
        divisions = read_divisions()
        db.session.execute(insert(Division), divisions)
        db.session.execute(insert(Agency), list(derive_agencies(divisions)))
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in (Division, Agency))  # type: ignore[return-value]


def _agency(division: str, name: str, level: str, parent: str, prefix: str) -> dict[str, str | None]:
    return {
        "code": prefix.ljust(12, "0"),
        "name": name,
        "level": level,
        "parent_code": parent or None,
        "division_code": division,
        "reach_prefix": prefix,
    }


def _bureau_name(code: str, name: str, level: str, by_code: Mapping[str, Mapping[str, str | None]]) -> str:
    if level == "province":
        return f"{name}公安厅"
    if level == "county" and name.endswith("区"):
        return f"{by_code[code[:4]]['name']}公安局{name.removesuffix('区')}分局"
    return f"{name}公安局"


def _town(name: str) -> str:
    for ending in ("街道", "镇", "乡"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name
