"""`flask log`: give entries their places, take the past over, verify, and write the checkpoint to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from backend import metrics
from backend.commands import add_once
from backend.database import will_write
from backend.extensions import clock, db
from backend.jobs import worker
from backend.transparency import checkpoints, gauges, jobs, operations, queries, taking_over, verifying
from backend.transparency.checkpoints import Checkpoint, NotSigned

group = AppGroup("log", help="The transparency log; see docs/transparency.md.")


def register(app: Flask) -> None:
    """Add the commands, and the sealing to what a job worker does."""
    app.cli.add_command(group)
    metrics.read_at_scrape(gauges.read)
    add_once(worker.tidy_steps, jobs.keep_up)


@group.command("seal")
def seal() -> None:
    """Take over what came before the log, if that is still to do; give what waits its place; sign a checkpoint."""
    now = clock().now()
    sealed = operations.seal(now, db.session.commit)
    if not queries.is_begun():
        _take_over(now)
        sealed = operations.seal(now, db.session.commit)
    click.echo(f"{sealed} entries got their places; the log has {queries.size()}.")


@group.command("take-over")
def take_over() -> None:
    """Enter acts that a server of the release before wrote without the log. Each entry says that it was taken over."""
    _take_over(clock().now())


@group.command("verify")
@click.option("--against", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A checkpoint kept elsewhere.")
def verify(against: tuple[Path, ...]) -> None:
    """Prove that nothing in the log, and nothing that it speaks of, was changed, added, removed, moved or dated back."""
    will_write.set(False)
    kept = [(str(file), _read(file)) for file in against]
    found = 0
    for line in verifying.verify(kept):
        click.echo(line, err=True)
        found += 1
    if found:
        raise SystemExit(1)
    later = queries.taken_over_later()
    if later:
        click.echo(f"{later} entries were taken over after the log had begun; who keeps the log should know why.")
    click.echo(f"The log is whole: {queries.size()} entries, and the register says the same.")


@group.command("checkpoint")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_checkpoint(file: Path) -> None:
    """Write the newest checkpoint to a file, to be kept where nobody of this installation can change it."""
    will_write.set(False)
    newest = queries.newest_checkpoint()
    if newest is None:
        raise click.ClickException("There is no checkpoint yet: run flask log seal first.")
    file.write_bytes(newest.message)
    click.echo(f"{newest.size} entries, root {newest.root.hex()}")


def _take_over(now: datetime) -> None:
    taken = taking_over.take_over(now, lambda _taken: db.session.commit())
    click.echo(f"{taken} acts from before were taken over.")


def _read(file: Path) -> Checkpoint:
    try:
        return checkpoints.read(file.read_bytes(), even_revoked=True)
    except NotSigned as error:
        raise click.ClickException(f"{file} is not a checkpoint that this installation signed: {error}") from error
