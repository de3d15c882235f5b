"""`flask alerts`: look for cards that exist twice, now."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from backend.alerts import finding, work
from backend.commands import add_once
from backend.extensions import clock, db
from backend.jobs import worker

group = AppGroup("alerts", help="Cards that seem to exist twice.")


def register(app: Flask) -> None:
    """Add the command, and the step that a worker does with its tidying."""
    app.cli.add_command(group)
    add_once(worker.tidy_steps, work.watch)


@group.command("find")
def find() -> None:
    """Look at all checks that were not looked at yet."""
    total = 0
    while found := finding.find(clock().now()):
        db.session.commit()
        total += found
    db.session.rollback()
    click.echo(f"{total} checks looked at")
