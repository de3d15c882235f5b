"""The rehearsal: two hosts behind nginx, a primary and a replica; one host is killed, then the primary, and the replica promoted.

`play` does it and tells what every phone saw, and what is in the promoted database.
"""

from __future__ import annotations

import base64
import itertools
import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask_migrate import upgrade

from backend import create_app
from backend.audit import operations as audit
from backend.config import load_settings
from backend.demo import story
from backend.extensions import db
from tests.browser.server import PROJECT, RunningServer, free_port
from tests.many.phones import Crowd, Phone, Try, check, visit
from tests.many.wire import Wire
from tests.support.cluster import DURABLE, Node, acknowledge_on_both, replicated
from tests.support.front import Front, new_front

GUARDS = 60
OFFICERS = ("province", "city", "county", "station", "foshan1", "dongguan1")
INSPECTORS = ("province2", "city2")
TABLES = {"verification": "verifications", "inspection": "inspections"}
UNLIMITED = {"rate=200r/s": "rate=100000r/s", "rate=5r/s": "rate=100000r/s"}
"""All phones have one address here."""

LOOKING_UP = 2
LOOKUP_PAUSE_S = 0.02


@dataclass(frozen=True)
class Script:
    """How the rehearsal goes.

    on_both    a commit is acknowledged when the replica has it too (synchronous_standby_names)
    held_s     so long before the primary dies the network between the two stands still
    noticed_s  so long after its death somebody promotes the replica
    """

    calm_s: float
    on_both: bool
    held_s: float
    noticed_s: float


@dataclass
class Stage:
    """Everything that runs."""

    primary: Node
    replica: Node
    wire: Wire
    hosts: list[RunningServer]
    front: Front
    before: dict[str, set[str]]


def play(script: Script, folder: Path) -> dict[str, Any]:
    """Run it; returns the report."""
    with stage(script, folder) as on:
        crowd, marks = Crowd(), {"calm": 0.0}
        put_to_work(on, crowd)
        begun, marks["calm"] = log_position(on.primary), time.monotonic()
        time.sleep(script.calm_s)
        for kind in TABLES:
            crowd.wait_for(lambda one, kind=kind: one.kind == kind and one.outcome == "ok", f"no {kind} arrives")  # type: ignore[misc]
        position = log_position(on.primary)
        connections = {name: connections_of(node) for name, node in (("primary", on.primary), ("replica", on.replica))}
        done = {kind: len(ids) for kind, ids in crowd.acknowledged.items()}
        marks["host killed"] = time.monotonic()
        on.hosts[1].stop(signal.SIGKILL)
        time.sleep(script.calm_s)
        on.hosts[1].start()
        time.sleep(script.calm_s)
        on.wire.hold()
        time.sleep(script.held_s)  # here and around: the timetable of the accident, told in `Script`
        marks["primary killed"] = time.monotonic()
        on.primary.kill()
        on.wire.cut()
        time.sleep(script.noticed_s)
        crowd.wait_for(lambda one: one.at > marks["primary killed"] and one.outcome != "ok", "nobody notices")
        marks["replica promoted"] = time.monotonic()
        on.replica.promote()
        promoted_s = time.monotonic() - marks["replica promoted"]
        time.sleep(script.calm_s)
        crowd.wait_for(lambda one: is_write_after(one, marks["replica promoted"]), "nothing arrives at the promoted server")
        crowd.end()
        report = seen(crowd, marks) | found(on, crowd)
        report["promotion_s"] = round(promoted_s, 2)
        report["connections"] = connections
        report["calm"] = {"wal_bytes": position - begun, "seconds": script.calm_s, **done}
        return report


@contextmanager
def stage(script: Script, folder: Path) -> Iterator[Stage]:
    """Servers, hosts and nginx, ready to work."""
    with ExitStack() as closing:
        wires: list[Wire] = []

        def between(port: int) -> int:
            wires.append(Wire(port))
            return wires[0].port

        primary, replica = closing.enter_context(replicated(DURABLE, between))
        primary.ask("CREATE DATABASE gangwei")
        user = primary.url().rpartition("@")[0]
        url = f"{user}@{primary.host},{replica.host}/gangwei"
        front = new_front(folder / "nginx")
        first = installed(folder / "one", url, front.origin)
        first.environment |= {"GANGWEI_TRUSTED_PROXIES": "1", "GANGWEI_REPLICA_URL": replica.url("gangwei"),
                              "GANGWEI_LOOKUP_PER_MINUTE": "1000000", "GANGWEI_LOOKUP_PER_SUBJECT_PER_HOUR": "1000000"}  # fmt: skip
        hosts = [first, another(first, folder / "two")]
        for host in hosts:
            host.start()
            closing.callback(host.stop, signal.SIGKILL)
        if script.on_both:
            acknowledge_on_both(primary)
        front.configure([host.origin.removeprefix("http://") for host in hosts], changes=UNLIMITED)
        front.start()
        closing.callback(front.stop)
        yield Stage(primary, replica, wires[0], hosts, front, {kind: rows_of(primary, kind) for kind in TABLES})


def installed(data: Path, url: str, origin: str) -> RunningServer:
    """The first host, with the database migrated and a small demo province in it."""
    data.mkdir()
    keys = [base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2)]
    address = f"127.0.0.1:{free_port()}"
    values = {"ENVIRONMENT": "development", "DATABASE_URL": url, "DATA_DIR": str(data), "SECRET_KEY": keys[0], "DATA_KEYS": keys[1],
              "PUBLIC_ORIGIN": origin, "BIND": address}  # fmt: skip
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GANGWEI_") and name != "DATABASE_URL"}
    environment = {**outside, **{f"GANGWEI_{name}": value for name, value in values.items()}}
    app = create_app(load_settings(environment))
    with app.app_context():
        upgrade(str(PROJECT / "migrations"))
        for words in (["setup"], ["demo", "load", "--guards", str(GUARDS)]):
            result = app.test_cli_runner().invoke(args=words)
            assert result.exit_code == 0, result.output
        db.engine.dispose()
    return RunningServer(f"http://{address}", data, environment)


def another(first: RunningServer, data: Path) -> RunningServer:
    """A second host: the same settings, a folder and an address of its own, nothing else in common but the database."""
    data.mkdir()
    address = f"127.0.0.1:{free_port()}"
    return RunningServer(f"http://{address}", data, {**first.environment, "GANGWEI_BIND": address, "GANGWEI_DATA_DIR": str(data)})


def put_to_work(on: Stage, crowd: Crowd) -> None:
    """Sign everybody in and let them begin."""
    password = story.read_password(on.hosts[0].data)
    cards = [(number, name) for number, name in on.primary.ask(
        "SELECT certificate_number, name FROM guards WHERE certificate_number IS NOT NULL", "gangwei")]  # fmt: skip
    ids = {str(name): str(account) for name, account in on.primary.ask("SELECT user_name, id FROM accounts", "gangwei")}
    numbers = itertools.cycle(number for number, _ in cards)
    for name in OFFICERS:
        phone, device = Phone(on.front), str(uuid4())
        phone.sign_in(name, password)
        crowd.work(phone, lambda device=device: ("verification", "/api/verifications", check(next(numbers), device)))  # type: ignore[misc]
    for name in INSPECTORS:
        phone, device, sequence = Phone(on.front), str(uuid4()), itertools.count(1)
        phone.sign_in(name, password)
        checklist = phone.send("GET", "/api/checklists?unit_kind=security_company", None)[1]["items"][0]
        officers = [ids[name], ids[name.removesuffix("2")]]
        crowd.work(
            phone,
            lambda c=checklist, o=officers, d=device, s=sequence: (  # type: ignore[misc]
                "inspection", "/api/inspections", visit(str(story.UNIT_ID), c, o, d, next(s)),
            ),
        )  # fmt: skip
    for _ in range(LOOKING_UP):
        crowd.look_up(Phone(on.front), cards, LOOKUP_PAUSE_S)


def seen(crowd: Crowd, marks: dict[str, float]) -> dict[str, Any]:
    """What came back, by the part of the play in which it came."""
    parts = list(marks.items())
    ends = [begin for _, begin in parts[1:]] + [float("inf")]
    report: dict[str, Any] = {"requests": len(crowd.tries), "parts": {}}
    for (name, begin), end in zip(parts, ends, strict=True):
        tries = [one for one in crowd.tries if begin <= one.at < end]
        failed = [one for one in tries if one.outcome != "ok"]
        kinds: dict[str, int] = {}
        for one in failed:
            kinds[f"{one.kind}: {one.outcome}"] = kinds.get(f"{one.kind}: {one.outcome}", 0) + 1
        report["parts"][name] = {
            "requests": len(tries),
            "failed": kinds,
            "first_failure_s": round(failed[0].at - begin, 2) if failed else None,
            "last_failure_s": round(failed[-1].at - begin, 2) if failed else None,
            "longest_s": round(max((one.took_s for one in tries), default=0), 2),
        }
    report["until_first_write_s"] = round(first_write_after(crowd, marks["replica promoted"]) - marks["primary killed"], 2)
    return report


def first_write_after(crowd: Crowd, moment: float) -> float:
    """When the first command was acknowledged after that moment."""
    return min(one.at for one in crowd.tries if is_write_after(one, moment))


def is_write_after(one: Try, moment: float) -> bool:
    """Whether it is a command that was acknowledged after that moment."""
    return one.at > moment and one.outcome == "ok" and one.kind != "lookup"


def log_position(node: Node) -> int:
    """How many bytes the server has written into its log since it was made."""
    return int(node.ask("SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint")[0][0])


def connections_of(node: Node) -> int:
    """How many connections the application hosts hold to a server."""
    return int(node.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = 'gangwei'")[0][0])


def rows_of(node: Node, kind: str) -> set[str]:
    """The ids of all checks or all visits."""
    return {str(row[0]) for row in node.ask(f"SELECT id FROM {TABLES[kind]}", "gangwei")}  # noqa: S608 - our own two names


def found(on: Stage, crowd: Crowd) -> dict[str, Any]:
    """What is in the promoted database of what was acknowledged, and whether its audit chain is whole."""
    report: dict[str, Any] = {"acknowledged": {}, "lost": {}, "doubled": {}, "unsent": crowd.unsent}
    for kind in TABLES:
        rows = rows_of(on.replica, kind) - on.before[kind]
        acknowledged = crowd.acknowledged[kind]
        report["acknowledged"][kind] = len(acknowledged)
        report["lost"][kind] = len(set(acknowledged) - rows)
        report["doubled"][kind] = len(acknowledged) - len(set(acknowledged)) + len(rows - set(acknowledged))
    report["bytes_a_row"] = sizes(on.replica)
    settings = load_settings(on.hosts[0].environment)
    app = create_app(replace(settings, database_url=on.replica.url("gangwei"), replica_url=""))
    with app.app_context():
        report["audit"] = audit.verify()
        db.engine.dispose()
    return report


def sizes(node: Node) -> dict[str, int]:
    """Bytes a row, with its indexes, of the tables that grow with the work."""
    growing = ("verifications", "inspections", "inspection_items", "inspection_officers", "commands", "audit_events")
    node.ask("VACUUM ANALYZE", "gangwei")
    return {
        table: round(node.ask(f"SELECT pg_total_relation_size('{table}')::numeric / greatest(1, count(*)) FROM {table}", "gangwei")[0][0])  # noqa: S608 - our own names
        for table in growing
    }
