"""Sign-in and accounts over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_login import current_user
from flask_smorest import Blueprint
from flask_wtf.csrf import generate_csrf

from backend.accounts import operations, queries, sessions
from backend.accounts.models import Account
from backend.accounts.schemas import (
    AccountChange,
    AccountInput,
    AccountQuery,
    AccountSchema,
    FirstPasswordSchema,
    OfficerQuery,
    OfficerSchema,
    OwnSessionsSchema,
    PasswordChange,
    Reason,
    SessionSchema,
    SignIn,
)
from backend.accounts.second_factor import queries as factors
from backend.extensions import clock, db, settings
from backend.http import endpoint, require_match
from backend.pagination import Page, page_of
from backend.permissions import PUBLIC, SIGNED_IN, Actor, Permission, Stage
from backend.unit_of_work import begin_writing

blueprint = Blueprint("accounts", __name__, description="Signing in, and the accounts of those who do")


@endpoint(blueprint, "GET", "/session", permission=PUBLIC, returns=SessionSchema)
def show_session(actor: Actor | None) -> dict[str, Any]:
    """Who is signed in; the account is null for nobody, and until the second step is done."""
    return describe_session(current_user.actor if current_user.is_authenticated else None)


@endpoint(blueprint, "POST", "/session", permission=PUBLIC, body=SignIn, returns=SessionSchema, reads_first=True)
def sign_in(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """Sign in. The password is checked before the writing transaction, which stays short."""
    now, address = clock().now(), request.remote_addr or ""
    sessions.check_allowed(body["user_name"], address, now)
    account_id = sessions.find_matching(body["user_name"], body["password"])
    begin_writing()
    if account_id is None:
        sessions.count_failure(body["user_name"], address, now)
        raise sessions.WrongCredentials()
    sessions.sign_in(queries.get_own_account(account_id), address, request.user_agent.string, now)
    return describe_session(current_user.actor)


@endpoint(blueprint, "DELETE", "/session", permission=SIGNED_IN, status=204, stage=Stage.SECOND_STEP)
def sign_out(actor: Actor) -> None:
    """Sign out here."""
    sessions.sign_out(actor, clock().now())


@endpoint(blueprint, "PUT", "/own/password", permission=SIGNED_IN, body=PasswordChange, returns=SessionSchema, stage=Stage.FIRST_PASSWORD)
def change_own_password(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Choose a new password; other sessions end."""
    account = queries.get_own_account(actor.account_id)
    operations.change_own_password(account, body["current_password"], body["new_password"], actor, clock().now())
    return describe_session(actor)


@endpoint(blueprint, "GET", "/own/sessions", permission=SIGNED_IN, returns=OwnSessionsSchema)
def list_own_sessions(actor: Actor) -> dict[str, Any]:
    """Where one is signed in."""
    return {"items": queries.list_own_sessions(actor)}


@endpoint(blueprint, "DELETE", "/own/sessions", permission=SIGNED_IN, status=204, stage=Stage.FIRST_PASSWORD)
def sign_out_everywhere(actor: Actor) -> None:
    """Sign out everywhere, here too."""
    sessions.end_all(actor.account_id)
    sessions.sign_out(actor, clock().now())


@endpoint(blueprint, "DELETE", "/own/sessions/<uuid:session_id>", permission=SIGNED_IN, status=204)
def end_own_session(actor: Actor, session_id: UUID) -> None:
    """Sign out elsewhere."""
    db.session.delete(queries.get_own_session(actor, session_id))


@endpoint(blueprint, "GET", "/accounts", permission=Permission.ACCOUNT_READ, query=AccountQuery, returns=page_of(AccountSchema))
def list_accounts(actor: Actor, query: dict[str, Any]) -> Page:
    """Accounts of the own agency and those below."""
    return queries.list_accounts(actor, query)


@endpoint(
    blueprint,
    "POST",
    "/accounts",
    permission=Permission.ACCOUNT_MANAGE,
    body=AccountInput,
    returns=FirstPasswordSchema,
    status=201,
    command=True,
)
def open_account(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Open an account; the first password is shown this once."""
    unit = queries.get_unit_for_account(actor, body["unit_id"]) if body["unit_id"] else None
    account, password = operations.open_account(body, unit, actor, clock().now())
    return {"account": queries.get_own_account(account.id), "first_password": password}


@endpoint(blueprint, "GET", "/accounts/<uuid:account_id>", permission=Permission.ACCOUNT_READ, returns=AccountSchema, versioned=True)
def show_account(actor: Actor, account_id: UUID) -> Account:
    """One account."""
    return queries.get_account(actor, account_id)


@endpoint(
    blueprint,
    "PATCH",
    "/accounts/<uuid:account_id>",
    permission=Permission.ACCOUNT_MANAGE,
    body=AccountChange,
    returns=AccountSchema,
    command=True,
    versioned=True,
)
def change_account(actor: Actor, account_id: UUID, body: dict[str, Any]) -> Account:
    """Change name, police number or agency."""
    account = manageable(actor, account_id)
    require_match(account)
    operations.change_account(account, body, actor, clock().now())
    db.session.expire(account)
    return queries.get_account(actor, account_id)


@endpoint(
    blueprint,
    "POST",
    "/accounts/<uuid:account_id>/disablement",
    permission=Permission.ACCOUNT_MANAGE,
    body=Reason,
    returns=AccountSchema,
    command=True,
)
def disable_account(actor: Actor, account_id: UUID, body: dict[str, Any]) -> Account:
    """Disable; the account's sessions are dead at once."""
    return operations.set_status(manageable(actor, account_id), "disabled", body["reason"], actor, clock().now())


@endpoint(
    blueprint,
    "POST",
    "/accounts/<uuid:account_id>/enablement",
    permission=Permission.ACCOUNT_MANAGE,
    body=Reason,
    returns=AccountSchema,
    command=True,
)
def enable_account(actor: Actor, account_id: UUID, body: dict[str, Any]) -> Account:
    """Enable again."""
    return operations.set_status(manageable(actor, account_id), "active", body["reason"], actor, clock().now())


@endpoint(
    blueprint,
    "POST",
    "/accounts/<uuid:account_id>/password-reset",
    permission=Permission.ACCOUNT_MANAGE,
    body=Reason,
    returns=FirstPasswordSchema,
    command=True,
)
def reset_password(actor: Actor, account_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Give a new first password, shown this once; the account's sessions end."""
    account = manageable(actor, account_id)
    return {"account": account, "first_password": operations.reset_password(account, body["reason"], actor, clock().now())}


@endpoint(blueprint, "GET", "/officers", permission=Permission.OFFICER_READ, query=OfficerQuery, returns=page_of(OfficerSchema))
def list_officers(actor: Actor, query: dict[str, Any]) -> Page:
    """Colleagues, to choose the second inspector from."""
    return queries.list_officers(actor, query)


def manageable(actor: Actor, account_id: UUID) -> Account:
    """The account, locked, if the actor may manage it. Raises NotFound, Denied."""
    account = queries.get_account(actor, account_id, lock=True)
    operations.check_may_manage(actor, operations.Role(account.role), account.agency_code)
    return account


def describe_session(actor: Actor | None) -> dict[str, Any]:
    """The Session of the contract. Who has done the first step only is told how to go on, and nothing about the account."""
    due = actor is not None and current_user.stage is Stage.SECOND_STEP
    account = queries.get_own_account(actor.account_id) if actor and not due else None
    enrols = account is not None and sessions.must_enrol(account)
    return {
        "account": account,
        "csrf_token": generate_csrf(),
        "permissions": sorted(actor.permissions) if actor and account else [],
        "must_change_password": bool(account and account.must_change_password),
        "second_factor": "required" if due else "enrol" if enrols else "none",
        "second_factor_ways": factors.ways(actor.account_id) if actor and due else [],
        "idle_limit_s": sessions.idle_limit_s(account.role if account else "", settings()),
        "server_time": clock().now(),
    }
