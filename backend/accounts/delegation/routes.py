"""Colleagues and invitations over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_login import current_user
from flask_smorest import Blueprint

from backend.accounts import passwords, sessions
from backend.accounts.delegation import operations, queries
from backend.accounts.delegation.models import Invitation
from backend.accounts.delegation.problems import InvitationEnded
from backend.accounts.delegation.schemas import (
    Acceptance,
    ColleagueChange,
    ColleagueQuery,
    ColleagueSchema,
    InvitationCode,
    InvitationInput,
    InvitationSchema,
    MadeInvitationSchema,
    OfferSchema,
)
from backend.accounts.models import Account
from backend.accounts.queries import get_own_account
from backend.accounts.routes import describe_session
from backend.accounts.schemas import Reason, SessionSchema
from backend.extensions import clock
from backend.http import begin_writing, endpoint, require_match
from backend.pagination import Page, PageQuery, page_of
from backend.permissions import PUBLIC, Actor, Permission
from backend.units.queries import get_unit

blueprint = Blueprint("delegation", __name__, description="Who else acts for a unit, and how far")

MANAGE = Permission.COLLEAGUE_MANAGE
COLLEAGUE = "/colleagues/<uuid:account_id>"


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/colleagues", permission=MANAGE, query=ColleagueQuery, returns=page_of(ColleagueSchema))
def list_colleagues(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The accounts of the unit and its branches."""
    return queries.list_colleagues(actor, unit_id, query)


@endpoint(blueprint, "PATCH", COLLEAGUE, permission=MANAGE, body=ColleagueChange, returns=ColleagueSchema, command=True, versioned=True)
def change_colleague(actor: Actor, account_id: UUID, body: dict[str, Any]) -> Account:
    """Give other rights; they hold at once."""
    account = queries.get_colleague(actor, account_id)
    require_match(account)
    return operations.change_profile(account, body["profile"], actor, clock().now())


@endpoint(blueprint, "POST", f"{COLLEAGUE}/removal", permission=MANAGE, body=Reason, returns=ColleagueSchema, command=True)
def remove_colleague(actor: Actor, account_id: UUID, body: dict[str, Any]) -> Account:
    """Disable the account of a colleague, or one's own; its sessions are dead at once. The police can enable it again."""
    return operations.remove(queries.get_colleague(actor, account_id), body["reason"], actor, clock().now())


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/invitations", permission=MANAGE, query=PageQuery, returns=page_of(InvitationSchema))
def list_invitations(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The invitations for the unit and its branches."""
    page = queries.list_invitations(actor, unit_id, query)
    return Page([_shown(row) for row in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/invitations",
    permission=MANAGE,
    body=InvitationInput,
    returns=MadeInvitationSchema,
    status=201,
)
def invite(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Invite a colleague. No command: its answer is a secret that is kept nowhere."""
    made = operations.invite(get_unit(actor, unit_id, lock=True), body, actor, clock().now())
    return {**made, "invitation": _shown(made["invitation"])}


@endpoint(
    blueprint,
    "POST",
    "/invitations/<uuid:invitation_id>/revocation",
    permission=MANAGE,
    returns=InvitationSchema,
    command=True,
)
def revoke_invitation(actor: Actor, invitation_id: UUID) -> dict[str, Any]:
    """Take an invitation back."""
    return _shown(operations.revoke_invitation(queries.get_invitation(actor, invitation_id), actor, clock().now()))


@endpoint(blueprint, "POST", "/invitation", permission=PUBLIC, body=InvitationCode, returns=OfferSchema, reads_first=True)
def show_offer(actor: Actor | None, body: dict[str, Any]) -> Invitation:
    """What an invitation offers. One answer, whatever is wrong with a code."""
    now = clock().now()
    operations.count_try(request.remote_addr or "", now)
    found = queries.find_offer(body["code"], now)
    if found is None:
        raise InvitationEnded()
    return found


@endpoint(
    blueprint, "POST", "/invitation/acceptance", permission=PUBLIC, body=Acceptance, returns=SessionSchema, status=201, reads_first=True
)
def accept_invitation(actor: Actor | None, body: dict[str, Any]) -> dict[str, Any]:
    """Open one's account with a password of one's own, and be signed in; a second factor that the role must have is due next."""
    now, address = clock().now(), request.remote_addr or ""
    operations.count_try(address, now)
    if queries.find_offer(body["code"], now) is None:  # no writer waits for a stranger's guess
        raise InvitationEnded()
    passwords.check_new(body["new_password"], body["user_name"])
    hashed = passwords.hash_password(body["new_password"])
    begin_writing()
    account = operations.accept(queries.find_offer(body["code"], now, lock=True), body["user_name"], hashed, address, now)
    sessions.sign_in(get_own_account(account.id), address, request.user_agent.string, now)
    return describe_session(current_user.actor)


def _shown(row: Invitation) -> dict[str, Any]:
    names = ("id", "unit_id", "unit_name", "name", "profile", "invited_by_name", "created_at", "expires_at", "accepted_at", "revoked_at")
    return {**{name: getattr(row, name) for name in names}, "state": row.state_at(clock().now())}
