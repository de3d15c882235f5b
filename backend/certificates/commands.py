"""Keys, lists and number patterns, for operators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from backend import metrics
from backend.certificates import gauges, keys, logged, logged_keys, notary, numbering, publishing
from backend.certificates.algorithms import NAMES
from backend.certificates.models import SigningKey
from backend.certificates.numbers import PatternError
from backend.commands import add_once, setup_steps
from backend.errors import Problem
from backend.extensions import clock, db
from backend.jobs import worker
from backend.jurisdictions.queries import require_agency
from backend.transparency import checkpoints, sources

certificates_group = AppGroup("certificates", help="How certificates are numbered.")
keys_group = AppGroup("keys", help="The keys that sign cards and lists, and the lists themselves.")
PURPOSE = click.option("--purpose", type=click.Choice(["card", "list"]), default="card", show_default=True, help="What it signs.")


def register(app: Flask) -> None:
    """Add the commands; the keys and the first lists to `flask setup`; their upkeep to the workers."""
    app.cli.add_command(certificates_group)
    app.cli.add_command(keys_group)
    metrics.read_at_scrape(gauges.read)
    sources.declare(logged_keys.SOURCE)
    sources.declare(logged.SOURCE)
    checkpoints.appoint(notary.NOTARY)
    add_once(setup_steps, keys.ensure_all, publishing.publish_first)
    add_once(worker.sweep_steps, publishing.ask_when_due)
    add_once(worker.tidy_steps, keys.keep_up)


@keys_group.command("list")
def list_keys() -> None:
    """Print the keys: id, purpose, state, algorithm, where the secret is, since when, cards signed."""
    now = clock().now()
    for key in db.session.scalars(select(SigningKey).order_by(SigningKey.key_id)):
        since = key.revoked_at or key.ended_at(now) or key.activated_at or key.valid_from
        cards = f"{keys.count_cards(key.key_id):9,} cards" if key.purpose == keys.CARD else ""
        state = key.state_at(now)
        when = f"{'from' if state == 'planned' else 'since'} {since:%Y-%m-%d %H:%M}"
        click.echo(f"{key.key_id:3}  {key.purpose:4}  {state:8} {key.algorithm:5}  {key.signer:8}  {when}  {cards}".rstrip())


@keys_group.command("plan")
@PURPOSE
@click.option("--algorithm", type=click.Choice(NAMES), help="Without it the setting's for cards, ES256 for lists.")
def plan(purpose: str, algorithm: str | None) -> None:
    """Plan one more key. Phones learn of it with the next trust list; a key for cards may sign a week later."""
    key = _done(lambda now: keys.plan_key(purpose, now, algorithm=algorithm))
    click.echo(f"Key {key.key_id} is planned and may sign from {key.valid_from:%Y-%m-%d %H:%M} UTC.")


@keys_group.command("rotate")
@PURPOSE
@click.option("--at-once", is_flag=True, help="Also to a key that phones do not know long enough: offline they answer amber.")
def rotate(purpose: str, at_once: bool) -> None:
    """The oldest planned key signs from now on; what the former one signed stays good."""
    key = _done(lambda now: keys.rotate_key(purpose, now, at_once=at_once))
    click.echo(f"Key {key.key_id} signs from now on.")


@keys_group.command("revoke")
@click.argument("key_id", type=int)
@click.option("--reason", required=True)
@click.confirmation_option(prompt="Nothing this key signed will be believed, for ever. Go on?")
def revoke(key_id: int, reason: str) -> None:
    """Believe nothing of this key any more, and publish that at once."""
    key = _done(lambda now: keys.revoke_key(key_id, reason, now))
    cards = keys.count_cards(key_id)
    active = keys.find_active(key.purpose, clock().now())
    click.echo(f"Key {key_id} is revoked; key {active.key_id if active else '?'} signs. {cards:,} cards have to be replaced.")
    told = publishing.publish(clock().now())
    db.session.commit()
    click.echo(f"Published: trust list {told['trust']['version']}, status list {told['status']['version']}.")


@keys_group.command("publish")
def publish() -> None:
    """Publish the trust list and the status list now."""
    told = publishing.publish(clock().now())
    db.session.commit()
    for kind, its in told.items():
        click.echo(f"{kind:6} version {its['version']}  {its['bytes']:,} bytes  {its['entries']:,} entries, {its['not_valid']:,} not valid")


@certificates_group.command("pattern")
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


def _done(act: Callable[[datetime], SigningKey]) -> SigningKey:
    try:
        key = act(clock().now())
    except Problem as problem:
        db.session.rollback()
        raise click.ClickException("There is no such key." if problem.status == 404 else problem.title) from problem
    db.session.commit()
    return key
