"""`flask warnings`: look at units now; and where this room joins the worker and other rooms' acts."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from backend.certificates import changes as certificate_changes
from backend.commands import add_once, setup_steps
from backend.extensions import clock, db
from backend.jobs import worker
from backend.rectification import changes as notice_changes
from backend.warnings import marks, upkeep, work
from backend.warnings.digests import operations as digests
from backend.warnings.push import keys, sending
from backend.watches import changes as watch_changes

group = AppGroup("warnings", help="What units are warned of.")


def register(app: Flask) -> None:
    """Add the command, and join."""
    app.cli.add_command(group)
    add_once(setup_steps, keys.ensure_key)
    add_once(worker.sweep_steps, work.follow_marks, sending.watch, digests.watch)
    add_once(worker.tidy_steps, work.watch)
    add_once(certificate_changes.after_change, marks.after_certificate)
    add_once(notice_changes.after_change, marks.after_notice)
    add_once(watch_changes.after_change, marks.look_again)


@group.command("look")
def look() -> None:
    """Look at all units, as the daily job does."""
    last, total = None, 0
    while unit_ids := upkeep.units_after(last, work.CHUNK):
        upkeep.look(unit_ids, clock().now())
        db.session.commit()
        last, total = unit_ids[-1], total + len(unit_ids)
    click.echo(f"{total} units looked at")
