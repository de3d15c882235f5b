"""`flask duties`: the rules, and their tasks made now."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from backend.alerts import changes as alert_changes
from backend.clock import china_date
from backend.commands import add_once, setup_steps
from backend.extensions import clock, db
from backend.inspections import field_pack, recorded
from backend.jobs import worker
from backend.rectification import changes as notice_changes
from backend.tasks import alerted, duties, packing, queries, rechecks, rules, serving, work

group = AppGroup("duties", help="How often units are inspected, and what follows.")


def register(app: Flask) -> None:
    """Add the commands, the set-up's step, the daily job, and what happens when other rooms' things do."""
    app.cli.add_command(group)
    add_once(setup_steps, rules.load_shipped)
    add_once(worker.tidy_steps, work.watch)
    add_once(alert_changes.after_raise, alerted.visit_site)
    add_once(alert_changes.after_settle, alerted.drop_settled)
    add_once(notice_changes.after_change, rechecks.sync_notice)
    add_once(recorded.after_record, serving.serve_tasks)
    add_once(recorded.served_by, queries.served_by)
    add_once(field_pack.more, packing.add_tasks)
    add_once(field_pack.plans, packing.planned)


@group.command("load")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def load(file: Path) -> None:
    """Add the rules of a JSON file, and end those to which it gives `effective_until`."""
    try:
        added = rules.load(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError) as error:
        db.session.rollback()
        raise click.ClickException(f"{file}: {error!r}") from error
    db.session.commit()
    click.echo(f"{added} rules added")


@group.command("make")
def make() -> None:
    """Make the duties of today's periods, as the daily job does."""
    now = clock().now()
    alerted.catch_up(now)
    click.echo(f"{duties.make_duties(china_date(now), now, db.session.commit)} duties made")
