"""Migrations are explained, go down as well as up, and make exactly what the models say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from backend import create_app
from backend.config import Settings
from backend.database import Base
from backend.extensions import db

MIGRATIONS = Path(__file__).parents[2] / "migrations"
VERSIONS = sorted((MIGRATIONS / "versions").glob("*.py"))

WITHOUT_MODEL = {"guard_name_index", "guard_search_keys", "alembic_version"}
"""The first two are left for servers of the release before, see migration 0012; shadow tables of the first begin with its
name. The third is Alembic's own."""


@pytest.fixture
def empty(database: str, settings: Settings, request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An app on a database without any table."""
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        server = request.getfixturevalue("postgres_template")
        url = server.create_database(f"gangwei_empty_{worker_id}", template=None)
    app = create_app(replace(settings, database_url=url, data_dir=tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def shape() -> dict[str, Any]:
    """Everything the database says about its tables."""
    found = inspect(db.engine)
    tables = sorted(name for name in found.get_table_names() if name != "alembic_version")
    return {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(name)],
            sorted(map(_index, found.get_indexes(name))),
            sorted(map(str, found.get_foreign_keys(name))),
            sorted(map(str, found.get_unique_constraints(name))),
            sorted(str(check["name"]) for check in found.get_check_constraints(name)),
        )
        for name in tables
    }


def test_up_and_down_and_up_again_is_the_same(empty: Flask) -> None:
    upgrade(str(MIGRATIONS))
    first = shape()
    downgrade(str(MIGRATIONS), revision="base")
    assert shape() == {}
    upgrade(str(MIGRATIONS))
    assert shape() == first


def test_each_step_down_can_be_taken_up_again(empty: Flask) -> None:
    for file in VERSIONS:
        number = file.name[:4]
        upgrade(str(MIGRATIONS), revision=number)
        before = shape()
        downgrade(str(MIGRATIONS), revision="-1")
        upgrade(str(MIGRATIONS), revision=number)
        assert shape() == before, file.name


def test_the_migrations_make_what_the_models_say(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _compared})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []


def test_every_constraint_and_index_of_the_models_has_its_name_in_the_database(app: Flask) -> None:
    """Alembic does not compare checks, and problems are found by constraint names."""
    with app.app_context():
        found = inspect(db.engine)
        for table in Base.metadata.sorted_tables:
            wanted = {str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint" and check.name}
            present = {str(check["name"]) for check in found.get_check_constraints(table.name)}
            assert {_whole(table.name, name) for name in wanted} == present, table.name
            assert found.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
            assert all(key["name"] for key in found.get_foreign_keys(table.name)), table.name


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_is_numbered_and_explained(file: Path) -> None:
    tree = ast.parse(file.read_text())
    assert len((ast.get_docstring(tree) or "").split()) >= 8
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant)
    }
    place = VERSIONS.index(file)
    assert values["revision"] == file.name[:4] == f"{place + 1:04}"
    assert values["down_revision"] == (VERSIONS[place - 1].name[:4] if place else None)


def test_a_migrated_database_is_kept_by_going_up_again(app: Flask) -> None:
    with app.app_context():
        before = db.session.scalar(text("SELECT count(*) FROM divisions"))
        db.session.rollback()
        upgrade(str(MIGRATIONS))
        assert db.session.scalar(text("SELECT count(*) FROM divisions")) == before > 1000


def _index(index: Any) -> str:
    conditions = {key: str(value) for key, value in sorted(index.get("dialect_options", {}).items())}
    return f"{index['name']} {index['column_names']} {index['unique']} {conditions}"


def _compared(name: str | None, kind: str, _parents: Any) -> bool:
    return not (kind == "table" and name is not None and any(name.startswith(own) for own in WITHOUT_MODEL))


def _whole(table: str, name: str) -> str:
    return name if name.startswith(f"ck_{table}_") else f"ck_{table}_{name}"
