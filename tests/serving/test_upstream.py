"""Application hosts that go away: nobody is told more than is true, and what can be saved is saved."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.serving.conftest import Site
from tests.support.front import Front, free_port, new_front


class DyingHost:
    """Takes requests whole and dies without an answer, as a machine without power does."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.seen: list[bytes] = []
        self.thread = threading.Thread(target=self._take, daemon=True)
        self.thread.start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                with connection:
                    connection.settimeout(5)
                    self.seen.append(connection.recv(100_000))

    def close(self) -> None:
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


@pytest.fixture
def dying() -> Iterator[DyingHost]:
    host = DyingHost()
    yield host
    host.close()


def started(folder: Path, *applications: str) -> Front:
    front = new_front(folder)
    front.configure(list(applications))
    front.start()
    return front


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_what_a_dying_host_had_in_its_hands_another_one_answers(site: Site, dying: DyingHost, tmp_path: Path, method: str) -> None:
    front = started(tmp_path, dying.address, site.application.origin.removeprefix("http://"))
    try:
        paths = {"GET": "/api/health", "POST": "/api/lookup", "PUT": "/api/own/password"}
        there = Site(front, site.application, site.officer)
        statuses = [there.ask(method, paths[method], None if method == "GET" else {}).status for _ in range(2)]
        assert len(dying.seen) == 1, "the dying host was asked once, then left alone"
        assert dying.seen[0].startswith(method.encode())
        assert set(statuses) == {{"GET": 200, "POST": 422, "PUT": 401}[method]}
    finally:
        front.stop()


def test_when_no_host_answers_the_api_says_so_and_the_app_still_opens(site: Site, tmp_path: Path) -> None:
    front = started(tmp_path, f"127.0.0.1:{free_port()}")
    try:
        there = Site(front, site.application, site.officer)
        refused = there.ask("POST", "/api/lookup", {"number": "1", "name": "x"})
        assert (refused.status, refused.json["code"]) == (503, "server.unavailable")
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.headers["Retry-After"] == str(refused.json["retry_after_s"])
        assert refused.headers["Cache-Control"] == "no-store"
        assert there.get("/").status == 200
    finally:
        front.stop()


def test_a_host_that_comes_back_is_found_again_at_once(site: Site, tmp_path: Path) -> None:
    """One host alone is asked each time, however often it was away."""
    port = free_port()
    front = started(tmp_path, f"127.0.0.1:{port}")
    try:
        there = Site(front, site.application, site.officer)
        assert {there.get("/api/health").status for _ in range(3)} == {503}
        with answering(port):
            assert there.get("/api/health").body == b"back"
        assert there.get("/api/health").json["code"] == "server.unavailable"
    finally:
        front.stop()


@contextmanager
def answering(port: int) -> Iterator[None]:
    """A host that answers each request with one word."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"back")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", port), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield
        server.shutdown()
        thread.join()
