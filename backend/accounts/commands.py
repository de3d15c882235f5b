"""`flask accounts`: an installation's first way in."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend import audit
from backend.accounts.models import Account
from backend.accounts.passwords import first_password, hash_password
from backend.accounts.schemas import AccountInput
from backend.accounts.second_factor import operations as second_factor
from backend.accounts.second_factor.problems import NothingThere
from backend.extensions import clock, db
from backend.permissions import Role

group = AppGroup("accounts", help="People who sign in.")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)


@group.command("create-administrator")
@click.argument("user_name")
@click.option("--name", required=True, help="The person's own name.")
def create_administrator(user_name: str, name: str) -> None:
    """Open the account of a system administrator, who opens all others.

    Its first password is printed once and has to be changed at the first sign-in.
    """
    values = _checked(user_name, name)
    password, now = first_password(), clock().now()
    account = Account(**values, password_hash=hash_password(password), must_change_password=True, status="active", created_at=now)
    db.session.add(account)
    try:
        db.session.flush()  # its id goes into the audit
    except IntegrityError as error:
        raise click.ClickException(f"There is an account {values['user_name']} already.") from error
    audit.record("open", "account", account.id, now=now, after={**values, "status": "active", "by": "command line"})
    db.session.commit()
    click.echo(f"user name       {values['user_name']}\nfirst password  {password}")


@group.command("reset-second-factor")
@click.argument("user_name")
@click.option("--reason", required=True, help="Why; it is written to the audit.")
def reset_second_factor(user_name: str, reason: str) -> None:
    """Forget an account's second factors and end its sessions, where no colleague is left who could."""
    account = db.session.execute(select(Account).where(Account.user_name == user_name.lower()).with_for_update()).scalar_one_or_none()
    if account is None:
        raise click.ClickException(f"There is no account {user_name}.")
    try:
        second_factor.forget(account, {"reason": reason, "by": "command line"}, None, clock().now())
    except NothingThere as error:
        raise click.ClickException(f"{user_name} has no second factor.") from error
    db.session.commit()
    click.echo(f"{user_name} signs in with the password alone now.")


def _checked(user_name: str, name: str) -> dict[str, str]:
    fields = {"user_name": user_name, "name": name, "role": str(Role.SYSTEM_ADMINISTRATOR)}
    wrong = AccountInput().validate(fields)
    if wrong:
        raise click.ClickException("; ".join(f"{field}: {text.split('|')[-1]}" for field, texts in wrong.items() for text in texts))
    loaded = AccountInput().load(fields)
    return {field: loaded[field] for field in fields}
