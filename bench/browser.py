"""What an officer waits for, measured in a real browser with a film of a real card before its camera.

The figures are the app's own marks: from the camera frame that was read to the verdict on the screen.
Online the server's answer is part of it; offline the signature is verified on the phone.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.rows import Row
from bench.sizes import AIMS, DIST, REFERENCES
from tests.browser.camera import film
from tests.browser.conftest import FLAGS, GUARDS, chromium
from tests.browser.phone import Phone
from tests.browser.server import RunningServer, prepare

SAMPLES = 15
ONLINE_AIM_MS, OFFLINE_AIM_MS = 300, 150
SCAN_DONE = "() => performance.getEntriesByName('scan').length > 0"
SCAN_MS = "performance.getEntriesByName('scan')[0].duration"
LOADED = "performance.getEntriesByType('resource').map(entry => entry.name)"


def rows() -> list[Row]:
    """The first route as a browser loads it, and frame to verdict with and without network."""
    with _phone() as phone:
        first = _first_route(phone)
        phone.sign_in("station_officer")
        phone.take_lists()
        online = _scans(phone)
        phone.offline()
        offline = _scans(phone)
    return [
        Row("first route of the app as loaded, JS + CSS, gzip", first, "KB", AIMS["app"], REFERENCES["app"]),
        Row("camera frame to verdict, online, median", round(statistics.median(online)), "ms", ONLINE_AIM_MS),
        Row("camera frame to verdict, online, slowest of 15", round(max(online)), "ms"),
        Row("camera frame to verdict, offline, median", round(statistics.median(offline)), "ms", OFFLINE_AIM_MS),
        Row("camera frame to verdict, offline, slowest of 15", round(max(offline)), "ms"),
    ]


@contextmanager
def _phone() -> Iterator[Phone]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        server: RunningServer = prepare(Path(folder), f"sqlite:///{folder}/gangwei.db", GUARDS)
        server.start()
        path = film(server.story.guards["valid"].card, Path(folder) / "camera.mjpeg")
        browser: Browser = driver.chromium.launch(executable_path=chromium(), args=[*FLAGS, f"--use-file-for-fake-video-capture={path}"])
        phone = Phone(browser, server)
        try:
            yield phone
        finally:
            phone.close()
            browser.close()
            server.stop()


def _first_route(phone: Phone) -> float:
    """KB of the scripts and styles that a browser with nothing in its cache loads for the sign-in screen, words included."""
    phone.open("/")
    phone.page.wait_for_load_state("networkidle")
    names = {urlsplit(name).path.lstrip("/") for name in phone.page.evaluate(LOADED)}
    files = [DIST / name for name in names if name.endswith((".js", ".css")) and name.startswith("assets/")]
    return round(sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) / 1000, 1)


def _scans(phone: Phone) -> list[float]:
    taken = []
    for _ in range(SAMPLES):
        phone.open("/scan")
        phone.page.wait_for_function(SCAN_DONE)
        taken.append(float(phone.page.evaluate(SCAN_MS)))
    return taken
