"""The people and places that the demo's cards and the browser tests tell about: one company in Tianhe, one site, a few guards.

story = story.load(data_dir)
story.guards["valid"].number
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from backend.demo.ids import named

FOLDER, FILE = "demo", "story.json"
PASSWORD_FILE = "demo-accounts.txt"  # noqa: S105 - a file's name

TOWN = "440106008"
"""天河南街道, where the site lies and the station's officers work."""
COMPANY, BRANCH, OTHER_COMPANY = "广州天河安信保安服务有限公司", "广州天河安信保安服务有限公司东莞分公司", "广州越秀恒盾保安服务有限公司"
SITE, SECOND_SITE, OTHER_SITE = "天河南岗顶大厦", "体育西路安信广场", "天河南恒盾中心"
CLIENT = "广州岗顶置业有限公司"

UNIT_ID, OTHER_UNIT_ID = named("unit"), named("other unit")
SITE_ID, SECOND_SITE_ID, OTHER_SITE_ID = named("site"), named("second site"), named("other site")

USER_NAMES = {
    "province_officer": "province", "city_officer": "city", "county_officer": "county", "station_officer": "station",
    "company_manager": "manager", "system_administrator": "administrator",
}  # fmt: skip
COLLEAGUES = {"province_officer": "province2", "city_officer": "city2", "county_officer": "county2", "station_officer": "station2"}
OTHER_MANAGER, CLERK = "manager2", "clerk"
"""The manager of the other company; a colleague in the story's one, who keeps its rosters and nothing else."""


@dataclass(frozen=True, slots=True)
class Role:
    """A guard's part in the story, and what a check of his card at the site says."""

    name: str
    sex: str
    tone: str
    reason: str


GUARDS = {
    "valid": Role("陈志强", "male", "valid", "valid"),
    "compound": Role("欧阳嘉欣", "female", "valid", "valid"),
    "rare": Role("黄伟𬭎", "male", "valid", "valid"),
    "captain": Role("单国平", "male", "valid", "valid"),
    "expiring": Role("林秀英", "female", "valid", "valid"),
    "expired": Role("周建明", "male", "not_valid", "expired"),
    "suspended": Role("罗永辉", "male", "not_valid", "suspended"),
    "revoked": Role("邓耀华", "male", "not_valid", "revoked"),
    "cancelled": Role("赵德明", "male", "not_valid", "cancelled"),
    "superseded": Role("谢丽娟", "female", "not_valid", "superseded"),
    "left-unit": Role("何俊杰", "male", "check", "left_unit"),
    "other-site": Role("梁美玲", "female", "check", "other_site"),
    "other-unit": Role("吴海涛", "male", "check", "other_unit"),
    "nobody": Role("郭小燕", "female", "check", "nobody"),
    "photo-changed": Role("曾文静", "female", "check", "photo_changed"),
}
"""By what their cards show. Those up to `suspended` are posted to the site; `photo-changed` is too, under a new photo."""

ON_ROSTER = ("valid", "compound", "rare", "captain", "expiring", "expired", "suspended", "photo-changed")
CODES = {
    "forged": ("not_valid", "forged"), "altered": ("not_valid", "forged"), "unknown-key": ("cannot_verify", "unknown_key"),
    "malformed": ("cannot_verify", "malformed"), "foreign": ("cannot_verify", "not_a_card"),
}  # fmt: skip
"""Codes that no guard holds: file, tone and reason."""


@dataclass(frozen=True, slots=True)
class StoryGuard:
    """A guard of the story. `card` is the card's front, `code` its QR code alone; both PNG files."""

    id: UUID
    name: str
    number: str
    tone: str
    reason: str
    card: Path
    code: Path


@dataclass(frozen=True, slots=True)
class Story:
    """Where it happens and who is in it.

    accounts  user name by role
    codes     PNG file by kind: forged, altered, unknown-key, malformed, foreign
    """

    origin: str
    unit_id: UUID
    unit_name: str
    site_id: UUID
    site_name: str
    second_site_id: UUID
    second_site_name: str
    other_unit_id: UUID
    other_unit_name: str
    guards: dict[str, StoryGuard]
    codes: dict[str, Path]
    accounts: dict[str, str]
    colleagues: dict[str, str]
    password: str


def guard_id(key: str) -> UUID:
    """The id of a guard of the story."""
    return named(f"guard {key}")


def folder(data_dir: Path) -> Path:
    """Where the pictures and the story's file lie."""
    return Path(data_dir).absolute() / FOLDER


def card_file(data_dir: Path, key: str) -> Path:
    """The card's front."""
    return folder(data_dir) / f"card-{key}.png"


def code_file(data_dir: Path, key: str) -> Path:
    """The code alone."""
    return folder(data_dir) / f"code-{key}.png"


def write(data_dir: Path, origin: str, numbers: dict[str, str]) -> None:
    """Keep what is known only after a load: the numbers of the cards, and the address they were made for."""
    (folder(data_dir) / FILE).write_text(json.dumps({"origin": origin, "numbers": numbers}, ensure_ascii=False, indent=1) + "\n")


def written_for(data_dir: Path) -> str | None:
    """The address the pictures were made for, or None when there are none."""
    file = folder(data_dir) / FILE
    return str(json.loads(file.read_text())["origin"]) if file.exists() else None


def read_password(data_dir: Path) -> str | None:
    """The password of every demo account, or None when its file is gone."""
    file = Path(data_dir) / PASSWORD_FILE
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.removeprefix("password ").strip() for line in lines if line.startswith("password ")), None)


def load(data_dir: Path) -> Story:
    """The story of the demo in this data folder. Raises FileNotFoundError when none was loaded."""
    kept = json.loads((folder(data_dir) / FILE).read_text())
    guards = {
        key: StoryGuard(
            guard_id(key), role.name, kept["numbers"][key], role.tone, role.reason, card_file(data_dir, key), code_file(data_dir, key)
        )
        for key, role in GUARDS.items()
    }
    return Story(
        kept["origin"], UNIT_ID, COMPANY, SITE_ID, SITE, SECOND_SITE_ID, SECOND_SITE, OTHER_UNIT_ID, OTHER_COMPANY, guards,
        {key: code_file(data_dir, key) for key in CODES}, dict(USER_NAMES), dict(COLLEAGUES), read_password(data_dir) or "",
    )  # fmt: skip
