"""Units of every kind with their clients and sites, spread over the province like its people."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from backend.demo import bulk, names, numbers, places
from backend.demo.dates import ago, at
from backend.demo.ids import SEED, Ids
from backend.demo.places import Map, Town
from backend.roster.models import Client, Site
from backend.units.models import Unit, UnitArea

KINDS = ("security_company",) * 9 + ("branch",) * 3 + ("in_house_unit",) * 7 + ("training_unit",)
FIRST_CITIES = ("4401", "4403", "4419", "4420", "4406", "4401", "4407", "4413", "4404", "4401")
"""Even a small province has units in these."""

_FIRST, _SECOND = "安平泰诚信永金鼎中华威城邦众正恒宏盛力新", "卫盾护保安邦泰达和通宁远固联康顺"
_PREMISES = (
    "商业广场",
    "科技园",
    "花园小区",
    "国际大厦",
    "购物中心",
    "人民医院",
    "实验学校",
    "物流园",
    "工业园",
    "会展中心",
    "银行营业部",
    "体育馆",
)
_OWN = ("物业管理有限公司", "电子制造有限公司", "实验中学", "中心医院", "酒店管理有限公司", "家具制造有限公司", "纺织有限公司")
_GATES = ("正门", "东门", "西门", "北区", "地下车库", "中控室", "办公楼")
_CLOSE_REASONS = ("合同期满，不再续签", "客户搬迁", "项目完工撤点")
_SERVICES = tuple(f"{number:02}" for number in range(1, 10))


@dataclass(frozen=True, slots=True)
class Post:
    """A site, as far as a posting needs it."""

    id: UUID
    agency_code: str


@dataclass(slots=True)
class Workplace:
    """A unit, as far as an employment needs it."""

    id: UUID
    kind: str
    name: str
    city: str
    agency_code: str
    sites: list[Post] = field(default_factory=list)


@dataclass(slots=True)
class Tables:
    """Rows to write, in the order in which they refer to one another."""

    units: list[dict[str, Any]] = field(default_factory=list)
    areas: set[tuple[UUID, str]] = field(default_factory=set)
    clients: list[dict[str, Any]] = field(default_factory=list)
    sites: list[dict[str, Any]] = field(default_factory=list)

    def write(self) -> None:
        """Write them all."""
        branches = [row for row in self.units if row["parent_unit_id"]]
        bulk.write(Unit, [row for row in self.units if not row["parent_unit_id"]])
        bulk.write(Unit, branches)
        bulk.write(UnitArea, [{"unit_id": unit_id, "agency_code": code} for unit_id, code in sorted(self.areas)])
        bulk.write(Client, self.clients)
        bulk.write(Site, self.sites)


class Units:
    """Makes units one after another."""

    def __init__(self, province: Map, today: date) -> None:
        self.map, self.today, self.tables = province, today, Tables()
        self._rng = random.Random(f"{SEED}:units")  # noqa: S311 - made-up data
        self._ids = {name: Ids(name) for name in ("unit", "client", "site")}
        self._companies: list[Workplace] = []
        self.made: list[Workplace] = []

    def make_some(self, count: int) -> None:
        """Make so many units more, of all kinds."""
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            city = FIRST_CITIES[number] if number < len(FIRST_CITIES) else self.map.draw_city(self._rng)
            town = self.map.draw_town(self._rng, city)
            parent = self._draw_parent(city) if kind == "branch" else None
            unit = self.make(kind, self._name(kind, city, parent), town, parent=parent)
            if number % 23 == 22:
                self._stop(number)
            else:
                self._furnish(unit, town)

    def make(self, kind: str, name: str, town: Town, *, unit_id: UUID | None = None, parent: Workplace | None = None) -> Workplace:
        """One unit without sites. Stations look after units with guards of their own, bureaus after the others."""
        rng, index = self._rng, len(self.made)
        agency_code = town.station if kind == "in_house_unit" else town.bureau
        unit = Workplace(unit_id or self._ids["unit"].next(), kind, name, town.city, agency_code)
        company = kind in ("security_company", "branch")
        instant = at(ago(self.today, rng.randint(3300, 6000)), rng.randint(0, 400))
        self.tables.units.append({
            "id": unit.id, "version": 1, "kind": kind, "name": name, "uscc": numbers.uscc(index, town.code, _register(kind, name)),
            "legal_representative": names.draw(rng, rng.choice(("male", "male", "female"))), "phone": places.draw_landline(rng, town.city),
            "address": self.map.address(rng, town), "division_code": town.code, "agency_code": agency_code,
            "registered_capital_yuan": rng.choice((1, 2, 3, 5, 10, 20)) * 1_000_000 if kind == "security_company" else None,
            "ownership": rng.choices(("private", "state", "joint", "collective"), (80, 12, 5, 3))[0],
            "services": _services(rng) if company else ["01", "02"] if kind == "in_house_unit" else [],
            "status": "active", "status_reason": None, "parent_unit_id": parent.id if parent else None,
            "created_at": instant, "updated_at": instant,
        })  # fmt: skip
        self.tables.areas.add((unit.id, agency_code))
        self.made.append(unit)
        if kind == "security_company":
            self._companies.append(unit)
        return unit

    def make_site(
        self,
        unit: Workplace,
        town: Town,
        name: str,
        client: str,
        *,
        site_id: UUID | None = None,
        position: tuple[float, float] | None = None,
    ) -> Post:
        """An active site, where guards can be posted."""
        post = self._site(unit, town, name, self._client(unit, client), site_id, None)
        if position:
            self.tables.sites[-1] |= dict(zip(("latitude", "longitude"), position, strict=True))
        return post

    def _draw_parent(self, city: str) -> Workplace:
        """A company of another city."""
        while True:
            company = self._rng.choice(self._companies)
            if company.city != city:
                return company

    def _stop(self, number: int) -> None:
        """The unit made last works no more: it has neither sites nor guards."""
        status, reason = ("closed", "已停止经营，申请注销") if number % 2 else ("suspended", "经营条件发生变化，停业整改")
        self.tables.units[-1] |= {"status": status, "status_reason": reason}

    def _furnish(self, unit: Workplace, town: Town) -> None:
        rng = self._rng
        if unit.kind == "training_unit":
            return
        if unit.kind == "in_house_unit":
            for gate in rng.sample(_GATES, rng.randint(1, 3)):
                self._site(unit, town, f"{unit.name}{gate}", None, None, None)
            return
        for _ in range(rng.randint(3, 8)):
            place = self.map.draw_town(rng, unit.city)
            client = f"{self.map.names[unit.city]}{place.name.removesuffix('街道')}{_word(rng)}{rng.choice(_PREMISES)}"
            reason = rng.choice(_CLOSE_REASONS) if unit.sites and rng.random() < 0.08 else None
            self._site(unit, place, client if rng.random() < 0.5 else client + rng.choice(_GATES), self._client(unit, client), None, reason)

    def _client(self, unit: Workplace, name: str) -> UUID:
        known = [row for row in self.tables.clients[-10:] if (row["unit_id"], row["name"]) == (unit.id, name)]
        if not known:
            row = {
                "id": self._ids["client"].next(),
                "version": 1,
                "unit_id": unit.id,
                "name": name,
                "uscc": None,
                "created_at": at(ago(self.today, 3000)),
            }
            self.tables.clients.append(row)
            return row["id"]  # type: ignore[return-value]
        return known[0]["id"]  # type: ignore[no-any-return]

    def _site(self, unit: Workplace, town: Town, name: str, client_id: UUID | None, site_id: UUID | None, close_reason: str | None) -> Post:
        latitude, longitude = places.draw_position(self._rng, town)
        post, instant = Post(site_id or self._ids["site"].next(), town.station), at(ago(self.today, self._rng.randint(400, 3000)))
        self.tables.sites.append({
            "id": post.id, "version": 1, "unit_id": unit.id, "client_id": client_id, "name": name,
            "address": self.map.address(self._rng, town),
            "division_code": town.code, "agency_code": town.station, "latitude": latitude, "longitude": longitude,
            "status": "closed" if close_reason else "active", "close_reason": close_reason, "created_at": instant,
            "updated_at": at(ago(self.today, 90)) if close_reason else instant,
        })  # fmt: skip
        if not close_reason:
            unit.sites.append(post)
            self.tables.areas.add((unit.id, town.station))
        return post

    def _name(self, kind: str, city: str, parent: Workplace | None) -> str:
        rng, place = self._rng, self.map.names[city].removesuffix("市")
        if parent:
            return f"{parent.name}{place}分公司"
        if kind == "in_house_unit":
            return f"{place}市{_word(rng)}{rng.choice(_OWN)}"
        return f"{place}{_word(rng)}保安{'服务有限公司' if kind == 'security_company' else '培训学校'}"


def how_many(guards: int) -> int:
    """Units for so many guards: 60 for 2,000, and 12,000 for a million."""
    return max(24, round(guards * 0.03)) if guards <= 2000 else 60 + round((guards - 2000) * 11_940 / 998_000)


def _word(rng: random.Random) -> str:
    return rng.choice(_FIRST) + rng.choice(_SECOND)


def _services(rng: random.Random) -> list[str]:
    return sorted({"01", "02", *rng.sample(_SERVICES, rng.randint(1, 4))})


def _register(kind: str, name: str) -> str:
    if kind == "training_unit":
        return "52"
    return "12" if name.endswith(("中学", "医院")) else "91"
