"""For whom the demo's companies stand guard: contracts of their clients, what sites need, and what is wrong with some of them.

The story's company has a contract of each kind, made as its manager makes them; those of the others are the usual ones, as rows.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from backend.clock import china_date
from backend.contracts import filings, law, operations, site_operations
from backend.contracts.flags import IN_HOUSE, SERVING
from backend.contracts.models import NOT_NEEDED, YES, ContractCheck, ServiceContract, SiteTerms
from backend.demo import bulk, cast, sketches, story
from backend.demo.dates import ago, at
from backend.demo.ids import SEED, Ids, named
from backend.documents import operations as documents
from backend.extensions import db
from backend.permissions import Actor
from backend.roster import client_operations as clients
from backend.roster.models import ENTERTAINMENT, Client, Site
from backend.units.models import Unit

NIGHTCLUB, FACTORY = "广州星河湾娱乐有限公司", "湖南岳麓电子有限公司"
HUNAN = "43"
HOTEL = "酒店"
"""What has a dance hall, if any unit has one."""
WEEK = [1, 2, 3, 4, 5, 6, 7]
SHIFTS = (
    {"shift": "白班", "begins": time(8), "ends": time(20), "weekdays": WEEK, "needed": 4, "position": "门岗"},
    {"shift": "夜班", "begins": time(20), "ends": time(8), "weekdays": WEEK, "needed": 3, "position": None},
)
"""One guard more than may stand at the story's site."""
YEAR_DAYS, CHECKED_BEFORE_DAYS, IN_TIME_DAYS = 365, 10, 75
NOTES = {"activity_lawful": "本合同不含随身护卫。"}


def make(stage: cast.Stage, manager: Actor, now: datetime, *, is_great: bool) -> None:
    """Write them all, and one venue that has guards of its own; in a great province only those of the story."""
    _Story(stage, manager, now).make()
    own_guards = _active_sites().where(Unit.kind == IN_HOUSE).order_by(None)
    venue = db.session.scalars(own_guards.order_by(Unit.name.contains(HOTEL).desc(), Site.id).limit(1)).one()
    bulk.write(SiteTerms, [_terms(venue.id, None, ENTERTAINMENT, at(ago(china_date(now), 90)))])
    if not is_great:
        _make_usual(manager, china_date(now))


class _Story:
    """The contracts of the story's company."""

    def __init__(self, stage: cast.Stage, manager: Actor, now: datetime) -> None:
        self._stage, self._manager, self._now, self._today = stage, manager, now, china_date(now)
        self._unit = db.session.get_one(Unit, stage.unit.id)

    def make(self) -> None:
        own = {client.name: client for client in db.session.scalars(select(Client).where(Client.unit_id == self._unit.id))}
        contact = {"contact_name": "冯经理", "contact_phone": "13922215566"}
        clients.change_client(own[story.CLIENT], {"kind": "enterprise", **contact}, self._manager, at(ago(self._today, 500)))
        clients.change_client(own[cast.SECOND_CLIENT], {"kind": "market"}, self._manager, at(ago(self._today, 500)))
        running = self._signed(own[story.CLIENT], "安信合〔{year}〕017号", (-60, 305), ["01", "02"])
        self._add_papers(running)
        over = self._signed(own[cast.SECOND_CLIENT], "安信合〔{year}〕031号", (-377, -12), ["01"])
        self._set_site(self._stage.site.id, running, SHIFTS)
        self._set_site(self._stage.second_site.id, over, SHIFTS[1:])
        self._far_away()
        self._to_be_checked()

    def _client(self, name: str, kind: str) -> Client:
        """A client of the same id in every load, as those have that were made in bulk."""
        client = Client(id=named(name), unit_id=self._unit.id, name=name, kind=kind, created_at=at(ago(self._today, 40)))
        db.session.add(client)
        db.session.flush()  # contracts look for it
        return client

    def _draft(self, client: Client, number: str, term: tuple[int, int], services: list[str], **more: Any) -> ServiceContract:
        starts_on, ends_on = (ago(self._today, -days) for days in term)
        written = min(starts_on, self._today)
        values = {"client_id": client.id, "number": number.format(year=written.year), "services": services}
        values |= {"starts_on": starts_on, "ends_on": ends_on, "province_code": None, **more}
        return operations.draft(self._unit, values, self._manager, at(ago(written, CHECKED_BEFORE_DAYS)))

    def _answer(self, contract: ServiceContract, count: int | None = None) -> datetime:
        """Answer so many points of its check; returns when the last one was."""
        when = at(china_date(contract.created_at), 60)
        for point in law.checklists()[contract.checklist].points[:count]:
            note = NOTES.get(point.code, "")
            operations.answer(contract, {"point": point.code, "answer": NOT_NEEDED if note else YES, "note": note}, self._manager, when)
        return when

    def _signed(self, client: Client, *said: Any, **more: Any) -> ServiceContract:
        contract = self._draft(client, *said, **more)
        when = self._answer(contract)
        return operations.sign(contract, china_date(when), self._manager, when)

    def _add_papers(self, contract: ServiceContract) -> None:
        picture = sketches.log_book(random.Random(f"{SEED}:licence"))  # noqa: S311 - made-up data
        contents = (("contract", "服务合同正本", sketches.pdf()), ("client_licence", "客户营业执照", picture))
        for minutes, (kind, title, data) in enumerate(contents):
            when = at(contract.signed_on or self._today, 90 + minutes)
            document = documents.keep(data, self._unit, self._manager, when)
            operations.add_paper(contract, {"document_id": document.id, "kind": kind, "title": title}, self._manager, when)

    def _set_site(self, site_id: UUID, contract: ServiceContract, shifts: tuple[dict[str, Any], ...]) -> None:
        site = db.session.get_one(Site, site_id)
        values = {"contract_id": contract.id, "venue": None, "posts": list(shifts)}
        site_operations.set_terms(site, None, values, self._manager, at(contract.signed_on or self._today, 120))

    def _far_away(self) -> None:
        """A contract that will be performed in another province, whose police were told in time."""
        client = self._client(FACTORY, "enterprise")
        contract = self._signed(
            client, "安信合〔{year}〕058号", (IN_TIME_DAYS, IN_TIME_DAYS + YEAR_DAYS), ["01", "03"], province_code=HUNAN
        )
        day = ago(self._today, CHECKED_BEFORE_DAYS - 2)
        filings.hand_in(contract, day, f"湘公保备〔{day.year}〕0126号", self._manager, at(day, 30))

    def _to_be_checked(self) -> None:
        client = self._client(NIGHTCLUB, ENTERTAINMENT)
        self._answer(self._draft(client, "安信合〔{year}〕063号", (20, 20 + YEAR_DAYS), ["01", "07"]), count=3)


def _make_usual(manager: Actor, today: date) -> None:
    """A signed contract for each client of the other companies."""
    by_client = defaultdict(list)
    for site in db.session.scalars(_active_sites().where(Unit.kind.in_(SERVING), Site.client_id.is_not(None), Unit.id != story.UNIT_ID)):
        by_client[site.client_id].append(site)
    ids, contracts, checks, terms = Ids("contract"), [], [], []
    for number, (client_id, sites) in enumerate(by_client.items(), 1):
        starts_on = ago(today, 30 + number * 37 % 300)
        contract = _usual(ids.next(), client_id, sites[0].unit, f"保服{starts_on.year}-{number:04}", starts_on)
        contracts.append(contract)
        checks += _checks(contract, sites[0].unit, manager)
        terms += [_terms(site.id, contract["id"], None, contract["created_at"]) for site in sites]
    bulk.write(ServiceContract, contracts)
    bulk.write(ContractCheck, checks)
    bulk.write(SiteTerms, terms)


def _active_sites() -> Any:
    return select(Site).join(Site.unit).where(Site.status == "active").options(joinedload(Site.unit)).order_by(Site.id)


def _usual(id_: UUID, client_id: Any, unit: Unit, number: str, starts_on: date) -> dict[str, Any]:
    ends_on, instant = ago(starts_on, -YEAR_DAYS), at(ago(starts_on, CHECKED_BEFORE_DAYS))
    return {
        "id": id_, "version": 1, "unit_id": unit.id, "client_id": client_id, "number": number, "services": unit.services[:2],
        "starts_on": starts_on, "ends_on": ends_on, "signed_on": china_date(instant), "terminated_on": None, "termination_reason": None,
        "state": "signed", "checklist": law.in_force(starts_on).version, "province_code": None,
        "keep_until": operations.kept_until(ends_on), "created_at": instant, "updated_at": instant,
    }  # fmt: skip


def _checks(contract: dict[str, Any], unit: Unit, manager: Actor) -> list[dict[str, Any]]:
    """All points answered with yes; where the demo opened no account for a unit, its responsible person speaks through the story's."""
    return [
        {
            "contract_id": contract["id"], "point": point.code, "answer": YES, "note": "", "account_id": manager.account_id,
            "account_name": unit.legal_representative, "checked_on": contract["signed_on"],
        }
        for point in law.checklists()[contract["checklist"]].points
    ]  # fmt: skip


def _terms(site_id: UUID, contract_id: UUID | None, venue: str | None, instant: datetime) -> dict[str, Any]:
    return {"site_id": site_id, "version": 1, "contract_id": contract_id, "venue": venue, "updated_at": instant}
