"""How many checks and public questions a server answers beside a bare Flask endpoint.

All under the same gunicorn settings and the same load program, one after the other in one run, the bare endpoint before and
behind: a shared machine is not equally quick all the time. The officers of every city scan cards of guards where these are
posted, each tenth at another site of the city: real codes, real signatures, every check kept.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from backend import create_app
from backend.certificates import credential
from backend.certificates.models import Certificate
from backend.config import load_settings
from backend.demo import story
from backend.demo.accounts import CITY_NAMES
from backend.extensions import db, settings
from backend.guards.models import Guard
from backend.roster.models import Posting, Site
from bench.rows import Row
from bench.server import free_port
from tests.browser.server import RunningServer

PROJECT = Path(__file__).resolve().parent.parent
CONNECTIONS, SECONDS, WARM_UP_S = 8, 8, 2
CARDS = 3000
ELSEWHERE_EACH = 10
"""Each so many a card is met at a site where the guard is not posted."""
AIMS = {"sqlite": 0.5, "postgresql": 0.33}
"""At least this share of the bare endpoint's requests a second."""


class LoadFailed(RuntimeError):
    """Requests were refused or broken, so their speed says nothing."""


def rows(server: RunningServer, label: str) -> list[Row]:
    """The share of the bare endpoint's requests a second, with latencies, for checks and public questions."""
    dialect = "sqlite" if server.environment["GANGWEI_DATABASE_URL"].startswith("sqlite") else "postgresql"
    with tempfile.TemporaryDirectory() as folder:
        checks, questions = _write_requests(server, Path(folder))
        bare = [_measure_bare(Path(folder))]
        server.start()
        try:
            measured = {"check of a card": measure(server.origin, checks), "public lookup": measure(server.origin, questions)}
        finally:
            server.stop()
        bare.append(_measure_bare(Path(folder)))
    between = {key: (bare[0][key] + bare[1][key]) / 2 for key in bare[0]}
    return [row for name, result in measured.items() for row in _rows(f"{name}, {label}", result, between, AIMS[dialect])]


def _measure_bare(folder: Path) -> dict[str, Any]:
    with _bare() as origin:
        return measure(origin, _bare_request(folder, origin))


def _rows(name: str, result: dict[str, Any], bare: dict[str, Any], aim: float) -> list[Row]:
    speed, bare_speed = (round(run["requests"] / run["seconds"]) for run in (result, bare))
    latencies = [
        Row(f"{name}: {key[:3]}", round(result[key], 1), "ms", None, round(bare[key], 1)) for key in ("p50_ms", "p95_ms", "p99_ms")
    ]
    return [
        Row(f"{name}: requests a second", speed, "1/s", None, bare_speed, more_is_better=True),
        Row(f"{name}: share of a bare endpoint's", round(speed / bare_speed, 3), "", aim, more_is_better=True),
        *latencies,
    ]


def measure(origin: str, requests: Path) -> dict[str, Any]:
    """Warm up, then put load on. Raises LoadFailed when anything but success came back."""
    _wrk(origin, requests, WARM_UP_S)
    result = _wrk(origin, requests, SECONDS)
    if result["failed"] or result["broken"] or not result["requests"]:
        raise LoadFailed(f"{origin} {requests.name}: {result}")
    return result


def _wrk(origin: str, requests: Path, seconds: int) -> dict[str, Any]:
    script, seed = PROJECT / "bench" / "traffic.lua", str(random.randrange(1, 10**6))
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), origin, "--", str(requests), seed]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def _bare() -> Iterator[str]:
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn_conf.py", "--bind", address, "bench.bare:app"]
    process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL)
    try:
        _wait(process, address)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen, address: str) -> None:
    while process.poll() is None:
        try:
            connection = HTTPConnection(address, timeout=5)
            connection.request("GET", "/")
            connection.getresponse()
            return
        except OSError:  # not up yet
            with suppress(subprocess.TimeoutExpired):  # waits on the process itself: an early end is seen at once
                process.wait(0.05)
    raise LoadFailed("the bare endpoint did not start")


def _bare_request(folder: Path, origin: str) -> Path:
    file = folder / "bare"
    file.write_text(_line("POST", "/", origin, {}, {"number": "4401200000001", "mode": "online"}))
    return file


def _write_requests(server: RunningServer, folder: Path) -> tuple[Path, Path]:
    """The files of requests for the load program: checks by signed-in officers, questions of the public."""
    app = create_app(load_settings(server.environment))
    with app.app_context():
        cards = _cards()
        sites = {city: list(db.session.scalars(_sites(city))) for city in CITY_NAMES}
    server.start()
    try:
        officers = {city: sign_in(server, f"{name}1") for city, name in CITY_NAMES.items() if sites[city]}
    finally:
        server.stop()
    rng = random.Random(20)
    device, now = str(uuid4()), datetime.now(UTC).isoformat()
    checks, questions = folder / "checks", folder / "questions"
    with checks.open("w") as out:
        for index, (_, _, code, site_id, city) in enumerate(cards):
            headers, here = officers[city], rng.choice(sites[city]) if index % ELSEWHERE_EACH == 0 else site_id
            body = {"code": code, "site_id": str(here), "device_id": device, "checked_at": now, "mode": "online",
                    "position": {"latitude": 23.1353, "longitude": 113.3612, "accuracy_m": 12}}  # fmt: skip
            out.write(_line("POST", "/api/verifications", server.origin, {**headers, "Idempotency-Key": "KEY"}, body))
    with questions.open("w") as out:
        for number, name, *_ in cards:
            out.write(_line("POST", "/api/lookup", server.origin, {}, {"number": number, "name": name}))
    return checks, questions


def _sites(city: str) -> Any:
    return select(Site.id).where(Site.agency_code.startswith(city), Site.status == "active").limit(200)


def _cards() -> list[tuple[str, str, str, UUID, str]]:
    """Number, name and code of certificates of every city's guards, with a site where each is posted, and the city."""
    origin = settings().public_origin
    return [
        (number, name, credential.card_url(origin, payload), site_id, city)
        for city in CITY_NAMES
        for number, name, payload, site_id in db.session.execute(_posted(city))
    ]


def _posted(city: str) -> Any:
    """So many open postings at sites of the city, each with a certificate that counts."""
    return (
        select(Certificate.number, Guard.name, Certificate.payload, Posting.site_id)
        .join(Guard, Guard.certificate_number == Certificate.number)
        .join(Posting, Posting.guard_id == Guard.id)
        .join(Site, Site.id == Posting.site_id)
        .where(Site.agency_code.startswith(city), Site.status == "active", Posting.ended_on.is_(None))
        .limit(CARDS // len(CITY_NAMES))
    )


def sign_in(server: RunningServer, user_name: str) -> dict[str, str]:
    """Cookie and CSRF token of a new session."""
    connection = HTTPConnection(server.origin.removeprefix("http://"), timeout=20)
    body = json.dumps({"user_name": user_name, "password": story.read_password(server.data)})
    connection.request("POST", "/api/session", body, {"Content-Type": "application/json", **_csrf(connection)})
    answer = connection.getresponse()
    told = json.loads(answer.read())
    if answer.status != 200:
        raise LoadFailed(f"{user_name} cannot sign in: {told}")
    return {"Cookie": str(answer.getheader("Set-Cookie")).split(";")[0], "X-CSRFToken": told["csrf_token"]}


def _csrf(connection: HTTPConnection) -> dict[str, str]:
    connection.request("GET", "/api/session")
    answer = connection.getresponse()
    token = json.loads(answer.read())["csrf_token"]
    return {"X-CSRFToken": token, "Cookie": str(answer.getheader("Set-Cookie")).split(";")[0]}


def _line(method: str, path: str, origin: str, headers: dict[str, str], body: dict[str, Any]) -> str:
    content = json.dumps(body, ensure_ascii=False)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {origin.removeprefix('http://')}", "Content-Type: application/json",
             *(f"{name}: {value}" for name, value in headers.items()), f"Content-Length: {len(content.encode())}"]  # fmt: skip
    return r"\r\n".join([*lines, "", content]) + "\n"
