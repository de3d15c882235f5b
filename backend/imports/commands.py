"""What a job worker does now and then for imports, and `flask imports` for operators."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import delete, select, update

from backend import audit
from backend.commands import add_once
from backend.database import will_write
from backend.extensions import db, settings
from backend.imports.models import CELLS, FILE, Import, ImportPart, ImportRow
from backend.jobs import worker

group = AppGroup("imports", help="Rosters from spreadsheets.")
AT_A_TIME = 5
FOLDER_AGE_S = 3600
"""A folder of a file that is being read is gone within minutes; an older one is a dead worker's."""


def register(app: Flask) -> None:
    """Add the command and the tidying."""
    app.cli.add_command(group)
    add_once(worker.tidy_steps, delete_rows, delete_folders)


def delete_rows(now: datetime) -> None:
    """Delete the rows of imports that ended some days ago; what they did stays in the audit."""
    before = now - timedelta(days=settings().import_days)
    _give_up(before, now)
    old = db.session.scalars(
        select(Import.id).where(Import.ended_at < before, Import.rows_gone.is_(False)).order_by(Import.ended_at).limit(AT_A_TIME)
    ).all()
    if not old:
        return
    db.session.execute(delete(ImportRow).where(ImportRow.import_id.in_(old)))
    db.session.execute(delete(ImportPart).where(ImportPart.import_id.in_(old), ImportPart.stage.in_((FILE, CELLS))))
    db.session.execute(
        update(Import).where(Import.id.in_(old)).values(rows_gone=True, told=None, version=Import.version + 1),
        execution_options={"synchronize_session": False},
    )


def _give_up(before: datetime, now: datetime) -> None:
    """What nobody went on with for as long ends as if somebody had given it up: it holds a roster, and changed nothing."""
    left = update(Import).where(Import.created_at < before, Import.state.in_(("reading", "mapping", "checking", "ready")))
    values = {"state": "cancelled", "ended_at": before - timedelta(seconds=1), "job_id": None, "version": Import.version + 1}
    for import_id in db.session.scalars(left.values(values).returning(Import.id), execution_options={"synchronize_session": False}):
        audit.record("cancel", "import", import_id, now=now, after={"state": "cancelled"})


def delete_folders(now: datetime) -> None:
    """Delete what a worker that was killed left of a file it was reading."""
    for folder in (Path(settings().data_dir) / "imports").glob("*-*"):
        if folder.is_dir() and now.timestamp() - folder.stat().st_mtime > FOLDER_AGE_S:
            shutil.rmtree(folder, ignore_errors=True)


@group.command("list")
@click.option("--limit", default=30, show_default=True)
@click.option("--unit", type=click.UUID, help="Of this unit only.")
def show(limit: int, unit: UUID | None) -> None:
    """Print the latest imports: id, unit, mode, state, rows applied and undone, problem."""
    before = will_write.set(False)  # it is asked just when somebody else writes for long
    try:
        wanted = select(Import).order_by(Import.id.desc()).limit(limit)
        for one in db.session.scalars(wanted if unit is None else wanted.where(Import.unit_id == unit)):
            counts = f"{one.counts['applied']} applied, {one.counts['undone']} undone"
            click.echo(f"{one.id}  {one.unit_id}  {one.mode:11} {one.state:9}  {counts}  {one.problem or ''}")
    finally:
        will_write.reset(before)
