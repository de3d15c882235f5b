"""Lighthouse's judgement of three pages on a phone, through the real nginx before the real application."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.rows import Row, keep_slow
from tests.browser.conftest import GUARDS, chromium
from tests.browser.server import RunningServer, prepare
from tests.support.front import Front, new_front

FOLDER = Path(__file__).resolve().parent / "lighthouse"
RUNS, TRIES = 3, 3
NOTHING_RECORDED = "NO_NAVSTART"
"""The browser was not ready when the page was opened: nothing was judged, so it is opened again."""
AIMS = {"performance": 5, "accessibility": 0, "best-practices": 0}
"""Points below 100, as smaller is better in every row."""

FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --ignore-certificate-errors"


def rows() -> list[Row]:
    """Points below 100 in each category, median of three runs, for the sign-in page, the first page behind it, the public page."""
    _install()
    with _site() as (front, server):
        pages = {"sign-in page": ("/", ""), "first page signed in": ("/", _cookie(front, server)), "public page": ("/lookup", "")}
        return [row for name, (path, cookie) in pages.items() for row in _judged(name, front.origin + path, cookie)]


def judge(address: str, cookie: str = "") -> dict:
    """Lighthouse's whole report on one page, as a mobile phone on a slow network sees it."""
    with tempfile.TemporaryDirectory() as folder:
        headers = Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
        command = [
            "node", FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js", address, "--quiet", "--output=json",
            "--form-factor=mobile", f"--only-categories={','.join(AIMS)}", f"--extra-headers={headers}", f"--chrome-flags={FLAGS}",
            "--no-enable-error-reporting",
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": chromium()}
        for _ in range(TRIES):
            done = subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True, check=False)
            if NOTHING_RECORDED not in done.stderr:
                break
    if done.returncode:
        raise RuntimeError(f"lighthouse {address}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout))


def _judged(name: str, address: str, cookie: str) -> list[Row]:
    reports = [judge(address, cookie) for _ in range(RUNS)]
    lost = {kind: statistics.median(round(100 - 100 * report["categories"][kind]["score"]) for report in reports) for kind in AIMS}
    return [Row(f"Lighthouse mobile, {name}: {kind}, below 100", lost[kind], "points", aim) for kind, aim in AIMS.items()]


def _install() -> None:
    """Only here, so that nobody who runs or tests the system fetches Lighthouse."""
    if not (FOLDER / "node_modules" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=FOLDER, check=True)


@contextmanager
def _site() -> Iterator[tuple[Front, RunningServer]]:
    with tempfile.TemporaryDirectory() as folder:
        front = new_front(Path(folder) / "nginx")
        server = prepare(Path(folder), f"sqlite:///{folder}/gangwei.db", GUARDS)
        server.environment.update(GANGWEI_PUBLIC_ORIGIN=front.origin, GANGWEI_TRUSTED_PROXIES="1")
        front.configure([server.origin.removeprefix("http://")])
        try:
            server.start()
            front.start()
            yield front, server
        finally:
            front.stop()
            server.stop()


def _cookie(front: Front, server: RunningServer) -> str:
    """The session cookie of a station officer, signed in as a browser does."""
    story = server.story
    with closing(front.connect()) as connection:
        connection.request("GET", "/api/session")
        begun = connection.getresponse()
        token = json.loads(begun.read())["csrf_token"]
        body = json.dumps({"user_name": story.accounts["station_officer"], "password": story.password})
        headers = {"Content-Type": "application/json", "X-CSRFToken": token, "Cookie": _value(begun.headers["Set-Cookie"])}
        connection.request("POST", "/api/session", body, headers)
        signed = connection.getresponse()
        signed.read()
        if signed.status != 200:
            raise RuntimeError(f"signing in was answered with {signed.status}")
        return _value(signed.headers["Set-Cookie"])


def _value(cookie: str | None) -> str:
    return (cookie or "").split(";")[0]


if __name__ == "__main__":
    keep_slow(rows())
