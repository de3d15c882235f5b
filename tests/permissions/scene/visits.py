"""What officers do: checks, a visit with its notice and papers, records that wait for a decision, a duty, a handed-in file."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from backend import media
from backend.alerts.models import Alert
from backend.extensions import db
from backend.inspections.models import MediaFile
from backend.inspections.quarantine.models import Conflict
from backend.inspections.uploads.models import Upload, UploadPart
from backend.papers import take_along
from backend.papers.models import Paper
from backend.permissions import Actor, Role
from backend.rectification.models import AnswerPhoto, RectificationEvent, RectificationItem, RectificationNotice
from backend.tasks.models import DutyRule, Task
from backend.verifications.models import Verification
from backend.verifications.operations import NOTHING
from tests.factories.handing_in import line, seal
from tests.factories.inspections import picture, send_picture, visit
from tests.permissions.scene.province import Scene
from tests.support.world import Browser


def visit_at(scene: Scene, things: dict[str, Any], officer: Browser) -> None:
    photo = send_picture(officer).json["id"]
    photos = [{"media_id": photo, "caption": "", "item_id": None}]
    body = visit(scene.world, officer, scene.colleague, things["unit"], things["site"], photos=photos)
    answer = officer.post("/inspections", body)
    assert answer.status_code == 201, answer.text
    things |= {"inspection": UUID(answer.json["id"]), "media": UUID(photo)}
    check = {"device_id": str(uuid4()), "checked_at": scene.world.clock.now().isoformat(), "mode": "online", "number": things["number"]}
    things["verification"] = things["own_verification"] = UUID(officer.post("/verifications", check).json["id"])
    waiting = visit(scene.world, officer, scene.colleague, things["unit"], things["site"], photos=photos)  # with a picture that is used
    key = uuid4()
    assert officer.post("/inspections", waiting, key=key).status_code == 202
    things["command"] = key


def verification_of(scene: Scene, account_id: UUID | None, agency_code: str) -> UUID:
    """A card that could not be read."""
    now = scene.world.clock.now()
    check = Verification(
        account_id=account_id, agency_code=agency_code, device_id=uuid4(), mode="online", checked_at=now, received_at=now,
        reason="malformed", answer={**NOTHING, "site": None},
    )  # fmt: skip
    db.session.add(check)
    db.session.flush()
    return check.id


def pack(scene: Scene) -> None:
    """The county officer's phone exported a visit into a file, and everybody who may holds it in his hands."""
    county, browser = scene.things["county"], scene.world.browser()
    officer = scene.world.browser(scene.user_name(county["account"]))
    phone, photo = scene.phones[county["device"]], str(uuid4())
    body = visit(scene.world, officer, scene.colleague, county["unit"], photos=[{"media_id": photo, "caption": "", "item_id": None}])
    inner = line(phone, "/inspections", {**body, "device_id": str(phone.id), "device_sequence": 7}, 7, pictures={photo: picture()})
    whole = seal(browser.get("/hand-in-key").json, inner)
    about = {"kind": "handed_in", "size": len(whole), "sha256": sha256(whole).hexdigest(), "offset": len(whole)}
    with scene.world.session():
        holders = {things["account"]: things for things in scene.things.values() if "account" in things}
        holders |= {who.account_id: scene.things[f"own of {name}"] for name, who in scene.people.items() if who.account_id}
        for account_id, things in holders.items():
            things["handed_in"] = uuid4()
            upload = Upload(id=things["handed_in"], account_id=account_id, created_at=scene.world.clock.now(), **about)
            db.session.add(upload)
            db.session.flush()
            db.session.add(UploadPart(upload_id=upload.id, begin=0, data=whole))


def conflict(scene: Scene, things: dict[str, Any]) -> UUID:
    """Two records of one visit, as far as the matrix minds."""
    now, one = scene.world.clock.now(), things["inspection"]
    conflict = Conflict(kind="visit", agency_code=things["agency"], first_id=one, second_id=uuid4(), found_at=now)
    db.session.add(conflict)
    db.session.flush()
    return conflict.id


def alert(scene: Scene, things: dict[str, Any]) -> UUID:
    now, scan = scene.world.clock.now(), things["verification"]
    alert = Alert(
        kind="distance", certificate_id=things["certificate"], agency_code=things["agency"], first_id=scan, second_id=scan,
        first_at=now, second_at=now, seconds=0, rule={"speed_kmh": 150, "tolerance_m": 0, "tolerance_s": 0}, raised_at=now,
    )  # fmt: skip
    db.session.add(alert)
    db.session.flush()
    return alert.id


def task(scene: Scene, things: dict[str, Any]) -> UUID:
    """A duty, made by the rule that asks for each company."""
    rule = db.session.scalars(select(DutyRule).where(DutyRule.each)).first()
    task = Task(
        kind="duty", source=f"{rule.code}/{things['place']}", rule_id=rule.id, unit_id=things["unit"], agency_code=things["agency"],
        opens_on=scene.today, due_on=scene.today, state="open", needed=1, visits=0, created_at=scene.world.clock.now(),
    )  # fmt: skip
    db.session.add(task)
    db.session.flush()
    return task.id


def notice(scene: Scene, things: dict[str, Any], number: int) -> dict[str, UUID]:
    """A notice that is answered, with a photo of the answer."""
    now, due_on = scene.world.clock.now(), scene.today + timedelta(days=7)
    photo = MediaFile(
        account_id=things["account"], kind="answer_photo", file_name=media.store(picture()), media_type="image/jpeg", sha256="0" * 64,
        width=64, height=48, size=1, created_at=now,
    )  # fmt: skip
    item = RectificationItem(position=1, finding="other", article="Reg. 38", text="值班", text_en="Duty", due_on=due_on, state="answered")
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


def papers(scene: Scene, things: dict[str, Any]) -> dict[str, Any]:
    """Record and notice of the visit as files, and a code with which somebody may take the first along."""
    now, visit_id = scene.world.clock.now(), things["inspection"]
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
