"""Find contracts, and what was said of sites, within an actor's reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from backend.contracts.models import ENDED, SIGNED, ContractDocument, ServiceContract, SitePost, SiteTerms
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.pagination import Page, paginate
from backend.permissions import Actor
from backend.roster.models import Client, Site
from backend.roster.reach import site_in_reach
from backend.units.models import Unit


def in_reach(actor: Actor) -> Any:
    """SQL: the contract's unit, or one of its sites, is in the officer's area; or it is of the manager's units."""
    if not actor.is_officer:
        return ServiceContract.unit_id.in_(actor.unit_ids)
    here = select(Unit.id).where(Unit.id == ServiceContract.unit_id, actor.agency_in_reach(Unit.agency_code)).exists()
    sites = select(SiteTerms.site_id).join(SiteTerms.site).where(SiteTerms.contract_id == ServiceContract.id, site_in_reach(actor))
    return or_(here, sites.exists())


def list_contracts(actor: Actor, unit: Unit, query: dict[str, Any], today: date) -> Page:
    """The contracts of a unit that was found within reach, the one that ends last first."""
    statement = select(ServiceContract).join(ServiceContract.client).options(*_brief())
    statement = statement.where(ServiceContract.unit_id == unit.id, in_reach(actor))
    if query["q"]:
        either = or_(ServiceContract.number.contains(query["q"], autoescape=True), Client.name.contains(query["q"], autoescape=True))
        statement = statement.where(either)
    if query["state"]:
        statement = statement.where(_in_state(query["state"], today))
    if query["client_id"]:
        statement = statement.where(ServiceContract.client_id == query["client_id"])
    return paginate(statement, [ServiceContract.ends_on, ServiceContract.id], query["cursor"], query["limit"], descending=True)


def get_contract(actor: Actor, contract_id: UUID, *, lock: bool = False) -> ServiceContract:
    """One contract within reach with all that belongs to it, locked for a change if asked. Raises NotFound."""
    papers = selectinload(ServiceContract.papers).joinedload(ContractDocument.document)
    statement = select(ServiceContract).options(*_brief(), papers).where(ServiceContract.id == contract_id, in_reach(actor))
    if lock:
        statement = statement.with_for_update(of=ServiceContract)
    contract = db.session.execute(statement).scalar_one_or_none()
    if contract is None:
        raise OutOfReach("contract", contract_id) if db.session.get(ServiceContract, contract_id) else NotFound()
    return contract


def get_paper(contract: ServiceContract, document_id: UUID) -> ContractDocument:
    """A document of a contract that was found within reach. Raises NotFound."""
    for paper in contract.papers:
        if paper.document_id == document_id:
            return paper
    raise NotFound()


def list_sites_of(actor: Actor, contract: ServiceContract) -> Sequence[SiteTerms]:
    """What was said of the sites under a contract, as far as they are within reach, in the order of their names."""
    statement = select(SiteTerms).join(SiteTerms.site).where(SiteTerms.contract_id == contract.id, site_in_reach(actor))
    return db.session.scalars(statement.options(*_sites()).order_by(Site.name, Site.id)).all()


def find_terms(site_id: UUID) -> SiteTerms | None:
    """What was said of a site that was found within reach."""
    contract = joinedload(SiteTerms.contract)
    options = (contract.joinedload(ServiceContract.client), contract.joinedload(ServiceContract.filing))
    statement = select(SiteTerms).options(*options).where(SiteTerms.site_id == site_id)
    return db.session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()


def list_posts(site_id: UUID) -> Sequence[SitePost]:
    """The shifts of a site that was found within reach, in the order in which they were entered."""
    return db.session.scalars(select(SitePost).where(SitePost.site_id == site_id).order_by(SitePost.place)).all()


def ending(unit_ids: Sequence[UUID], first: date, last: date) -> Sequence[ServiceContract]:
    """The signed contracts of these units whose last day lies in that time, with their clients; for warnings."""
    statement = select(ServiceContract).options(joinedload(ServiceContract.client))
    statement = statement.where(
        ServiceContract.unit_id.in_(unit_ids), ServiceContract.state == SIGNED, ServiceContract.ends_on.between(first, last)
    )
    return db.session.scalars(statement.order_by(ServiceContract.ends_on, ServiceContract.id)).all()


def _in_state(state: str, today: date) -> ColumnElement[bool]:
    if state == ENDED:
        return (ServiceContract.state == SIGNED) & (ServiceContract.ends_on < today)
    if state == SIGNED:
        return (ServiceContract.state == SIGNED) & (ServiceContract.ends_on >= today)
    return ServiceContract.state == state


def _brief() -> tuple[Any, ...]:
    return (
        joinedload(ServiceContract.unit),
        joinedload(ServiceContract.client),
        joinedload(ServiceContract.filing),
        selectinload(ServiceContract.checks),
    )


def _sites() -> tuple[Any, ...]:
    site, contract = joinedload(SiteTerms.site), joinedload(SiteTerms.contract)
    return (
        site.joinedload(Site.unit),
        site.joinedload(Site.client),
        site.options(undefer(Site.posted_count)),  # type: ignore[attr-defined]
        contract.joinedload(ServiceContract.client),
        contract.joinedload(ServiceContract.filing),
    )
