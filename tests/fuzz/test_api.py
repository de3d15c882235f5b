"""No request breaks the server: each is answered in the declared form, whoever sends it, whatever it holds.

`GANGWEI_FUZZ_REQUESTS` sets how many (5,000 a database in `make test`), `GANGWEI_FUZZ_SEED` which. A failure names
the seed, and the request as it was sent.
"""

from __future__ import annotations

import math
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from backend.config import Settings
from tests.fuzz.document import check_answer, generate, label_of, operations
from tests.fuzz.requests import Maker, Request
from tests.permissions.building import build_scene
from tests.permissions.scene.province import Scene
from tests.permissions.table import TABLE
from tests.permissions.tables.row import Row
from tests.permissions.undoing import Undoing

TOTAL = int(os.environ.get("GANGWEI_FUZZ_REQUESTS", "5000"))
SEED = os.environ.get("GANGWEI_FUZZ_SEED", "1")
FILES = ("/api/docs", "/api/openapi.json")
ROWS: dict[str, list[Row]] = {}
for _row in TABLE:
    if _row.rule.startswith("/api/") and not _row.rule.startswith(FILES):
        ROWS.setdefault(label_of(_row.method, _row.rule), []).append(_row)
EACH = math.ceil(TOTAL / len(ROWS))
GENERATED = 0.4
"""The part generated from the document; the rest are lawful requests bent out of shape."""
SHOWN = 3
ENOUGH = 30
"""Requests an operation gets, from which on the shares of the answers say something."""


@pytest.fixture(scope="module")
def scene(
    database: str, request: pytest.FixtureRequest, settings: Settings, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Scene:
    """The province of the permission matrix, on a database of its own."""
    folder = tmp_path_factory.mktemp("fuzz")
    if database == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "fuzz.db")
        return build_scene(settings, f"sqlite:///{folder / 'fuzz.db'}", folder)
    url = request.getfixturevalue("postgres_template").create_database(f"gangwei_fuzz_{worker_id}")
    return build_scene(settings, url, folder)


@pytest.fixture(scope="module")
def undoing(scene: Scene) -> Iterator[Undoing]:
    """Undo every request, so that each meets real records whatever the ones before did."""
    undoing = Undoing(scene.app)
    yield undoing
    undoing.close()


@pytest.fixture(scope="module")
def declared(scene: Scene) -> dict[str, Any]:
    """The operations of the document."""
    return operations(scene.app.test_client().get("/api/openapi.json", base_url="https://gw.example.cn").json)


@pytest.fixture(scope="module")
def counted() -> Iterator[dict[str, Counter[int]]]:
    """How often each operation was answered with each status; printed at the end (`pytest -s`)."""
    counts: dict[str, Counter[int]] = {}
    yield counts
    print(f"\n{sum(sum(count.values()) for count in counts.values())} requests, seed {SEED}")
    for label, count in counts.items():
        print(f"{label:75}", *(f"{status}: {number:<5}" for status, number in sorted(count.items())))


def test_the_document_and_the_routes_are_the_same(declared: dict[str, Any]) -> None:
    assert set(declared) == set(ROWS)


@pytest.mark.parametrize("label", ROWS)
def test_no_request_breaks_the_server(
    database: str, scene: Scene, undoing: Undoing, declared: dict[str, Any], counted: dict[str, Counter[int]], label: str
) -> None:
    seed = f"{SEED} {database} {label}"
    count = counted[label] = Counter()
    wrong: list[str] = []
    for sent in all_requests(scene, declared[label], seed, label):
        with undoing.undone():
            answer = sent.send(scene)
        count[answer.status_code] += 1
        found = faults_of(answer, declared[label] if sent.method == ROWS[label][0].method else None)
        if found:
            wrong.append(f"{sent}\n    -> {answer.status_code} {answer.data[:500]!r}\n    {found}")
    assert not wrong, f"seed {SEED}: {len(wrong)} answers are wrong\n" + "\n".join(wrong[:SHOWN])
    assert sum(count.values()) >= EACH
    assert {row.status for row in ROWS[label]} <= count.keys(), f"no request came through: {count}"


def all_requests(scene: Scene, operation: Any, seed: str, label: str) -> Iterator[Request]:
    """As many as each operation gets."""
    chance = random.Random(seed)
    maker = Maker(scene, ROWS[label], chance)
    lawful = list(maker.lawful())
    cases = generate(operation, max(2, int((EACH - len(lawful)) * GENERATED)), chance.randrange(2**32))
    yield from lawful
    yield from (maker.generated(case) for case in cases)
    for _ in range(EACH - len(lawful) - len(cases)):
        yield maker.bent()


def faults_of(answer: TestResponse, operation: Any | None) -> str:
    """What is wrong with an answer, in words; empty when it is as declared."""
    try:
        assert answer.status_code < 500, "the server broke"
        assert b"Traceback" not in answer.data, "it shows the server's inside"
        if answer.status_code >= 400:
            assert answer.mimetype == "application/problem+json", "a refusal is a problem"
            assert answer.json["status"] == answer.status_code
        if operation is not None:
            check_answer(operation, answer)
    except (AssertionError, ExceptionGroup) as error:
        return "; ".join(str(each)[:600] for each in getattr(error, "exceptions", (error,)))
    return ""


def test_the_requests_are_no_heap_of_refusals(database: str, counted: dict[str, Counter[int]]) -> None:
    """They were as many as promised, and enough of them got past the door to reach what is behind it."""
    if set(counted) != set(ROWS):
        pytest.skip("only some operations were asked")
    together = sum(counted.values(), Counter())
    assert together.total() >= TOTAL
    if EACH < ENOUGH:
        return
    assert sum(number for status, number in together.items() if 200 <= status < 300) > 0.25 * together.total()
    assert together[401] + together[403] < 0.3 * together.total()
    assert together[422] > 0.1 * together.total()
