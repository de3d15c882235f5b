"""What an operator sees of the running system: one id through all logs, and counters that outlive their workers."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from backend.errors import CATALOGUE
from tests.serving.conftest import METRICS_TOKEN, Site
from tests.support.world import PASSWORD

SECRET = "440106199005170011"
LONGEST_WAIT_S = 120


def lines(text_: str) -> list[dict[str, Any]]:
    """Every line as JSON; a line that is none fails here."""
    return [json.loads(line) for line in text_.splitlines()]


def application_log(site: Site) -> list[dict[str, Any]]:
    """What the application's processes have written so far."""
    return lines((site.application.data / "server.log").read_text())


def wait_until(condition: Callable[[], Any]) -> Any:
    """What the condition returns as soon as it is true."""
    end = time.monotonic() + LONGEST_WAIT_S
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def try_to_sign_in(site: Site, **headers: str) -> Any:
    """A wrong password, by an officer who exists: an act that is audited."""
    session = site.get("/api/session")
    cookie = (session.headers["Set-Cookie"] or "").partition(";")[0]
    values = {"user_name": site.officer, "password": f"not {PASSWORD}"}
    return site.ask("POST", "/api/session", values, Cookie=cookie, X_CSRFToken=session.json["csrf_token"], **headers)


def test_one_id_leads_from_nginx_to_the_database(site: Site) -> None:
    reply = try_to_sign_in(site, X_Request_ID="chosen-by-the-client")
    assert reply.status == 401
    name = reply.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", name)
    front = wait_until(
        lambda: [line for line in lines((site.front.folder / "gangwei-access.log").read_text()) if line["request_id"] == name]
    )
    assert (len(front), front[0]["path"], front[0]["status"]) == (1, "/api/session", "401")
    own = [line for line in application_log(site) if line.get("request_id") == name]
    assert [line["status"] for line in own if line["event"] == "request"] == [401]
    slow = [line for line in own if line["event"] == "slow statement"]  # here every statement is called slow
    assert any("sign_in_counters" in line["statement"] for line in slow)
    assert not any(site.officer in json.dumps(line) for line in own)
    engine = create_engine(site.application.environment["GANGWEI_DATABASE_URL"], poolclass=NullPool)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT action FROM audit_events WHERE request_id = :name"), {"name": name}).scalars().all()
    assert found == ["sign_in_failed"]
    if engine.dialect.name == "postgresql":
        assert all(line["database_pid"] for line in slow)


def test_what_is_no_request_is_told_without_its_words(site: Site) -> None:
    host, port = site.application.origin.removeprefix("http://").split(":")
    before = len(application_log(site))
    for sent in (f"GET /c/{SECRET} NONSENSE\r\n\r\n", f"GET / HTTP/1.1\r\nHost: a\r\nX {SECRET}: b\r\n\r\n", f"{SECRET}\r\n\r\n"):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(sent.encode())
            assert b"400" in connection.recv(200)
    told = wait_until(lambda: len(new := application_log(site)[before:]) >= 3 and new)
    assert all(line["logger"] == "gunicorn.error" and "request_id" not in line for line in told if line["event"] != "request")
    assert SECRET not in (site.application.data / "server.log").read_text()


def test_metrics_are_for_who_has_the_token(site: Site) -> None:
    assert site.get("/api/metrics").status == 404
    assert site.get("/api/metrics", Authorization=f"Bearer {METRICS_TOKEN}x").status == 404
    assert site.get("/api/metrics", Authorization=METRICS_TOKEN).status == 404
    assert site.get("/api/metrics").body == site.get("/api/nothing").body
    assert site.get("/api/metrics", Authorization=f"Bearer {METRICS_TOKEN}").headers["Content-Type"].startswith("text/plain; version=")


def test_counters_outlive_the_worker_that_counted(site: Site) -> None:
    route = {"route": "/api/health", "method": "GET", "status": "2xx"}
    for _ in range(20):
        assert site.get("/api/health").status == 200
    before = value(site, "gangwei_http_request_seconds_count", **route)
    assert before >= 20
    files = set(folder_of(site).glob("counter_*.db"))
    workers = children(site.application.process.pid)
    os.kill(workers[0], signal.SIGKILL)
    wait_until(
        lambda: len(children(site.application.process.pid)) == len(workers) and workers[0] not in children(site.application.process.pid)
    )
    for _ in range(20):
        assert site.get("/api/health").status == 200
    assert value(site, "gangwei_http_request_seconds_count", **route) == before + 20
    assert set(folder_of(site).glob("counter_*.db")) == files  # his place is taken over


def test_failed_sign_ins_verdicts_and_the_audit_are_counted(site: Site) -> None:
    before, audited = value(site, "gangwei_problems_total", code="session.wrong_credentials"), value(site, "gangwei_audit_events")
    assert try_to_sign_in(site).status == 401
    assert value(site, "gangwei_problems_total", code="session.wrong_credentials") == before + 1
    assert value(site, "gangwei_audit_events") == audited + 1
    assert value(site, "gangwei_database_up") == 1
    assert 'gangwei_jobs{state="waiting"} 0.0' in exposition(site)
    assert "gangwei_job_overdue_seconds 0.0" in exposition(site)
    assert value(site, "gangwei_database_statements_total", route="/api/session") > 0
    assert value(site, "gangwei_database_seconds_total", route="/api/session") > 0
    assert value(site, "gangwei_database_connections_in_use") >= 0


def test_no_label_says_who_or_which(site: Site) -> None:
    """Every label is of a closed set, whatever is asked."""
    for path in (f"/api/{SECRET}", f"/api/guards/{SECRET}", f"/c/{SECRET}", "/api/units/01890a5d-ac96-774b-bcce-b302099a8057"):
        for method in ("GET", "BREW"):
            site.ask(method, path)
    routes = set(re.findall(r'route="([^"]*)"', exposition(site)))
    methods, codes = set(re.findall(r'method="([^"]*)"', exposition(site))), set(re.findall(r'code="([^"]*)"', exposition(site)))
    assert SECRET not in exposition(site)
    assert all(re.fullmatch(r"none|/[a-z/.-]*(<[a-z:_]+>[a-z/.-]*)*", rule) for rule in routes), routes
    assert methods <= {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"}
    assert codes <= set(CATALOGUE)
    assert set(re.findall(r"[{,]([a-z_]+)=", exposition(site))) <= {
        "route",
        "method",
        "purpose",
        "status",
        "code",
        "reason",
        "mode",
        "le",
        "state",
        "kind",
    }


def exposition(site: Site) -> str:
    """The metrics as Prometheus gets them."""
    return site.get("/api/metrics", Authorization=f"Bearer {METRICS_TOKEN}").body.decode()


def value(site: Site, name: str, **labels: str) -> float:
    """One value; 0 where there is none yet."""
    for line in exposition(site).splitlines():
        found = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line)
        if found and found[1] == name and dict(re.findall(r'(\w+)="([^"]*)"', found[2] or "")) == labels:
            return float(found[3])
    return 0


def children(process: int) -> list[int]:
    """The workers of a gunicorn."""
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def folder_of(site: Site) -> Path:
    """Where the processes of this server count together."""
    environment = Path(f"/proc/{children(site.application.process.pid)[0]}/environ").read_bytes().split(b"\0")
    found = [word for word in environment if word.startswith(b"PROMETHEUS_MULTIPROC_DIR=")]
    if found:
        return Path(found[0].partition(b"=")[2].decode())
    maps = Path(f"/proc/{children(site.application.process.pid)[0]}/maps").read_text()
    return Path(re.search(r"(/\S*gangwei-metrics-\S*)/counter", maps)[1])
