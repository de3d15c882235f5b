"""Find accounts within an actor's reach."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from backend.accounts.models import Account, AccountSession
from backend.database import prefix_end
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.jurisdictions.models import Agency
from backend.jurisdictions.queries import city_prefix
from backend.pagination import Page, paginate
from backend.permissions import OFFICER_LEVEL, Actor, Role
from backend.units.models import Unit
from backend.units.queries import get_unit


def list_accounts(actor: Actor, query: dict[str, Any]) -> Page:
    """Accounts by part of the name or the user name, role and status, in the order of names."""
    statement = _whole().where(_in_reach(actor))
    if query.get("q"):
        statement = statement.where(
            or_(Account.name.contains(query["q"], autoescape=True), Account.user_name.contains(query["q"].lower(), autoescape=True))
        )
    for name in ("role", "status"):
        if query.get(name):
            statement = statement.where(getattr(Account, name) == query[name])
    return paginate(statement, [Account.name, Account.id], query["cursor"], query["limit"])


def get_account(actor: Actor, account_id: UUID, *, lock: bool = False) -> Account:
    """One account within reach. Raises NotFound."""
    statement = _whole().where(Account.id == account_id, _in_reach(actor))
    account = db.session.execute(statement.with_for_update(of=Account) if lock else statement).scalar_one_or_none()
    if account is None:
        raise OutOfReach("account", account_id) if db.session.get(Account, account_id) else NotFound()
    return account


def get_own_account(account_id: UUID) -> Account:
    """The signed-in person's own account."""
    return db.session.execute(_whole().where(Account.id == account_id)).scalar_one()


def list_officers(actor: Actor, query: dict[str, Any]) -> Page:
    """Active officers of the own city (for the province: of all), from whom the second inspector is chosen."""
    statement = _whole().where(_are_colleagues(actor))
    if query.get("q"):
        statement = statement.where(or_(Account.name.contains(query["q"], autoescape=True), Account.police_number == query["q"]))
    return paginate(statement, [Account.name, Account.id], query["cursor"], query["limit"])


def officers_in_brief(actor: Actor, limit: int) -> list[dict[str, Any]]:
    """The first of them by name, as values of `OfficerSchema`: for a phone to take along."""
    columns = (Account.id, Account.name, Account.police_number, Account.agency_code, Agency.name.label("agency_name"))
    statement = select(*columns).join(Account.agency).where(_are_colleagues(actor)).order_by(Account.name, Account.id).limit(limit)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def find_officers(account_ids: list[UUID]) -> list[Account]:
    """The officers among these accounts, in the order given; also one disabled since: a record may arrive long after its visit."""
    found = db.session.scalars(_whole().where(Account.id.in_(account_ids), Account.role.in_([str(role) for role in OFFICER_LEVEL]))).all()
    return sorted(found, key=lambda account: account_ids.index(account.id))


def get_unit_for_account(actor: Actor, unit_id: UUID) -> Unit:
    """The unit a manager's account is for: registered within reach, or any for the administrator. Raises NotFound.

    A unit that merely has a site in the area is seen there, but its managers see all of it; so their accounts
    are the business of the agency that keeps the unit.
    """
    if actor.role is not Role.SYSTEM_ADMINISTRATOR:
        unit = get_unit(actor, unit_id)
        if not actor.reaches_agency(unit.agency_code):
            raise OutOfReach("unit", unit_id)
        return unit
    found = db.session.get(Unit, unit_id)
    if found is None:
        raise NotFound()
    return found


def list_own_sessions(actor: Actor) -> list[dict[str, Any]]:
    """The own sessions, the latest first; one that waits for its second step is none yet."""
    rows = db.session.scalars(
        select(AccountSession)
        .where(AccountSession.account_id == actor.account_id, AccountSession.second_factor_due.is_(False))
        .order_by(AccountSession.last_seen_at.desc())
    )
    names = ("id", "created_at", "last_seen_at", "address", "user_agent")
    return [{**{name: getattr(row, name) for name in names}, "current": row.id == actor.session_id} for row in rows]


def get_own_session(actor: Actor, session_id: UUID) -> AccountSession:
    """One of the own sessions. Raises NotFound."""
    row = db.session.get(AccountSession, session_id)
    if row is None:
        raise NotFound()
    if row.account_id != actor.account_id:
        raise OutOfReach("session", session_id)
    return row


def _in_reach(actor: Actor) -> Any:
    if actor.role is Role.SYSTEM_ADMINISTRATOR:
        return Account.id.is_not(None)
    units = select(Unit.id).where(actor.agency_in_reach(Unit.agency_code))  # see get_unit_for_account
    return or_(actor.agency_in_reach(Account.agency_code), Account.unit_id.in_(units))


def _are_colleagues(actor: Actor) -> Any:
    """SQL: active officers of the same city."""
    prefix = city_prefix(actor.agency_code or "")
    officers = Account.role.in_([str(role) for role in OFFICER_LEVEL])
    return and_(Account.status == "active", officers, Account.agency_code >= prefix, Account.agency_code < prefix_end(prefix))


def _whole() -> Select[Any]:
    return select(Account).options(joinedload(Account.agency), joinedload(Account.unit))
