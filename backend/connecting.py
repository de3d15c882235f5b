"""How this process reaches its databases: one address or several, and never a wait without an end."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from backend.config import Settings
from backend.sqlite_queue import QueuedConnection

CONNECT_TIMEOUT_S = 3
"""For each host of the list in turn; libpq takes no less than 2."""

SILENCE_MS = 5000
"""Sent bytes unacknowledged for so long: the other machine is gone, whatever its address still says."""

SESSION = {
    # A host that lost its power says no goodbye; by the system's default the server would keep its locks for two hours.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "15000",
    # As long as SQLite's busy_timeout: then the answer is "not saved", and the phone tries again.
    "lock_timeout": "15s",
    # A process that stands still inside a transaction holds the audit's head, and so every writer.
    "idle_in_transaction_session_timeout": "300s",
}
_LOCAL = {
    "connect_timeout": CONNECT_TIMEOUT_S,
    "tcp_user_timeout": SILENCE_MS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}


def address(url: str, wanted: str | None = None) -> str:
    """The address as SQLAlchemy takes it.

    Several hosts are written as libpq takes them, `postgresql://user@one:5432,two:5432/name`; of them the
    one is used that takes writes, unless the address itself says which (libpq's target_session_attrs).
    wanted  which one, whatever the address says
    """
    parts = urlsplit(url)
    user, at, hosts = parts.netloc.rpartition("@")
    if parts.scheme.startswith("sqlite") or "," not in hosts:
        return url
    given = dict(parse_qsl(parts.query))
    given["target_session_attrs"] = wanted or given.get("target_session_attrs", "read-write")
    query = [*(("host", host) for host in hosts.split(",")), *given.items()]
    return urlunsplit(parts._replace(netloc=user + at, query=urlencode(query, safe=":")))


def options(settings: Settings) -> dict[str, Any]:
    """What the engine of the writing transactions needs."""
    shared = {"json_serializer": _plain_json, "hide_parameters": True}  # an error's words would quote the values of its statement
    if settings.database_url.startswith("sqlite"):
        return {**shared, "connect_args": {"factory": QueuedConnection}}
    return {**shared, "pool_size": 8, "max_overflow": 4, "pool_timeout": 10, "pool_pre_ping": True, "connect_args": arguments()}


def _plain_json(value: Any) -> str:
    try:
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:  # numbers beyond 64 bits, characters that are none: slower, but kept
        return json.dumps(value)


def arguments(**session: str) -> dict[str, Any]:
    """libpq's parameters, and the server's settings for this session."""
    settings = {**SESSION, **session}
    return {**_LOCAL, "options": " ".join(f"-c {name}={value}" for name, value in settings.items())}
