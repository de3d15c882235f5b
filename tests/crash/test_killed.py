"""Processes are killed under load; the phones send again. Nothing acknowledged is lost, and nothing is there twice."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.config import Settings
from tests.crash.stage import TABLES, Stage, staged
from tests.many.phones import Crowd
from tests.support.cluster import children_of, wait_until

MORE = 15
"""Commands acknowledged between two deaths, so that each death meets a system at work."""


@pytest.fixture(scope="module")
def stage(database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The server, its database and its officers."""
    template: Path | None = request.getfixturevalue("sqlite_template") if database == "sqlite" else None
    with staged(settings, template, tmp_path_factory.mktemp("crash")) as on:
        yield on


@pytest.fixture(scope="module")
def crowd(stage: Stage) -> Crowd:
    """What the phones saw, after everything was killed in turn and everybody had sent what he had."""
    crowd = Crowd()
    stage.put_to_work(crowd)
    for kill in (
        kill_a_worker,
        kill_the_server,
        kill_a_worker,
        *((kill_a_backend, kill_the_database) if stage.node else (kill_the_server,)),
    ):
        go_on(crowd)
        kill(stage)
    go_on(crowd)
    crowd.end()
    return crowd


def go_on(crowd: Crowd) -> None:
    """Wait until more was acknowledged, of each kind."""
    before = {kind: len(ids) for kind, ids in crowd.acknowledged.items()}

    def look() -> None:
        if crowd.errors:
            raise crowd.errors[0]

    wait_until(lambda: all(len(ids) >= before[kind] + MORE for kind, ids in crowd.acknowledged.items()), "nothing is acknowledged", look)


def kill_a_worker(stage: Stage) -> None:
    """The kernel takes one of the two workers; the master starts another."""
    assert stage.server.process
    os.kill(children_of(stage.server.process.pid)[0], signal.SIGKILL)


def kill_the_server(stage: Stage) -> None:
    """The master and all workers at once, as when the machine dies; then it is started again."""
    stage.server.stop(signal.SIGKILL)
    stage.server.start()


def kill_a_backend(stage: Stage) -> None:
    """A process of the database that serves the application: PostgreSQL ends all others and recovers from its log."""
    assert stage.node
    ((pid,),) = stage.node.ask("SELECT max(pid) FROM pg_stat_activity WHERE datname = 'gangwei'")
    os.kill(pid, signal.SIGKILL)


def kill_the_database(stage: Stage) -> None:
    """Every process of it at once."""
    assert stage.node
    stage.node.kill()
    stage.node.start()


def test_everything_acknowledged_is_there_once_and_nothing_else(stage: Stage, crowd: Crowd) -> None:
    assert crowd.unsent == 0
    for kind in TABLES:
        acknowledged = Counter(crowd.acknowledged[kind])
        assert acknowledged == Counter(stage.ids(kind)), kind
        assert max(acknowledged.values()) == 1
        assert len(acknowledged) >= 4 * MORE


def test_each_command_was_recorded_with_what_it_did(stage: Stage, crowd: Crowd) -> None:
    assert stage.ask("SELECT count(*) FROM commands") == [(sum(len(ids) for ids in crowd.acknowledged.values()),)]
    assert stage.ask("SELECT count(*) FROM commands WHERE status <> 201") == [(0,)]


def test_a_phone_sees_no_answer_or_that_nothing_was_saved(crowd: Crowd) -> None:
    lost = {"ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected", "IncompleteRead", "BrokenPipeError"}
    outcomes = Counter(one.outcome for one in crowd.tries)
    assert set(outcomes) <= lost | {"ok", "503 not_saved"}, outcomes
    assert outcomes.keys() & lost, "nobody met a death"


def test_the_audit_chain_is_whole(stage: Stage, crowd: Crowd) -> None:
    assert crowd.acknowledged["inspection"]
    assert stage.server.flask("audit", "verify") == "The audit chain is whole.\n"
