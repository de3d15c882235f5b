"""Accounts of the demo: one for each role, colleagues at each level, and two officers in every other city."""

from __future__ import annotations

import os
import random
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from backend import audit
from backend.accounts.models import Account
from backend.accounts.passwords import hash_password
from backend.demo import names, story
from backend.demo.ids import SEED, named
from backend.demo.places import Map
from backend.extensions import db
from backend.permissions import OFFICER_LEVEL, Profile, Role

CITY_NAMES = {
    "4402": "shaoguan", "4403": "shenzhen", "4404": "zhuhai", "4405": "shantou", "4406": "foshan", "4407": "jiangmen",
    "4408": "zhanjiang", "4409": "maoming", "4412": "zhaoqing", "4413": "huizhou", "4414": "meizhou", "4415": "shanwei",
    "4416": "heyuan", "4417": "yangjiang", "4418": "qingyuan", "4419": "dongguan", "4420": "zhongshan", "4451": "chaozhou",
    "4452": "jieyang", "4453": "yunfu",
}  # fmt: skip
Pair = tuple[Account, Account]
FACTS = ("user_name", "name", "role", "profile", "agency_code", "police_number", "unit_id", "status")


class Accounts:
    """Opens accounts that share one password, which nobody has to change."""

    def __init__(self, province: Map, password: str, now: datetime) -> None:
        self._opened = 0
        self._hash, self._now, self._rng = hash_password(password), now, random.Random(f"{SEED}:accounts")  # noqa: S311
        self._open_officers(province)

    def open_managers(self) -> None:
        """The managers of the story's two companies, once these are there, and the administrator."""
        self._open(story.USER_NAMES[Role.COMPANY_MANAGER], Role.COMPANY_MANAGER, unit_id=story.UNIT_ID)
        self._open(story.OTHER_MANAGER, Role.COMPANY_MANAGER, unit_id=story.OTHER_UNIT_ID)
        self._open(story.USER_NAMES[Role.SYSTEM_ADMINISTRATOR], Role.SYSTEM_ADMINISTRATOR)
        self._open(story.CLERK, Role.COMPANY_MANAGER, unit_id=story.UNIT_ID, profile=Profile.ROSTERS)
        db.session.flush()

    def open_inspectors(self, province: Map) -> None:
        """Two officers of each bureau that has stations."""
        for bureau in _bureaus(province):
            role = Role.COUNTY_OFFICER if bureau[4:6] != "00" else Role.CITY_OFFICER
            for user_name in _inspectors(bureau):
                self._open(user_name, role, agency_code=bureau)
        db.session.flush()

    def _open_officers(self, province: Map) -> None:
        town = province.town(story.TOWN)
        places = {"province": "44".ljust(12, "0"), "city": "4401".ljust(12, "0"), "county": town.bureau, "station": town.station}
        for user_names in (story.USER_NAMES, story.COLLEAGUES):
            for role, level in OFFICER_LEVEL.items():
                self._open(user_names[role], role, agency_code=places[level])
        for city, name in CITY_NAMES.items():
            for number in (1, 2):
                self._open(f"{name}{number}", Role.CITY_OFFICER, agency_code=city.ljust(12, "0"))
        db.session.flush()  # certificates and visits refer to them

    def _open(self, user_name: str, role: Role, **place: object) -> None:
        officer = role in OFFICER_LEVEL
        account = Account(
            id=named(f"account {user_name}"), user_name=user_name, name=names.draw(self._rng, self._rng.choice(("male", "female"))),
            role=str(role), police_number=f"{100_001 + self._opened:06}" if officer else None,
            password_hash=self._hash, must_change_password=False, status="active", created_at=self._now,
            **{"profile": Profile.ALL, **place},
        )  # fmt: skip
        db.session.add(account)
        self._opened += 1
        after = {name: getattr(account, name) for name in FACTS}
        audit.record("open", "account", account.id, now=self._now, after=after)


def find_city_officers() -> dict[str, Pair]:
    """Two officers of each city's bureau, by city."""
    return _find_pairs({"4401": ("city", "city2"), **{city: (f"{name}1", f"{name}2") for city, name in CITY_NAMES.items()}})


def find_inspectors(province: Map) -> dict[str, Pair]:
    """Two officers of each bureau that has stations, by county."""
    return _find_pairs({bureau[:6]: _inspectors(bureau) for bureau in _bureaus(province)})


def find_station_officers() -> Pair:
    """The two of the story's station."""
    return _find_pairs({"": ("station", "station2")})[""]


def _find_pairs(pairs: dict[str, tuple[str, str]]) -> dict[str, Pair]:
    wanted = [name for pair in pairs.values() for name in pair]
    known = {account.user_name: account for account in db.session.scalars(select(Account).where(Account.user_name.in_(wanted)))}
    return {key: (known[first], known[second]) for key, (first, second) in pairs.items()}


def _bureaus(province: Map) -> list[str]:
    return sorted({town.bureau[:6]: town.bureau for towns in province.towns.values() for town in towns}.values())


def _inspectors(bureau: str) -> tuple[str, str]:
    return f"inspector{bureau[:6]}1", f"inspector{bureau[:6]}2"


def write_password(data_dir: Path, password: str) -> None:
    """Keep the password where only the owner of the data reads it."""
    file = Path(data_dir) / story.PASSWORD_FILE
    file.unlink(missing_ok=True)  # an older file may have been opened wider
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write("All accounts of the demo share this password.\n")
        out.write(f"password {password}\n\n")
        for role, user_name in story.USER_NAMES.items():
            out.write(f"{user_name:16}{role}\n")
