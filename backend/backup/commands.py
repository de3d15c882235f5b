"""`flask backup` and `flask restore`."""

from __future__ import annotations

import base64
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from flask import Flask

from backend.backup import operations
from backend.backup.sealed import KEY_BYTES, BackupError, Secret
from backend.config import PREFIX
from backend.extensions import clock, db, settings

SHORTEST_PASSPHRASE = 16
FILE = click.Path(path_type=Path, dir_okay=False)
passphrase_option = click.option("--passphrase-file", type=FILE, help=f"Its first line, instead of {PREFIX}BACKUP_KEY.")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(backup)
    app.cli.add_command(restore)
    app.cli.add_command(check)


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
def backup(file: Path, passphrase_file: Path | None) -> None:
    """Write database, pictures and keys into one encrypted FILE, while the servers go on working."""
    began = clock().now()
    found = _plainly(operations.back_up, file, _secret(passphrase_file), settings(), began)
    db.session.commit()
    size = file.stat().st_size / 1e6
    click.echo(f"{file}: {size:.1f} MB, {sum(found['counts'].values())} rows, {_seconds(clock().now() - began)}")


@click.command("check-backup")
@click.argument("file", type=FILE)
@passphrase_option
def check(file: Path, passphrase_file: Path | None) -> None:
    """Prove every byte of a backup and say what is in it; nothing is put back."""
    found = _plainly(operations.read_through, file, _secret(passphrase_file))
    click.echo(f"made {found['made_at']} by release {found['version']}, revision {found['revision']}, {found['database']}")
    click.echo(f"{sum(found['counts'].values())} rows, {found['pictures']} pictures, {found['audit']['count']} audited acts")


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option("--replace", "over", is_flag=True, help="Also where there are data already; they are kept beside.")
@click.option("--migrate", is_flag=True, help="Bring a backup of an older form up to this release's.")
@click.option("--keys-to", type=FILE, help="Write the backup's keys to this file, where this installation has others.")
def restore(file: Path, passphrase_file: Path | None, over: bool, migrate: bool, keys_to: Path | None) -> None:
    """Put a backup back. The whole FILE is read first; whatever goes wrong, the present database stays as it is."""
    secret, began = _secret(passphrase_file), clock().now()
    found = _plainly(operations.read_through, file, secret)
    same = set(operations.keys_of(found)["data_keys"]) <= set(settings().data_keys)
    if not same and keys_to is None:
        raise click.ClickException("the backup was made with other data keys: --keys-to FILE writes them, then put them into the settings")
    if keys_to is not None:
        _write_keys(keys_to, found)
    kept = _plainly(operations.restore, file, secret, found, settings(), began, over=over, migrate=migrate, told=click.echo)
    rows, took = sum(found["counts"].values()), _seconds(clock().now() - began)
    click.echo(f"{rows} rows and {found['pictures']} pictures of {found['made_at']} are back, {took}")
    if kept:
        click.echo(f"The former database is kept as {kept}; remove it when all is well.")
    if not same:
        click.echo(f"Before the start: put the keys from {keys_to} into the settings.")


def _write_keys(file: Path, found: dict[str, Any]) -> None:
    keys = found["keys"]
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(f"{PREFIX}SECRET_KEY={keys['secret_key']}\n{PREFIX}DATA_KEYS={','.join(keys['data_keys'])}\n")


def _secret(passphrase_file: Path | None) -> Secret:
    if passphrase_file is not None:
        lines = passphrase_file.read_text().splitlines()
        if not lines or len(lines[0]) < SHORTEST_PASSPHRASE:
            raise click.ClickException(f"the passphrase has fewer than {SHORTEST_PASSPHRASE} characters")
        return Secret(lines[0].encode(), "passphrase")
    if not settings().backup_key:
        raise click.ClickException(f"set {PREFIX}BACKUP_KEY ({KEY_BYTES} random bytes in base64), or use --passphrase-file")
    return Secret(base64.b64decode(settings().backup_key), "key")


def _plainly(act: Any, *arguments: Any, **options: Any) -> Any:
    """Call, and say in one line what went wrong."""
    try:
        return act(*arguments, **options)
    except (BackupError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _seconds(took: timedelta) -> str:
    return f"{took.total_seconds():.1f} s"
