"""A hostile network: invented addresses, bodies too large, clients too slow, floods, and digits that belong in no log."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.serving.conftest import BALANCER, Reply, Site
from tests.serving.test_answers import DIGITS
from tests.support.front import DOMAIN, new_front, trusting

SECRETS = (DIGITS, "陈志强", "%E9%99%88", "\\xE9\\x99\\x88")
MB = 1024 * 1024
HEADER_TIMEOUT_S = 3
"""Instead of ten. Not less: a TLS handshake on a busy machine must fit into it."""


def raw(site: Site, text: bytes, timeout: float = 20) -> Any:
    """A connection on which `text` was written as it is."""
    plain = socket.create_connection(("127.0.0.1", site.front.port), timeout=timeout)
    wrapped = trusting().wrap_socket(plain, server_hostname=DOMAIN)
    wrapped.sendall(text)
    return wrapped


def problem(reply: Reply) -> tuple[int, str]:
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json["status"] == reply.status
    assert {"type", "title", "status", "code", "detail", "errors"} <= reply.json.keys()
    return reply.status, reply.json["code"]


class TestAddresses:
    def address_seen(self, site: Site, source: str, forwarded: str) -> str:
        """What the officer reads in the list of own sessions after signing in like this."""
        headers = {"source": source, "X_Forwarded_For": forwarded}
        sessions = site.get("/api/own/sessions", Cookie=site.signed_in(**headers), **headers).json["items"]
        return str(next(session["address"] for session in sessions if session["current"]))

    def test_a_stranger_cannot_invent_his_address(self, site: Site) -> None:
        assert self.address_seen(site, "127.0.0.1", "203.0.113.66") == "127.0.0.1"

    def test_a_trusted_balancer_is_believed_but_not_what_it_was_told_by_others(self, site: Site) -> None:
        assert self.address_seen(site, BALANCER, "198.51.100.1, 203.0.113.7") == "203.0.113.7"


class TestBodies:
    def test_too_large_a_picture_is_refused_before_it_is_sent(self, site: Site) -> None:
        reply = site.ask("POST", "/api/media", bytes(9 * MB), Content_Type="image/jpeg")
        assert problem(reply) == (413, "body.too_large")

    def test_a_picture_of_the_largest_size_reaches_the_application(self, site: Site) -> None:
        assert problem(site.ask("POST", "/api/media", bytes(8 * MB), Content_Type="image/jpeg")) == (401, "unauthenticated")

    def test_a_refused_picture_is_still_taken_in(self, site: Site) -> None:
        """Else the connection is reset, and the reset may overtake the answer: nginx then says that nobody is there."""
        with closing(HTTPConnection(site.application.origin.removeprefix("http://"), timeout=30)) as connection:
            for _ in range(2):  # the second needs the connection of the first
                connection.request("POST", "/api/media", bytes(8 * MB), {"Content-Type": "image/jpeg"})
                response = connection.getresponse()
                assert (response.status, b"unauthenticated" in response.read(), response.will_close) == (401, True, False)

    def test_too_long_a_command_is_refused_by_both(self, site: Site) -> None:
        body = {"number": "x" * 300_000, "name": "y"}
        assert problem(site.ask("POST", "/api/lookup", body)) == (413, "body.too_large")
        behind = socket.create_connection(tuple(site.application.origin.removeprefix("http://").split(":")), timeout=10)  # type: ignore[arg-type]
        with closing(behind):
            head = f"POST /api/lookup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {300_000}\r\n\r\n"
            behind.sendall(head.encode() + b" " * 300_000)
            assert behind.recv(100).startswith(b"HTTP/1.1 413 ")

    def test_a_length_that_was_not_told_does_not_help(self, site: Site) -> None:
        def pieces() -> Iterator[bytes]:
            for _ in range(40):
                yield b" " * 10_000

        with closing(site.front.connect()) as connection:
            connection.request("POST", "/api/lookup", pieces(), {"Content-Type": "application/json"}, encode_chunked=True)
            response = connection.getresponse()
            assert (response.status, b"body.too_large" in response.read()) == (413, True)


class TestSlowness:
    def test_who_sends_slowly_stops_nobody_else(self, site: Site) -> None:
        """More half requests than the application has threads; each of the others is answered at once."""
        half_body = b"POST /api/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        with ExitStack() as open_:
            for _ in range(12):
                open_.enter_context(raw(site, half_body))
                open_.enter_context(raw(site, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))
            began = time.monotonic()
            assert {site.get(path).status for path in ("/", "/api/session", "/api/readiness")} == {200}
            assert time.monotonic() - began < 10

    def test_a_head_that_never_ends_is_cut_off(self, site: Site, tmp_path: Path) -> None:
        front = new_front(tmp_path)
        front.configure(
            [site.application.origin.removeprefix("http://")],
            changes={"client_header_timeout 10s;": f"client_header_timeout {HEADER_TIMEOUT_S}s;"},
        )
        front.start()
        try:
            began = time.monotonic()
            with raw(Site(front, site.application, site.officer), b"GET / HTTP/1.1\r\nX-Slow: ") as slow, suppress(ConnectionError):
                assert slow.recv(1) == b""
            assert time.monotonic() - began >= HEADER_TIMEOUT_S - 0.5
        finally:
            front.stop()


class TestFloods:
    def test_tries_in_masses_are_stopped_before_the_application(self, site: Site, tmp_path: Path) -> None:
        """With the rate made so slow that no machine is slower: what counts is the burst."""
        front = new_front(tmp_path)
        changes = {"zone=door:10m rate=5r/s;": "zone=door:10m rate=1r/m;"}
        front.configure([site.application.origin.removeprefix("http://")], changes=changes)
        front.start()
        try:
            door = Site(front, site.application, site.officer)
            replies = [door.ask("POST", "/api/lookup", {}, source="127.0.0.3", Referer=f"https://x/c/{DIGITS}") for _ in range(80)]
            assert len([reply for reply in replies if reply.status == 422]) == 51
            refused = next(reply for reply in replies if reply.status == 429)
            assert problem(refused) == (429, "rate.limited")
            assert refused.headers["Retry-After"] == str(refused.json["retry_after_s"]) == "1"
            assert door.get("/api/session", source="127.0.0.3").status == 200, "asking is no try"
            assert door.ask("POST", "/api/lookup", {}, source="127.0.0.4").status == 422, "others are not hindered"
        finally:
            front.stop()


class TestLogs:
    def test_no_digits_of_a_card_and_no_question_stand_in_any_log(self, site: Site) -> None:
        referer = f"https://{DOMAIN}/c/{DIGITS}"
        asked = [
            site.get(f"/c/{DIGITS}"),
            site.get(f"/%63/{DIGITS}"),
            site.get(f"//c//{DIGITS}/more"),
            site.get(f"/C/{DIGITS}"),
            site.get(f"/{DIGITS}"),
            site.get(f"/{DIGITS}.png"),
            site.get("/api/health?name=%E9%99%88%E5%BF%97%E5%BC%BA", Referer=referer),
            site.get(f"/api/guards/{DIGITS}", Referer=referer),
            site.ask("POST", f"/c/{DIGITS}", bytes(9 * MB)),
            site.ask("POST", f"/api/lookup?x={DIGITS}", bytes(9 * MB), Referer=referer),
            site.ask("POST", "/api/lookup", {"credential": DIGITS}, Referer=referer),
        ]
        for text in (f"GET /c/{DIGITS * 200} HTTP/1.1\r\n", f"GET /c/{DIGITS} HTTP/9\r\n", f"BREW /c/{DIGITS} \r\n", f"/c/{DIGITS}\r\n"):
            with raw(site, f"{text}Host: localhost\r\nReferer: {referer}\r\n\r\n".encode()) as connection:
                connection.recv(1000)
        known = {reply.headers["X-Request-ID"] for reply in asked}
        assert len(known) == len(asked)
        logs = site.front.wait_for_log('"status":"414"', *known)
        written = logs + (site.application.data / "server.log").read_text()
        assert [secret for secret in SECRETS if secret in written] == []
        assert DIGITS[:20] not in written


def test_a_request_bears_one_id_from_nginx_to_the_applications_log(site: Site) -> None:
    mine = "0123456789abcdef0123456789abcdef"
    given = site.get("/api/health", X_Request_ID=mine).headers["X-Request-ID"]
    assert given != mine, "a stranger's id could be that of another request"
    site.front.wait_for_log(given)
    assert given in (site.application.data / "server.log").read_text()


@pytest.mark.parametrize("path", ["/api/session", "/guards"])
def test_a_request_smuggled_behind_another_is_not_answered(site: Site, path: str) -> None:
    first = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    with raw(site, f"{first}GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()) as connection:
        assert connection.recv(20).startswith(b"HTTP/1.1 400 ")
