"""The memory of one worker: at its start, and after a hundred thousand requests of all kinds."""

from __future__ import annotations

import random
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import select

from backend.extensions import db
from backend.guards.models import Guard
from bench.asking import open_app
from bench.rows import Row
from bench.server import PROJECT
from bench.traffic import LoadFailed, sign_in
from tests.browser.server import RunningServer

REQUESTS, WARM_UP, CONNECTIONS = 100_000, 2_000, 4
AIM_MB, AIM_GROWTH_PERCENT = 150, 1
READ = (
    "/api/session",
    "/api/trust-list",
    "/api/units/{unit}",
    "/api/guards/{guard}",
    "/api/guards/{guard}/employments",
    "/api/guards/{guard}/photo",
    "/api/inspections",
    "/api/certificates",
    "/api/sites",
    "/api/checklists",
    "/api/own/sessions",
)
"""What is asked; the unknown unit among it, so that refusals are part of the mixture."""

SCRIPT = """
local paths, count = {}, 0
for line in io.lines(%(file)s) do paths[#paths + 1] = line end
request = function()
  count = count + 1
  return wrk.format("GET", paths[count %% #paths + 1])
end
"""


def rows(server: RunningServer, database: str) -> list[Row]:
    """Proportional set size of the worker; it is one worker, never replaced, so that it answers everything itself."""
    server.environment |= {"GANGWEI_WORKERS": "1", "GUNICORN_CMD_ARGS": "--max-requests 0"}
    paths = _paths(server)
    server.start()
    try:
        worker = _worker(server)
        begun = _pss_mb(worker)
        cookie = sign_in(server, "city")["Cookie"]
        asked = _ask(server, paths, cookie, WARM_UP, 0)
        warm = _pss_mb(worker)
        while asked < REQUESTS:
            asked = _ask(server, paths, cookie, min(REQUESTS, asked + 20_000), asked)
        after = _pss_mb(worker)
    finally:
        server.stop()
        del server.environment["GANGWEI_WORKERS"], server.environment["GUNICORN_CMD_ARGS"]
    growth = round(100 * (after - warm) / warm, 2)
    return [
        Row(f"memory of a worker at its start, {database}", round(begun, 1), "MB", AIM_MB),
        Row(f"memory of a worker after {asked:,} requests, {database}", round(after, 1), "MB", AIM_MB),
        Row(f"its growth since request {WARM_UP:,}, {database}", growth, "%", AIM_GROWTH_PERCENT),
    ]


def _paths(server: RunningServer) -> list[str]:
    with open_app(server).app_context():
        guards = db.session.execute(select(Guard.id, Guard.unit_id).where(Guard.unit_id.is_not(None)).limit(1000)).all()
        db.engine.dispose()
    rng = random.Random(4)
    return [rng.choice(READ).format(guard=row.id, unit=row.unit_id) for row in guards for _ in range(3)]


def _ask(server: RunningServer, paths: list[str], cookie: str, until: int, asked: int) -> int:
    """Ask until so many were answered; returns how many that were. Raises LoadFailed when the server broke."""
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder) / "paths", Path(folder) / "paths.lua"
        file.write_text("\n".join(paths))
        script.write_text(SCRIPT % {"file": f'"{file}"'})
        while asked < until:
            command = [
                "wrk",
                "-t1",
                f"-c{CONNECTIONS}",
                "-d10s",
                "--timeout",
                "20s",
                "-s",
                str(script),
                "-H",
                f"Cookie: {cookie}",
                server.origin,
            ]
            told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout
            answered = [int(line.split()[0]) for line in told.splitlines() if " requests in " in line]
            if not answered or not answered[0] or "Socket errors" in told:
                raise LoadFailed(told)
            asked += answered[0]
    return asked


def _worker(server: RunningServer) -> int:
    master: Any = server.process
    children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
    return next(int(pid) for pid in children if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text())


def _pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
