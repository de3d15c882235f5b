"""Open, change, disable and enable accounts, and set passwords."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend import audit
from backend.accounts import grants, passwords, sessions
from backend.accounts.models import Account
from backend.errors import Denied, define, field_error
from backend.extensions import db
from backend.jurisdictions.queries import require_agency
from backend.permissions import OFFICER_LEVEL, Actor, Role
from backend.units.models import Unit

PasswordWrong = define("account.password_wrong", 422, "The present password is not right", keeps=True)
OwnAccount = define("account.own_account", 409, "One cannot do this to one's own account")
AlreadyInStatus = define("account.already_in_status", 409, "The account is in this state already")

RANK = {role: rank for rank, role in enumerate(OFFICER_LEVEL)}


def open_account(values: dict[str, Any], unit: Unit | None, actor: Actor, now: datetime) -> tuple[Account, str]:
    """Open an account with a random first password, which is returned once and never kept.

    unit  the manager's unit, found within the actor's reach
    Raises Invalid when agency or unit do not fit the role, Denied for a role above the actor's own,
    UserNameTaken.
    """
    role = Role(values["role"])
    _check_place(role, values, unit)
    check_may_manage(actor, role, values.get("agency_code"))
    password = passwords.first_password()
    account = Account(**values, password_hash=passwords.hash_password(password), created_at=now)
    db.session.add(account)
    db.session.flush()  # its id goes into the audit
    audit.record("open", "account", account.id, actor=actor, now=now, after=facts_of(account))
    return account, password


def change_account(account: Account, values: dict[str, Any], actor: Actor, now: datetime) -> Account:
    """Change name, police number or agency. Raises Invalid, Denied."""
    if "agency_code" in values:
        _check_place(Role(account.role), {**facts_of(account), **values}, None, unit_kept=account.unit_id is not None)
        check_may_manage(actor, Role(account.role), values["agency_code"])
    before, held = facts_of(account), grants.state_of(account)
    for name, value in values.items():
        setattr(account, name, value)
    db.session.flush()  # the next version number is known only now
    grants.end_grant(account, held, now)
    audit.record("change", "account", account.id, actor=actor, now=now, before=before, after=facts_of(account))
    return account


def set_status(account: Account, status: str, reason: str, actor: Actor, now: datetime) -> Account:
    """Disable or enable. A disabled account's sessions are dead on their next request.

    Raises OwnAccount, AlreadyInStatus.
    """
    _refuse_own(account, actor)
    return put_status(account, status, reason, actor, now)


def put_status(account: Account, status: str, reason: str, actor: Actor, now: datetime) -> Account:
    """The same, also for the own account. Raises AlreadyInStatus."""
    if account.status == status:
        raise AlreadyInStatus()
    held, before, account.status = grants.state_of(account), account.status, status
    db.session.flush()  # the next version number is known only now
    grants.end_grant(account, held, now)
    if status == "disabled":
        sessions.end_all(account.id)
    audit.record(
        "disable" if status == "disabled" else "enable",
        "account",
        account.id,
        actor=actor,
        now=now,
        before={"status": before},
        after={"status": status, "reason": reason},
    )
    return account


def reset_password(account: Account, reason: str, actor: Actor, now: datetime) -> str:
    """Give the account a new first password and end its sessions. Raises OwnAccount."""
    _refuse_own(account, actor)
    password = passwords.first_password()
    account.password_hash, account.must_change_password = passwords.hash_password(password), True
    sessions.end_all(account.id)
    audit.record("reset_password", "account", account.id, actor=actor, now=now, after={"reason": reason})
    return password


def change_own_password(account: Account, current: str, new: str, actor: Actor, now: datetime) -> None:
    """Choose a new password; every other session of the account ends.

    Raises PasswordWrong, and the problems of `passwords.check_new`.
    """
    if not passwords.matches(account.password_hash, current):
        raise PasswordWrong(errors=[{"field": "current_password", "code": "wrong", "message": PasswordWrong.title}])
    passwords.check_new(new, account.user_name, current)
    account.password_hash, account.must_change_password = passwords.hash_password(new), False
    sessions.end_all(account.id, but=actor.session_id)
    audit.record("change_password", "account", account.id, actor=actor, now=now)


def check_may_manage(actor: Actor, role: Role, agency_code: str | None) -> None:
    """Nobody makes an account mightier than the own one, nor one outside the own reach.

    Raises Denied for the role, Invalid for the place.
    """
    if actor.role is Role.SYSTEM_ADMINISTRATOR:
        return
    if role is Role.SYSTEM_ADMINISTRATOR or RANK.get(role, 9) < RANK[actor.role]:
        raise Denied()
    if agency_code and not actor.reaches_agency(agency_code):
        raise field_error("agency_code", "out_of_reach", "Choose an agency within your own area")


def _check_place(role: Role, values: dict[str, Any], unit: Unit | None, unit_kept: bool = False) -> None:
    level = OFFICER_LEVEL.get(role)
    agency_code = values.get("agency_code")
    if (level is None) != (agency_code is None):
        raise field_error("agency_code", "role", "Officers have an agency, others have none")
    if (role is Role.COMPANY_MANAGER) != (unit is not None or unit_kept):
        raise field_error("unit_id", "role", "A manager has a unit, others have none")
    if level and agency_code and require_agency(agency_code).level != level:
        raise field_error("agency_code", "level", "The agency is not of this role's level")
    if level and not values.get("police_number"):
        raise field_error("police_number", "required", "An officer has a police number")


def _refuse_own(account: Account, actor: Actor) -> None:
    if account.id == actor.account_id:
        raise OwnAccount()


def facts_of(account: Account) -> dict[str, Any]:
    """What the audit says of an account."""
    names = ("user_name", "name", "role", "profile", "agency_code", "police_number", "unit_id", "status")
    return {name: getattr(account, name) for name in names}
