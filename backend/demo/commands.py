"""`flask demo`: fill an empty database with a made-up province, and say how to sign in and what to scan."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import or_, select

from backend.demo import story
from backend.errors import Conflict
from backend.extensions import clock, db, settings
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job, retry_job

group = AppGroup("demo", help="A made-up province to try the system with.")

SHORT = 10_000
"""From so many guards on a job builds at the end what orders and checks the rows, and gives them a long past."""

SAYS = {
    "valid": "有效 valid, posted to the site", "revoked": "无效 not valid: revoked", "left-unit": "需核查 check: left the unit",
    "expired": "无效 not valid: expired",
}  # fmt: skip


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)


@group.command("load")
@click.option("--guards", type=click.IntRange(50, 2_000_000), default=2000, show_default=True)
@click.option("--as-job", is_flag=True, help="Let a job worker do it, or go on with it; see `flask jobs list`.")
def load_demo(guards: int, as_job: bool) -> None:
    """Fill the database, unless anything is in it."""
    from backend.demo import load  # what draws and signs is imported only when it is needed

    data_dir = _data_dir()
    if load.was_cut_short(data_dir):
        raise click.ClickException(f"An earlier load was cut short. Delete the database and {data_dir}, then begin again.")
    if as_job and (job := _unfinished()):
        click.echo(job.id)
        return
    if load.has_data():
        return
    if as_job:
        job = create_job(LOAD.name, {"guards": guards}, None, clock().now())
        db.session.commit()
        click.echo(job.id)
        return
    with click.progressbar(length=guards, label=f"Making up {guards} guards", file=sys.stderr, item_show_func=_shown) as bar:
        try:
            load.load(data_dir, guards, clock().now(), bar.update)
        except load.NotLoaded as error:
            raise click.ClickException(str(error)) from error


def _unfinished() -> Job | None:
    """The load that was begun and is not done; one that has given up is tried again from where it is."""
    wanted = (Job.kind == LOAD.name, or_(Job.state.in_(OPEN_STATES), Job.checkpoint.is_not(None)))
    job = db.session.scalars(select(Job).where(*wanted).order_by(Job.id.desc()).limit(1).with_for_update()).one_or_none()
    if job and job.state not in OPEN_STATES:
        retry_job(job, clock().now())
    db.session.commit()
    return job


def run_load(context: Context) -> None:
    """The job of a load, gone on with from the last piece that was kept.

    Raises Conflict when there are data already that are not its own, or another release began it.
    """
    from backend.demo import load

    place = load.Place(**context.kept) if context.kept else load.Place.first(context.now())
    if (place.made_with != load.made_with()) if context.kept else (load.was_cut_short(_data_dir()) or load.has_data()):
        raise Conflict()
    guards, done = context.params["guards"], place.guards

    def tell(more: int, doing: str) -> None:
        nonlocal done
        done += more
        context.progress(done, guards, (doing if doing in ("visits", load.LOG) else "indexes") if doing else "making")

    load.go_on(_data_dir(), guards, place, lambda at: context.checkpoint(at.as_json()), tell, is_great=guards >= SHORT)


LOAD = declare(Kind("demo.load", run_load))


def _shown(doing: str | None) -> str:
    return doing or ""


@group.command("show")
def show_demo() -> None:
    """Print one sign-in for each role, and the cards to hold before a camera."""
    data_dir = _data_dir()
    if story.written_for(data_dir) != settings().public_origin:
        from backend.demo import cards  # the cards carry the app's address, and that has changed

        if not cards.can_be_written():
            click.echo("There is no demo here.")
            return
        cards.write_all(data_dir)
    _print_accounts(data_dir)
    _print_cards(data_dir)


def _print_accounts(data_dir: Path) -> None:
    password = story.read_password(data_dir)
    click.echo("\nSign in")
    if password is None:
        click.echo(f"  The file {data_dir / story.PASSWORD_FILE} with the password is gone.")
    for role, user_name in story.USER_NAMES.items():
        click.echo(f"  {role.replace('_', ' '):22} {user_name:16} {password or ''}".rstrip())


def _print_cards(data_dir: Path) -> None:
    click.echo(f"\nCards to scan; the site is {story.SITE} of {story.COMPANY}")
    numbers = story.load(data_dir).guards
    for key, says in SAYS.items():
        click.echo(f"  {story.card_file(data_dir, key)}\n    {story.GUARDS[key].name} {numbers[key].number}: {says}")


def _data_dir() -> Path:
    return Path(settings().data_dir).absolute()
