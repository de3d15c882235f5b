"""Commands about pictures."""

from __future__ import annotations

from datetime import timedelta

import click
from flask import Flask
from flask.cli import AppGroup

from backend.extensions import clock, settings
from backend.media import open_store, sweep
from backend.media.moving import Damaged, move

group = AppGroup("media", help="Where pictures are kept.")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)


@group.command("move")
@click.argument("source")
@click.argument("target")
@click.option("--remove", is_flag=True, help="Take each picture out of SOURCE once TARGET has it.")
def move_media(source: str, target: str, remove: bool) -> None:
    """Copy all pictures from SOURCE to TARGET: `folder`, or an address such as s3://bucket/prefix.

    It may be cut short and run again: what is there already, by its hash, is not sent twice.
    """
    if source == target:
        raise click.UsageError("SOURCE and TARGET are the same")
    stores = [open_store(settings(), "" if place == "folder" else place) for place in (source, target)]
    looked = copied = 0
    try:
        for looked, copied in move(stores[0], stores[1], remove):
            click.echo(f"{looked} looked at, {copied} copied")
    except Damaged as error:
        raise click.ClickException(f"picture {error} cannot be read back as it was written") from error
    except OSError as error:
        raise click.ClickException(f"{error}. Run the same command again to go on.") from error
    click.echo(f"All {looked} pictures are there; {copied} were copied now.")


@group.command("sweep")
@click.option("--hours", default=24, show_default=True, help="Keep what is younger: its row may not be committed yet.")
def sweep_media(hours: int) -> None:
    """Remove pictures that no record names, left by a failure in the middle."""
    click.echo(f"{sweep(clock().now() - timedelta(hours=hours))} removed")
