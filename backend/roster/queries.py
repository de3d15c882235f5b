"""Find employments, clients, sites and postings within an actor's reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from backend.errors import NotFound, OutOfReach, field_error
from backend.extensions import db
from backend.guards.models import Guard
from backend.guards.queries import in_certificate_state
from backend.guards.queries import in_reach as guard_in_reach
from backend.guards.search import matches, understand
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Client, Employment, Posting, Site
from backend.roster.nearness import list_sites as list_sites
from backend.roster.nearness import nearest_sites as nearest_sites
from backend.roster.reach import site_in_reach, whole_sites
from backend.units.models import Unit
from backend.units.queries import in_reach as unit_in_reach


def search_roster(actor: Actor, unit: Unit, query: dict[str, Any], today: date) -> Page:
    """Who works for a unit that was found within reach, in the order of their names; an officer sees those in his area."""
    statement = (
        select(Employment)
        .join(Employment.guard)
        .where(Employment.unit_id == unit.id, Employment.ended_on.is_(None), guard_in_reach(actor, few=True))
        .options(contains_eager(Employment.guard).joinedload(Guard.unit), _open_postings())
    )
    wanted = understand(query["q"])
    if wanted:
        statement = statement.where(matches(wanted))
    if query["certificate_state"]:
        statement = statement.where(in_certificate_state(query["certificate_state"], today))
    if query["site_id"]:
        here = select(Posting.employment_id).where(Posting.site_id == query["site_id"], Posting.ended_on.is_(None))
        statement = statement.where(Employment.id.in_(here))
    return paginate(statement, [Guard.name_key, Guard.id], query["cursor"], query["limit"])


def get_entry(employment_id: UUID) -> Employment:
    """One entry of a roster after a change that was allowed."""
    options = (joinedload(Employment.guard).joinedload(Guard.unit), _open_postings())
    statement = select(Employment).where(Employment.id == employment_id).options(*options)
    return db.session.execute(statement.execution_options(populate_existing=True)).scalar_one()


def get_employment(actor: Actor, employment_id: UUID, *, lock: bool = False) -> Employment:
    """One employment: of the manager's units, or of a guard in the officer's area. Raises NotFound."""
    statement = select(Employment).join(Employment.guard).options(joinedload(Employment.unit)).where(Employment.id == employment_id)
    statement = statement.where(guard_in_reach(actor, few=True) if actor.is_officer else Employment.unit_id.in_(actor.unit_ids))
    if lock:
        statement = statement.with_for_update(of=Employment, key_share=True)
    employment = db.session.execute(statement).scalar_one_or_none()
    if employment is None:
        raise OutOfReach("employment", employment_id) if db.session.get(Employment, employment_id) else NotFound()
    return employment


def find_open_employment(unit_id: UUID, employment_id: UUID) -> Employment | None:
    """An employment of that unit which has not ended, locked."""
    statement = select(Employment).where(Employment.id == employment_id, Employment.unit_id == unit_id, Employment.ended_on.is_(None))
    return db.session.execute(statement.with_for_update(of=Employment, key_share=True)).scalar_one_or_none()


def list_employments(actor: Actor, guard: Guard) -> Sequence[Employment]:
    """For whom a guard has worked, the latest first; a manager sees only the own units'."""
    statement = select(Employment).where(Employment.guard_id == guard.id).options(joinedload(Employment.unit))
    if not actor.is_officer:
        statement = statement.where(Employment.unit_id.in_(actor.unit_ids))
    return db.session.scalars(statement.order_by(Employment.started_on.desc(), Employment.id.desc())).all()


def list_clients(unit: Unit, query: dict[str, Any]) -> Page:
    """The clients of a unit that was found within reach."""
    return paginate(select(Client).where(Client.unit_id == unit.id), [Client.name, Client.id], query["cursor"], query["limit"])


def get_client(actor: Actor, client_id: UUID, *, lock: bool = False) -> Client:
    """One client of a unit within reach, locked for a change if asked. Raises NotFound."""
    statement = select(Client).join(Unit, Unit.id == Client.unit_id).where(Client.id == client_id, unit_in_reach(actor))
    if lock:
        statement = statement.with_for_update(of=Client, key_share=True)
    client = db.session.execute(statement).scalar_one_or_none()
    if client is None:
        raise OutOfReach("client", client_id) if db.session.get(Client, client_id) else NotFound()
    return client


def require_client(unit_id: UUID, client_id: UUID) -> Client:
    """The client of an input. Raises a problem about `client_id`."""
    client = db.session.get(Client, client_id)
    if client is None or client.unit_id != unit_id:
        raise field_error("client_id", "unknown", "The unit has no such client")
    return client


def list_unit_sites(actor: Actor, unit: Unit, query: dict[str, Any]) -> Page:
    """The sites of a unit within reach, in the order of their names."""
    statement = whole_sites().where(Site.unit_id == unit.id, site_in_reach(actor))
    if query.get("status"):
        statement = statement.where(Site.status == query["status"])
    return paginate(statement, [Site.name, Site.id], query["cursor"], query["limit"])


def get_site(actor: Actor, site_id: UUID, *, lock: bool = False) -> Site:
    """One site within reach, locked for a change if asked. Raises NotFound."""
    statement = whole_sites().where(Site.id == site_id, site_in_reach(actor))
    if lock:
        statement = statement.with_for_update(of=Site, key_share=True)
    site = db.session.execute(statement).scalar_one_or_none()
    if site is None:
        raise OutOfReach("site", site_id) if db.session.get(Site, site_id) else NotFound()
    return site


def list_site_roster(site: Site) -> Sequence[Posting]:
    """Who is posted to a site that was found within reach, in the order of their names."""
    statement = (
        select(Posting)
        .join(Posting.guard)
        .where(Posting.site_id == site.id, Posting.ended_on.is_(None))
        .options(contains_eager(Posting.guard).joinedload(Guard.unit), joinedload(Posting.employment))
        .order_by(Guard.name_key, Guard.id)
    )
    return db.session.scalars(statement).all()


def get_posting(actor: Actor, posting_id: UUID, *, lock: bool = False) -> Posting:
    """One posting to a site within reach. Raises NotFound."""
    statement = select(Posting).join(Posting.site).where(Posting.id == posting_id, site_in_reach(actor))
    statement = statement.options(contains_eager(Posting.site))
    if lock:
        statement = statement.with_for_update(of=Posting, key_share=True)
    posting = db.session.execute(statement).scalar_one_or_none()
    if posting is None:
        raise OutOfReach("posting", posting_id) if db.session.get(Posting, posting_id) else NotFound()
    return posting


def _open_postings() -> Any:
    open_ones = Employment.postings.and_(Posting.ended_on.is_(None))
    return selectinload(open_ones).joinedload(Posting.site)
