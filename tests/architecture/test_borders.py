"""The borders of the house: a domain imports only from those above it; the core imports no domain."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"

ORDER = (
    "jurisdictions",
    "units",
    "accounts",
    "devices",
    "jobs",
    "documents",
    "guards",
    "transparency",
    "certificates",
    "roster",
    "contracts",
    "imports",
    "cards",
    "verifications",
    "watches",
    "alerts",
    "inspections",
    "rectification",
    "papers",
    "tasks",
    "warnings",
    "exports",
    "public_lookup",
    "demo",
)
"""Top to bottom, in the order of a guard's life; docs/decisions/0001 says why accounts stand below units."""

CORE = {
    "admission",
    "append",
    "chained_pages",
    "clock",
    "config",
    "connecting",
    "cookies",
    "counter_servers",
    "counter_storages",
    "counters",
    "crypto",
    "database",
    "errors",
    "extensions",
    "fields",
    "http",
    "idempotency",
    "identity_number",
    "log_lines",
    "limits",
    "media",
    "metrics",
    "openapi",
    "pagination",
    "permissions",
    "pictures",
    "qr_rows",
    "reading",
    "sheets",
    "short_ways",
    "slots",
    "stamps",
    "tracing",
    "quick",
    "sqlite_queue",
    "unit_of_work",
    "working_days",
    "audit",
}
OUTSIDE = {"__init__", "backup", "commands", "gunicorn_conf", "gunicorn_log", "local_certificate", "logs", "start", "web", "wiring"}
"""What puts the app together or serves it; it may know everything, and no domain may know it."""


def _room(path: Path) -> str:
    return path.relative_to(BACKEND).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "backend":
                found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("backend.")}
    return found


FILES = sorted(BACKEND.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BACKEND)))
def test_a_file_imports_only_from_above(path: Path) -> None:
    room = _room(path)
    if room in OUTSIDE:
        return
    allowed = set(CORE)
    if room in ORDER:
        allowed |= set(ORDER[: ORDER.index(room) + 1])
        if path.name == "commands.py":
            allowed |= {"commands"}  # where a domain hands in its step of the set-up
    assert _imports(path) <= allowed


def test_every_room_has_its_place_in_the_order() -> None:
    assert {_room(path) for path in FILES} <= set(ORDER) | CORE | OUTSIDE


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if _room(path) in ORDER and path.name in ("models.py", "queries.py", "operations.py")],
    ids=lambda path: str(path.relative_to(BACKEND)),
)
def test_only_routes_know_flask(path: Path) -> None:
    """Operations and queries are called alike by routes, commands, jobs and tests."""
    modules = {node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)}
    assert "flask" not in modules


def test_each_domain_says_in_a_paragraph_what_it_is_for() -> None:
    for name in ORDER:
        text = ast.get_docstring(ast.parse((BACKEND / name / "__init__.py").read_text()))
        assert text, name
