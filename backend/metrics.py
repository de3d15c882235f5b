"""What Prometheus may know: how often, how long, how many. Never who, and never which record.

Every label comes from a closed set: the rules of the routes, the catalogue of problems, the reasons of a verdict.
Under gunicorn the counters lie in files that all its processes share (`backend/slots.py`); elsewhere in memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Pool, event

from backend import slots

SHARED = bool(os.environ.get(slots.FOLDER))
if SHARED:
    values.ValueClass = values.MultiProcessValue(slots.mine)

REGISTRY = CollectorRegistry()
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
NO_ROUTE = "none"

REQUESTS = Histogram(
    "gangwei_http_request_seconds", "Time to answer a request", ["route", "method", "status"], registry=REGISTRY, buckets=BUCKETS
)
STATEMENTS = Counter("gangwei_database_statements", "Statements sent to the database by requests", ["route"], registry=REGISTRY)
DATABASE_SECONDS = Counter("gangwei_database_seconds", "Time requests waited for the database", ["route"], registry=REGISTRY)
PROBLEMS = Counter("gangwei_problems", "Problems answered", ["code"], registry=REGISTRY)
VERDICTS = Counter("gangwei_verdicts", "Checks of cards by their outcome", ["reason", "mode"], registry=REGISTRY)
POOL = Gauge("gangwei_database_connections_in_use", "Connections lent out now", registry=REGISTRY, multiprocess_mode="livesum")

Reading = tuple[str, str, dict[str, str], float]
"""Name, what it means, labels, value."""
_readers: list[Callable[[], Iterator[Reading]]] = []
_by_request: dict[tuple[str | None, str, int], tuple[Any, Any, Any]] = {}


def count_request(rule: str | None, method: str, status: int, seconds: float, statements: int, database_seconds: float) -> None:
    """Count an answered request. `rule` is the route's, such as `/api/guards/<uuid:guard_id>`."""
    key = (rule, method if method in METHODS else "other", status // 100)
    found = _by_request.get(key)
    if found is None:
        route = rule or NO_ROUTE
        found = REQUESTS.labels(route, key[1], f"{key[2]}xx"), STATEMENTS.labels(route), DATABASE_SECONDS.labels(route)
        _by_request[key] = found
    found[0].observe(seconds)
    if statements:
        found[1].inc(statements)
        found[2].inc(database_seconds)


def method_of(method: str) -> str:
    """The method, or "other": a client may write anything there."""
    return method if method in METHODS else "other"


def count_problem(code: str) -> None:
    """Count an answered problem: failed sign-ins and limits that were hit are among them."""
    PROBLEMS.labels(code).inc()


def count_verdict(reason: str, mode: str) -> None:
    """Count a check of a card."""
    VERDICTS.labels(reason, mode).inc()


def read_at_scrape(reader: Callable[[], Iterator[Reading]]) -> None:
    """Add values that are read only when somebody asks, such as the length of a queue."""
    if reader not in _readers:
        _readers.append(reader)


def exposition() -> bytes:
    """All values in Prometheus' text form."""
    registry = CollectorRegistry()
    if SHARED:
        MultiProcessCollector(registry)
    registry.register(_AtScrape())
    return generate_latest(registry) if SHARED else generate_latest(REGISTRY) + generate_latest(registry)


class _AtScrape:
    """What the readers say now."""

    def describe(self) -> list[Metric]:
        """Nothing before it is asked: the readers need a database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """One family a name."""
        families: dict[str, GaugeMetricFamily] = {}
        for name, meaning, labels, value in [reading for reader in _readers for reading in reader()]:
            family = families.setdefault(name, GaugeMetricFamily(name, meaning, labels=list(labels)))
            family.add_metric(list(labels.values()), value)
        yield from families.values()


@event.listens_for(Pool, "checkout")
def _lent(*_: Any) -> None:
    POOL.inc()


@event.listens_for(Pool, "checkin")
@event.listens_for(Pool, "close_detached")
def _given_back(*_: Any) -> None:
    POOL.dec()
