"""One small province for the whole matrix: people, and at each place one thing of every kind.

It is built once. Every request is sent inside a savepoint and undone afterwards, so that each meets
the same province whatever the ones before did.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from backend import media
from backend.accounts.delegation.models import Invitation
from backend.accounts.models import Account, AccountSession
from backend.accounts.second_factor import totp
from backend.accounts.second_factor.models import Passkey, Totp
from backend.alerts.models import Alert
from backend.audit.models import AuditEvent
from backend.cards import files as card_files
from backend.cards.electronic import codes
from backend.cards.models import CardBatch, CardCode, ElectronicCard
from backend.cards.sheets import Document
from backend.certificates import operations as certificates
from backend.certificates.models import Certificate
from backend.certificates.queries import get_certificate
from backend.clock import Clock, china_date
from backend.contracts.models import ServiceContract
from backend.devices.models import Device
from backend.documents import operations as documents
from backend.exports import parts
from backend.exports.models import ExportPart
from backend.extensions import db, keyring
from backend.guard_files.models import Equipment, Insurance, LabourContract, Merit, Training
from backend.guards import operations as guards
from backend.guards.models import Guard, GuardArea
from backend.imports import parts as import_parts
from backend.imports.counting import NONE
from backend.imports.models import Import, ImportRow
from backend.imports.rows import Kept, new_row
from backend.inspections.models import Checklist, ChecklistItem, Inspection, MediaFile
from backend.inspections.quarantine.models import Conflict, QuarantinedCommand
from backend.inspections.uploads.models import Upload, UploadPart
from backend.jobs.models import Job
from backend.jurisdictions.models import Agency
from backend.papers import take_along
from backend.papers.models import Paper
from backend.permissions import Actor, Role
from backend.rectification.models import AnswerPhoto, PenaltyProvision, RectificationEvent, RectificationItem, RectificationNotice
from backend.roster import areas
from backend.roster import operations as roster
from backend.roster.models import Client, Employment, Posting, Site
from backend.roster.transfers.models import Transfer
from backend.tasks.models import DutyRule, Task
from backend.transparency.operations import seal as seal_log
from backend.units.models import Unit, UnitArea
from backend.verifications.models import Verification
from backend.verifications.operations import NOTHING
from backend.warnings.models import UnitWarning
from backend.watches.models import Watch, WatchedNumber
from tests.factories.certificates import portrait
from tests.factories.devices import SigningPhone
from tests.factories.guards import identity_number
from tests.factories.handing_in import line, seal
from tests.factories.inspections import picture, send_picture, visit
from tests.permissions import contracts
from tests.permissions.oracle import Facts, Person, Tree
from tests.support.authenticator import Authenticator, raw, text
from tests.support.world import FUTIAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU, Browser, World

FILE_TABLES = {
    "labour_contract": LabourContract, "insurance": Insurance, "training": Training, "reward_punishment": Merit, "equipment": Equipment,
}  # fmt: skip
NEXT_STATION, TOWN, TOWN_STATION = "440106003000", "441900003000", "441900003001"
COOKIE = "__Host-gangwei"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CARD_CODE = "2345678923"
INVITATION_CODE = "an invitation's code"

PLACES = {
    "province": (PROVINCE, "44"),
    "city": (GUANGZHOU, "4401"),
    "county": (TIANHE, "440106"),
    "station": (SHIPAI, "440106004"),
    "next station": (NEXT_STATION, "440106003"),
    "next county": (YUEXIU, "440104"),
    "other company": (TIANHE, "440106"),
    "next city": (SHENZHEN, "4403"),
    "far county": (FUTIAN, "440304"),
    "far town": (TOWN_STATION, "441900003"),
}
"""Seen from each officer these are the own agency, its parent, child and sibling, and those of other cities; the
manager's company is at "county", its branch at "next county". At "far town" there are no counties (Dongguan)."""


class Scene:
    """The province, the people, and how a request is sent and undone."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        self.app, self.world = app, World(app, clock)
        self.today = china_date(clock.now())
        self.things: dict[str, dict[str, Any]] = {}
        self.people: dict[str, Person] = {}
        self.cookies: dict[str, tuple[str, str]] = {}
        self.phones: dict[UUID, SigningPhone] = {}
        with app.app_context():
            self.tree = Tree({row.code: row.parent_code for row in db.session.execute(select(Agency.code, Agency.parent_code))})
            self.checklist = {row.unit_kind: row.id for row in db.session.scalars(select(Checklist))}
            self.checklist_items = {
                kind: db.session.scalars(select(ChecklistItem.id).where(ChecklistItem.checklist_id == checklist)).all()
                for kind, checklist in self.checklist.items()
            }
            self.provision = db.session.scalars(select(PenaltyProvision.id).where(PenaltyProvision.kind == "warning")).first()
        self._registrar = self.world.actor(Role.PROVINCE_OFFICER, PROVINCE)
        self.colleague = self.world.officer_name(PROVINCE)
        self.colleague_id = str(self._account_id(self.colleague))
        for number, place in enumerate(PLACES):
            self._furnish(place, number)
        self._send_one_far_away()
        self._propose_transfers()
        self._invite()
        self._pack()
        self._arm()
        with self.world.session():
            seal_log(clock.now())
        self.versions = self._versions()
        self.facts = self._facts()

    # -- the things

    def _furnish(self, place: str, number: int) -> None:
        agency_code, division_code = PLACES[place]
        more: dict[str, Any] = {"division_code": division_code}
        if place == "next county":
            more |= {"kind": "branch", "parent_unit_id": self.things["county"]["unit"]}
        unit = self.world.unit(agency_code, **more)
        officer = self.world.officer_name(agency_code)
        things = self.things[place] = {"place": place, "unit": unit, "agency": agency_code, "checklist": self.checklist["security_company"]}
        things |= {"kind": more.get("kind", "security_company")}
        browser = self.world.browser(officer)
        things["account"] = self._account_id(officer)
        things["colleague"] = self._account_id(self.world.account(Role.COMPANY_MANAGER, None, unit, profile="rosters"))
        things["disabled_account"] = self._account_id(self.world.officer_name(agency_code, status="disabled"))
        with self.world.session():
            self._people_at(things, number)
        self._visit(things, browser)
        with self.world.session():
            things |= {
                **self._jobs(things["account"]),
                **self._device(things["account"]),
                **self._upload(things["account"]),
                "alert": self._alert(things),
                "conflict": self._conflict(things),
            }
            things |= self._notice(things, number)
            things |= self._papers(things)
            things |= contracts.furnish(things, self.world.clock.now())
            things["task"] = self._task(things)
            things |= self._imports(things)
            things |= self._file(things)
            things["warning"] = self._warning(things)
            things["invitation"] = self._invitation(things, number)
            things["watch"] = self._watch(things)
        with self.app.app_context():
            things["session"] = db.session.scalar(select(AccountSession.id).where(AccountSession.account_id == things["account"]))

    def _people_at(self, things: dict[str, Any], number: int) -> None:
        now, since = self.world.clock.now(), self.today - timedelta(days=50)
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
            guard = self._guard(things["agency"], "甲乙丙"[index] + f"卫{chr(0x4E00 + number * 7)}", number * 3 + index)
            things[who] = guard.id
            if who != "candidate":
                values = {"issued_on": since, "expires_on": None}
                things["certificate" if who == "guard" else "suspended_certificate"] = certificates.issue_certificate(
                    guard, values, issuer, now
                ).id
        card = get_certificate(self._registrar, things["suspended_certificate"])
        certificates.change_state(card, "suspend", "调查中", since, self._registrar, now)
        things["number"] = db.session.get(Certificate, things["certificate"]).number
        things["name"] = db.session.get(Guard, things["guard"]).name
        things["identity_number"] = db.session.get(Guard, things["guard"]).plain_identity_number
        things |= self._cards(things, number)
        things["candidate_name"] = db.session.get(Guard, things["candidate"]).name
        things["candidate_identity_number"] = db.session.get(Guard, things["candidate"]).plain_identity_number
        employment = roster.hire(
            unit,
            {"certificate_number": things["number"], "name": things["name"], "position": "队员", "started_on": since},
            self._registrar,
            now,
        )
        posting = roster.post(db.session.get(Site, things["site"]), employment.id, since, self._registrar, now)
        things |= {"employment": employment.id, "posting": posting.id}
        areas.follow_unit(unit)

    def _cards(self, things: dict[str, Any], number: int) -> dict[str, Any]:
        """A batch with a file; a guard's card on one phone, and a code that waits for another."""
        now, by = self.world.clock.now(), {"account_id": things["account"], "account_name": "制证人", "at": self.world.clock.now()}
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

    def _guard(self, agency_code: str, name: str, number: int) -> Guard:
        values = {
            "name": name, "identity_number": identity_number(100 + number), "phone": "13812345678",
            "education": "senior_middle", "address": "某街1号", "agency_code": agency_code,
        }  # fmt: skip
        guard = guards.register_guard(values, self._registrar, self.world.clock.now())
        return guards.set_photo(guard, portrait(), self._registrar, self.world.clock.now())

    def _visit(self, things: dict[str, Any], officer: Browser) -> None:
        photo = send_picture(officer).json["id"]
        photos = [{"media_id": photo, "caption": "", "item_id": None}]
        body = visit(self.world, officer, self.colleague, things["unit"], things["site"], photos=photos)
        answer = officer.post("/inspections", body)
        assert answer.status_code == 201, answer.text
        things |= {"inspection": UUID(answer.json["id"]), "media": UUID(photo)}
        check = {"device_id": str(uuid4()), "checked_at": self.world.clock.now().isoformat(), "mode": "online", "number": things["number"]}
        things["verification"] = things["own_verification"] = UUID(officer.post("/verifications", check).json["id"])
        waiting = visit(self.world, officer, self.colleague, things["unit"], things["site"], photos=photos)  # with a picture that is used
        key = uuid4()
        assert officer.post("/inspections", waiting, key=key).status_code == 202
        things["command"] = key

    def _send_one_far_away(self) -> None:
        """The company has a site in another city, and one guard stands there."""
        county, town = self.things["county"], self.things["far town"]
        now = self.world.clock.now()
        with self.world.session():
            unit = db.session.get(Unit, county["unit"])
            site = Site(
                unit_id=unit.id, name="外地驻点", address="路2号", division_code="441900003",
                agency_code=town["agency"], status="active", created_at=now, updated_at=now,
            )  # fmt: skip
            db.session.add(site)
            guard = self._guard(TIANHE, "远卫", 400)
            issuer = Actor(county["account"], "签发人", Role.CITY_OFFICER, GUANGZHOU)
            number = certificates.issue_certificate(guard, {"issued_on": self.today, "expires_on": None}, issuer, now).number
            values = {"certificate_number": number, "name": "远卫", "position": "队员", "started_on": self.today}
            employment = roster.hire(unit, values, self._registrar, now)
            db.session.flush()
            roster.post(site, employment.id, self.today, self._registrar, now)
            areas.follow_unit(unit)

    def _propose_transfers(self) -> None:
        """Units that nobody here manages: one would take each guard over, another is offered him, a third one employs somebody."""
        takes, offered, employs = (self.world.unit(SHENZHEN) for _ in range(3))
        now, far = self.world.clock.now(), self.things["far county"]
        with self.world.session():
            guard = self._guard(FUTIAN, "外卫", 401)
            issuer = Actor(far["account"], "签发人", Role.CITY_OFFICER, SHENZHEN)
            number = certificates.issue_certificate(guard, {"issued_on": self.today, "expires_on": None}, issuer, now).number
            values = {"certificate_number": number, "name": "外卫", "position": "队员", "started_on": self.today}
            roster.hire(db.session.get(Unit, employs), values, self._registrar, now)
            self.employed_elsewhere, self.outside_uscc = (number, "外卫"), db.session.get(Unit, employs).uscc
            for things in self.things.values():
                for name, side, unit_id in (("transfer", "to", takes), ("own_transfer", "from", offered)):
                    transfer = Transfer(
                        guard_id=things["guard"], employment_id=things["employment"], from_unit_id=things["unit"], to_unit_id=unit_id,
                        position="队员", effective_on=self.today, proposed_by=side, state="proposed", note="", answer_note="",
                        proposed_at=now, lapses_on=self.today,
                    )  # fmt: skip
                    db.session.add(transfer)
                    db.session.flush()
                    things[name] = transfer.id

    # -- the people

    def _invite(self) -> None:
        company, branch = self.things["county"]["unit"], self.things["next county"]["unit"]
        self._person("province_officer", "province_officer", PROVINCE)
        self._person("city_officer", "city_officer", GUANGZHOU)
        self._person("county_officer", "county_officer", TIANHE)
        self._person("station_officer", "station_officer", SHIPAI)
        self._person("town_officer", "county_officer", TOWN)
        self._person("company_manager", "company_manager", None, company, branch, keeper=TIANHE)
        self._person("branch_manager", "company_manager", None, branch, keeper=YUEXIU)
        self._person("roster_clerk", "company_manager", None, company, branch, keeper=TIANHE, profile="rosters")
        self._person("contract_clerk", "company_manager", None, company, branch, keeper=TIANHE, profile="contracts")
        self._person("reader", "company_manager", None, company, branch, keeper=TIANHE, profile="read_only")
        self._person("system_administrator", "system_administrator", None)
        self._person("far_city_officer", "city_officer", "441900000000")
        self._person("half_way", "city_officer", GUANGZHOU)
        self._person("newcomer", "city_officer", GUANGZHOU)
        self._person("disabled", "city_officer", GUANGZHOU)
        self._person("anonymous", None, None)
        with self.world.session():
            db.session.get(Account, self.people["disabled"].account_id).status = "disabled"
            db.session.get(Account, self.people["newcomer"].account_id).must_change_password = True
            waiting = select(Invitation).where(Invitation.id == self.things["county"]["invitation"])
            db.session.scalars(waiting).one().invited_by = self.people["company_manager"].account_id
        self.visitor = self.world.officer_name(GUANGZHOU)

    def _person(
        self, name: str, role: str | None, agency_code: str | None, *unit_ids: UUID, keeper: str | None = None, profile: str = "all"
    ) -> None:
        account = self.world.account(role, agency_code, unit_ids[0] if unit_ids else None, profile=profile) if role else None
        account_id = self._account_id(account) if account else None
        browser = self.world.browser(account)
        if account is None:
            browser.csrf = browser.get("/session").json["csrf_token"]
        else:
            self.things[f"own of {name}"] = {"place": "own", "session": self._second_session(account, account_id)}
            with self.world.session():
                self.things[f"own of {name}"] |= {**self._jobs(account_id), **self._device(account_id), **self._upload(account_id)}
                self.things[f"own of {name}"]["own_verification"] = self._verification(account_id, agency_code or GUANGZHOU)
        cookie = browser.client.get_cookie(COOKIE, "gw.example.cn")
        self.cookies[name] = (f"{COOKIE}={cookie.value}", browser.csrf)
        self.people[name] = Person(
            name, role, agency_code, frozenset(unit_ids), account_id, keeper,
            disabled=name == "disabled", first_password=name == "newcomer", half_way=name == "half_way", profile=profile,
        )  # fmt: skip

    def _arm(self) -> None:
        """Everybody has an authenticator app and a passkey; one session waits for its second step."""
        self.device = Authenticator(user_handle=text(self.things["county"]["account"].bytes))
        key = self.device.create({"user": {"id": self.device.user_handle}, "challenge": ""})
        holders = [things for things in self.things.values() if "account" in things]
        people = [(self.things[f"own of {name}"], person.account_id) for name, person in self.people.items() if person.account_id]
        with self.world.session():
            for things, account_id in [*((things, things["account"]) for things in holders), *people]:
                things["passkey"] = self._factors_of(account_id, raw(key["attestation_object"]))
            half_way = db.session.get(Account, self.people["half_way"].account_id)
            for session in db.session.scalars(select(AccountSession).where(AccountSession.account_id == half_way.id)):
                session.second_factor_due = True

    def _factors_of(self, account_id: UUID, attestation: bytes) -> UUID:
        own = account_id == self.things["county"]["account"]
        now = self.world.clock.now()
        db.session.get(Account, account_id).second_factor = True
        sealed = keyring().encrypt(totp.PURPOSE, TOTP_SECRET.encode(), account_id.bytes)
        passkey = Passkey(
            account_id=account_id, credential_id=self.device.credential_id if own else account_id.bytes,
            public_key=attestation[attestation.index(self.device.credential_id) + len(self.device.credential_id):],
            sign_count=0, transports=[], name="手机", may_back_up=False, backed_up=False, added_at=now,
        )  # fmt: skip
        db.session.add_all([passkey, Totp(account_id=account_id, secret=sealed, pending=sealed, pending_at=now, added_at=now)])
        db.session.flush()
        return passkey.id

    def _jobs(self, account_id: UUID | None) -> dict[str, UUID]:
        """One export that waits, one that failed, one with a file."""
        now, made = self.world.clock.now(), {}
        file = {"name": "x.xlsx", "size": 2, "rows": 0, "expires_at": (now + timedelta(hours=1)).isoformat()}
        ended = {"due_at": None, "ended_at": now}
        for name, more in (
            ("job", {"due_at": now}),
            ("failed_job", {"state": "failed", "problem": "internal", **ended}),
            ("export", {"state": "done", "result": {"file": file}, **ended}),
        ):
            job = Job(kind="export.units", params=b"", called_at=now, account_id=account_id, created_at=now, **more)
            db.session.add(job)
            db.session.flush()
            made[name] = job.id
        sealed = keyring().encrypt(parts.PURPOSE, b"PK", parts._place(made["export"], "file", 0))
        db.session.add(ExportPart(job_id=made["export"], stage="file", number=0, data=sealed))
        return made

    def _device(self, account_id: UUID | None) -> dict[str, UUID]:
        """A phone whose key is known here."""
        phone = SigningPhone(self.world.browser(), enrol=False, account_id=str(account_id))
        key, now = urlsafe_b64decode(phone.public_key + "="), self.world.clock.now()
        db.session.add(Device(id=phone.id, account_id=account_id, public_key=key, name="手机", enrolled_at=now))
        self.phones[phone.id] = phone
        return {"device": phone.id, "own_device": phone.id}

    def _upload(self, account_id: UUID | None) -> dict[str, UUID]:
        """A file of which the first bytes have come."""
        upload = Upload(id=uuid4(), account_id=account_id, kind="signature", size=9, sha256="0" * 64, offset=0)
        upload.created_at = self.world.clock.now()
        db.session.add(upload)
        return {"own_upload": upload.id}

    def _verification(self, account_id: UUID | None, agency_code: str) -> UUID:
        """A card that could not be read."""
        now = self.world.clock.now()
        check = Verification(
            account_id=account_id, agency_code=agency_code, device_id=uuid4(), mode="online", checked_at=now, received_at=now,
            reason="malformed", answer={**NOTHING, "site": None},
        )  # fmt: skip
        db.session.add(check)
        db.session.flush()
        return check.id

    def _pack(self) -> None:
        """The county officer's phone exported a visit into a file, and everybody who may holds it in his hands."""
        county, browser = self.things["county"], self.world.browser()
        officer = self.world.browser(self._user_name(county["account"]))
        phone, photo = self.phones[county["device"]], str(uuid4())
        body = visit(self.world, officer, self.colleague, county["unit"], photos=[{"media_id": photo, "caption": "", "item_id": None}])
        inner = line(phone, "/inspections", {**body, "device_id": str(phone.id), "device_sequence": 7}, 7, pictures={photo: picture()})
        whole = seal(browser.get("/hand-in-key").json, inner)
        about = {"kind": "handed_in", "size": len(whole), "sha256": sha256(whole).hexdigest(), "offset": len(whole)}
        with self.world.session():
            holders = {things["account"]: things for things in self.things.values() if "account" in things}
            holders |= {who.account_id: self.things[f"own of {name}"] for name, who in self.people.items() if who.account_id}
            for account_id, things in holders.items():
                things["handed_in"] = uuid4()
                upload = Upload(id=things["handed_in"], account_id=account_id, created_at=self.world.clock.now(), **about)
                db.session.add(upload)
                db.session.flush()
                db.session.add(UploadPart(upload_id=upload.id, begin=0, data=whole))

    def _conflict(self, things: dict[str, Any]) -> UUID:
        """Two records of one visit, as far as the matrix minds."""
        now, one = self.world.clock.now(), things["inspection"]
        conflict = Conflict(kind="visit", agency_code=things["agency"], first_id=one, second_id=uuid4(), found_at=now)
        db.session.add(conflict)
        db.session.flush()
        return conflict.id

    def _alert(self, things: dict[str, Any]) -> UUID:
        now, scan = self.world.clock.now(), things["verification"]
        alert = Alert(
            kind="distance", certificate_id=things["certificate"], agency_code=things["agency"], first_id=scan, second_id=scan,
            first_at=now, second_at=now, seconds=0, rule={"speed_kmh": 150, "tolerance_m": 0, "tolerance_s": 0}, raised_at=now,
        )  # fmt: skip
        db.session.add(alert)
        db.session.flush()
        return alert.id

    def _task(self, things: dict[str, Any]) -> UUID:
        """A duty, made by the rule that asks for each company."""
        rule = db.session.scalars(select(DutyRule).where(DutyRule.each)).first()
        task = Task(
            kind="duty", source=f"{rule.code}/{things['place']}", rule_id=rule.id, unit_id=things["unit"], agency_code=things["agency"],
            opens_on=self.today, due_on=self.today, state="open", needed=1, visits=0, created_at=self.world.clock.now(),
        )  # fmt: skip
        db.session.add(task)
        db.session.flush()
        return task.id

    def _warning(self, things: dict[str, Any]) -> UUID:
        warning = UnitWarning(
            unit_id=things["unit"], kind="guard_without_photo", subject_id=things["guard"], state="open", urgency=3,
            since=self.today, sort_on=self.today, facts={}, opened_at=self.world.clock.now(),
        )  # fmt: skip
        db.session.add(warning)
        db.session.flush()
        return warning.id

    def _invitation(self, things: dict[str, Any], number: int) -> UUID:
        """One that is open; its code is known at the county, where the manager of the company made it."""
        now, known = self.world.clock.now(), things["place"] == "county"
        row = Invitation(
            unit_id=things["unit"], profile="rosters", name="新同事", invited_by=things["colleague"], invited_by_name="经理",
            created_at=now, code_index=keyring().blind_index("invitation-code", INVITATION_CODE if known else str(number)),
            expires_at=now + timedelta(days=7),
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        return row.id

    def _imports(self, things: dict[str, Any]) -> dict[str, UUID]:
        """One whose columns are to be chosen, one that can be applied, one that was."""
        made, now = {}, self.world.clock.now()
        columns = [{"index": 0, "field": "name"}, {"index": 1, "field": "certificate_number"}]
        mapping = {"sheet": 0, "header_row": 1, "columns": columns, "leaving_note": "", "checked_on": str(self.today)}
        sheet = {
            "index": 0, "name": "名单", "hidden": False, "row_count": 1, "column_count": 2, "header_row": 1, "proposed": True,
            "columns": [], "first_rows": [], "left_out": [],
        }  # fmt: skip
        for name, state in (("import", "mapping"), ("ready_import", "ready"), ("applied_import", "applied")):
            import_ = Import(
                unit_id=things["unit"], account_id=things["account"], file_name="x.csv", size=1, digest=b"0" * 32, mode="add", state=state,
                mapping=mapping, counts={**NONE, "hire": 1}, created_at=now,
            )  # fmt: skip
            db.session.add(import_)
            db.session.flush()
            import_.told = import_parts.seal(import_.id, "told", {"sheets": [sheet], "serials": True})
            row = new_row(import_.id, 2, Kept({"name": things["candidate_name"]}), "hire", guard_id=things["candidate"])
            db.session.add(ImportRow(**row, applied_at=now if state == "applied" else None))
            made[name] = import_.id
        return made

    def _watch(self, things: dict[str, Any]) -> UUID:
        """One number under watch."""
        now = self.world.clock.now()
        watch = Watch(unit_id=things["unit"], name="名单", created_by_name="经理", created_at=now, updated_at=now, seen_at=now)
        db.session.add(watch)
        db.session.flush()
        db.session.add(WatchedNumber(watch_id=watch.id, number=things["number"], position=0, seen_state="valid"))
        return watch.id

    def _notice(self, things: dict[str, Any], number: int) -> dict[str, UUID]:
        """A notice that is answered, with a photo of the answer."""
        now, due_on = self.world.clock.now(), self.today + timedelta(days=7)
        photo = MediaFile(
            account_id=things["account"], kind="answer_photo", file_name=media.store(picture()), media_type="image/jpeg", sha256="0" * 64,
            width=64, height=48, size=1, created_at=now,
        )  # fmt: skip
        item = RectificationItem(
            position=1, finding="other", article="Reg. 38", text="值班", text_en="Duty", due_on=due_on, state="answered"
        )
        notice = RectificationNotice(
            number=f"R{number:04}", inspection_id=things["inspection"], unit_id=things["unit"], site_id=things["site"],
            agency_code=things["agency"], issued_at=now, issued_by_id=things["account"], issued_by_name="签发人", original_due_on=due_on,
            due_on=due_on, recheck_due_on=due_on, state="answered", escalated_level=0, changed_at=now, items=[item], events=[],
        )  # fmt: skip
        db.session.add_all([photo, notice])
        db.session.flush()
        photos = [AnswerPhoto(media_id=photo.id, position=0)]
        notice.events.append(RectificationEvent(position=1, kind="answered", at=now, note="", facts={}, photos=photos))
        db.session.flush()
        return {"notice": notice.id, "notice_item": item.id, "answer_photo": photo.id}

    def _file(self, things: dict[str, Any]) -> dict[str, UUID]:
        """An entry in each section of the guard's file; the labour contract with its paper."""
        now = self.world.clock.now()
        actor = Actor(things["account"], "经理", Role.COMPANY_MANAGER, things["agency"])
        paper = documents.keep(b"%PDF-1.7 %%EOF", db.session.get(Unit, things["unit"]), actor, now)
        entries = {
            "labour_contract": LabourContract(kind="open_ended", starts_on=self.today, document_id=paper.id),
            "insurance": Insurance(kind="accident", insurer="平安保险", starts_on=self.today),
            "training": Training(topic="消防", hours=4, held_on=self.today, held_by="培训部"),
            "reward_punishment": Merit(kind="reward", decided_on=self.today, text="拾金不昧"),
            "equipment": Equipment(kind="radio", handed_out_on=self.today),
        }
        for entry in entries.values():
            entry.employment_id, entry.created_at, entry.updated_at = things["employment"], now, now
        db.session.add_all(entries.values())
        db.session.flush()
        return {name: entry.id for name, entry in entries.items()}

    def _papers(self, things: dict[str, Any]) -> dict[str, Any]:
        """Record and notice of the visit as files, and a code with which somebody may take the first along."""
        now, visit_id = self.world.clock.now(), things["inspection"]
        made = []
        for kind, notice_id in (("inspection_record", None), ("rectification_notice", things["notice"])):
            paper = Paper(
                kind=kind, number=str(visit_id), inspection_id=visit_id, notice_id=notice_id, agency_code=things["agency"],
                agency_name="机关", unit_id=things["unit"], unit_name="单位", dated_at=now, digest=sha256(b"%PDF").digest(),
                file=media.store(b"%PDF"), size=4, pages=1, made_at=now,
                token=urlsafe_b64encode((notice_id or visit_id).bytes).rstrip(b"=").decode(),
            )  # fmt: skip
            db.session.add(paper)
            db.session.flush()
            made.append(paper)
        code = take_along.make_code(made[0], Actor(things["account"], "警官", Role.CITY_OFFICER, things["agency"]), now)["url"]
        return {"paper": made[0].id, "paper_token": made[0].token, "paper_code": code.partition("#")[2]}

    def sign(self, things: dict[str, Any], method: str, path: str, body: Any) -> dict[str, Any]:
        """Options of `send` for a command that the device at the place signs."""
        data, key, phone = json.dumps(body).encode(), uuid4(), self.phones[things["device"]]
        headers = {**phone.headers(path.removeprefix("/api"), data, key, 1, method), "Idempotency-Key": str(key)}
        return {"data": data, "content_type": "application/json", "headers": headers}

    def new_device(self, person: Person) -> dict[str, Any]:
        """What enrols another phone for that person; something that fits nothing for who gets no challenge."""
        phone = SigningPhone(self.world.browser(), enrol=False, account_id=str(person.account_id))
        answer = self.send(person, "GET", "/api/own/devices/challenge")
        if answer.status_code != 200:
            return phone.enrolment("")
        return phone.enrolment(answer.json["challenge"])

    def _second_session(self, account: str, account_id: UUID | None) -> UUID | None:
        """A session on another device: the one that is not the earliest."""
        self.world.browser(account)
        with self.app.app_context():
            found = select(AccountSession.id).where(AccountSession.account_id == account_id).order_by(AccountSession.id.desc())
            return db.session.scalars(found).first()

    def _user_name(self, account_id: UUID) -> str:
        with self.app.app_context():
            return db.session.scalars(select(Account.user_name).where(Account.id == account_id)).one()

    def _account_id(self, user_name: str) -> UUID:
        with self.app.app_context():
            return db.session.scalars(select(Account.id).where(Account.user_name == user_name)).one()

    # -- what the tables say

    def _versions(self) -> dict[UUID, int]:
        with self.app.app_context():
            tables = (Account, Unit, Guard, Site, Task, Import, Watch, Client, ServiceContract)
            return {row.id: row.version for table in tables for row in db.session.execute(select(table.id, table.version))}

    def _facts(self) -> dict[str, dict[Any, Facts]]:
        with self.app.app_context():
            run = db.session.execute
            unit = _gather(run(select(UnitArea.unit_id, UnitArea.agency_code, UnitArea.unit_id)))
            employed = select(GuardArea.guard_id, GuardArea.agency_code, Guard.unit_id)
            guard = _gather(run(employed.join(Guard, Guard.id == GuardArea.guard_id)))
            site = _gather(run(select(Site.id, Site.agency_code, Site.unit_id)))
            posting = run(select(Posting.id, Posting.site_id)).all()
            employment = run(select(Employment.id, Employment.guard_id, Employment.unit_id)).all()
            certificate = run(select(Certificate.id, Certificate.guard_id)).all()
            officers = _gather(run(select(Account.id, Account.agency_code, Account.unit_id).where(Account.agency_code.is_not(None))))
            managers = run(select(Account.id, Account.unit_id, Unit.agency_code).join(Unit, Unit.id == Account.unit_id)).all()
            others = run(select(Account.id).where(Account.agency_code.is_(None), Account.unit_id.is_(None))).scalars()
            inspection = run(select(Inspection.id, Inspection.agency_code, Inspection.unit_id, Inspection.account_id)).all()
            verification = run(select(Verification.id, Verification.agency_code, Verification.account_id)).all()
            jobs = {row.id: Facts(frozenset(), None, row.account_id) for row in run(select(Job.id, Job.account_id))}
            devices = run(select(Device.id, Device.account_id, Account.agency_code).join(Account, Account.id == Device.account_id)).all()
            exports = {things["export"] for things in self.things.values()}
            papers = select(Paper.id, Paper.agency_code, Paper.unit_id, Inspection.account_id).join(Inspection)
            return {
                "unit": unit,
                "guard": guard,
                "site": site,
                "posting": {row.id: site[row.site_id] for row in posting},
                "employment": {row.id: Facts(guard[row.guard_id].agency_codes, row.unit_id) for row in employment},
                **{
                    name: {
                        row.id: Facts(guard[row.guard_id].agency_codes, row.unit_id)
                        for row in run(select(table.id, Employment.guard_id, Employment.unit_id).join(table.employment))
                    }
                    for name, table in FILE_TABLES.items()
                },
                "transfer": {row.id: Facts(guard[row.guard_id].agency_codes, row.from_unit_id) for row in run(select(Transfer)).scalars()},
                "certificate": {row.id: guard[row.guard_id] for row in certificate},
                "account": officers
                | {row.id: Facts(frozenset({row.agency_code})) for row in managers}
                | {account_id: Facts(frozenset()) for account_id in others},
                "inspection": {row.id: Facts(frozenset({row.agency_code}), row.unit_id, row.account_id) for row in inspection},
                "verification": {row.id: Facts(frozenset({row.agency_code}), None, row.account_id) for row in verification},
                "kept_unit": {row.id: Facts(frozenset({row.agency_code})) for row in run(select(Unit.id, Unit.agency_code))},
                "own_verification": {row.id: Facts(frozenset(), None, row.account_id) for row in verification},
                "device": {row.id: Facts(frozenset(filter(None, [row.agency_code]))) for row in devices},
                "own_device": {row.id: Facts(frozenset(), None, row.account_id) for row in devices},
                "own_upload": {row.id: Facts(frozenset(), None, row.account_id) for row in run(select(Upload.id, Upload.account_id))},
                "notice": {row.id: Facts(frozenset({row.agency_code}), row.unit_id) for row in run(select(RectificationNotice)).scalars()},
                "command": {
                    row.id: Facts(frozenset({row.agency_code}))
                    for row in run(select(QuarantinedCommand.id, QuarantinedCommand.agency_code))
                },
                "conflict": {row.id: Facts(frozenset({row.agency_code})) for row in run(select(Conflict.id, Conflict.agency_code))},
                "paper": {row.id: Facts(frozenset({row[1]}), row[2], row[3]) for row in run(papers)},
                "import": {row.id: Facts(frozenset(), row.unit_id) for row in run(select(Import.id, Import.unit_id))},
                "alert": {row.id: Facts(frozenset({row.agency_code})) for row in run(select(Alert.id, Alert.agency_code))},
                **contracts.facts(),
                "client": {row.id: unit[row.unit_id] for row in run(select(Client.id, Client.unit_id))},
                "task": {row.id: Facts(frozenset({row.agency_code})) for row in run(select(Task.id, Task.agency_code))},
                "warning": {row.id: Facts(frozenset(), row.unit_id) for row in run(select(UnitWarning.id, UnitWarning.unit_id))},
                "session": {row.id: Facts(frozenset(), None, row.account_id) for row in run(select(AccountSession)).scalars()},
                "passkey": {row.id: Facts(frozenset(), None, row.account_id) for row in run(select(Passkey.id, Passkey.account_id))},
                "job": jobs,
                "export": {row: facts for row, facts in jobs.items() if row in exports},
                "agency": {code: Facts(frozenset({code})) for code in self.tree.parents},
                "colleague": {row.id: Facts(frozenset(), row.unit_id) for row in managers},
                "watch": {row.id: Facts(frozenset(), row.unit_id) for row in run(select(Watch.id, Watch.unit_id))},
                "invitation": {row.id: Facts(frozenset(), row.unit_id) for row in run(select(Invitation.id, Invitation.unit_id))},
                "card_batch": {row.id: Facts(frozenset({row.agency_code})) for row in run(select(CardBatch.id, CardBatch.agency_code))},
                "electronic_card": {row.id: guard[row.guard_id] for row in run(select(ElectronicCard.id, ElectronicCard.guard_id))},
            }

    def audited(self, person: Person) -> set[int]:
        """The events this person may read, by hand."""
        rows = db.session.execute(select(AuditEvent.seq, AuditEvent.agency_code, AuditEvent.subject_type)).all()
        if person.agency_code is None:
            return {row.seq for row in rows if row.subject_type in ("account", "session")}
        return {row.seq for row in rows if row.agency_code and self.tree.is_at_or_below(row.agency_code, person.agency_code)}

    def colleagues(self, person: Person) -> set[UUID]:
        """The active officers of the same city; of the whole province for the province's."""
        officers = select(Account.id, Account.agency_code).where(Account.agency_code.is_not(None), Account.status == "active")
        rows = db.session.execute(officers)
        city = self.tree.city_of(person.agency_code or PROVINCE)
        return {row.id for row in rows if self.tree.is_at_or_below(row.agency_code, city)}

    def secrets(self) -> set[str]:
        """What must not stand in a refusal: every id, number and name of the things."""
        known = ("place", "agency", "kind", "checklist")
        return {str(value) for things in self.things.values() for key, value in things.items() if key not in known}

    # -- sending

    def send(self, person: Person, method: str, path: str, **options: Any) -> TestResponse:
        """One request of that person; `csrf` and other headers can be replaced."""
        cookie, csrf = self.cookies[person.name]
        headers = {"Cookie": cookie, "X-CSRFToken": csrf, "Idempotency-Key": str(uuid4()), **options.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value is not None}
        client = self.app.test_client(use_cookies=False)
        return client.open(path, method=method, headers=headers, base_url="https://gw.example.cn", **options)

    def challenge(self, person: Person, path: str) -> dict[str, Any]:
        """A challenge for that person, whose cookie holds it from now on; something that fits nothing for who gets none."""
        answer = self.send(person, "GET", path)
        if answer.status_code != 200:
            return {"challenge": "", "user": {"id": ""}}
        kept = answer.headers["Set-Cookie"].split(";")[0]
        self.cookies[person.name] = (kept, self.cookies[person.name][1])
        return dict(answer.json["options"])


def _gather(rows: Any) -> dict[Any, Facts]:
    found: dict[Any, Facts] = {}
    for key, agency_code, unit_id in rows:
        before = found[key].agency_codes if key in found else frozenset()
        found[key] = Facts(before | {agency_code}, unit_id)
    return found
