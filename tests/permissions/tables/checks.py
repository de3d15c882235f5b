"""Checks of cards, of many certificates at once, and alerts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene
from tests.permissions.tables.row import REFUSED, UNIT, Body, Row, Things, ids, value

WATCH = "/api/watches/<uuid:watch_id>"


def _check(with_site: bool) -> Body:
    def body(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
        asked = {"number": things["number"], "device_id": str(uuid4()), "checked_at": scene.world.clock.now().isoformat(), "mode": "online"}
        return {**asked, **({"site_id": str(things["site"])} if with_site else {})}

    return body


def _numbers(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"numbers": things["number"]}


def _watch(scene: Scene, things: Things, person: Person) -> dict[str, Any]:
    return {"name": "新名单", "numbers": things["number"]}


ROWS = [
    # checks
    Row("POST", "/api/verifications", "verification:record", "certificate", body=_check(False), status=201, command=True, secret=False),
    Row("POST", "/api/verifications", "verification:record", "site", body=_check(True), status=201, command=True, outside=REFUSED),
    Row("GET", "/api/verifications", "verification:read", lists={"own_verification": ids("id")}),
    Row("GET", "/api/verifications/<uuid:verification_id>", "verification:read", "verification"),
    Row("GET", "/api/verifications/<uuid:verification_id>/photo", "verification:read", "verification"),
    Row(
        "GET", "/api/verifications/<uuid:verification_id>/elsewhere", "verification:record", "own_verification",
        uses={"verification_id": "own_verification"},
    ),
    # many certificates at once
    Row("POST", "/api/certificate-checks", "certificate:check", body=_numbers),
    Row(
        "POST", "/api/certificate-checks/file", "certificate:check", query="?kind=csv", data=b"4401202600001\n4401202600002",
        content_type="application/octet-stream",
    ),
    Row("POST", "/api/certificate-checks/workbook", "certificate:check", body=_numbers),
    Row("GET", f"{UNIT}/watches", "certificate:check", "unit"),
    Row("POST", f"{UNIT}/watches", "certificate:check", "unit", body=_watch, status=201, command=True),
    Row("GET", WATCH, "certificate:check", "watch"),
    Row("GET", f"{WATCH}/numbers", "certificate:check", "watch"),
    Row("PATCH", WATCH, "certificate:check", "watch", body=value(name="新名单"), command=True),
    Row("POST", f"{WATCH}/note", "certificate:check", "watch", body=value(), command=True),
    Row("DELETE", WATCH, "certificate:check", "watch", status=204),
    # alerts
    Row("GET", "/api/alerts", "alert:read", lists={"alert": ids("id")}),
    Row("GET", "/api/alerts/count", "alert:read"),
    Row("GET", "/api/alerts/<uuid:alert_id>", "alert:read", "alert"),
    Row(
        "POST", "/api/alerts/<uuid:alert_id>/settlement", "alert:settle", "alert",
        body=value(outcome="harmless", reason="工作需要"), command=True,
    ),
]  # fmt: skip
