"""`flask notices` and `flask holidays`; and where this room joins the set-up, the records, the field pack and the worker."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from backend import working_days
from backend.commands import add_once, setup_steps
from backend.extensions import clock, db
from backend.inspections import field_pack, recorded
from backend.jobs import worker
from backend.rectification import escalation, following, older, packing, provisions

notices = AppGroup("notices", help="Rectification notices.")
holidays = AppGroup("holidays", help="The calendar of working days.")


def register(app: Flask) -> None:
    """Add the commands, and join."""
    app.cli.add_command(notices)
    app.cli.add_command(holidays)
    add_once(setup_steps, provisions.load, working_days.load_shipped)
    add_once(recorded.after_record, following.follow_record)
    add_once(field_pack.more, packing.notices)
    add_once(worker.tidy_steps, escalation.watch)


@notices.command("make")
@click.option("--chunk", default=200, show_default=True, type=click.IntRange(1, 5000), help="So many records in one transaction.")
def make_notices(chunk: int) -> None:
    """Make the notices of records that are older than this release. Cut short, it goes on where it was."""
    total = 0
    while made := older.make(chunk, clock().now()):
        db.session.commit()
        total += made
        click.echo(f"{total} notices made")
    db.session.rollback()
    click.echo(f"All records have their notices; {total} were made now.")


@notices.command("climb")
def climb_now() -> None:
    """Let overdue notices climb now; a worker does it by itself."""
    total = 0
    while climbed := escalation.climb(clock().now()):
        db.session.commit()
        total += climbed
    db.session.rollback()
    click.echo(f"{total} climbed")


@holidays.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load_holidays(file: Path) -> None:
    """Load a year's published holidays and worked weekend days from FILE, in the place of what was known of that year."""
    try:
        count = working_days.load(json.loads(file.read_text(encoding="utf-8")))
    except (working_days.Unreadable, ValueError) as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    moved = older.reckon_again(clock().now())
    db.session.commit()
    click.echo(f"{count} days; {moved} re-checks have another day now")
