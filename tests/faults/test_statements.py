"""Every write, failed at each of its statements: "not saved", nothing half, and the same command then succeeds once.

The requests are those of the permission matrix, so a new writing route is failed here without further ado.

After a failed statement every table and every picture is byte for byte what it was. What the command then does
when sent again can only depend on what the process remembers; so it is sent again once, by the process that has
met every one of the faults.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests.faults.injector import COMMIT, Call, Injector, full, gone, unheard
from tests.faults.installation import Installation, SqliteDatabase, changed
from tests.permissions.asking import PEOPLE, expected, request_of, shared
from tests.permissions.oracle import Person
from tests.permissions.table import TABLE
from tests.permissions.tables.row import Row

WRITES = [row for row in TABLE if row.method != "GET"]
MOST_CALLS = 80
LOOKUP = "/api/lookup"


class Sent:
    """One request, the same each time it is sent."""

    def __init__(self, installation: Installation, row: Row) -> None:
        self.row, self._scene = row, installation.scene
        self._person, things = self._who()
        self._path, self._options = request_of(self._scene, self._person, row, things)
        self._options["headers"].setdefault("Idempotency-Key", str(uuid4()))

    def __call__(self) -> TestResponse:
        """Send it."""
        options = {**self._options, "headers": dict(self._options["headers"])}
        return self._scene.send(self._person, self.row.method, self._path, **options)

    def _who(self) -> tuple[Person, dict[str, Any]]:
        for name in PEOPLE:
            person = self._scene.people[name]
            for things in [
                *(
                    [self._scene.things[f"own of {name}"]]
                    if self.row.kind in ("session", "passkey", "own_device", "own_upload") and person.signed_in
                    else []
                ),
                *shared(self._scene),
            ]:
                if expected(self._scene, person, self.row, things)[1] is None:
                    return person, things
        raise AssertionError("nobody may do this")


def check_not_saved(answer: TestResponse, where: str) -> None:
    """The problem, and nothing that the browser would take for a success."""
    assert answer.status_code == 503, f"{where}: {answer.status_code} {answer.text[:300]}"
    assert answer.mimetype == "application/problem+json", where
    assert answer.json["code"] == "not_saved", where
    assert "Set-Cookie" not in answer.headers, f"{where}: the browser's session was changed"


@pytest.mark.parametrize("row", WRITES, ids=str)
def test_a_write_that_fails_anywhere_leaves_nothing(installation: Installation, injector: Injector, row: Row) -> None:
    send, at = Sent(installation, row), 1
    while True:
        with injector.failing(at, full):
            answer = send()
        if not injector.fired:
            break
        failed = injector.calls[at - 1]
        if answer.status_code == row.status and (failed.only_counts or asks_again(row, failed)):
            installation.put_back()
            at += 1
            continue
        check_not_saved(answer, f"call {at}, {failed.text[:200]}")
        if failed == COMMIT:
            installation.sweep()  # whether COMMIT was done, the process cannot know: the picture waits for the sweep
        assert changed(installation.before, installation.fingerprint()) == set(), f"after {failed.text[:200]} failed"
        at += 1
        assert at < MOST_CALLS
    assert answer.status_code == row.status, answer.text[:500]
    assert at > 1 or writes_nothing(installation, row), "no statement was failed"
    check_done_once(installation, send, answer)


def asks_again(row: Row, failed: Call) -> bool:
    """The public's question alone: its reading is tried twice, so one failure is not noticed."""
    return row.rule == LOOKUP and not failed.writes


def writes_nothing(installation: Installation, row: Row) -> bool:
    """On SQLite the public's questions are counted in a file apart; the reading itself is tried twice and needs no answer of this kind."""
    return row.rule == LOOKUP and isinstance(installation.database, SqliteDatabase)


def check_done_once(installation: Installation, send: Sent, answer: TestResponse) -> None:
    """A command sent once more gets the same answer and does nothing."""
    if not send.row.command:
        return
    done = installation.fingerprint()
    assert "commands" in changed(installation.before, done)
    again = send()
    assert (again.status_code, again.data) == (answer.status_code, answer.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert changed(done, installation.fingerprint()) == set()


@pytest.mark.parametrize("row", WRITES, ids=str)
def test_a_write_whose_connection_breaks_leaves_nothing(installation: Installation, injector: Injector, row: Row) -> None:
    """Where it hurts most: at the first change, and at the end."""
    send = Sent(installation, row)
    with injector.failing(0, gone):
        assert send().status_code == row.status
    calls = list(injector.calls)
    installation.put_back()
    first = next((at for at, call in enumerate(calls, 1) if call.writes), 1)
    for at in sorted({first, len(calls)}):
        with injector.failing(at, gone):
            answer = send()
        if answer.status_code == row.status:  # what stands by itself is asked again on a new connection
            check_done_once(installation, send, answer)
            installation.put_back()
            continue
        check_not_saved(answer, f"call {at}, {calls[at - 1].text[:200]}")
        installation.sweep()
        assert changed(installation.before, installation.fingerprint()) == set()
    assert send().status_code == row.status


@pytest.mark.parametrize("row", [row for row in WRITES if row.command], ids=str)
def test_a_command_done_but_unheard_is_done_once(installation: Installation, injector: Injector, row: Row) -> None:
    """The answer of COMMIT is lost: nobody can know, so it is "not saved" until the same command asks again."""
    send = Sent(installation, row)
    with injector.failing(0, gone):
        answer = send()
    assert answer.status_code == row.status
    last, pictures = len(injector.calls), len(installation.pictures())
    assert injector.calls[-1] == COMMIT or injector.calls[-1].writes, "what stands by itself commits by itself"
    installation.put_back()
    with injector.failing(last, unheard):
        answer = send()
    if answer.status_code != row.status:  # else it found its own row on a new connection
        check_not_saved(answer, "COMMIT")
    done = installation.fingerprint()
    assert len(installation.pictures()) == pictures, "the row is kept, its picture is not"
    again = send()
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (row.status, "true")
    assert changed(done, installation.fingerprint()) == set()


def lay_down(installation: Installation, name: str, hours: int) -> Path:
    """A file in the media folder, that old."""
    path = installation.media / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"picture")
    return aged(installation, path, hours)


def aged(installation: Installation, path: Path, hours: int) -> Path:
    moment = (installation.scene.world.clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_the_sweep_removes_what_no_record_names(installation: Installation) -> None:
    named = [aged(installation, Path(name), 1000) for name in installation.pictures()]
    young = lay_down(installation, "aa" * 16, 23)
    gone = [lay_down(installation, "ab" * 16, 25), lay_down(installation, "ac" * 16 + ".part", 25)]
    with installation.scene.app.app_context():
        done = installation.scene.app.test_cli_runner().invoke(args=["media", "sweep"])
    assert (done.exit_code, done.output) == (0, "2 removed\n")
    assert [path for path in gone if path.exists()] == []
    assert len(named) > 30
    assert all(path.exists() for path in [*named, young])
    young.unlink()
