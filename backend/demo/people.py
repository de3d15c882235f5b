"""The lives of guards: certified, employed here and there, posted, now and then suspended or revoked."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from backend import identity_number as rules
from backend.certificates.rules import years_after
from backend.demo import names, numbers
from backend.demo.dates import ago
from backend.demo.ids import SEED, Ids
from backend.demo.places import CENTRES, Map
from backend.demo.portraits import Photo
from backend.demo.units import Post, Workplace

FATES = {
    "lasting": 46, "dated": 30, "expiring": 4, "expired": 4, "suspended": 2, "revoked": 2, "cancelled": 2, "replaced": 4,
    "reinstated": 1, "new": 5,
}  # fmt: skip
"""What became of the certificates, in hundredths."""

YEARS = 6
EDUCATIONS = (
    ("junior_middle",) * 40 + ("senior_middle",) * 30 + ("secondary_vocational",) * 15 + ("junior_college",) * 11 + ("bachelor",) * 4
)
POSITIONS = ("门岗",) * 8 + ("巡逻",) * 6 + ("守护",) * 4 + ("安检",) * 2 + ("消防监控",) * 2 + ("班长",) * 2 + ("队长",)
LEAVING_REASONS = ("resigned", "contract_ended", "moved", "dismissed", "retired")
REASONS = {
    "suspend": ("涉嫌违反值勤规定，调查期间暂停", "信息核查未完成，暂停使用"),
    "reinstate": ("调查结束，未发现违法行为",),
    "revoke": ("违反《保安服务管理条例》第三十条，依法吊销", "限制他人人身自由，依法吊销"),
    "cancel": ("本人申请注销", "不再从事保安服务工作"),
    "replace": ("证件遗失，申请补发", "证件损坏，申请换发"),
}
EMPLOYED_SHARE, SECOND_POST_SHARE, WOMEN_SHARE = 0.92, 0.08, 0.16


@dataclass(slots=True)
class Paper:
    """A certificate: issued, then what was done with it (act, day, reason), the first first."""

    issued_on: date
    expires_on: date | None = None
    acts: list[tuple[str, date, str]] = field(default_factory=list)


@dataclass(slots=True)
class Job:
    """An employment with its postings (site, first day, last day)."""

    unit: Workplace
    position: str
    started_on: date
    ended_on: date | None = None
    leaving_reason: str | None = None
    posts: list[tuple[Post, date, date | None]] = field(default_factory=list)


@dataclass(slots=True)
class Person:
    """A guard's whole life in the register.

    city   whose police issued the certificates
    photo  on the cards; `new_photo` replaced it in the register since
    """

    id: UUID
    name: str
    identity_number: str
    phone: str
    education: str
    address: str
    city: str
    agency_code: str
    registered_on: date
    photo: Photo | None
    status: str = "active"
    new_photo: Photo | None = None
    papers: list[Paper] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)


class People:
    """Makes guards one after another; the index-th is the same in every load of a day."""

    def __init__(self, province: Map, photos: dict[str, list[Photo]], workplaces: list[Workplace], today: date) -> None:
        self.map, self.photos, self.today = province, photos, today
        staffed = [unit for unit in workplaces if unit.sites]
        self._by_city = {city: [unit for unit in staffed if unit.city == city] or staffed for city in CENTRES}
        self._fates, self._chances = list(FATES), list(FATES.values())

    def make(self, first: int, count: int) -> list[Person]:
        """The guards from index `first` on."""
        rng, ids = random.Random(f"{SEED}:people:{first}"), Ids("guard", first)  # noqa: S311 - made-up data
        return [self._make(index, ids.next(), rng) for index in range(first, first + count)]

    def basics(self, index: int, guard_id: UUID, rng: random.Random, *, sex: str, city: str, name: str = "") -> Person:
        """A person registered today, without a past."""
        town = self.map.draw_town(rng, city)
        return Person(
            id=guard_id, name=name or names.draw(rng, sex), identity_number=numbers.identity_number(index, sex, self.map.counties),
            phone=numbers.mobile(rng.randrange(10_000_000)), education=rng.choice(EDUCATIONS), address=self.map.address(rng, town),
            city=city, agency_code=town.bureau, registered_on=self.today, photo=rng.choice(self.photos[sex]),
        )  # fmt: skip

    def _make(self, index: int, guard_id: UUID, rng: random.Random) -> Person:
        sex = "female" if rng.random() < WOMEN_SHARE else "male"
        person = self.basics(index, guard_id, rng, sex=sex, city=self.map.draw_city(rng))
        fate = rng.choices(self._fates, self._chances)[0]
        grown = years_after(rules.birth_date(person.identity_number), 18) + timedelta(days=40)
        person.papers = self._papers(fate, rng)
        if person.papers and person.papers[0].issued_on < grown:
            person.papers = [Paper(max(grown, ago(self.today, rng.randint(30, 1200))))]
        self._register(person, rng)
        if person.papers:
            person.jobs = self._jobs(person, rng)
        if not person.jobs or person.jobs[-1].ended_on:
            person.status = rng.choices(("active", "inactive", "deceased"), (70, 28, 2))[0]
        return person

    def _register(self, person: Person, rng: random.Random) -> None:
        """Registered some weeks before the first certificate; who has none yet may have no photo yet."""
        if person.papers:
            person.registered_on = ago(person.papers[0].issued_on, rng.randint(12, 39))
            return
        person.registered_on = ago(self.today, rng.randint(0, 60))
        if rng.random() < 0.3:
            person.photo = None

    def _papers(self, fate: str, rng: random.Random) -> list[Paper]:
        today, draw = self.today, rng.randint
        if fate == "new":
            return []
        if fate in ("dated", "expiring", "expired"):
            left = {"dated": draw(70, 1800), "expiring": draw(0, 60), "expired": -draw(1, 400)}[fate]
            expires_on = ago(today, -left)
            return [Paper(ago(expires_on, 365 * YEARS), expires_on)]
        if fate == "lasting":
            return [Paper(ago(today, draw(5, 2900)))]
        paper = Paper(ago(today, draw(1000, 2800)))
        days = {
            "suspended": draw(1, 120),
            "revoked": draw(5, 900),
            "cancelled": draw(5, 900),
            "replaced": draw(5, 900),
            "reinstated": draw(90, 900),
        }
        day = ago(today, days[fate])
        if fate == "reinstated":
            paper.acts = [_act("suspend", day, rng), _act("reinstate", day + timedelta(days=draw(5, 80)), rng)]
            return [paper]
        act = {"suspended": "suspend", "revoked": "revoke", "cancelled": "cancel", "replaced": "replace"}[fate]
        paper.acts = [_act(act, day, rng)]
        return [paper, Paper(day)] if fate == "replaced" else [paper]

    def _jobs(self, person: Person, rng: random.Random) -> list[Job]:
        """Up to five employments one after another, from the first certificate to the end of the last."""
        begin, end = person.papers[0].issued_on, _end(person.papers[-1])
        last = end or self.today
        gone = end is not None or rng.random() > EMPLOYED_SHARE
        room = (last - begin).days
        count = min(rng.choices((1, 2, 3, 4, 5), (10, 20, 35, 25, 10))[0], room // 30)
        if count < 1:
            return []
        cuts = [0, *sorted(rng.sample(range(15, room - 10, 4), count - 1) if count > 1 else ()), room]
        jobs = []
        for number in range(count):
            started = begin + timedelta(days=cuts[number] + rng.randint(1, 3))
            ended = begin + timedelta(days=cuts[number + 1]) if gone or number < count - 1 else None
            if ended is not None and ended < started:
                continue
            jobs.append(self._job(person, started, ended, rng))
        return jobs

    def _job(self, person: Person, started: date, ended: date | None, rng: random.Random) -> Job:
        unit = rng.choice(self._by_city[person.city])
        job = Job(unit, rng.choice(POSITIONS), started, ended, rng.choice(LEAVING_REASONS) if ended else None)
        if may_be_posted(person.papers, started) and rng.random() < (0.4 if ended else 0.88):
            sites = rng.sample(unit.sites, 2) if len(unit.sites) > 1 and rng.random() < SECOND_POST_SHARE else [rng.choice(unit.sites)]
            job.posts = [(site, started, ended) for site in sites]
        return job


def may_be_posted(papers: list[Paper], day: date) -> bool:
    """Whether a certificate was valid on a day: issued, not expired, and nothing done with it that stopped it."""
    return any(_valid_on(paper, day) for paper in papers)


def _valid_on(paper: Paper, day: date) -> bool:
    if not paper.issued_on <= day <= (paper.expires_on or day):
        return False
    done = [act for act, when, _ in paper.acts if when <= day]
    return not done or done[-1] == "reinstate"


def _end(paper: Paper) -> date | None:
    """The day a certificate ended for good."""
    return next((day for act, day, _ in paper.acts if act in ("revoke", "cancel")), None)


def _act(act: str, day: date, rng: random.Random) -> tuple[str, date, str]:
    return act, day, rng.choice(REASONS[act])
