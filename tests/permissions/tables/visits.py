"""Inspections, papers, rectification and tasks."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from tests.factories.inspections import picture
from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import PDF, Body, Row, Things, ids, reason, value

COMMAND = "/api/quarantine/<uuid:command_id>"
UPLOAD = "/api/uploads/<uuid:upload_id>"
NEW_UPLOAD = "0193b7c0-0000-7000-8000-000000000001"
NOTICE = "/api/notices/<uuid:notice_id>"
TASK = "/api/tasks/<uuid:task_id>"
UNRECORDED = UUID(int=7)
"""A visit whose record has not arrived."""


def _visit(with_site: bool) -> Body:
    def body(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
        now, kind = scene.world.clock.now().isoformat(), things["kind"]
        return {
            "id": str(uuid4()), "unit_id": str(things["unit"]), "site_id": str(things["site"]) if with_site else None,
            "checklist_id": str(scene.checklist[kind]), "started_at": now, "finished_at": now,
            "device_id": str(uuid4()), "device_sequence": 1,
            "officer_ids": [str(person.account_id or uuid4()), scene.colleague_id], "position": None,
            "items": [{"item_id": str(item), "outcome": "conform", "note": ""} for item in scene.checklist_items[kind]],
            "guards": [], "findings": "", "photos": [], "responsible_person": None, "signature": None,
            "no_signature": {"reason": "absent", "note": ""}, "result": "no_problem", "rectify_by": None,
        }  # fmt: skip

    return body


def _confirmation(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    phone, at_ms = scene.phones[things["own_device"]], int(scene.world.clock.now().timestamp() * 1000)
    words = (UNRECORDED, UNRECORDED, "-", person.account_id, phone.id, at_ms)
    return {
        "unit_id": str(UNRECORDED), "site_id": None, "device_id": str(phone.id), "at_ms": at_ms,
        "signature": phone.sign("\n".join(("gangwei-visit-1", *map(str, words)))),
    }  # fmt: skip


def _handed_in(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"upload_id": str(things["handed_in"])}


def _paper_code(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"code": things["paper_code"]}


def _answer(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"item_ids": [str(things["notice_item"])], "text": "已改正", "media_ids": []}


def _extension(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"version": 1, "due_on": str(scene.today + timedelta(days=14)), "reason": "工作需要"}


def _penalty(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"version": 1, "provision_id": str(scene.provision), "amount_yuan": None, "reason": "逾期未改"}


ROWS = [
    # inspections
    Row("GET", "/api/checklists", "checklist:read"),
    Row("GET", "/api/checklists/<uuid:checklist_id>", "checklist:read"),
    Row(
        "PUT", UPLOAD, "inspection:record", fills={"upload_id": NEW_UPLOAD}, data=picture(), content_type="application/octet-stream",
        query=f"?kind=inspection_photo&size={len(picture())}&sha256={sha256(picture()).hexdigest()}&offset=0",
    ),
    Row("GET", "/api/hand-in-key", "public"),
    Row("POST", "/api/handed-in", "inspection:record", "own_upload", subject="handed_in", body=_handed_in, command=True),
    Row("GET", "/api/quarantine", "quarantine:decide", lists={"command": ids("id")}),
    Row("GET", COMMAND, "quarantine:decide", "command"),
    Row("GET", f"{COMMAND}/media/<uuid:media_id>", "quarantine:decide", "command"),
    Row("POST", f"{COMMAND}/acceptance", "quarantine:decide", "command", body=value(note="已核实"), command=True),
    Row("POST", f"{COMMAND}/rejection", "quarantine:decide", "command", body=value(note="无法核实"), command=True),
    Row("GET", "/api/conflicts", "quarantine:decide", lists={"conflict": ids("id")}),
    Row("GET", "/api/conflicts/<uuid:conflict_id>", "quarantine:decide", "conflict"),
    Row(
        "POST", "/api/conflicts/<uuid:conflict_id>/settlement", "quarantine:decide", "conflict", command=True,
        body=value(resolution="both_stand", superseded_id=None, reason="两组分别检查"),
    ),
    Row("GET", UPLOAD, "inspection:record", "own_upload", uses={"upload_id": "own_upload"}),
    Row("POST", "/api/media", "media:send", query="?kind=inspection_photo", data=picture(), status=201, command=True),
    Row(
        "POST", "/api/documents", "document:send", "unit", query="?unit_id=<unit_id>", data=PDF, content_type="application/pdf", status=201,
        command=True,
    ),
    Row("POST", "/api/inspections", "inspection:record", "unit", body=_visit(False), status=201, command=True),
    Row("POST", "/api/inspections", "inspection:record", "site", body=_visit(True), status=201, command=True),
    Row("GET", "/api/own/confirmations", "inspection:record"),
    Row(
        "PUT", "/api/own/confirmations/<uuid:inspection_id>", "inspection:record", "own_device",
        fills={"inspection_id": str(UNRECORDED)}, body=_confirmation, outside=(403, "device.unknown"),
    ),
    Row("GET", "/api/inspections", "inspection:read", lists={"inspection": ids("id")}),
    Row("GET", "/api/inspections/<uuid:inspection_id>", "inspection:read", "inspection"),
    Row("GET", "/api/inspections/<uuid:inspection_id>/media/<uuid:media_id>", "inspection:read", "inspection"),
    # papers
    Row("GET", "/api/papers", "paper:read", "inspection", query="?inspection_id=<inspection_id>"),
    Row("GET", "/api/papers", "paper:read", "notice", query="?notice_id=<notice_id>"),
    Row("GET", "/api/papers/<uuid:paper_id>/file", "paper:read", "paper"),
    Row("POST", "/api/papers/<uuid:paper_id>/take-along", "paper:read", "paper", body=value(), status=201),
    Row("GET", "/api/papers/public/<token>", "public"),
    Row("POST", "/api/papers/public/<token>/file", "public", body=_paper_code, csrf=False),
    Row(
        "GET", "/api/field-pack", "inspection:record",
        lists={
            "unit": lambda answer: {row["id"] for row in answer["units"]},
            "site": lambda answer: {row["id"] for row in answer["sites"]},
        },
    ),
    Row("GET", "/api/field-pack/rules", "inspection:record"),
    # rectification
    Row("GET", "/api/notices", "notice:read", lists={"notice": ids("id")}),
    Row("GET", "/api/notices/count", "notice:read"),
    Row("GET", NOTICE, "notice:read", "notice"),
    Row("GET", f"{NOTICE}/photos/<uuid:media_id>", "notice:read", "notice", uses={"media_id": "answer_photo"}),
    Row("POST", f"{NOTICE}/answers", "notice:answer", "notice", body=_answer, command=True),
    Row("POST", f"{NOTICE}/recheck-requests", "notice:answer", "notice", body=value(note=""), command=True),
    Row("POST", f"{NOTICE}/extensions", "notice:decide", "notice", body=_extension, command=True),
    Row("POST", f"{NOTICE}/closure", "notice:decide", "notice", body=value(version=1, basis="documents", note=""), command=True),
    Row("POST", f"{NOTICE}/penalty-proposals", "penalty:propose", "notice", body=_penalty, command=True),
    Row("GET", "/api/penalty-provisions", "notice:read"),
    # tasks
    Row("GET", "/api/tasks", "task:read", lists={"task": ids("id")}),
    Row("POST", "/api/tasks/nearby", "task:read", body=value(latitude=23.13, longitude=113.36)),
    Row("GET", TASK, "task:read", "task"),
    Row("PATCH", TASK, "task:assign", "task", body=value(assigned_to_id=None), command=True),
    Row("POST", f"{TASK}/dismissal", "task:assign", "task", body=reason(), command=True),
    Row("GET", "/api/plans/<day>", "task:read", fills={"day": "2026-11-23"}),
    Row("PUT", "/api/plans/<day>", "task:read", fills={"day": "2026-11-23"}, body=value(stops=[])),
]  # fmt: skip
