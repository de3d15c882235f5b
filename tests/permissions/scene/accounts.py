"""The people, and what each has of his own: jobs, a device, an upload, a session elsewhere, a second factor."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from backend.accounts.delegation.models import Invitation
from backend.accounts.models import Account, AccountSession
from backend.accounts.second_factor import totp
from backend.accounts.second_factor.models import Passkey, Totp
from backend.devices.models import Device
from backend.exports import parts
from backend.exports.models import ExportPart
from backend.extensions import db, keyring
from backend.inspections.uploads.models import Upload
from backend.jobs.models import Job
from tests.factories.devices import SigningPhone
from tests.permissions.oracle import Person
from tests.permissions.scene import visits
from tests.permissions.scene.places import COOKIE, TOTP_SECRET, TOWN
from tests.permissions.scene.province import Scene
from tests.support.authenticator import Authenticator, raw, text
from tests.support.world import GUANGZHOU, PROVINCE, SHIPAI, TIANHE, YUEXIU


def invite(scene: Scene) -> None:
    company, branch = scene.things["county"]["unit"], scene.things["next county"]["unit"]
    _person(scene, "province_officer", "province_officer", PROVINCE)
    _person(scene, "city_officer", "city_officer", GUANGZHOU)
    _person(scene, "county_officer", "county_officer", TIANHE)
    _person(scene, "station_officer", "station_officer", SHIPAI)
    _person(scene, "town_officer", "county_officer", TOWN)
    _person(scene, "company_manager", "company_manager", None, company, branch, keeper=TIANHE)
    _person(scene, "branch_manager", "company_manager", None, branch, keeper=YUEXIU)
    _person(scene, "roster_clerk", "company_manager", None, company, branch, keeper=TIANHE, profile="rosters")
    _person(scene, "contract_clerk", "company_manager", None, company, branch, keeper=TIANHE, profile="contracts")
    _person(scene, "reader", "company_manager", None, company, branch, keeper=TIANHE, profile="read_only")
    _person(scene, "system_administrator", "system_administrator", None)
    _person(scene, "far_city_officer", "city_officer", "441900000000")
    _person(scene, "half_way", "city_officer", GUANGZHOU)
    _person(scene, "newcomer", "city_officer", GUANGZHOU)
    _person(scene, "disabled", "city_officer", GUANGZHOU)
    _person(scene, "anonymous", None, None)
    with scene.world.session():
        db.session.get(Account, scene.people["disabled"].account_id).status = "disabled"
        db.session.get(Account, scene.people["newcomer"].account_id).must_change_password = True
        waiting = select(Invitation).where(Invitation.id == scene.things["county"]["invitation"])
        db.session.scalars(waiting).one().invited_by = scene.people["company_manager"].account_id
    scene.visitor = scene.world.officer_name(GUANGZHOU)


def _person(
    scene: Scene,
    name: str,
    role: str | None,
    agency_code: str | None,
    *unit_ids: UUID,
    keeper: str | None = None,
    profile: str = "all",
) -> None:
    account = scene.world.account(role, agency_code, unit_ids[0] if unit_ids else None, profile=profile) if role else None
    account_id = scene.account_id(account) if account else None
    browser = scene.world.browser(account)
    if account is None:
        browser.csrf = browser.get("/session").json["csrf_token"]
    else:
        scene.things[f"own of {name}"] = {"place": "own", "session": scene.second_session(account, account_id)}
        with scene.world.session():
            scene.things[f"own of {name}"] |= {**jobs_of(scene, account_id), **device_of(scene, account_id), **upload_of(scene, account_id)}
            scene.things[f"own of {name}"]["own_verification"] = visits.verification_of(scene, account_id, agency_code or GUANGZHOU)
    cookie = browser.client.get_cookie(COOKIE, "gw.example.cn")
    scene.cookies[name] = (f"{COOKIE}={cookie.value}", browser.csrf)
    scene.people[name] = Person(
        name, role, agency_code, frozenset(unit_ids), account_id, keeper,
        disabled=name == "disabled", first_password=name == "newcomer", half_way=name == "half_way", profile=profile,
    )  # fmt: skip


def arm(scene: Scene) -> None:
    """Everybody has an authenticator app and a passkey; one session waits for its second step."""
    scene.device = Authenticator(user_handle=text(scene.things["county"]["account"].bytes))
    key = scene.device.create({"user": {"id": scene.device.user_handle}, "challenge": ""})
    holders = [things for things in scene.things.values() if "account" in things]
    people = [(scene.things[f"own of {name}"], person.account_id) for name, person in scene.people.items() if person.account_id]
    with scene.world.session():
        for things, account_id in [*((things, things["account"]) for things in holders), *people]:
            things["passkey"] = _factors_of(scene, account_id, raw(key["attestation_object"]))
        half_way = db.session.get(Account, scene.people["half_way"].account_id)
        for session in db.session.scalars(select(AccountSession).where(AccountSession.account_id == half_way.id)):
            session.second_factor_due = True


def _factors_of(scene: Scene, account_id: UUID, attestation: bytes) -> UUID:
    own = account_id == scene.things["county"]["account"]
    now = scene.world.clock.now()
    db.session.get(Account, account_id).second_factor = True
    sealed = keyring().encrypt(totp.PURPOSE, TOTP_SECRET.encode(), account_id.bytes)
    passkey = Passkey(
        account_id=account_id, credential_id=scene.device.credential_id if own else account_id.bytes,
        public_key=attestation[attestation.index(scene.device.credential_id) + len(scene.device.credential_id):],
        sign_count=0, transports=[], name="手机", may_back_up=False, backed_up=False, added_at=now,
    )  # fmt: skip
    db.session.add_all([passkey, Totp(account_id=account_id, secret=sealed, pending=sealed, pending_at=now, added_at=now)])
    db.session.flush()
    return passkey.id


def jobs_of(scene: Scene, account_id: UUID | None) -> dict[str, UUID]:
    """One export that waits, one that failed, one with a file."""
    now, made = scene.world.clock.now(), {}
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


def device_of(scene: Scene, account_id: UUID | None) -> dict[str, UUID]:
    """A phone whose key is known here."""
    phone = SigningPhone(scene.world.browser(), enrol=False, account_id=str(account_id))
    key, now = urlsafe_b64decode(phone.public_key + "="), scene.world.clock.now()
    db.session.add(Device(id=phone.id, account_id=account_id, public_key=key, name="手机", enrolled_at=now))
    scene.phones[phone.id] = phone
    return {"device": phone.id, "own_device": phone.id}


def upload_of(scene: Scene, account_id: UUID | None) -> dict[str, UUID]:
    """A file of which the first bytes have come."""
    upload = Upload(id=uuid4(), account_id=account_id, kind="signature", size=9, sha256="0" * 64, offset=0)
    upload.created_at = scene.world.clock.now()
    db.session.add(upload)
    return {"own_upload": upload.id}
