"""The province as the tests hold it: what is where, who asks, and how a request is sent."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from backend.accounts.models import Account, AccountSession
from backend.audit.models import AuditEvent
from backend.clock import Clock, china_date
from backend.extensions import db
from backend.inspections.models import Checklist, ChecklistItem
from backend.jurisdictions.models import Agency
from backend.permissions import Role
from backend.rectification.models import PenaltyProvision
from tests.factories.devices import SigningPhone
from tests.permissions.oracle import Facts, Person, Tree
from tests.support.authenticator import Authenticator
from tests.support.world import PROVINCE, World


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
        self.registrar = self.world.actor(Role.PROVINCE_OFFICER, PROVINCE)
        self.colleague = self.world.officer_name(PROVINCE)
        self.colleague_id = str(self.account_id(self.colleague))
        self.device: Authenticator
        self.visitor = ""
        self.employed_elsewhere, self.outside_uscc = ("", ""), ""
        self.versions: dict[UUID, int] = {}
        self.facts: dict[str, dict[Any, Facts]] = {}

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

    def second_session(self, account: str, account_id: UUID | None) -> UUID | None:
        """A session on another device: the one that is not the earliest."""
        self.world.browser(account)
        with self.app.app_context():
            found = select(AccountSession.id).where(AccountSession.account_id == account_id).order_by(AccountSession.id.desc())
            return db.session.scalars(found).first()

    def user_name(self, account_id: UUID) -> str:
        with self.app.app_context():
            return db.session.scalars(select(Account.user_name).where(Account.id == account_id)).one()

    def account_id(self, user_name: str) -> UUID:
        with self.app.app_context():
            return db.session.scalars(select(Account.id).where(Account.user_name == user_name)).one()

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
