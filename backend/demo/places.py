"""Where things are: the cities' centres, their towns, and the agencies responsible."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sqlalchemy import select

from backend.demo.ids import SEED
from backend.extensions import db
from backend.jurisdictions.models import Agency, Division

CENTRES: dict[str, tuple[float, float, float, int]] = {
    "4401": (23.129, 113.280, 0.085, 250),
    "4403": (22.565, 114.040, 0.070, 250),
    "4419": (23.015, 113.760, 0.090, 95),
    "4406": (23.010, 113.115, 0.070, 85),
    "4413": (23.105, 114.410, 0.070, 45),
    "4420": (22.525, 113.385, 0.070, 42),
    "4404": (22.270, 113.540, 0.035, 35),
    "4407": (22.580, 113.075, 0.060, 32),
    "4408": (21.265, 110.360, 0.050, 22),
    "4409": (21.660, 110.920, 0.050, 18),
    "4412": (23.060, 112.470, 0.050, 18),
    "4405": (23.365, 116.690, 0.040, 22),
    "4414": (24.300, 116.120, 0.050, 14),
    "4415": (22.790, 115.375, 0.030, 10),
    "4416": (23.740, 114.700, 0.050, 10),
    "4417": (21.865, 111.980, 0.035, 11),
    "4418": (23.690, 113.050, 0.050, 14),
    "4402": (24.810, 113.595, 0.050, 14),
    "4451": (23.665, 116.630, 0.040, 10),
    "4452": (23.545, 116.370, 0.040, 11),
    "4453": (22.920, 112.045, 0.040, 9),
}
"""City code: latitude and longitude of the centre, how far things lie around it in degrees, and its share of the province."""

AREA_CODES = {
    "4401": "020",
    "4403": "0755",
    "4419": "0769",
    "4406": "0757",
    "4413": "0752",
    "4420": "0760",
    "4404": "0756",
    "4407": "0750",
    "4408": "0759",
    "4409": "0668",
    "4412": "0758",
    "4405": "0754",
    "4414": "0753",
    "4415": "0660",
    "4416": "0762",
    "4417": "0662",
    "4418": "0763",
    "4402": "0751",
    "4451": "0768",
    "4452": "0663",
    "4453": "0766",
}
AROUND = 0.006
"""Half the width of a town, in degrees."""

BARE_CITIES = ("441900", "442000")
"""Dongguan and Zhongshan have no counties; their people's numbers begin with the city's own code."""

_ROADS = "人民 解放 中山 建设 环城 新港 迎宾 和平 东风 南华 江滨 创业 工业 科技 文化 港口 振兴 光明 龙湖 青云".split()  # noqa: SIM905 - easier to read


@dataclass(frozen=True, slots=True)
class Town:
    """A township with its police: the station, and the bureau above it."""

    code: str
    name: str
    county_name: str
    city: str
    station: str
    bureau: str


class Map:
    """The province as the register has it."""

    def __init__(self) -> None:
        """Reads divisions and agencies: a few thousand rows, once."""
        columns = (Division.code, Division.name, Division.level, Division.parent_code)
        divisions = {row.code: row for row in db.session.execute(select(*columns))}
        lowest: dict[str, tuple[str, str | None]] = {}
        for row in db.session.execute(select(Agency.code, Agency.parent_code, Agency.division_code).order_by(Agency.code)):
            lowest[row.division_code] = (row.code, row.parent_code)
        self.names = {code: row.name for code, row in divisions.items()}
        self.counties = [*sorted(code for code, row in divisions.items() if row.level == "county"), *BARE_CITIES]
        self.towns: dict[str, list[Town]] = {city: [] for city in CENTRES}
        for code, division in sorted(divisions.items()):
            if division.level == "township":
                station, bureau = lowest[code]
                county = str(division.parent_code)
                self.towns[code[:4]].append(
                    Town(code, division.name, self.names[county] if len(county) == 6 else "", code[:4], station, str(bureau))
                )
        self._cities = list(CENTRES)
        self._shares = list(accumulate(centre[3] for centre in CENTRES.values()))

    def draw_city(self, rng: random.Random) -> str:
        """A city, the large ones more often."""
        return rng.choices(self._cities, cum_weights=self._shares)[0]

    def draw_town(self, rng: random.Random, city: str) -> Town:
        """A town of that city."""
        return rng.choice(self.towns[city])

    def town(self, code: str) -> Town:
        """The town with that code. Raises KeyError."""
        return next(town for town in self.towns[code[:4]] if town.code == code)

    def address(self, rng: random.Random, town: Town) -> str:
        """An address in a town."""
        return f"{self.names[town.city]}{town.county_name}{town.name}{rng.choice(_ROADS)}路{rng.randint(1, 399)}号"


def draw_position(rng: random.Random, town: Town) -> tuple[float, float]:
    """Latitude and longitude of something in a town; what is in one town lies together."""
    latitude, longitude = _middle(town.city, town.code)
    return round(latitude + rng.uniform(-AROUND, AROUND), 6), round(longitude + rng.uniform(-AROUND, AROUND), 6)


@lru_cache(maxsize=4000)
def _middle(city: str, town_code: str) -> tuple[float, float]:
    """Where a town is taken to lie: somewhere in the built-up part of its city, always the same place."""
    latitude, longitude, spread, _ = CENTRES[city]
    rng = random.Random(f"{SEED}:town:{town_code}")  # noqa: S311 - made-up data
    return latitude + rng.uniform(-spread, spread), longitude + rng.uniform(-spread, spread)


def draw_landline(rng: random.Random, city: str) -> str:
    """A unit's telephone number."""
    return f"{AREA_CODES[city]}-8{rng.randint(0, 9_999_999):07d}"
