"""`flask guards`: what an operator does about the search."""

from __future__ import annotations

from uuid import UUID

import click
from flask import Flask
from flask.cli import AppGroup

from backend.commands import add_once, setup_steps
from backend.extensions import db
from backend.guards import reindexing

group = AppGroup("guards", help="Guards.")


def register(app: Flask) -> None:
    """Add the commands; `flask setup` finds guards whom an older release wrote."""
    app.cli.add_command(group)
    add_once(setup_steps, _find_missing)


@group.command("reindex")
@click.option("--all", "everyone", is_flag=True, help="Everyone, not only those that lack it; and forget what fits no more.")
def reindex(everyone: bool) -> None:
    """Write anew by what guards are found."""
    click.echo(f"{_reindex(everyone)} guards")
    if everyone:
        _forget_misfits()


def _reindex(everyone: bool) -> int:
    """In chunks, each committed by itself; returns of how many guards."""
    last, count = UUID(int=0), 0
    while written := reindexing.write_some(last, everyone=everyone):
        last, count = written[-1], count + len(written)
        _commit()
    return count


def _forget_misfits() -> None:
    last = None
    while last := reindexing.forget_some(last):
        _commit()


def _commit() -> None:
    db.session.commit()
    db.session.expunge_all()


def _find_missing(_now: object) -> None:
    _reindex(everyone=False)
