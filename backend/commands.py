"""Commands for operators. `flask --help` lists them."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from backend import idempotency
from backend.audit import operations as audit_operations
from backend.extensions import api, clock, db
from backend.jurisdictions import operations as jurisdictions

setup_steps: list = []
"""What `flask setup` does beside the divisions; domains add theirs in their `commands` module."""


def add_once(steps: list, *added: Callable[..., object]) -> None:
    """Join what others call; once, however many applications there are in one process."""
    steps += [step for step in added if step not in steps]


def register(app: Flask) -> None:
    """Add the commands of the core, and those of each domain that has a `commands` module."""
    app.cli.add_command(setup)
    app.cli.add_command(audit_group)
    app.cli.add_command(openapi_group)
    app.cli.add_command(purge)
    for file in sorted(Path(__file__).parent.glob("*/commands.py")):
        importlib.import_module(f"backend.{file.parent.name}.commands").register(app)


@click.command()
def setup() -> None:
    """Load divisions, agencies, checklists and the first signing key; harmless when they are there."""
    divisions, agencies = jurisdictions.load()
    for step in setup_steps:
        step(clock().now())
    db.session.commit()
    click.echo(f"{divisions} divisions, {agencies} police agencies")


audit_group = AppGroup("audit", help="The audit chain.")


@audit_group.command("verify")
def verify_audit() -> None:
    """Prove that no event was changed, added, removed or moved."""
    breaks = audit_operations.verify()
    for line in breaks:
        click.echo(line, err=True)
    if breaks:
        raise SystemExit(1)
    click.echo("The audit chain is whole.")


openapi_group = AppGroup("openapi", help="The API's document.")


@openapi_group.command("write")
@click.argument("file", type=click.Path(path_type=Path))
def write_openapi(file: Path) -> None:
    """Write the OpenAPI document as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(api.spec.to_dict(), ensure_ascii=False, indent=1) + "\n")


@click.command("purge-commands")
@click.option("--days", default=30, show_default=True)
def purge(days: int) -> None:
    """Forget the recorded answers of commands older than some days."""
    click.echo(f"{idempotency.purge(clock().now() - timedelta(days=days))} forgotten")
    db.session.commit()
