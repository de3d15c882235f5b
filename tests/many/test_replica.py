"""Reads that may lag tell the truth about how old they are, and go round a replica that does not keep up."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import literal, select, text

from backend import create_app, reading
from backend.config import Settings
from backend.quick import Read
from tests.support.cluster import EXPENDABLE, Node, replicated, wait_until
from tests.support.front import free_port

LATER = datetime(2100, 1, 1, tzinfo=UTC)
"""An app's clock that is never before the database's."""
pytestmark = pytest.mark.only_on("postgresql")  # SQLite has no replica


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Node, Node]]:
    """A primary and its replica, with one table."""
    with replicated(EXPENDABLE) as nodes:
        nodes[0].ask("CREATE TABLE facts (id integer)")
        yield nodes


@pytest.fixture
def reader(pair: tuple[Node, Node], settings: Settings) -> Iterator[reading.Reader]:
    """A process that has not looked at the replica yet; it looks only when the test says so."""
    primary, replica = pair
    app = create_app(replace(settings, database_url=several(primary, replica), replica_url=replica.url()))
    made: reading.Reader = app.extensions["reader"]
    assert made.replica is not None
    made.replica._begin = made.replica.look  # type: ignore[method-assign]  # each question looks anew: no thread to wait for
    with app.app_context():
        yield made
    made.close()


def several(primary: Node, replica: Node) -> str:
    """An address of both hosts, the replica first: it is not to be taken for the primary."""
    return f"{primary.url().rpartition('@')[0]}@{replica.host},{primary.host}/postgres"


def facts() -> tuple[int, datetime]:
    return reading.ask(lambda connection: connection.execute(text("SELECT count(*) FROM facts")).scalar_one(), LATER)


def pause(replica: Node) -> None:
    replica.ask("SELECT pg_wal_replay_pause()")
    wait_until(lambda: replica.ask("SELECT pg_get_wal_replay_pause_state()") == [("paused",)], "the replay does not pause")


def now_of(node: Node) -> datetime:
    return node.ask("SELECT clock_timestamp()")[0][0]


def test_on_a_quiet_primary_the_instant_is_the_present(pair: tuple[Node, Node], reader: reading.Reader) -> None:
    """The last replayed commit may be long ago; nothing has happened since, and that is known."""
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    before = now_of(pair[0])
    wait_until(lambda: before <= facts()[1] <= now_of(pair[0]), "the instant stands still")


def test_what_was_acknowledged_before_the_instant_is_always_there(pair: tuple[Node, Node], reader: reading.Reader) -> None:
    primary, _ = pair
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    for _ in range(20):
        primary.ask("INSERT INTO facts VALUES (1)")
        acknowledged, count = now_of(primary), primary.ask("SELECT count(*) FROM facts")[0][0]
        seen, as_of = facts()
        assert seen == count or as_of < acknowledged


def test_behind_a_replay_that_stands_still_the_instant_stands_still_too(pair: tuple[Node, Node], reader: reading.Reader) -> None:
    primary, replica = pair
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    pause(replica)
    try:
        count = facts()[0]
        primary.ask("INSERT INTO facts VALUES (2)")
        written = now_of(primary)
        seen = [facts() for _ in range(3)]
        assert all(found == count and as_of < written for found, as_of in seen)
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")
    wait_until(lambda: facts()[0] == count + 1, "the replay does not go on")


def test_too_far_behind_the_primary_is_read_and_the_log_says_so(
    pair: tuple[Node, Node], reader: reading.Reader, caplog: pytest.LogCaptureFixture
) -> None:
    primary, replica = pair
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    pause(replica)
    try:
        primary.ask("INSERT INTO facts VALUES (3)")
        assert reader.replica is not None
        reader.replica.max_lag_s = 0
        with caplog.at_level(logging.WARNING):
            assert facts() == (primary.ask("SELECT count(*) FROM facts")[0][0], LATER)
        assert "the primary is read" in caplog.text
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")


def test_without_a_primary_the_public_is_told_what_the_replica_knows_and_how_old_it_is(reader: reading.Reader) -> None:
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    assert reader.replica is not None
    known = reader.replica.proven
    reader.replica.max_lag_s = 0  # as after an hour without a primary
    reader.primary = reading._engine(f"postgresql://gangwei@127.0.0.1:{free_port()}/postgres")
    row, as_of = Read(select(literal(1).label("one"))).lagging(LATER)
    assert known is not None
    assert (row.one, known <= as_of < LATER) == (1, True)


def test_a_replica_cut_off_in_the_middle_costs_the_reader_nothing(pair: tuple[Node, Node], reader: reading.Reader) -> None:
    primary, replica = pair
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    reader.replica._begin = lambda: None  # type: ignore[union-attr,method-assign]  # it has not noticed yet
    replica.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gangwei' AND pid <> pg_backend_pid()")
    assert facts() == (primary.ask("SELECT count(*) FROM facts")[0][0], LATER)


def test_the_instant_is_never_after_the_present_of_the_app(reader: reading.Reader) -> None:
    wait_until(lambda: facts()[1] != LATER, "the replica is not used")
    past = datetime(2020, 1, 1, tzinfo=UTC)
    assert reading.ask(lambda connection: connection.execute(text("SELECT 1")).scalar_one(), past) == (1, past)


def test_a_replica_that_is_gone_is_left_alone_and_taken_back_when_it_answers(pair: tuple[Node, Node], settings: Settings) -> None:
    """By itself, as in production: a thread looks now and then, and no read waits for a host that is silent."""
    primary, replica = pair
    app = create_app(replace(settings, database_url=primary.url(), replica_url=replica.url()))
    try:
        with app.app_context():
            wait_until(lambda: facts()[1] != LATER, "the replica is not used")
            replica.kill()
            with silent_host(replica.port) as connections_tried:
                assert [facts()[1] for _ in range(20)] == [LATER] * 20
                assert connections_tried() <= 1  # the thread's own
            replica.start()
            wait_until(lambda: facts()[1] != LATER, "the replica is not taken back")
            assert now_of(primary) - facts()[1] < timedelta(seconds=30)
    finally:
        app.extensions["reader"].close()


@contextmanager
def silent_host(port: int) -> Iterator[Callable[[], int]]:
    """A host that takes connections and says nothing; yields how many it has taken."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen()
        door.setblocking(False)
        taken: list[socket.socket] = []

        def count() -> int:
            with suppress(BlockingIOError):
                while True:
                    taken.append(door.accept()[0])
            return len(taken)

        yield count
        for connection in taken:
            connection.close()
