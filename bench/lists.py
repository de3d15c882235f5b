"""Every list and form: how many statements it takes, and how long, for the readers who make it hardest.

ROUTES names each route of the API that reads; a test fails when one is missing. Asked in this process through the
whole application, so the figures leave out gunicorn and the network only.
"""

from __future__ import annotations

import json
import time
from typing import Any

from sqlalchemy import func, select

from backend.alerts.models import Alert
from backend.certificates.models import Certificate
from backend.contracts.models import ServiceContract
from backend.database import new_id
from backend.demo import story
from backend.extensions import db
from backend.guards.models import Guard
from backend.imports.models import Import
from backend.inspections.models import Checklist, Inspection, InspectionPhoto
from backend.rectification.models import RectificationNotice
from backend.roster.models import Client, Employment, Posting, Site
from backend.tasks.models import Task
from backend.units.models import Unit
from backend.verifications.models import Verification
from backend.watches.models import Watch
from bench.asking import Statements, open_app, percentile, signed_in
from bench.rows import FOLDER, Row
from tests.browser.server import RunningServer

ASKED, AIM_MS, MOST_STATEMENTS = 12, 50, 12
OFFICERS = ("province", "city", "yunfu1", "county", "station")
READERS = (*OFFICERS, "manager")
ONE = ("province",)

Asked = tuple[tuple[str, ...], tuple[str, ...]]
"""Who asks, and the forms of the address behind the route: queries."""

LEFT_OUT = {
    "/api/signing-keys/<int:key_id>/certificates.csv": "a file, read page by page",
    "/api/card-batches/<uuid:batch_id>": "one row by its key, and the files it made",
    "/api/card-batches/<uuid:batch_id>/failures": "by its index, of a batch that was ordered",
    "/api/card-batches/<uuid:batch_id>/files/<int:number>": "a file that a batch made",
    "/api/devices/<uuid:device_id>": "one row by its key",
    "/api/devices/<uuid:device_id>/gaps": "a part of one index, of a device with gaps",
    "/api/quarantine/<uuid:command_id>": "one row by its key, and what its ids mean",
    "/api/quarantine/<uuid:command_id>/media/<uuid:media_id>": "one row by its key, and a file",
    "/api/conflicts/<uuid:conflict_id>": "one row by its key, and two records",
    "/api/hand-in-key": "one row, the same for everybody",
    "/api/labour-contracts/<uuid:entry_id>/document": "one row by its key, and its file",
    "/api/transfers/<uuid:transfer_id>": "one row by its key, and what its ids mean",
    "/api/uploads/<uuid:upload_id>": "one row by its key, of a file that is on its way",
    "/api/own/devices/challenge": "asks nothing of the register",
    "/api/notices/<uuid:notice_id>/photos/<uuid:media_id>": "a picture, like those of records",
    "/api/docs": "a page of the document, not of the register",
    "/api/docs/<path:name>": "a file",
    "/api/openapi.json": "a document made once a process",
    "/api/metrics": "for Prometheus, with its token",
    "/api/health": "asks nothing",
    "/api/contracts/<uuid:contract_id>/documents/<uuid:document_id>": "one row by its key, and its file",
    "/api/papers/<uuid:paper_id>/file": "one row by its key, and its file",
    "/api/papers/public/<token>": "one row by its index, without a session",
    "/api/exports/<uuid:job_id>/file": "a file that an export made",
    "/api/imports/<uuid:import_id>/refused": "a file, read some rows at a time",
    "/api/imports/template": "a file that is always the same",
    "/api/imports/<uuid:import_id>/rows/<int:number>": "one row by its key",
    "/api/jobs/<uuid:job_id>": "one row by its key, of a job that was ordered",
    "/api/log/checkpoint": "one small row, for everybody; the proofs are measured in bench/log.py",
    "/api/log/consistency": "in bench/log.py",
    "/api/log/entries": "a thousand rows in the order of their key, for who reads all of them",
    "/api/log/inclusion": "in bench/log.py",
    "/api/own/passkeys/challenge": "asks nothing of the register",
    "/api/session/passkey/challenge": "asks nothing of the register",
    "/api/session/second-factor/challenge": "for the second step of a sign-in",
}
"""Routes that are no list or form of the register, with the reason."""

ROUTES: dict[str, Asked] = {
    "GET /api/accounts": (("province", "city", "county", "administrator"), ("", "?q=陈", "?role=county_officer")),
    "GET /api/accounts/<uuid:account_id>": (ONE, ("",)),
    "GET /api/agencies": (ONE, ("", "?q=天河", "?level=station")),
    "GET /api/agencies/<code>": (ONE, ("",)),
    "GET /api/agencies/<code>/card-template": (("city",), ("",)),
    "GET /api/agencies/<code>/card-templates": (("city",), ("",)),
    "GET /api/alerts": (("province", "city"), ("", "?state=settled")),
    "GET /api/alerts/<uuid:alert_id>": (("province", "city"), ("",)),
    "GET /api/alerts/count": (("province", "city"), ("",)),
    "GET /api/audit-events": (
        ("province", "city", "yunfu1", "administrator"), ("", "?action=revoke", "?subject_type=certificate", "?action=open"),
    ),
    "GET /api/card-batches": (("city",), ("",)),
    "GET /api/certificates": (READERS, ("", "?state=suspended", "?state=expired", "?expires_before=2026-12-31", "?state=superseded")),
    "GET /api/certificates/<uuid:certificate_id>": (READERS, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/card-back.png": (ONE, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/card.jpg": (ONE, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/card.png": (ONE, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/events": (READERS, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/prints": (READERS, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/qr.png": (ONE, ("",)),
    "GET /api/certificates/<uuid:certificate_id>/qr.svg": (ONE, ("",)),
    "GET /api/checklists": (ONE, ("",)),
    "GET /api/checklists/<uuid:checklist_id>": (ONE, ("",)),
    "GET /api/devices": (("province", "city", "administrator"), ("", "?finding=gaps")),
    "GET /api/quarantine": (("province", "city", "county"), ("", "?state=decided")),
    "GET /api/conflicts": (("province", "city", "county"), ("", "?state=settled")),
    "GET /api/divisions": (ONE, ("", "?q=天河", "?level=township")),
    "GET /api/lists/status": (ONE, ("",)),
    "GET /api/lists/trust": (ONE, ("",)),
    "GET /api/lists/trust/<int:key_id>": (ONE, ("",)),
    "GET /api/field-pack": (
        OFFICERS, ("", "?latitude=23.1338&longitude=113.327", "?division_code=440106", "?unit_ids={unit_id}", "?plan=2026-11-23"),
    ),
    "GET /api/field-pack/rules": (ONE, ("",)),
    "GET /api/guards/<uuid:guard_id>": (READERS, ("",)),
    "GET /api/guards/<uuid:guard_id>/certificates": (READERS, ("",)),
    "GET /api/guards/<uuid:guard_id>/electronic-cards": (("manager",), ("",)),
    "GET /api/guards/<uuid:guard_id>/employments": (READERS, ("",)),
    "GET /api/guards/<uuid:guard_id>/photo": (READERS, ("",)),
    "GET /api/inspections": (
        READERS, ("", "?unit_id={unit_id}", "?site_id={site_id}", "?result=rectification_required", "?from=2024-01-01&to=2024-03-31"),
    ),
    "GET /api/inspections/<uuid:inspection_id>": (("province", "city"), ("",)),
    "GET /api/papers": (("province", "city"), ("?inspection_id={inspection_id}", "?notice_id={notice_id}")),
    "GET /api/inspections/<uuid:inspection_id>/media/<uuid:media_id>": (ONE, ("",)),
    "GET /api/employments/<uuid:employment_id>/checks": (("manager",), ("",)),
    "GET /api/employments/<uuid:employment_id>/file": (READERS, ("",)),
    "GET /api/imports/<uuid:import_id>": (("manager",), ("",)),
    "GET /api/imports/<uuid:import_id>/rows": (("manager",), ("", "?verdict=refused")),
    "GET /api/units/<uuid:unit_id>/imports": (("manager",), ("",)),
    "GET /api/jobs": (READERS, ("",)),
    "GET /api/log": (("province", "administrator"), ("",)),
    "GET /api/notices": (READERS, ("", "?unit_id={unit_id}", "?site_id={site_id}", "?state=pending&sort=due", "?overdue=true&sort=due")),
    "GET /api/notices/<uuid:notice_id>": (READERS, ("",)),
    "GET /api/notices/count": (READERS, ("",)),
    "GET /api/penalty-provisions": (ONE, ("",)),
    "GET /api/officers": (OFFICERS, ("", "?q=陈")),
    "GET /api/own/confirmations": (OFFICERS, ("",)),
    "GET /api/own/devices": (OFFICERS, ("",)),
    "GET /api/own/digest": (("manager",), ("",)),
    "GET /api/own/push": (("manager",), ("",)),
    "GET /api/own/second-factor": (ONE, ("",)),
    "GET /api/own/sessions": (ONE, ("",)),
    "GET /api/warnings": (("manager",), ("", "?state=done", "?kind=certificate_expiring")),
    "GET /api/warnings/count": (("manager",), ("",)),
    "GET /api/readiness": (ONE, ("",)),
    "GET /api/session": (READERS, ("",)),
    "GET /api/sites": (READERS, ("", "?q=天河", "?q=银行", "?latitude=23.1338&longitude=113.327", "?status=closed")),
    "GET /api/sites/<uuid:site_id>": (READERS, ("",)),
    "GET /api/sites/<uuid:site_id>/roster": (READERS, ("",)),
    "GET /api/signing-keys": (("administrator",), ("",)),
    "GET /api/signing-keys/<int:key_id>/certificates": (("administrator",), ("", "?open=true")),
    "GET /api/tasks": (
        OFFICERS, ("", "?scope=mine", "?scope=agency", "?overdue=true", "?state=done", "?kind=recheck", "?unit_id={unit_id}"),
    ),
    "GET /api/tasks/<uuid:task_id>": (("province", "city"), ("",)),
    "GET /api/plans/<day>": (OFFICERS, ("",)),
    "GET /api/trust-list": (ONE, ("",)),
    "GET /api/units": (READERS, ("", "?q=保安", "?q=天河安信", "?kind=training_unit", "?status=suspended")),
    "GET /api/units/<uuid:unit_id>": (READERS, ("",)),
    "GET /api/units/<uuid:unit_id>/clients": (READERS, ("",)),
    "GET /api/clients/<uuid:client_id>": (READERS, ("",)),
    "GET /api/contracts/<uuid:contract_id>": (READERS, ("",)),
    "GET /api/units/<uuid:unit_id>/contracts": (READERS, ("", "?q=客户", "?state=signed", "?state=ended")),
    "GET /api/sites/<uuid:site_id>/needs": (READERS, ("",)),
    "GET /api/units/<uuid:unit_id>/shortfalls": (READERS, ("",)),
    "GET /api/units/<uuid:unit_id>/colleagues": (("manager",), ("",)),
    "GET /api/units/<uuid:unit_id>/invitations": (("manager",), ("",)),
    "GET /api/units/<uuid:unit_id>/sites": (READERS, ("",)),
    "GET /api/units/<uuid:unit_id>/transfers": (READERS, ("", "?direction=incoming&state=open")),
    "GET /api/units/<uuid:unit_id>/watches": (("manager",), ("",)),
    "GET /api/watches/<uuid:watch_id>": (("manager",), ("",)),
    "GET /api/watches/<uuid:watch_id>/numbers": (("manager",), ("", "?changed=true")),
    "GET /api/verifications": (OFFICERS, ("",)),
    "GET /api/verifications/<uuid:verification_id>": (ONE, ("",)),
    "GET /api/verifications/<uuid:verification_id>/elsewhere": (ONE, ("",)),
    "GET /api/verifications/<uuid:verification_id>/photo": (ONE, ("",)),
    "POST /api/guards/search": (READERS, ({}, {"q": "陈"}, {"q": "czq"}, {"certificate_state": "expired"})),  # type: ignore[dict-item]
    "POST /api/tasks/nearby": (OFFICERS, ({"latitude": 23.1338, "longitude": 113.327},)),  # type: ignore[dict-item]
    "POST /api/units/<uuid:unit_id>/roster/search": (READERS, ({}, {"q": "陈"}, {"q": "c"})),  # type: ignore[dict-item]
}  # fmt: skip


def rows(server: RunningServer, database: str) -> list[Row]:
    """The slowest, how many are over the aim, and the most statements."""
    table = sorted(ask_all(server), key=lambda line: -line["p95_ms"])
    (FOLDER / f"lists-{database}.json").write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    slowest, most = table[0], max(table, key=lambda line: line["statements"])
    over = sum(line["p95_ms"] > AIM_MS for line in table)
    return [
        Row(f"lists and forms, {database}: slowest of {len(table)} ({_name(slowest)}), p95", slowest["p95_ms"], "ms", AIM_MS),
        Row(f"lists and forms, {database}: over {AIM_MS} ms of {len(table)}", over, "", 0),
        Row(f"lists and forms, {database}: median of their p95", round(percentile([line["p95_ms"] for line in table], 0.5), 1), "ms"),
        Row(f"lists and forms, {database}: most statements ({_name(most)})", most["statements"], "", MOST_STATEMENTS),
    ]


def ask_all(server: RunningServer) -> list[dict[str, Any]]:
    """Each route by each reader in each form: statements and milliseconds."""
    app = open_app(server)
    with app.app_context():
        statements, things = Statements(db.engine), _things()
    table = []
    for user_name in dict.fromkeys(name for names, _ in ROUTES.values() for name in names):
        browser = signed_in(app, server, user_name)
        for route, (names, forms) in ROUTES.items():
            if user_name in names:
                table += [_ask(browser, statements, route, form, things, user_name) for form in forms]
    return table


def _ask(browser: Any, statements: Statements, route: str, form: Any, things: dict[str, Any], user_name: str) -> dict[str, Any]:
    method, rule = route.split(" ")
    path = _filled(rule, things).removeprefix("/api")
    body = form if isinstance(form, dict) else None
    address = path if body is not None else path + form.format(**things)
    taken, status = [], 0
    for count in range(ASKED + 1):
        with statements.watched() as seen:
            began = time.perf_counter()
            answer = browser.send(method, address, json=body)
            milliseconds = (time.perf_counter() - began) * 1000
        status = answer.status_code
        if count:  # the first warms up
            taken.append(milliseconds)
    if status not in (200, 404):  # 404: outside this reader's reach, which has to be quick too
        raise RuntimeError(f"{user_name} {route} {form}: {answer.text}")
    return {
        "route": route, "form": json.dumps(form, ensure_ascii=False) if body is not None else form, "reader": user_name, "status": status,
        "statements": seen.count, "p50_ms": round(percentile(taken, 0.5), 1), "p95_ms": round(percentile(taken, 0.95), 1),
    }  # fmt: skip


def _filled(rule: str, things: dict[str, Any]) -> str:
    for name, value in things.items():
        rule = rule.replace(f"<uuid:{name}>", str(value)).replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
    if "<" in rule:  # it would be answered, quickly, that there is no such page
        raise ValueError(f"nothing to ask for in {rule}")
    return rule


def _things() -> dict[str, Any]:
    """Ids to ask for: the story's, and of what it lacks the first that has all parts."""
    guard = db.session.get_one(Guard, story.guard_id("valid"))
    photo = db.session.execute(select(InspectionPhoto.inspection_id, InspectionPhoto.media_id).limit(1)).one()
    check = db.session.execute(select(Verification.id).where(Verification.guard_id.is_not(None)).limit(1)).scalar()
    busiest = select(Posting.site_id).where(Posting.ended_on.is_(None)).group_by(Posting.site_id).order_by(func.count().desc()).limit(1)
    return {
        **_desk(),
        "guard_id": guard.id, "certificate_id": db.session.scalar(select(Certificate.id).where(Certificate.guard_id == guard.id)),
        "account_id": db.session.scalar(select(Inspection.account_id).limit(1)), "unit_id": story.UNIT_ID,
        "site_id": db.session.scalar(busiest), "inspection_id": photo.inspection_id, "media_id": photo.media_id, "verification_id": check,
        "notice_id": db.session.scalar(select(RectificationNotice.id).limit(1)) or new_id(),
        "task_id": db.session.scalar(select(Task.id).limit(1)) or new_id(), "day": "2026-11-23",
        "alert_id": db.session.scalar(select(Alert.id).limit(1)) or new_id(),
        "checklist_id": db.session.scalar(select(Checklist.id).limit(1)), "code": "440106000000", "key_id": 1,
        "units": db.session.scalar(select(func.count()).select_from(Unit)), "sites": db.session.scalar(select(func.count(Site.id))),
    }  # fmt: skip


def _desk() -> dict[str, Any]:
    """The first of each thing at the desk of the story's company."""
    of_unit = {"contract_id": ServiceContract, "client_id": Client, "employment_id": Employment, "watch_id": Watch, "import_id": Import}
    return {
        name: db.session.scalar(select(table.id).where(table.unit_id == story.UNIT_ID).limit(1)) or new_id()
        for name, table in of_unit.items()
    }


def _name(line: dict[str, Any]) -> str:
    return f"{line['route']}{line['form']}, {line['reader']}"
