"""A route is a declaration: through `endpoint` alone, with a permission, and with a short body."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
FILES = sorted([*BACKEND.glob("**/routes.py"), BACKEND / "web" / "health.py", BACKEND / "web" / "scraping.py"])
LONGEST_BODY = 12


def declarations(file: Path) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """Every route of a file with the call that declares it."""
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "endpoint":
                    yield node, decorator


def name_of(file: Path) -> str:
    return str(file.relative_to(BACKEND))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_route_is_an_endpoint_with_a_permission(file: Path) -> None:
    found = list(declarations(file))
    assert found
    assert [function.name for function, call in found if "permission" not in {word.arg for word in call.keywords}] == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_no_route_goes_round_the_endpoint(file: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "blueprint"
    }
    assert called == set()


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_route_says_what_it_does_and_leaves_the_work_to_others(file: Path) -> None:
    for function, _ in declarations(file):
        assert ast.get_docstring(function), function.name
        begin = function.body[1].lineno if len(function.body) > 1 else function.lineno
        assert (function.end_lineno or 0) - begin < LONGEST_BODY, function.name


def test_only_routes_commit_and_none_of_them_by_hand() -> None:
    """One commit a request, in http.py or what it calls for that; commands of an operator and what fills a database commit their own."""
    mine = {"http.py", "unit_of_work.py", "append.py", "sqlite_queue.py", "leases.py", "commands.py"}
    for file in BACKEND.rglob("*.py"):
        if file.name in mine or {"demo", "backup"} & set(file.parts):
            continue
        calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Attribute) and node.attr == "commit"]
        assert calls == [], name_of(file)
