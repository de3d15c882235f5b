"""Warnings, jobs, exports, imports, keys and the audit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec

from backend.warnings.push import encryption
from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import UNIT, Row, Things, ids, reason, value

IMPORT = "/api/imports/<uuid:import_id>"
JOB = "/api/jobs/<uuid:job_id>"
WARNING = "/api/warnings/<uuid:warning_id>"
KEY = "/api/signing-keys/<int:key_id>"


def _push(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    key = ec.generate_private_key(encryption.CURVE)
    p256dh, auth = encryption.to_base64(encryption.point(key)), encryption.to_base64(b"a" * 16)
    return {"endpoint": f"https://push.example.net/{person.name}", "p256dh": p256dh, "auth": auth, "language": "en"}


def _mapping(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"sheet": 0, "header_row": 1, "columns": [{"index": 0, "field": "name"}, {"index": 1, "field": "certificate_number"}]}


ROWS = [
    # warnings
    Row("GET", "/api/warnings", "warning:read", lists={"warning": ids("id")}),
    Row("GET", "/api/warnings/count", "warning:read"),
    Row(
        "POST", f"{WARNING}/muting", "warning:mute", "warning",
        body=lambda scene, things, person: {"until": str(scene.today + timedelta(days=7))}, command=True,
    ),
    Row("POST", f"{WARNING}/unmuting", "warning:mute", "warning", body=value(), command=True),
    Row("GET", "/api/own/push", "warning:read"),
    Row("POST", "/api/own/push", "warning:read", body=_push, status=201, command=True),
    Row("POST", "/api/own/push/removal", "warning:read", body=value(id=str(uuid4())), command=True),
    Row("GET", "/api/own/digest", "warning:read"),
    Row(
        "POST", "/api/own/digest", "warning:read", command=True,
        body=value(active=True, address="duty@example.cn", hour=8, language="en"),
    ),
    # jobs and exports
    Row("GET", "/api/jobs", "signed_in", lists={"job": ids("id")}),
    Row("GET", JOB, "signed_in", "job"),
    Row("POST", f"{JOB}/cancellation", "signed_in", "job", body=value(), command=True),
    Row("POST", f"{JOB}/retry", "signed_in", "job", subject="failed_job", uses={"job_id": "failed_job"}, body=value(), command=True),
    Row("POST", "/api/guards/export", "export:create", body=value(), status=202, command=True),
    Row("POST", "/api/units/export", "export:create", body=value(), status=202, command=True),
    Row("POST", "/api/certificates/export", "export:create", body=value(), status=202, command=True),
    Row("POST", "/api/inspections/export", "export:create", body=value(), status=202, command=True),
    Row("POST", f"{UNIT}/roster/export", "export:create", "unit", body=value(), status=202, command=True),
    Row("GET", "/api/exports/<uuid:job_id>/file", "export:create", "export", uses={"job_id": "export"}),
    # imports
    Row(
        "POST", f"{UNIT}/imports", "roster:import", "unit", data="姓名,保安员证号\n".encode(), content_type="text/csv",
        headers={"X-File-Name": "x.csv"}, status=201, command=True,
    ),
    Row("GET", f"{UNIT}/imports", "roster:import", "unit"),
    Row("GET", "/api/imports/template", "roster:import"),
    Row("GET", IMPORT, "roster:import", "import"),
    Row("GET", f"{IMPORT}/refused", "roster:import", "import"),
    Row("PUT", f"{IMPORT}/mapping", "roster:import", "import", headers={"If-Match": '"2"'}, body=_mapping, command=True),
    Row("GET", f"{IMPORT}/rows", "roster:import", "import"),
    Row("GET", f"{IMPORT}/rows/<int:number>", "roster:import", "import", fills={"number": "2"}),
    Row(
        "PATCH", f"{IMPORT}/rows/<int:number>", "roster:import", "import", subject="ready_import", uses={"import_id": "ready_import"},
        fills={"number": "2"}, body=value(values={"name": "某某"}), command=True,
    ),
    Row(
        "POST", f"{IMPORT}/application", "roster:import", "import", subject="ready_import", uses={"import_id": "ready_import"},
        body=value(only_good=True), command=True,
    ),
    Row(
        "POST", f"{IMPORT}/undoing", "roster:import", "import", subject="applied_import", uses={"import_id": "applied_import"},
        body=value(), command=True,
    ),
    Row("POST", f"{IMPORT}/cancellation", "roster:import", "import", body=value(), command=True),
    # keys
    Row("GET", "/api/signing-keys", "signing_key:manage"),
    Row("POST", "/api/signing-keys", "signing_key:manage", body=value(purpose="card"), status=201, command=True),
    Row("POST", "/api/signing-keys/rotation", "signing_key:manage", body=value(purpose="card", at_once=True), command=True),
    Row("POST", "/api/signing-keys/publication", "signing_key:manage", body=value(), status=202, command=True),
    Row("POST", f"{KEY}/revocation", "signing_key:manage", fills={"key_id": "1"}, body=reason(), command=True),
    Row("GET", f"{KEY}/certificates", "signing_key:manage", fills={"key_id": "1"}),
    Row("GET", f"{KEY}/certificates.csv", "signing_key:manage", fills={"key_id": "1"}),
    # the audit
    Row("GET", "/api/audit-events", "audit:read", lists={"audit_event": ids("seq")}),
]  # fmt: skip
