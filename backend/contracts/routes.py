"""Service contracts and what sites need, over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend.clock import china_date
from backend.contracts import filings, needs, operations, queries, site_operations
from backend.contracts.models import ServiceContract
from backend.contracts.schemas import (
    ContractChange,
    ContractInput,
    ContractQuery,
    ContractSchema,
    ContractSummarySchema,
    FilingInput,
    PaperInput,
    PointInput,
    Signing,
    SiteNeedsInput,
    SiteNeedsSchema,
    StandingsSchema,
    Termination,
)
from backend.contracts.views import ContractView, SiteNeeds, WholeContract, needs_of
from backend.documents.answers import answer
from backend.extensions import clock, db
from backend.http import endpoint, require_match
from backend.limits import PHOTOS
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.roster.queries import get_site
from backend.units.queries import get_unit

READ, MANAGE = Permission.CONTRACT_READ, Permission.CONTRACT_MANAGE
CONTRACT = "/contracts/<uuid:contract_id>"
NEEDS = "/sites/<uuid:site_id>/needs"
blueprint = Blueprint("contracts", __name__, description="Service contracts, their checks and papers, and what sites need")


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/contracts", permission=READ, query=ContractQuery, returns=page_of(ContractSummarySchema))
def list_contracts(actor: Actor, unit_id: UUID, query: dict[str, Any]) -> Page:
    """The contracts of a unit, the one that ends last first."""
    today = china_date(clock().now())
    page = queries.list_contracts(actor, get_unit(actor, unit_id), query, today)
    return Page([ContractView(contract, today) for contract in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "POST",
    "/units/<uuid:unit_id>/contracts",
    permission=MANAGE,
    body=ContractInput,
    returns=ContractSchema,
    status=201,
    command=True,
    versioned=True,
)
def draft_contract(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> WholeContract:
    """Enter a contract that is still to be checked and signed."""
    return _fresh(actor, operations.draft(get_unit(actor, unit_id), body, actor, clock().now()))


@endpoint(blueprint, "GET", CONTRACT, permission=READ, returns=ContractSchema, versioned=True)
def show_contract(actor: Actor, contract_id: UUID) -> WholeContract:
    """One contract, whole."""
    return WholeContract(queries.get_contract(actor, contract_id), actor, china_date(clock().now()))


@endpoint(blueprint, "PATCH", CONTRACT, permission=MANAGE, body=ContractChange, returns=ContractSchema, command=True, versioned=True)
def change_contract(actor: Actor, contract_id: UUID, body: dict[str, Any]) -> WholeContract:
    """Change a draft, or prolong a signed contract."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    require_match(contract)
    return _fresh(actor, operations.change(contract, body, actor, clock().now()))


@endpoint(blueprint, "POST", f"{CONTRACT}/checks", permission=MANAGE, body=PointInput, returns=ContractSchema, command=True, versioned=True)
def answer_point(actor: Actor, contract_id: UUID, body: dict[str, Any]) -> WholeContract:
    """Answer a point of the legality check."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    return _fresh(actor, operations.answer(contract, body, actor, clock().now()))


@endpoint(blueprint, "POST", f"{CONTRACT}/signing", permission=MANAGE, body=Signing, returns=ContractSchema, command=True, versioned=True)
def sign_contract(actor: Actor, contract_id: UUID, body: dict[str, Any]) -> WholeContract:
    """Say that a contract was signed; its check must be whole."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    return _fresh(actor, operations.sign(contract, body["signed_on"], actor, clock().now()))


@endpoint(
    blueprint, "POST", f"{CONTRACT}/termination", permission=MANAGE, body=Termination, returns=ContractSchema, command=True, versioned=True
)
def terminate_contract(actor: Actor, contract_id: UUID, body: dict[str, Any]) -> WholeContract:
    """End a contract before its last day."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    return _fresh(actor, operations.terminate(contract, body["ended_on"], body["reason"], actor, clock().now()))


@endpoint(
    blueprint,
    "POST",
    f"{CONTRACT}/documents",
    permission=MANAGE,
    body=PaperInput,
    returns=ContractSchema,
    status=201,
    command=True,
    versioned=True,
)
def add_paper(actor: Actor, contract_id: UUID, body: dict[str, Any]) -> WholeContract:
    """Put a document that was sent to the contract."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    return _fresh(actor, operations.add_paper(contract, body, actor, clock().now()))


@endpoint(blueprint, "GET", f"{CONTRACT}/documents/<uuid:document_id>", permission=READ, limits=PHOTOS)
def show_paper(actor: Actor, contract_id: UUID, document_id: UUID) -> Response:
    """A document of the contract, as a file."""
    return answer(queries.get_paper(queries.get_contract(actor, contract_id), document_id).document)


@endpoint(
    blueprint,
    "DELETE",
    f"{CONTRACT}/documents/<uuid:document_id>",
    permission=MANAGE,
    returns=ContractSchema,
    command=True,
    versioned=True,
)
def remove_paper(actor: Actor, contract_id: UUID, document_id: UUID) -> WholeContract:
    """Take a document away; not before two years after the contract's end."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    paper = queries.get_paper(contract, document_id)
    return _fresh(actor, operations.remove_paper(contract, paper, actor, clock().now()))


@endpoint(
    blueprint, "POST", f"{CONTRACT}/filing", permission=MANAGE, body=FilingInput, returns=ContractSchema, command=True, versioned=True
)
def hand_in_filing(actor: Actor, contract_id: UUID, body: dict[str, Any]) -> WholeContract:
    """Say that the police of the other province were told."""
    contract = queries.get_contract(actor, contract_id, lock=True)
    return _fresh(actor, filings.hand_in(contract, body["handed_in_on"], body["receipt"], actor, clock().now()))


@endpoint(blueprint, "GET", "/units/<uuid:unit_id>/shortfalls", permission=READ, returns=StandingsSchema)
def list_shortfalls(actor: Actor, unit_id: UUID) -> dict[str, Any]:
    """The active sites of a unit that have fewer able guards than they need."""
    return {"items": needs.shortfalls(china_date(clock().now()), unit_id=get_unit(actor, unit_id).id)}


@endpoint(blueprint, "GET", NEEDS, permission=READ, returns=SiteNeedsSchema, versioned=True)
def show_needs(actor: Actor, site_id: UUID) -> SiteNeeds:
    """Under which contract a site is guarded, what its shifts need, and what it has."""
    return needs_of(get_site(actor, site_id), china_date(clock().now()))


@endpoint(blueprint, "PUT", NEEDS, permission=MANAGE, body=SiteNeedsInput, returns=SiteNeedsSchema, command=True, versioned=True)
def set_needs(actor: Actor, site_id: UUID, body: dict[str, Any]) -> SiteNeeds:
    """Say anew under which contract a site is guarded, and what its shifts need."""
    site, today = get_site(actor, site_id, lock=True), china_date(clock().now())
    require_match(needs_of(site, today))
    site_operations.set_terms(site, queries.find_terms(site.id), body, actor, clock().now())
    db.session.expire_all()
    return needs_of(get_site(actor, site_id), today)


def _fresh(actor: Actor, contract: ServiceContract) -> WholeContract:
    """The contract as it is after a change."""
    contract_id = contract.id
    db.session.expire_all()
    return WholeContract(queries.get_contract(actor, contract_id), actor, china_date(clock().now()))
