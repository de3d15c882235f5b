"""Phones that work as the app's outbox does: one command until it is acknowledged, under one key, then the next."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException, HTTPSConnection
from typing import Any
from uuid import uuid4

from tests.factories import inspections
from tests.support.cluster import wait_until
from tests.support.front import Front

PAUSE_S = 0.2
"""The app waits longer; a rehearsal wants to see the first moment that works again."""
LONGEST_S = 120
"""After so long a phone gives a command up: what failed on the way here, nothing on a busy machine."""


class Refused(RuntimeError):
    """An answer that no failing machine explains."""


@dataclass(frozen=True, slots=True)
class Try:
    """One request: when it ended, how long it took, and what came of it (`ok`, or the failure in a word)."""

    at: float
    took_s: float
    kind: str
    outcome: str


@dataclass
class Phone:
    """One person's phone with its session."""

    front: Front
    headers: dict[str, str] = field(default_factory=dict)
    line: HTTPSConnection | None = None

    def sign_in(self, user_name: str, password: str) -> None:
        """Sign in, and keep the cookie and the CSRF token."""
        _, told, cookie = self.send("GET", "/api/session", None)
        self.headers = {"Cookie": cookie, "X-CSRFToken": told["csrf_token"]}
        status, told, cookie = self.send("POST", "/api/session", {"user_name": user_name, "password": password})
        if status != 200:
            raise Refused(f"{user_name} cannot sign in: {told}")
        self.headers = {"Cookie": cookie, "X-CSRFToken": told["csrf_token"]}

    def send(self, method: str, path: str, body: Any, key: str | None = None) -> tuple[int, Any, str]:
        """Status, JSON and cookie of the answer. Raises OSError, HTTPException when none came."""
        headers = {**self.headers, "Content-Type": "application/json", "Origin": self.front.origin}
        if key:
            headers["Idempotency-Key"] = key
        self.line = self.line or self.front.connect()
        try:
            self.line.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = self.line.getresponse()
            data = answer.read()
        except (OSError, HTTPException):
            self.line.close()
            self.line = None
            raise
        told = json.loads(data) if "json" in str(answer.getheader("Content-Type")) else {}
        return answer.status, told, str(answer.getheader("Set-Cookie")).split(";")[0]


@dataclass
class Crowd:
    """All phones of a rehearsal, and what they have seen."""

    tries: list[Try] = field(default_factory=list)
    acknowledged: dict[str, list[str]] = field(default_factory=lambda: {"verification": [], "inspection": []})
    unsent: int = 0
    errors: list[BaseException] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def work(self, phone: Phone, make: Callable[[], tuple[str, str, Any]]) -> None:
        """Let a phone send commands, each until it is acknowledged; `make` gives kind, path and body."""
        self._begin(lambda: self._command(phone, *make()))

    def look_up(self, phone: Phone, cards: list[tuple[str, str]], pause_s: float) -> None:
        """Let somebody ask the public page again and again; nobody repeats a question that failed."""

        def ask() -> None:
            number, name = random.choice(cards)
            status, told = self._try(phone, "lookup", "/api/lookup", {"number": number, "name": name})
            if status == 200 and told["result"] != "found":
                raise Refused(f"{number} is not found")
            self._ended.wait(pause_s)

        self._begin(ask)

    def wait_for(self, event: Callable[[Try], bool], otherwise: str) -> None:
        """Until one of the requests was like that. TimeoutError saying `otherwise`; what a phone cannot explain is raised at once."""

        def look() -> None:
            if self.errors:
                raise self.errors[0]

        wait_until(lambda: any(map(event, list(self.tries))), otherwise, look)

    def end(self) -> None:
        """Let every phone finish what it has begun."""
        self._ended.set()
        for thread in self._threads:
            thread.join()
        if self.errors:
            raise self.errors[0]

    def _begin(self, step: Callable[[], None]) -> None:
        def run() -> None:
            try:
                while not self._ended.is_set():
                    step()
            except BaseException as error:
                self.errors.append(error)

        self._threads.append(threading.Thread(target=run, daemon=True))
        self._threads[-1].start()

    def _command(self, phone: Phone, kind: str, path: str, body: Any) -> None:
        key, last = str(uuid4()), time.monotonic() + LONGEST_S
        while time.monotonic() < last:
            status, told = self._try(phone, kind, path, body, key)
            if status == 201:
                self.acknowledged[kind].append(told["id"])
                return
            time.sleep(PAUSE_S)  # a phone that was refused sends again a little later
        self.unsent += 1

    def _try(self, phone: Phone, kind: str, path: str, body: Any, key: str | None = None) -> tuple[int, Any]:
        began = time.monotonic()
        try:
            status, told, _ = phone.send("POST", path, body, key)
            outcome = "ok" if status < 300 else f"{status} {told.get('code', 'from nginx')}"
        except (OSError, HTTPException) as error:
            status, told, outcome = 0, {}, type(error).__name__
        now = time.monotonic()
        self.tries.append(Try(now, now - began, kind, outcome))
        if 400 <= status < 500:
            raise Refused(f"{kind}: {told}")
        return status, told


def check(code_or_number: str, device: str) -> dict[str, Any]:
    """A check of a typed number."""
    return {"number": code_or_number, "device_id": device, "checked_at": datetime.now(UTC).isoformat(), "mode": "online"}


def visit(unit: str, checklist: dict[str, Any], officers: list[str], device: str, sequence: int) -> dict[str, Any]:
    """A visit without findings."""
    return inspections.record(unit, checklist, officers, device, sequence, datetime.now(UTC))
