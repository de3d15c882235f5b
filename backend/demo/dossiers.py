"""Guard files of the demo: whole for some of the story's guards, with gaps for others, and a labour contract for most of the rest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from backend.clock import china_date
from backend.demo import bulk, sketches, story
from backend.demo.dates import ago, at
from backend.demo.ids import Ids
from backend.documents import operations as documents
from backend.extensions import db
from backend.guard_files import operations
from backend.guard_files.models import LabourContract
from backend.guard_files.sections import SECTIONS
from backend.permissions import Actor
from backend.roster.models import Employment

WHOLE, USUAL, LAPSED = ("valid", "compound"), ("rare", "expiring", "photo-changed", "other-site"), "captain"
"""Parts of the story: with a whole file, with contract and insurance, with a contract that has run out. Others have nothing."""
WITHOUT = 12
"""Of the guards of other units every twelfth has no labour contract."""
TERM_DAYS = 3 * 365


def make(manager: Actor, now: datetime, *, is_great: bool) -> None:
    """Write them all; in a great province only those of the story."""
    parts = {story.guard_id(key): key for key in (*WHOLE, *USUAL, LAPSED)}
    wanted = select(Employment).where(Employment.guard_id.in_(parts), Employment.ended_on.is_(None)).options(joinedload(Employment.unit))
    found = {parts[job.guard_id]: job for job in db.session.scalars(wanted)}
    for key in (*WHOLE, *USUAL, LAPSED):
        _Dossier(found[key], manager, china_date(now)).write(key)
    if not is_great:
        _write_labour_contracts(list(parts))


class _Dossier:
    """One guard's file, written by his employer's manager."""

    def __init__(self, job: Employment, manager: Actor, today: date) -> None:
        self._job, self._manager, self._today = job, manager, today

    def write(self, key: str) -> None:
        """What belongs to that part of the story."""
        hired = self._job.started_on
        term = {"starts_on": hired, "ends_on": ago(self._today, 25) if key == LAPSED else hired + timedelta(days=TERM_DAYS)}
        paper = {"document_id": self._paper().id if key in WHOLE else None}
        self._add("labour_contracts", hired, {"kind": "fixed_term", "number": f"劳{hired:%Y}-{self._job.position}", **term, **paper})
        insurance = {"insurer": "广州市社会保险基金管理中心", "number": None, "starts_on": hired, "ends_on": None}
        self._add("insurances", hired, {"kind": "social", **insurance})
        if key in WHOLE:
            self._rest()

    def _rest(self) -> None:
        day = ago(self._today, 45)
        cover = {"insurer": "人保财险广州分公司", "number": "PEAC20440100", "starts_on": day, "ends_on": ago(day, -365)}
        self._add("insurances", day, {"kind": "accident", **cover})
        for days, topic, hours in ((200, "消防器材使用与疏散", 4), (45, "车辆出入口查验", 2)):
            held_on = ago(self._today, days)
            self._add("trainings", held_on, {"topic": topic, "hours": hours, "held_on": held_on, "held_by": "公司培训部"})
        for days, kind, text in ((120, "reward", "协助业主扑灭电动车火情，通报表扬。"), (80, "punishment", "夜班脱岗十五分钟，书面警告。")):
            decided_on = ago(self._today, days)
            self._add("rewards_punishments", decided_on, {"kind": kind, "decided_on": decided_on, "text": text})
        given = self._job.started_on
        for kind, number, returned_on in (("uniform", None, None), ("badge", "AX0172", None), ("radio", "R-31", ago(self._today, 100))):
            self._add(
                "equipment", returned_on or given, {"kind": kind, "number": number, "handed_out_on": given, "returned_on": returned_on}
            )

    def _paper(self) -> Any:
        return documents.keep(sketches.pdf(), self._job.unit, self._manager, at(self._job.started_on, 90))

    def _add(self, name: str, day: date, values: dict[str, Any]) -> None:
        section = next(one for one in SECTIONS if one.name == name)
        operations.add(section, self._job, values, self._manager, at(day, 100))


def _write_labour_contracts(but: list[UUID]) -> None:
    """A labour contract from the first day on, open, for most who work."""
    wanted = select(Employment.id, Employment.started_on).where(
        Employment.ended_on.is_(None), Employment.guard_id.not_in(but), Employment.unit_id != story.UNIT_ID
    )
    ids = Ids("labour contract")
    bulk.write(LabourContract, [
        {
            "id": ids.next(), "version": 1, "employment_id": employment_id, "kind": "open_ended", "number": None, "starts_on": started_on,
            "ends_on": None, "document_id": None, "created_at": at(started_on, 60), "updated_at": at(started_on, 60),
        }
        for number, (employment_id, started_on) in enumerate(db.session.execute(wanted.order_by(Employment.id)))
        if number % WITHOUT
    ])  # fmt: skip
