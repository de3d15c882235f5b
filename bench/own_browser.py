"""A browser with the app's own readers in it, as ``window.bench`` (pwa/tools/bench/measured.ts)."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium

APP = Path(__file__).resolve().parent.parent / "pwa"
HERE = "http://localhost/bench"
"""Nothing listens there; a browser takes it for a secure context, without which it checks no signature."""


@contextmanager
def opened() -> Iterator[Page]:
    """A page in which ``bench.…`` can be called."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        subprocess.run(["node", "tools/bench/build.js", folder], cwd=APP, check=True, capture_output=True)
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            page = browser.new_page()
            page.route(HERE, lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
            page.goto(HERE)
            page.add_script_tag(path=Path(folder) / "bench.js")
            yield page
        finally:
            browser.close()
