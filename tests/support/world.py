"""The people and things of a test, made through the same operations the routes use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.accounts.models import Account
from backend.accounts.passwords import hash_password
from backend.clock import Clock
from backend.extensions import db
from backend.permissions import GRANTS, OFFICER_LEVEL, Actor, Role
from backend.units.models import Unit, UnitArea

PASSWORD = "correct horse battery"
_HASH = hash_password(PASSWORD)
"""Hashed once: argon2 is slow on purpose, and most tests are not about it."""

GUANGZHOU, TIANHE, YUEXIU, SHIPAI = "440100000000", "440106000000", "440104000000", "440106004000"
SHENZHEN, FUTIAN, DONGGUAN = "440300000000", "440304000000", "441900000000"
PROVINCE = "440000000000"

_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Browser:
    """A signed-in browser: cookies, CSRF token, and a fresh Idempotency-Key for each command."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.csrf = ""

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET below /api."""
        return self.send("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        """POST JSON below /api."""
        return self.send("POST", path, json={} if json is None else json, **options)

    def patch(self, path: str, json: Any, etag: str | None = None, **options: Any) -> TestResponse:
        """PATCH JSON below /api, on the version `etag`."""
        headers = {**options.pop("headers", {}), **({"If-Match": etag} if etag else {})}
        return self.send("PATCH", path, json=json, headers=headers, **options)

    def put(self, path: str, **options: Any) -> TestResponse:
        """PUT below /api."""
        return self.send("PUT", path, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        """DELETE below /api."""
        return self.send("DELETE", path, **options)

    def send(self, method: str, path: str, **options: Any) -> TestResponse:
        """Any request; `key` sets the Idempotency-Key."""
        headers = {"X-CSRFToken": self.csrf, "Idempotency-Key": str(options.pop("key", None) or uuid4())}
        headers.update(options.pop("headers", {}))
        return self.client.open(f"/api{path}", method=method, headers=headers, base_url="https://gw.example.cn", **options)

    def sign_in(self, user_name: str, password: str = PASSWORD) -> TestResponse:
        """Sign in as a person does."""
        self.csrf = self.get("/session").json["csrf_token"]
        response = self.post("/session", {"user_name": user_name, "password": password})
        if response.status_code == 200:
            self.csrf = response.json["csrf_token"]
        return response


class World:
    """Factories bound to one app and its clock. Domain factories in tests/factories build on it."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self._count = 0

    @contextmanager
    def session(self) -> Iterator[None]:
        """An app context whose work is committed at its end."""
        with self.app.app_context():
            yield
            db.session.commit()

    def next(self) -> int:
        """A number not given before in this test."""
        self._count += 1
        return self._count

    def account(
        self, role: Role | str = Role.CITY_OFFICER, agency_code: str | None = GUANGZHOU, unit_id: UUID | None = None, **more: Any
    ) -> str:
        """An account of that role with the test password; returns its user name."""
        role, number = Role(role), self.next()
        values = {
            "user_name": f"person{number}",
            "name": f"警官{number}",
            "role": str(role),
            "status": "active",
            "must_change_password": False,
            "agency_code": agency_code if role in OFFICER_LEVEL else None,
            "unit_id": unit_id,
            "police_number": f"{100000 + number}" if role in OFFICER_LEVEL else None,
            **more,
        }
        with self.session():
            db.session.add(Account(**values, password_hash=_HASH, created_at=self.clock.now()))
        return str(values["user_name"])

    def browser(self, user_name: str | None = None) -> Browser:
        """A browser, signed in if a user name is given."""
        browser = Browser(self.app)
        if user_name:
            response = browser.sign_in(user_name)
            assert response.status_code == 200, response.text
        return browser

    def officer(self, agency_code: str = GUANGZHOU, **more: Any) -> Browser:
        """A signed-in officer of that agency; the role follows from the agency's level."""
        return self.browser(self.officer_name(agency_code, **more))

    def officer_name(self, agency_code: str = GUANGZHOU, **more: Any) -> str:
        """The user name of a new officer of that agency."""
        from backend.jurisdictions.queries import find_agency

        with self.app.app_context():
            agency = find_agency(agency_code)
            assert agency is not None, agency_code
            level = agency.level
        role = next(role for role, its in OFFICER_LEVEL.items() if its == level)
        return self.account(role, agency_code, **more)

    def manager(self, unit_id: UUID, **more: Any) -> Browser:
        """A signed-in manager of that unit."""
        return self.browser(self.account(Role.COMPANY_MANAGER, None, unit_id, **more))

    def administrator(self) -> Browser:
        """A signed-in system administrator."""
        return self.browser(self.account(Role.SYSTEM_ADMINISTRATOR, None))

    def actor(self, role: Role = Role.CITY_OFFICER, agency_code: str | None = GUANGZHOU, unit_ids: tuple[UUID, ...] = ()) -> Actor:
        """An actor for calling operations without a browser; has a real account."""
        name = self.account(role, agency_code, unit_ids[0] if unit_ids else None)
        with self.app.app_context():
            account = db.session.execute(db.select(Account).where(Account.user_name == name)).scalar_one()
            prefix = agency_code.rstrip("0") if agency_code else None
            assert GRANTS[role]
            return Actor(account.id, account.name, role, account.agency_code, prefix, account.unit_id, unit_ids)

    def unit(self, agency_code: str = TIANHE, **more: Any) -> UUID:
        """A registered unit; a security company of that agency's division unless told otherwise."""
        number = self.next()
        values = {
            "kind": "security_company",
            "name": f"平安保安服务有限公司{number}",
            "uscc": uscc(number),
            "legal_representative": "陈立",
            "phone": "020-88880000",
            "address": f"天河路{number}号",
            "division_code": _division_of(agency_code),
            "agency_code": agency_code,
            "registered_capital_yuan": 1_000_000,
            "ownership": "private",
            "services": ["01", "02"],
            "status": "active",
            **more,
        }
        now = self.clock.now()
        with self.session():
            unit = Unit(**values, created_at=now, updated_at=now)
            db.session.add(unit)
            db.session.flush()
            db.session.add(UnitArea(unit_id=unit.id, agency_code=agency_code))
            return unit.id


def uscc(number: int) -> str:
    """A valid unified social credit code (GB 32100) made from a number."""
    body = f"91440101{number:09d}"
    total = sum(_USCC.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return body + _USCC[-total % 31]


def _division_of(agency_code: str) -> str:
    for length in (9, 6, 4, 2):
        if agency_code[length:].strip("0") == "" and agency_code[length - 1] != "0":
            return agency_code[:length]
    return agency_code.rstrip("0") if len(agency_code.rstrip("0")) % 2 == 0 else agency_code.rstrip("0") + "0"
