"""Counting holds across processes, forgets what is over, and never stands in the way of a request."""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg
import pytest
import redis
from flask import Flask

from backend import limits
from backend.counter_servers import SWEPT_TOGETHER, PostgresStorage, RedisStorage
from backend.counter_storages import LARGEST_MEMORY, Count, FileStorage, MemoryStorage
from backend.counter_storages import Storage as AnyStorage
from backend.counters import FILE, RETRY_AFTER_S, Counters
from backend.errors import RateLimited
from backend.limits import Limit
from tests.conftest import NOW
from tests.support.redis import redis_server

BEGAN = int(NOW.timestamp())
ENDS = BEGAN + 60
ONE, OTHER = b"1" * 16, b"2" * 16
Open = Callable[[], AnyStorage]


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with redis_server() as url:
        yield url


@pytest.fixture(params=["database", "redis"])
def opened(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens the same counters again and again, as each process does."""
    if request.param == "redis":
        url: str = request.getfixturevalue("redis_url")
        with redis.Redis.from_url(url) as client:
            client.flushall()
        make: Open = lambda: RedisStorage(url)  # noqa: E731 - one of three ways of making the same
    elif database == "postgresql":
        address: str = request.getfixturevalue("database_url")
        make = lambda: PostgresStorage(address)  # noqa: E731
    else:
        make = lambda: FileStorage(tmp_path / FILE)  # noqa: E731
    made: list[AnyStorage] = []

    def open_() -> AnyStorage:
        made.append(make())
        return made[-1]

    yield open_
    for storage in made:
        storage.close()


class TestStorages:
    def test_all_processes_count_together(self, opened: Open) -> None:
        here, there = opened(), opened()
        assert [storage.add(ONE, 1, ENDS, BEGAN) for storage in (here, there, here)] == [1, 2, 3]

    def test_subjects_and_windows_are_apart(self, opened: Open) -> None:
        storage = opened()
        storage.add(ONE, 1, ENDS, BEGAN)
        assert storage.add(OTHER, 5, ENDS, BEGAN) == 5
        assert storage.add(OTHER, 5, ENDS, BEGAN) == 10
        assert storage.add(ONE, 1, ENDS + 60, ENDS) == 1

    def test_threads_lose_no_count(self, opened: Open) -> None:
        storages = [opened(), opened()]
        with ThreadPoolExecutor(4) as threads:
            counted = list(threads.map(lambda n: storages[n % 2].add(ONE, 1, ENDS, BEGAN), range(200)))
        assert sorted(counted) == list(range(1, 201))

    def test_windows_that_are_over_are_forgotten(self, request: pytest.FixtureRequest, opened: Open, tmp_path: Path) -> None:
        storage = opened()
        for n in range(20):
            storage.add(ONE, 1, ENDS + n * 60, BEGAN + n * 60)
        if isinstance(storage, RedisStorage):
            with redis.Redis.from_url(request.getfixturevalue("redis_url")) as client:
                assert all(0 < client.ttl(key) <= 61 for key in client.scan_iter())
            return
        query = "SELECT count(*) FROM "
        if isinstance(storage, FileStorage):
            kept = sqlite3.connect(tmp_path / FILE).execute(query + "counters").fetchone()
        else:
            with psycopg.connect(request.getfixturevalue("database_url")) as connection:
                kept = connection.execute(query + "lookup_counters").fetchone()
        assert kept[0] <= SWEPT_TOGETHER

    def test_several_at_once_are_counted_in_whatever_order_they_come(self, opened: Open) -> None:
        """Also by many at a time, each of whom wants the others' rows."""
        both = [Count(ONE, 1, ENDS), Count(OTHER, 2, ENDS)]
        storages = [opened(), opened()]
        assert storages[0].add_all(both, BEGAN) == [1, 2]
        with ThreadPoolExecutor(8) as threads:
            sums = list(threads.map(lambda n: storages[n % 2].add_all(both[:: 1 - 2 * (n % 2)], BEGAN), range(100)))
        assert sorted(max(pair) for pair in sums) == [2 * n for n in range(2, 102)]
        assert storages[0].add_all(both[::-1], BEGAN) == [204, 102]

    def test_a_killed_process_leaves_the_counters_usable(self, opened: Open) -> None:
        storage = opened()
        counted, counting = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_count_for_ever, args=(opened, counting), daemon=True)
        process.start()
        assert counted.recv() == "under way"
        process.kill()
        process.join()
        before = storage.add(ONE, 1, ENDS, BEGAN)
        assert storage.add(ONE, 1, ENDS, BEGAN) == before + 1


def test_memory_does_not_grow_without_end() -> None:
    storage = MemoryStorage()
    for n in range(LARGEST_MEMORY + 10):
        storage.add(n.to_bytes(16, "big"), 1, ENDS, BEGAN)
    assert len(storage._counts) <= LARGEST_MEMORY


def test_a_damaged_file_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 1000)
    time = [0.0]
    counters = Counters(FileStorage(tmp_path / FILE), logging.getLogger("test"), lambda: time[0])
    assert counters.add(ONE, 1, ENDS, BEGAN) == 1
    assert "counting in memory" in caplog.text
    time[0] += RETRY_AFTER_S
    assert [counters.add(ONE, 1, ENDS, BEGAN) for _ in range(2)] == [1, 2]
    counters.close()


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    counters = Counters(FileStorage(tmp_path / "file" / FILE), logging.getLogger("test"))
    assert [counters.add(ONE, 1, ENDS, BEGAN) for _ in range(2)] == [1, 2]


def test_without_its_redis_each_process_counts_for_itself_until_it_is_back(caplog: pytest.LogCaptureFixture) -> None:
    time = [0.0]
    with tempfile.TemporaryDirectory(prefix="gangwei-") as folder:
        with redis_server(Path(folder)) as url:
            counters = Counters(RedisStorage(url), logging.getLogger("test"), lambda: time[0])
            assert [counters.add(ONE, 1, ENDS, BEGAN) for _ in range(2)] == [1, 2]
        assert [counters.add(ONE, 1, ENDS, BEGAN) for _ in range(3)] == [1, 2, 3]
        time[0] += RETRY_AFTER_S
        assert counters.add(ONE, 1, ENDS, BEGAN) == 4
        assert caplog.text.count("counting in memory") == 1
        with redis_server(Path(folder)):
            assert counters.add(OTHER, 1, ENDS, BEGAN) == 1, "not asked again before its time"
            time[0] += RETRY_AFTER_S
            assert [counters.add(ONE, 1, ENDS, BEGAN) for _ in range(2)] == [1, 2]
        assert "shared storage again" in caplog.text
        counters.close()


class TestCount:
    @pytest.fixture(autouse=True)
    def _inside(self, app: Flask) -> Iterator[None]:
        with app.app_context():
            yield

    def test_refuses_beyond_the_allowed_number_until_the_window_is_over(self) -> None:
        def ask(when: datetime) -> None:
            limits.count_together([Limit("test", "somebody", 60, 2)], when, RateLimited)

        for second in (10, 20):
            ask(NOW.replace(second=second))
        with pytest.raises(RateLimited) as refused:
            ask(NOW.replace(second=45))
        assert refused.value.extra == {"retry_after_s": 15}
        ask(NOW.replace(minute=1))

    def test_kinds_and_subjects_do_not_hinder_each_other(self) -> None:
        limits.count_together([Limit(kind, subject, 60, 1) for kind, subject in (("a", "x"), ("a", "y"), ("b", "x"))], NOW, RateLimited)

    def test_of_several_together_each_is_counted_and_the_one_that_is_passed_refuses(self) -> None:
        one, other = Limit("a", "x", 60, 1), Limit("b", "x", 3600, 2)
        limits.count_together([one, other], NOW, RateLimited)
        for _ in range(2):
            with pytest.raises(RateLimited) as refused:
                limits.count_together([one, other], NOW, RateLimited)
            assert refused.value.extra["retry_after_s"] <= 60
        with pytest.raises(RateLimited) as refused:  # what was refused counted as well
            limits.count_together([other], NOW, RateLimited)
        assert refused.value.extra["retry_after_s"] > 60

    def test_nought_means_no_limit(self) -> None:
        for _ in range(5):
            limits.count_together([Limit("test", "x", 60, 0)], NOW, RateLimited)

    @pytest.mark.parametrize(
        ("first", "second", "same"),
        [
            ("192.0.2.1", "192.0.2.2", False),
            ("2001:db8::1", "2001:db8::ffff", True),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
            ("::ffff:192.0.2.1", "192.0.2.1", True),
            ("", "nonsense", True),
        ],
    )
    def test_what_counts_as_one_address(self, first: str, second: str, same: bool) -> None:
        assert (limits.network_of(first) == limits.network_of(second)) is same


def _count_for_ever(opened: Open, counting: Connection) -> None:
    storage = opened()
    for n in itertools.count():
        storage.add(ONE, 1, ENDS, BEGAN)
        if n == 200:
            counting.send("under way")
