"""Keys and number patterns, for operators."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from backend.certificates import keys, logged, notary, numbering
from backend.certificates.numbers import PatternError
from backend.commands import setup_steps
from backend.errors import Problem
from backend.extensions import clock, db
from backend.jurisdictions.queries import require_agency
from backend.transparency import checkpoints, sources

group = AppGroup("certificates", help="The keys that sign cards, and how certificates are numbered.")


def register(app: Flask) -> None:
    """Add the commands, and the first signing key to `flask setup`."""
    app.cli.add_command(group)
    sources.declare(logged.SOURCE)
    checkpoints.appoint(notary.NOTARY)
    if keys.ensure_signing_key not in setup_steps:
        setup_steps.append(keys.ensure_signing_key)


@group.command("keys")
def list_keys() -> None:
    """List the signing keys."""
    for key in keys.trust_list(clock().now())["keys"]:
        state = "revoked" if key["revoked_at"] else "retired" if key["valid_until"] else "in use"
        click.echo(f"{key['key_id']:3}  {state:8} since {key['revoked_at'] or key['valid_until'] or key['valid_from']}")


@group.command("new-key")
def make_key() -> None:
    """Sign new cards with a new key; the cards of the former one stay good."""
    key = keys.make_signing_key(clock().now())
    db.session.commit()
    click.echo(f"Key {key.key_id} signs from now on. Phones need the new trust list before they can verify its cards.")


@group.command("revoke-key")
@click.argument("key_id", type=int)
@click.option("--reason", required=True)
@click.confirmation_option(prompt="Every card signed with this key will be refused, for ever. Go on?")
def revoke_key(key_id: int, reason: str) -> None:
    """Believe no card of this key any more."""
    try:
        keys.revoke_signing_key(key_id, reason, clock().now())
    except Problem as problem:
        raise click.ClickException("There is no such key.") from problem
    db.session.commit()
    click.echo(f"Key {key_id} is revoked. Its cards have to be replaced.")


@group.command("pattern")
@click.argument("agency_code")
@click.argument("pattern", required=False)
def show_or_set_pattern(agency_code: str, pattern: str | None) -> None:
    """Show the number pattern of an agency, or set its own."""
    try:
        require_agency(agency_code)
        if pattern:
            numbering.set_pattern(agency_code, pattern)
    except PatternError as error:
        raise click.ClickException(str(error)) from error
    except Problem as problem:
        raise click.ClickException("There is no agency with this code.") from problem
    db.session.commit()
    click.echo(numbering.pattern_of(agency_code))
