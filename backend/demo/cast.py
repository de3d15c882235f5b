"""The story's company, sites and guards, as lives like all others, but chosen."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

from backend.demo import story
from backend.demo.dates import ago
from backend.demo.ids import SEED
from backend.demo.people import REASONS, YEARS, Job, Paper, People, Person
from backend.demo.units import Post, Units, Workplace

SECOND_CLIENT, OTHER_CLIENT = "广州安信商业管理有限公司", "广州恒盾物业有限公司"
ISSUED_DAYS, HIRED_DAYS, POSTED_DAYS = 900, 700, 300
ACTS = {"suspended": (5, "suspend"), "revoked": (30, "revoke"), "cancelled": (60, "cancel"), "superseded": (90, "replace")}
"""What was done with a certificate, and how many days ago."""
FIRST_INDEX = 50_000_000
"""Their identity numbers come from far behind those of all others."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the story happens."""

    unit: Workplace
    other_unit: Workplace
    site: Post
    second_site: Post
    other_site: Post


def set_stage(units: Units) -> Stage:
    """Register the two companies, the branch and the sites."""
    town = units.map.town(story.TOWN)
    unit = units.make("security_company", story.COMPANY, town, unit_id=story.UNIT_ID)
    branch_town = next(each for each in units.map.towns["4419"] if each.name.endswith("街道"))
    branch = units.make("branch", story.BRANCH, branch_town, parent=unit)
    units.make_site(branch, branch_town, f"东莞{branch_town.name.removesuffix('街道')}安信物流园", "东莞安信物流有限公司")
    yuexiu = next(each for each in units.map.towns["4401"] if each.code.startswith("440104"))
    other = units.make("security_company", story.OTHER_COMPANY, yuexiu, unit_id=story.OTHER_UNIT_ID)
    return Stage(
        unit, other,
        units.make_site(unit, town, story.SITE, story.CLIENT, site_id=story.SITE_ID, position=(23.1338, 113.3270)),
        units.make_site(unit, town, story.SECOND_SITE, SECOND_CLIENT, site_id=story.SECOND_SITE_ID, position=(23.1312, 113.3206)),
        units.make_site(other, town, story.OTHER_SITE, OTHER_CLIENT, site_id=story.OTHER_SITE_ID, position=(23.1359, 113.3312)),
    )  # fmt: skip


def leave_room(workplaces: list[Workplace]) -> list[Workplace]:
    """The units for everybody else: nobody but the story's guards stands at the story's site."""
    return [replace(unit, sites=[site for site in unit.sites if site.id != story.SITE_ID]) for unit in workplaces]


def make_guards(people: People, stage: Stage, today: date) -> list[Person]:
    """The story's guards, in the order of `story.GUARDS`."""
    rng = random.Random(f"{SEED}:cast")  # noqa: S311 - made-up data
    return [_make(people, stage, key, number, today, rng) for number, key in enumerate(story.GUARDS)]


def _make(people: People, stage: Stage, key: str, number: int, today: date, rng: random.Random) -> Person:
    role = story.GUARDS[key]
    person = people.basics(FIRST_INDEX + number, story.guard_id(key), rng, sex=role.sex, city="4401", name=role.name)
    faces = people.photos[role.sex]
    person.photo = faces[number % len(faces)]
    if key == "photo-changed":
        person.new_photo = faces[(number + 1) % len(faces)]
    person.agency_code = people.map.town(story.TOWN).bureau
    person.papers = _papers(key, today)
    person.registered_on = ago(person.papers[0].issued_on, 30)
    person.jobs = _jobs(key, stage, today)
    return person


def _papers(key: str, today: date) -> list[Paper]:
    issued_on = ago(today, ISSUED_DAYS)
    if key in ("expired", "expiring"):
        expires_on = ago(today, 40 if key == "expired" else -20)
        return [Paper(ago(expires_on, 365 * YEARS), expires_on)]
    days, act = ACTS.get(key, (0, ""))
    paper = Paper(issued_on, acts=[(act, ago(today, days), REASONS[act][0])] if act else [])
    return [paper, Paper(ago(today, days))] if act == "replace" else [paper]


def _jobs(key: str, stage: Stage, today: date) -> list[Job]:
    if key == "nobody":
        return []
    unit, site = (stage.other_unit, stage.other_site) if key == "other-unit" else (stage.unit, stage.site)
    if key in ("other-site", "superseded"):
        site = stage.second_site
    position = "班长" if key == "captain" else "门岗"
    left = {"left-unit": (20, "resigned"), "revoked": (30, "dismissed"), "cancelled": (60, "resigned")}.get(key)
    ended_on = ago(today, left[0]) if left else None
    job = Job(unit, position, ago(today, HIRED_DAYS), ended_on, left[1] if left else None)
    job.posts = [(site, ago(today, POSTED_DAYS), ended_on)]
    return [job]
