"""Guards with their certificates and cards, where they are employed and posted, and transfers that wait for an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from backend.cards import files as card_files
from backend.cards.electronic import codes
from backend.cards.models import CardBatch, CardCode, ElectronicCard
from backend.cards.sheets import Document
from backend.certificates import operations as certificates
from backend.certificates.models import Certificate
from backend.certificates.queries import get_certificate
from backend.extensions import db
from backend.guards import operations as guards
from backend.guards.models import Guard
from backend.permissions import Actor, Role
from backend.roster import areas
from backend.roster import operations as roster
from backend.roster.models import Client, Site
from backend.roster.transfers.models import Transfer
from backend.units.models import Unit
from tests.factories.certificates import portrait
from tests.factories.guards import identity_number
from tests.permissions.scene.places import CARD_CODE
from tests.permissions.scene.province import Scene
from tests.support.world import FUTIAN, GUANGZHOU, SHENZHEN, TIANHE


def people_at(scene: Scene, things: dict[str, Any], number: int) -> None:
    now, since = scene.world.clock.now(), scene.today - timedelta(days=50)
    issuer = Actor(things["account"], "签发人", Role.CITY_OFFICER, things["agency"])
    unit = db.session.get(Unit, things["unit"])
    client = Client(unit_id=unit.id, name=f"客户{number}号", created_at=now)
    db.session.add(client)
    db.session.flush()
    for name in ("site", "empty_site"):
        site = Site(
            unit_id=unit.id, client_id=client.id, name=f"驻点{name}{number}", address="路1号", division_code=unit.division_code,
            agency_code=unit.agency_code, status="active", created_at=now, updated_at=now,
        )  # fmt: skip
        db.session.add(site)
        db.session.flush()
        things[name] = site.id
    for index, who in enumerate(("guard", "suspended_guard", "candidate")):
        guard = _guard(scene, things["agency"], "甲乙丙"[index] + f"卫{chr(0x4E00 + number * 7)}", number * 3 + index)
        things[who] = guard.id
        if who != "candidate":
            values = {"issued_on": since, "expires_on": None}
            things["certificate" if who == "guard" else "suspended_certificate"] = certificates.issue_certificate(
                guard, values, issuer, now
            ).id
    card = get_certificate(scene.registrar, things["suspended_certificate"])
    certificates.change_state(card, "suspend", "调查中", since, scene.registrar, now)
    things["number"] = db.session.get(Certificate, things["certificate"]).number
    things["name"] = db.session.get(Guard, things["guard"]).name
    things["identity_number"] = db.session.get(Guard, things["guard"]).plain_identity_number
    things |= _cards(scene, things, number)
    things["candidate_name"] = db.session.get(Guard, things["candidate"]).name
    things["candidate_identity_number"] = db.session.get(Guard, things["candidate"]).plain_identity_number
    employment = roster.hire(
        unit,
        {"certificate_number": things["number"], "name": things["name"], "position": "队员", "started_on": since},
        scene.registrar,
        now,
    )
    posting = roster.post(db.session.get(Site, things["site"]), employment.id, since, scene.registrar, now)
    things |= {"employment": employment.id, "posting": posting.id}
    areas.follow_unit(unit)


def _cards(scene: Scene, things: dict[str, Any], number: int) -> dict[str, Any]:
    """A batch with a file; a guard's card on one phone, and a code that waits for another."""
    now, by = scene.world.clock.now(), {"account_id": things["account"], "account_name": "制证人", "at": scene.world.clock.now()}
    wanted = {"unit_name": None, "unprinted": True, "numbers": 0, "most": 1}
    batch = CardBatch(job_id=uuid4(), agency_code=things["agency"], template_version=0, layout="a4", wanted=wanted, **by)
    until = {"guard_id": things["guard"], "expires_at": now + timedelta(hours=1), **by}
    spent = CardCode(code_index=b"spent", ended_at=now, **until)
    db.session.add_all([batch, spent, CardCode(code_index=codes.index_of(codes.CODE, CARD_CODE), **until)])
    db.session.flush()
    card_files.store(batch.id, 0, Document(b"%PDF", 1), ["1"])
    key = f"{number:043}"
    phone = ElectronicCard(
        guard_id=things["guard"], certificate_id=things["certificate"], code_id=spent.id,
        key_index=codes.index_of(codes.KEY, key), seen_on=now, at=now,
    )  # fmt: skip
    db.session.add(phone)
    db.session.flush()
    return {"card_batch": batch.id, "electronic_card": phone.id, "phone_key": key}


def _guard(scene: Scene, agency_code: str, name: str, number: int) -> Guard:
    values = {
        "name": name, "identity_number": identity_number(100 + number), "phone": "13812345678",
        "education": "senior_middle", "address": "某街1号", "agency_code": agency_code,
    }  # fmt: skip
    guard = guards.register_guard(values, scene.registrar, scene.world.clock.now())
    return guards.set_photo(guard, portrait(), scene.registrar, scene.world.clock.now())


def send_one_far_away(scene: Scene) -> None:
    """The company has a site in another city, and one guard stands there."""
    county, town = scene.things["county"], scene.things["far town"]
    now = scene.world.clock.now()
    with scene.world.session():
        unit = db.session.get(Unit, county["unit"])
        site = Site(
            unit_id=unit.id, name="外地驻点", address="路2号", division_code="441900003",
            agency_code=town["agency"], status="active", created_at=now, updated_at=now,
        )  # fmt: skip
        db.session.add(site)
        guard = _guard(scene, TIANHE, "远卫", 400)
        issuer = Actor(county["account"], "签发人", Role.CITY_OFFICER, GUANGZHOU)
        number = certificates.issue_certificate(guard, {"issued_on": scene.today, "expires_on": None}, issuer, now).number
        values = {"certificate_number": number, "name": "远卫", "position": "队员", "started_on": scene.today}
        employment = roster.hire(unit, values, scene.registrar, now)
        db.session.flush()
        roster.post(site, employment.id, scene.today, scene.registrar, now)
        areas.follow_unit(unit)


def propose_transfers(scene: Scene) -> None:
    """Units that nobody here manages: one would take each guard over, another is offered him, a third one employs somebody."""
    takes, offered, employs = (scene.world.unit(SHENZHEN) for _ in range(3))
    now, far = scene.world.clock.now(), scene.things["far county"]
    with scene.world.session():
        guard = _guard(scene, FUTIAN, "外卫", 401)
        issuer = Actor(far["account"], "签发人", Role.CITY_OFFICER, SHENZHEN)
        number = certificates.issue_certificate(guard, {"issued_on": scene.today, "expires_on": None}, issuer, now).number
        values = {"certificate_number": number, "name": "外卫", "position": "队员", "started_on": scene.today}
        roster.hire(db.session.get(Unit, employs), values, scene.registrar, now)
        scene.employed_elsewhere, scene.outside_uscc = (number, "外卫"), db.session.get(Unit, employs).uscc
        for things in scene.things.values():
            for name, side, unit_id in (("transfer", "to", takes), ("own_transfer", "from", offered)):
                transfer = Transfer(
                    guard_id=things["guard"], employment_id=things["employment"], from_unit_id=things["unit"], to_unit_id=unit_id,
                    position="队员", effective_on=scene.today, proposed_by=side, state="proposed", note="", answer_note="",
                    proposed_at=now, lapses_on=scene.today,
                )  # fmt: skip
                db.session.add(transfer)
                db.session.flush()
                things[name] = transfer.id
