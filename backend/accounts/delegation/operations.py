"""Invite a colleague, take the invitation back, accept it; give other rights, and take them all. Each is written to the audit."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import update

from backend import audit
from backend.accounts import operations as accounts
from backend.accounts.delegation import queries
from backend.accounts.delegation.models import Invitation
from backend.accounts.delegation.problems import AlreadyEnded, AlreadyProfile, InvitationEnded, LastManager, TooManyOpen, TooManyTries
from backend.accounts.models import Account
from backend.extensions import db, keyring, settings
from backend.limits import MINUTE, Limit, count_together, network_of
from backend.permissions import Actor, Profile, Role
from backend.qr_rows import rows_of
from backend.units.models import Unit

MOST_OPEN = 50
BYTES = 16


def invite(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> dict[str, Any]:
    """Invite somebody to the unit with a profile. Returns the invitation and its link, which is kept nowhere.

    unit  within reach, locked. Raises TooManyOpen.
    """
    if queries.count_open(unit.id, now) >= MOST_OPEN:
        raise TooManyOpen()
    code = token_urlsafe(BYTES)
    row = Invitation(
        unit=unit,
        **values,
        code_index=keyring().blind_index(queries.PURPOSE, code),
        invited_by=actor.account_id,
        invited_by_name=actor.name,
        created_at=now,
        expires_at=now + timedelta(days=settings().invitation_days),
    )
    db.session.add(row)
    db.session.flush()  # its id goes into the audit
    audit.record("invite", "invitation", row.id, actor=actor, now=now, after={**values, "unit_id": unit.id, "expires_at": row.expires_at})
    # Behind the hash sign: a browser does not send it, so no log keeps it and no preview of a chat opens it.
    link = f"{settings().public_origin}/join#{code}"
    return {"invitation": row, "link": link, "qr": rows_of(link)}


def revoke_invitation(invitation: Invitation, actor: Actor, now: datetime) -> Invitation:
    """Its code opens nothing any more. Raises AlreadyEnded."""
    if invitation.state_at(now) != "open":
        raise AlreadyEnded()
    invitation.revoked_at = now
    audit.record("withdraw", "invitation", invitation.id, actor=actor, now=now, after={"name": invitation.name})
    return invitation


def accept(invitation: Invitation | None, user_name: str, password_hash: str, address: str, now: datetime) -> Account:
    """Open the colleague's account with a password of his own.

    invitation  found by its code and locked, or None
    Raises InvitationEnded, UserNameTaken.
    """
    if invitation is None:
        raise InvitationEnded()
    account = Account(
        user_name=user_name,
        name=invitation.name,
        role=Role.COMPANY_MANAGER,
        unit_id=invitation.unit_id,
        profile=invitation.profile,
        password_hash=password_hash,
        must_change_password=False,
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()  # its id goes into the invitation and the audit
    invitation.accepted_at, invitation.accepted_by = now, account.id
    himself = Actor(account.id, account.name, Role.COMPANY_MANAGER, invitation.unit.agency_code, address=address)
    facts = {**accounts.facts_of(account), "invitation": invitation.id, "invited_by": invitation.invited_by_name}
    audit.record("open", "account", account.id, actor=himself, now=now, after=facts)
    return account


def change_profile(account: Account, profile: str, actor: Actor, now: datetime) -> Account:
    """Give a colleague more or fewer rights; they hold from his next request on. Raises AlreadyProfile, LastManager.

    account  locked with all of the unit's
    """
    if account.profile == profile:
        raise AlreadyProfile()
    _refuse_last(account)
    before, account.profile = account.profile, profile
    _end_invitations(account, now)
    db.session.flush()  # the next version number is known only now
    audit.record("change", "account", account.id, actor=actor, now=now, before={"profile": before}, after={"profile": profile})
    return account


def remove(account: Account, reason: str, actor: Actor, now: datetime) -> Account:
    """Disable a colleague's account, or the own one; its sessions are dead at once. Raises AlreadyInStatus, LastManager.

    account  locked with all of the unit's
    """
    if account.status == "active":
        _refuse_last(account)
    accounts.put_status(account, "disabled", reason, actor, now)
    _end_invitations(account, now)
    return account


def count_try(address: str, now: datetime) -> None:
    """Count a question without an account. Raises TooManyTries with the seconds until the next is answered."""
    limit = Limit("invitation.address", network_of(address), MINUTE, settings().lookup_per_minute)
    count_together([limit], now, TooManyTries)


def _refuse_last(account: Account) -> None:
    if account.status == "active" and account.profile == Profile.ALL and not queries.others_with_all_rights(account):
        raise LastManager()


def _end_invitations(account: Account, now: datetime) -> None:
    """Who no longer decides who may has no invitations out."""
    waiting = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.invited_by == account.id)
    db.session.execute(update(Invitation).where(*waiting).values(revoked_at=now))
