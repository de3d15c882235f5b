"""No name, number, password or code of a person is in any log line, whatever is asked and whatever goes wrong.

Every route of the table is asked by somebody who may, as usual and with all that can be wrong with a request; then the
database breaks at each of its statements, with words that quote a person as PostgreSQL's do.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, String, Text, event, select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from backend import logs
from backend.database import Base
from backend.extensions import db
from tests.factories.guards import identity_number
from tests.permissions.asking import PEOPLE, ask, expected, may_there
from tests.permissions.oracle import Person
from tests.permissions.scene.places import INVITATION_CODE
from tests.permissions.scene.province import Scene
from tests.permissions.table import TABLE
from tests.permissions.tables.row import Row
from tests.permissions.undoing import Undoing
from tests.support.world import PASSWORD

QUOTED = "欧阳测试 440106199005170011 13912345678 secret-host.example"
"""What a database or a library might quote."""
TYPED = (
    "新卫",
    "新经理",
    "新客户",
    "新公司",
    "新名",
    "13812345678",
    "new.manager",
    "新同事",
    "new.colleague",
    "新名单",
    INVITATION_CODE,
    "seven brown foxes",
    PASSWORD,
    "工作需要",
    identity_number(900),
)
"""What the requests of the table say."""
SENT = {"Referer": f"https://gw.example.cn/c/{QUOTED}", "User-Agent": QUOTED, "X-Forwarded-For": "203.0.113.77"}
PERSONAL = {
    "guards": ("name", "address", "certificate_number"),
    "accounts": ("name", "user_name", "police_number"),
    "units": ("name", "legal_representative", "phone", "address", "uscc"),
    "sites": ("name", "address", "close_reason"),
    "clients": ("name", "contact_name"),
    "certificates": ("number",),
}


@pytest.fixture
def log(scene: Scene) -> Iterator[StringIO]:
    """Everything that is written while the test runs, as in production."""
    root, own = logging.getLogger(), scene.app.logger
    before = (root.handlers, root.level, own.handlers, own.propagate, own.level, sys.excepthook, threading.excepthook)
    stream = StringIO()
    logs.speak(own, stream)
    root.setLevel(logging.DEBUG)  # libraries say more than they would in production
    talkers = {logging.getLogger(name): logging.getLogger(name).level for name in ("sqlalchemy", "faker", "PIL")}
    for talker in talkers:
        talker.setLevel(logging.INFO)
    yield stream
    for talker, level in talkers.items():  # else every later engine of this process would tell each of its statements
        talker.setLevel(level)
    root.handlers, root.level, own.handlers, own.propagate, own.level, sys.excepthook, threading.excepthook = before
    logging.captureWarnings(False)


@pytest.fixture(scope="module")
def markers(scene: Scene, undoing: Undoing) -> set[str]:
    """Everything personal in the scene's database and in what is sent."""
    found = {*TYPED, *QUOTED.split(), "203.0.113.77"}
    with scene.app.app_context(), undoing.undone():  # else the end of this reading would end everybody's transaction
        for table, columns in PERSONAL.items():
            for column in columns:
                found |= set(db.session.scalars(select(Base.metadata.tables[table].c[column])))
        db.session.rollback()
    found |= {things["candidate_identity_number"] for things in scene.things.values() if "candidate_identity_number" in things}
    found |= {part for cookie, csrf in scene.cookies.values() for part in (cookie.partition("=")[2], csrf)}
    return {text for text in found if text and len(text) > 1}


def found_in(output: str, markers: set[str]) -> set[str]:
    """The markers that stand in the output, also as an address or JSON would write them."""
    return {text for text in markers if any(form in output for form in {text, quote(text), json.dumps(text)[1:-1]})}


def somebody(scene: Scene, row: Row) -> tuple[Person, dict]:
    """Who may, and where."""
    for name in PEOPLE:
        for things in scene.things.values():
            person = scene.people[name]
            if row.about and row.about not in things:
                continue
            if expected(scene, person, row, things)[1] is None and may_there(scene, person, row, things):
                return person, things
    raise AssertionError(f"nobody may {row}")


def broken_by(error: Callable[[], Exception]) -> Callable[..., None]:
    """A listener that fails the statements of business tables."""

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "account_sessions" not in statement and "SAVEPOINT" not in statement.upper():
            raise error()

    return fail


BREAKING = {
    "constraint": lambda: IntegrityError("INSERT …", {"name": QUOTED}, Exception(f"DETAIL:  Failing row contains ({QUOTED})")),
    "value": lambda: DataError("INSERT …", {"name": QUOTED}, Exception(f'invalid input "{QUOTED}"')),
    "gone": lambda: OperationalError("SELECT …", {"name": QUOTED}, Exception(f'connection to server at "{QUOTED}" failed')),
    "bug": lambda: RuntimeError(f"unexpected {QUOTED}"),
    "disk": lambda: OSError(28, "No space left on device", QUOTED),
}


@contextmanager
def breaking(error: Callable[[], Exception]) -> Iterator[None]:
    """Every statement but the session's fails so."""
    listener = broken_by(error)
    event.listen(Engine, "before_cursor_execute", listener)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", listener)


def test_no_personal_data_are_logged_by_any_route(scene: Scene, undoing: Undoing, log: StringIO, markers: set[str]) -> None:
    statuses = set()
    for row in TABLE:
        person, things = somebody(scene, row)
        with undoing.undone():
            answer = ask(scene, person, row, things, headers=SENT)
            assert answer.status_code == row.status, f"{row}: {answer.text[:300]}"
        for headers, data in ((SENT, f'{{"name": "{QUOTED}"'), (SENT, json.dumps({QUOTED: QUOTED})), ({"Idempotency-Key": QUOTED}, "")):
            with undoing.undone():
                headers = {**headers, "Content-Type": "application/json"}
                statuses.add(ask(scene, person, row, things, headers=headers, data=data.encode()).status_code)
    assert {200, 400, 415, 422} <= statuses
    check(log, markers)


@pytest.mark.parametrize("how", BREAKING)
def test_no_personal_data_are_logged_when_the_database_breaks(
    scene: Scene, undoing: Undoing, log: StringIO, markers: set[str], how: str
) -> None:
    statuses = []
    for row in TABLE:
        person, things = somebody(scene, row)
        with undoing.undone(), breaking(BREAKING[how]):
            statuses.append(ask(scene, person, row, things).status_code)
    assert len([status for status in statuses if status >= 400]) > len(TABLE) / 2
    check(log, markers)


def test_no_address_is_logged(scene: Scene, undoing: Undoing, log: StringIO, markers: set[str]) -> None:
    person = scene.people["province_officer"]
    for path in ("/api/guards/{}", "/api/{}", "/api/units?q={}", "/c/{}", "/api/lookup?number={}&name={}", "/api/certificates/{}/card.png"):
        for method in ("GET", "POST", "DELETE", "BREW"):
            scene.send(person, method, path.replace("{}", quote(QUOTED)))
    check(log, markers)


def test_a_leak_would_be_found(scene: Scene, log: StringIO, markers: set[str]) -> None:
    """Or the tests above prove nothing: one line of ours, one of a library, one traceback with words."""
    name = scene.things["county"]["name"]
    scene.app.logger.info("checked %s", name)
    assert found_in(log.getvalue(), markers) >= {name}
    log.truncate(0)
    logging.getLogger("a.library").warning(f"read {name}")
    assert found_in(log.getvalue(), markers) >= {name}
    assert found_in(quote(QUOTED), markers)
    assert found_in(json.dumps(QUOTED), markers)


def check(log: StringIO, markers: set[str]) -> None:
    """Something was written, each line in our form, and none of it is anybody's."""
    output = log.getvalue()
    lines = [json.loads(line) for line in output.splitlines()]
    assert lines
    assert all({"at", "level", "event"} <= set(line) for line in lines)
    assert all(line.get("request_id") for line in lines if line["event"] == "request")
    assert found_in(output, markers) == set()


def test_every_column_that_holds_words_was_thought_of() -> None:
    """A new one is somebody's own, and goes into PERSONAL, or it is no more than a word of ours, a code or a name of a picture."""
    ours = {
        "agency_code", "certificate_state", "division_code", "education", "email", "kind", "language", "ownership", "photo_media",
        "profile", "readings", "role", "signature", "state", "state_reason", "status", "status_reason", "password_hash", "name_key",
        "services", "uscc",
    }  # fmt: skip
    for table, columns in PERSONAL.items():
        words = {column.name for column in Base.metadata.tables[table].c if isinstance(column.type, (String, Text))}
        assert words - set(columns) <= ours, table
