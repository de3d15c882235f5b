"""The tests' own proxy between browser and server. It passes HTTP/1.1 on, and spoils some of the commands.

Each fault is what a network, a captive portal or a dying machine really does to a request:

request_dropped   the server never sees it
cut               half of its body reaches the server, then the line is gone: in the middle of an upload
response_dropped  the server has done it, and the phone hears nothing
response_cut      the phone hears half of the answer
duplicated        the server gets it twice at the same moment, on two lines
repeated_late     the server gets it again after another command
delayed           others overtake it
portal            somebody else answers 200 with a page of his own
"""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle

COMMANDS = ("/api/media", "/api/uploads/", "/api/inspections", "/api/verifications")
FAULTS = ("response_dropped", "cut", "duplicated", "request_dropped", "repeated_late", "response_cut", "delayed", "portal")
DELAY_S = 0.4
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>Welcome</html>"
PATIENCE_S = 60
WITHOUT_BODY = (204, 304)
HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}


class LineGone(OSError):
    """One of the two sides has gone."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read whole."""

    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def is_command(self) -> bool:
        """Whether it records something."""
        return self.method in ("POST", "PUT") and self.path.startswith(COMMANDS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the phone gets; `cut`: and then the line is gone."""

    shown: bytes
    cut: bool = False


@dataclass
class Proxy:
    """Listens on a port of its own; every `every`-th command meets the next fault, 0 for none."""

    upstream: int
    every: int = 0
    always: str | None = None
    """A fault that each command meets."""
    met: Counter[str] = field(default_factory=Counter)
    """How often each fault happened."""
    commands: Counter[str] = field(default_factory=Counter)
    """How many commands came by, by the first words of their path."""

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._lock, self._seen, self._next = threading.Lock(), 0, cycle(FAULTS)
        self._late: list[Request] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def origin(self) -> str:
        """How a browser reaches the server through it."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        server = HTTPConnection("127.0.0.1", self.upstream, timeout=PATIENCE_S)
        with suppress(OSError, HTTPException), line, line.makefile("rb") as incoming:
            while True:
                request = _read(incoming)
                answer = self._answer(request, server)
                line.sendall(answer.shown)
                if answer.cut:
                    return
        server.close()

    def _fault_for(self, request: Request) -> str | None:
        if not request.is_command:
            return None
        with self._lock:
            self.commands["/".join(request.path.split("?")[0].split("/")[:3])] += 1
            self._seen += 1
            if not self.always and (not self.every or self._seen % self.every):
                return None
            fault = self.always or next(self._next)
            self.met[fault] += 1
            return fault

    def _answer(self, request: Request, server: HTTPConnection) -> Answer:
        """What the phone gets. Raises LineGone when it gets nothing."""
        fault = self._fault_for(request)
        if fault == "portal":
            return Answer(PORTAL)
        if fault == "request_dropped":
            raise LineGone
        if fault == "cut":
            self._send_half(request)
            raise LineGone
        if fault == "delayed":
            time.sleep(DELAY_S)  # the fault itself
        answer = self._twice(request) if fault == "duplicated" else _exchange(server, request)
        self._send_late_ones()
        if fault == "repeated_late":
            with self._lock:
                self._late.append(request)
        if fault == "response_dropped":
            raise LineGone
        return Answer(answer[: len(answer) - 20], cut=True) if fault == "response_cut" else Answer(answer)

    def _send_half(self, request: Request) -> None:
        """What the server does with half a request it does for itself: nobody is there to be answered."""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.upstream), timeout=PATIENCE_S) as line:
            line.sendall(_head(request) + request.body[: len(request.body) // 2])
            line.shutdown(socket.SHUT_WR)
            while line.recv(65536):
                pass

    def _twice(self, request: Request) -> bytes:
        answers: list[bytes] = []

        def one() -> None:
            with suppress(OSError, HTTPException):
                answers.append(_exchange(HTTPConnection("127.0.0.1", self.upstream, timeout=PATIENCE_S), request))

        both = [threading.Thread(target=one) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        if not answers:
            raise LineGone
        return answers[-1]

    def _send_late_ones(self) -> None:
        with self._lock:
            late, self._late = self._late, []
        for request in late:
            with suppress(OSError, HTTPException):
                _exchange(HTTPConnection("127.0.0.1", self.upstream, timeout=PATIENCE_S), request)


def _read(incoming: socket.SocketIO | object) -> Request:
    start = incoming.readline()  # type: ignore[attr-defined]
    if not start:
        raise LineGone
    method, path, _ = start.decode("latin-1").split(" ", 2)
    headers = []
    while (line := incoming.readline().decode("latin-1").rstrip("\r\n")) != "":  # type: ignore[attr-defined]
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    body = incoming.read(length)  # type: ignore[attr-defined]
    if len(body) < length:
        raise LineGone  # the browser was killed, or gave up
    return Request(method, path, headers, body)


def _head(request: Request) -> bytes:
    lines = [f"{request.method} {request.path} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def _exchange(server: HTTPConnection, request: Request) -> bytes:
    """Sends it and answers with the whole response, its length told."""
    server.putrequest(request.method, request.path, skip_host=True, skip_accept_encoding=True)
    for name, value in request.headers:
        server.putheader(name, value)
    server.endheaders(request.body or None)
    answer = server.getresponse()
    body = answer.read()
    headers = [f"{name}: {value}" for name, value in answer.getheaders() if name.lower() not in HOP_BY_HOP]
    if answer.status not in WITHOUT_BODY:
        headers.append(f"Content-Length: {answer.getheader('Content-Length') if request.method == 'HEAD' else len(body)}")
    return "\r\n".join([f"HTTP/1.1 {answer.status} {answer.reason}", *headers, "", ""]).encode("latin-1") + body
