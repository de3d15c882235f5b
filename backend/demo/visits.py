"""Inspections of the last two months, recorded by the operation that records all others."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.models import Account
from backend.clock import china_date
from backend.demo import doubts, found, sightings, sketches
from backend.demo.cast import Stage
from backend.demo.dates import ago, at
from backend.demo.ids import SEED, named
from backend.demo.units import Workplace
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.inspections import checklists
from backend.inspections.models import Checklist
from backend.inspections.operations import keep_picture, record_inspection
from backend.permissions import OFFICER_LEVEL, Actor, Role
from backend.roster.models import Posting, Site
from backend.units.models import Unit

COUNT, AT_THE_SITE, LAST_DAYS = 30, 4, 60
TO_CORRECT, TO_CORRECT_DAYS = 31, 4
"""The number of a visit whose result is that the story's company has something to put right, and how many days ago it was."""
CITIES = ("4401", "4401", "4403", "4419", "4420", "4406")
RESULTS = ("no_problem", "corrected_on_site", "no_problem", "rectification_required")
NOTES = {
    "problem": (
        "值班记录不完整，近三日缺交接签名",
        "两名保安员未佩戴统一标志",
        "监控影像保存期不足三十日",
        "应急预案未组织演练",
        "培训记录缺失",
    ),
    "corrected": ("当场补齐记录", "当场整改完毕"),
}


class Visits:
    """Makes visits one after another, the oldest first."""

    def __init__(self, officers: dict[str, tuple[Account, Account]], station: tuple[Account, Account], now: datetime) -> None:
        """officers: two of each city; station: two of the story's station."""
        self._officers, self._station, self._now = officers, station, now
        self._rng = random.Random(f"{SEED}:visits")  # noqa: S311 - made-up data
        self._lists = {row.unit_kind: row for row in checklists.list_checklists(china_date(now))}
        self._sequences: Counter[UUID] = Counter()

    def make(self, workplaces: list[Workplace], stage: Stage) -> int:
        """Record the visits; returns how many."""
        days = sorted((self._rng.randint(1, LAST_DAYS) for _ in range(COUNT)), reverse=True)
        at_the_site = set(range(COUNT - 1, 0, -COUNT // AT_THE_SITE))
        for number, day in enumerate(days):
            if number in at_the_site:
                self._visit(number, day, stage.unit.id, stage.site.id, self._station)
                continue
            city = CITIES[number % len(CITIES)]
            nearby = [unit for unit in workplaces if unit.city == city and unit.sites] or [unit for unit in workplaces if unit.sites]
            unit = self._rng.choice(nearby)
            site = self._rng.choice(unit.sites).id if unit.kind != "in_house_unit" or number % 2 else None
            self._visit(number, day, unit.id, site, self._officers[city])
        self._visit(TO_CORRECT, TO_CORRECT_DAYS, stage.unit.id, stage.site.id, self._station)
        sightings.make(self._officers["4401"][0], self._officers["4403"][0], self._now)
        doubts.make(self._officers["4403"][0], self._officers["4401"][1], db.session.get_one(Unit, stage.unit.id), self._now)
        return COUNT + 2

    def _visit(self, number: int, days_ago: int, unit_id: UUID, site_id: UUID | None, officers: tuple[Account, Account]) -> None:
        began = at(ago(china_date(self._now), days_ago), self._rng.randint(0, 420))
        ended = began + timedelta(minutes=self._rng.randint(18, 55))
        actor = _actor(officers[0])
        unit, site = db.session.get_one(Unit, unit_id), db.session.get(Site, site_id) if site_id else None
        checklist = self._lists[unit.kind]
        self._sequences[actor.account_id] += 1
        values = {
            "id": named(f"inspection {number}"), "unit_id": unit_id, "site_id": site_id, "checklist_id": checklist.id, "started_at": began,
            "finished_at": ended, "device_id": named(f"device {actor.account_id}"), "device_sequence": self._sequences[actor.account_id],
            "officer_ids": [officer.id for officer in officers], "position": _position(site),
            "responsible_person": unit.legal_representative,
            **self._findings(number, checklist, ended), **self._signature(number, unit, actor, ended),
            "guards": self._guards_on_duty(site_id), "photos": self._photos(number, checklist, actor, ended),
        }  # fmt: skip
        if number == TO_CORRECT:
            values["guards"] = found.mark(self._guards_on_duty(site_id, everybody=True))
            values["confirmations"] = [found.confirmation(officers[1], values["id"], unit_id, site_id, ended - timedelta(minutes=1))]
        record_inspection(values, unit, site, checklist, settings().inspection_pattern, actor, ended + timedelta(minutes=2))

    def _findings(self, number: int, checklist: Checklist, ended: datetime) -> dict[str, Any]:
        result = RESULTS[number % len(RESULTS)]
        wrong = set(self._rng.sample(range(len(checklist.items)), self._rng.randint(1, 2))) if result != "no_problem" else set()
        note = self._rng.choice(NOTES["problem"])
        items = [
            {
                "item_id": item.id,
                "outcome": "problem" if place in wrong else "not_checked" if item.code == "other" else "conform",
                "note": note if place in wrong else "",
            }
            for place, item in enumerate(checklist.items)
        ]
        findings = {
            "no_problem": "",
            "corrected_on_site": f"{note}；{self._rng.choice(NOTES['corrected'])}。",
            "rectification_required": f"{note}。",
        }
        rectify_by = china_date(ended) + timedelta(days=self._rng.choice((7, 15, 30))) if result == "rectification_required" else None
        return {"items": items, "result": result, "rectify_by": rectify_by, "findings": findings[result]}

    def _signature(self, number: int, unit: Unit, actor: Actor, now: datetime) -> dict[str, Any]:
        if number % 7 == 5:
            reason, note = ("absent", "负责人外出，值班人员在场") if number % 2 else ("refused", "负责人对记录有异议，拒绝签字")
            return {"signature": None, "no_signature": {"reason": reason, "note": note}}
        drawn = keep_picture(sketches.signature(self._rng), "signature", actor, now)
        return {"signature": {"media_id": drawn.id, "signer_name": unit.legal_representative}, "no_signature": None}

    def _photos(self, number: int, checklist: Checklist, actor: Actor, now: datetime) -> list[dict[str, Any]]:
        if number % 3 == 1:
            return []
        photos = [{"media_id": self._keep(sketches.gate, actor, now), "caption": "岗位现场", "item_id": None}]
        if RESULTS[number % len(RESULTS)] != "no_problem":
            photos.append({"media_id": self._keep(sketches.log_book, actor, now), "caption": "值班记录", "item_id": checklist.items[0].id})
        return photos

    def _keep(self, draw: Any, actor: Actor, now: datetime) -> UUID:
        return keep_picture(draw(self._rng), "inspection_photo", actor, now).id

    def _guards_on_duty(self, site_id: UUID | None, *, everybody: bool = False) -> list[dict[str, Any]]:
        """Some of the site's roster, or all: most there, one missing now and then."""
        if site_id is None:
            return []
        rows = db.session.execute(
            select(Guard.id, Guard.name, Guard.certificate_number, Guard.certificate_state)
            .join(Posting, Posting.guard_id == Guard.id)
            .where(Posting.site_id == site_id, Posting.ended_on.is_(None))
            .order_by(Guard.name_key, Guard.id).limit(None if everybody else 6)
        ).all()  # fmt: skip
        return [
            {
                "guard_id": row.id, "certificate_number": row.certificate_number, "name": row.name,
                "presence": "absent" if self._rng.random() < 0.18 else "present", "verification_id": None, "reason": None, "note": "",
                "finding": None,
            }
            for row in rows
        ]  # fmt: skip


def _position(site: Site | None) -> dict[str, float] | None:
    if site is None or site.latitude is None or site.longitude is None:
        return None
    return {"latitude": round(site.latitude + 0.0002, 6), "longitude": round(site.longitude - 0.0001, 6), "accuracy_m": 12.0}


def _actor(account: Account) -> Actor:
    digits = {"city": 4, "county": 6, "station": 9}[OFFICER_LEVEL[Role(account.role)]]
    code = account.agency_code or ""
    return Actor(account.id, account.name, Role(account.role), code, code[:digits])
