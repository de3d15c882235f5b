"""The second step of a sign-in, and the own factors, over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_login import current_user
from flask_smorest import Blueprint

from backend.accounts import passwords, sessions
from backend.accounts.models import Account
from backend.accounts.queries import get_own_account
from backend.accounts.routes import describe_session, manageable
from backend.accounts.schemas import AccountSchema, Reason, SessionSchema
from backend.accounts.second_factor import operations, queries
from backend.accounts.second_factor.schemas import (
    Confirmation,
    PasskeyAnswer,
    PasskeyInput,
    PasskeyOptionsSchema,
    Proof,
    RecoveryCodesSchema,
    SecondFactorSchema,
    TotpCode,
    TotpSetupSchema,
)
from backend.extensions import clock
from backend.http import endpoint
from backend.permissions import PUBLIC, SIGNED_IN, Actor, Permission, Stage
from backend.unit_of_work import begin_writing

blueprint = Blueprint("second factor", __name__, description="Passkeys, authenticator apps and recovery codes")
OWN = Stage.ENROLMENT
"""Who must set a factor up can do it before anything else."""


@endpoint(blueprint, "GET", "/session/passkey/challenge", permission=PUBLIC, returns=PasskeyOptionsSchema)
def ask_for_passkey(actor: Actor | None) -> dict[str, Any]:
    """Begin a sign-in by passkey alone."""
    return {"options": operations.ask_for_passkey(None, clock().now())}


@endpoint(blueprint, "POST", "/session/passkey", permission=PUBLIC, body=PasskeyAnswer, returns=SessionSchema)
def sign_in_with_passkey(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """Sign in by passkey alone."""
    operations.sign_in_with_passkey(body, request.remote_addr or "", request.user_agent.string, clock().now())
    return describe_session(current_user.actor)


@endpoint(
    blueprint,
    "GET",
    "/session/second-factor/challenge",
    permission=SIGNED_IN,
    returns=PasskeyOptionsSchema,
    stage=Stage.SECOND_STEP,
)
def ask_for_own_passkey(actor: Actor) -> dict[str, Any]:
    """Begin the second step by passkey."""
    return {"options": operations.ask_for_passkey(actor, clock().now())}


@endpoint(
    blueprint,
    "POST",
    "/session/second-factor",
    permission=SIGNED_IN,
    body=Proof,
    returns=SessionSchema,
    stage=Stage.SECOND_STEP,
)
def prove(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Finish signing in; in a whole session, say once more who one is."""
    operations.prove(actor, body, clock().now())
    return describe_session(current_user.actor)


@endpoint(blueprint, "POST", "/own/confirmation", permission=SIGNED_IN, body=Confirmation, status=204, reads_first=True, stage=OWN)
def confirm(actor: Actor, body: dict[str, Any]) -> None:
    """Say once more who one is, by password. It is checked before the writing transaction, which stays short."""
    account, now = get_own_account(actor.account_id), clock().now()
    sessions.check_allowed(account.user_name, actor.address, now)
    right = passwords.matches(account.password_hash, body["password"])
    begin_writing()
    operations.confirm_by_password(actor, right, now)


@endpoint(blueprint, "GET", "/own/second-factor", permission=SIGNED_IN, returns=SecondFactorSchema, stage=OWN)
def show_second_factor(actor: Actor) -> dict[str, Any]:
    """The own factors."""
    return queries.describe(get_own_account(actor.account_id))


@endpoint(blueprint, "GET", "/own/passkeys/challenge", permission=SIGNED_IN, returns=PasskeyOptionsSchema, stage=OWN)
def begin_passkey(actor: Actor) -> dict[str, Any]:
    """Begin to make a passkey."""
    return {"options": operations.begin_passkey(actor, clock().now())}


@endpoint(blueprint, "POST", "/own/passkeys", permission=SIGNED_IN, body=PasskeyInput, returns=SecondFactorSchema, status=201, stage=OWN)
def add_passkey(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Keep a new passkey."""
    return queries.describe(operations.add_passkey(actor, body["name"], body, clock().now()))


@endpoint(blueprint, "DELETE", "/own/passkeys/<uuid:passkey_id>", permission=SIGNED_IN, returns=SecondFactorSchema, stage=OWN)
def remove_passkey(actor: Actor, passkey_id: UUID) -> dict[str, Any]:
    """Take a passkey away."""
    return queries.describe(operations.remove_passkey(queries.get_own_passkey(actor, passkey_id), actor, clock().now()))


@endpoint(blueprint, "POST", "/own/totp", permission=SIGNED_IN, returns=TotpSetupSchema, stage=OWN)
def begin_totp(actor: Actor) -> dict[str, Any]:
    """Begin with an authenticator app."""
    return operations.begin_totp(actor, clock().now())


@endpoint(blueprint, "POST", "/own/totp/confirmation", permission=SIGNED_IN, body=TotpCode, returns=SecondFactorSchema, stage=OWN)
def confirm_totp(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Prove the app by its first code."""
    return queries.describe(operations.confirm_totp(actor, body["code"], clock().now()))


@endpoint(blueprint, "DELETE", "/own/totp", permission=SIGNED_IN, returns=SecondFactorSchema, stage=OWN)
def remove_totp(actor: Actor) -> dict[str, Any]:
    """Forget the authenticator app."""
    return queries.describe(operations.remove_totp(actor, clock().now()))


@endpoint(blueprint, "POST", "/own/recovery-codes", permission=SIGNED_IN, returns=RecoveryCodesSchema, stage=OWN)
def make_recovery_codes(actor: Actor) -> dict[str, Any]:
    """Ten new recovery codes; earlier ones end."""
    return {"codes": operations.make_recovery_codes(actor, clock().now())}


@endpoint(
    blueprint,
    "POST",
    "/accounts/<uuid:account_id>/second-factor-reset",
    permission=Permission.ACCOUNT_MANAGE,
    body=Reason,
    returns=AccountSchema,
    command=True,
)
def reset_second_factor(actor: Actor, account_id: UUID, body: dict[str, Any]) -> Account:
    """Forget a colleague's factors; the account's sessions end."""
    return operations.reset(manageable(actor, account_id), body["reason"], actor, clock().now())
