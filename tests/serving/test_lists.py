"""The signed lists come from nginx's own store, also while no application answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.serving.conftest import Site
from tests.support.front import Front, new_front

LISTS = ("/api/lists/trust", "/api/lists/status")


def lines(front: Front, path: str) -> list[dict[str, Any]]:
    """What the access log says of a path."""
    front.wait_for_log(path)
    told = [json.loads(line) for line in (front.folder / "gangwei-access.log").read_text().splitlines()]
    return [line for line in told if line["path"] == path]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_asked_of_the_application_once_and_not_compressed_again(site: Site, path: str) -> None:
    replies = [site.get(path, Accept_Encoding="gzip") for _ in range(3)]
    same = site.get(path, If_None_Match=replies[0].headers["ETag"])

    assert [reply.status for reply in replies] == [200] * 3
    assert {reply.body for reply in replies} == {replies[0].body}
    assert (replies[0].headers["Content-Type"], replies[0].headers["Content-Encoding"]) == ("application/cwt", None)
    assert replies[0].headers.get_all("Cache-Control") == ["public, max-age=300"]
    assert (same.status, same.body) == (304, b"")
    site.front.wait_for_log('"status":"304"')
    assert sum(line["upstream"] != "" for line in lines(site.front, path)) == 1


@pytest.fixture
def mortal() -> Iterator[HTTPServer]:
    """An application whose lists are fresh for a second, and which can be stopped."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            answer = {
                "Content-Type": "application/cwt",
                "ETag": '"1"',
                "Cache-Control": "public, max-age=1",
                "Content-Length": "6",
                "Connection": "close",
            }
            for name, value in answer.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"signed")

        def log_message(self, *_: object) -> None:
            """Be silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.server_close()


def test_while_no_application_answers_the_last_list_is_sent(site: Site, mortal: HTTPServer, tmp_path: Path) -> None:
    front = new_front(tmp_path)
    front.configure([f"127.0.0.1:{mortal.server_address[1]}"])
    front.start()
    there = Site(front, site.application, site.officer)
    try:
        first = [there.get(path) for path in (*LISTS, "/api/log/checkpoint")]
        mortal.shutdown()
        mortal.server_close()
        assert there.get("/api/health").status == 503
        while all(line["upstream_status"] != "502" for line in lines(front, "/api/lists/status")):
            assert there.get("/api/lists/status").body == b"signed"  # kept for a second, then asked for in vain
        front.stop()
        front.start()
        again = [there.get(path) for path in (*LISTS, "/api/log/checkpoint")]
    finally:
        front.stop()

    assert [reply.status for reply in (*first, *again)] == [200] * 6
    assert {reply.body for reply in (*first, *again)} == {b"signed"}
