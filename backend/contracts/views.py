"""Contracts and sites as they are shown: their state on a day, the check point by point, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.contracts import flags, law, needs, queries
from backend.contracts.flags import Flag
from backend.contracts.models import NO, ContractCheck, ServiceContract, SitePost, SiteTerms
from backend.contracts.needs import Standing
from backend.permissions import Actor
from backend.roster.models import Site


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the check with its answer, if it has one."""

    point: law.Point
    check: ContractCheck | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.point, name) if hasattr(self.point, name) else getattr(self.check, name, None)


class ContractView:
    """A contract on a day. What is not said here is the contract's own."""

    def __init__(self, contract: ServiceContract, today: date) -> None:
        self._contract, self._today = contract, today
        self.state = contract.state_on(today)
        self.flags = flags.of_contract(contract, today)
        self.client_name = contract.client.name
        self.unit_name = contract.unit.name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._contract, name)

    @property
    def points(self) -> list[Point]:
        """The check of its version, point by point."""
        answers = {one.point: one for one in self._contract.checks}
        return [Point(point, answers.get(point.code)) for point in law.checklists()[self._contract.checklist].points]

    @property
    def points_open(self) -> int:
        """How many points stand against signing."""
        return sum(one.check is None or one.check.answer == NO for one in self.points)

    @property
    def basis(self) -> str:
        """The articles that ask for the check."""
        return law.checklists()[self._contract.checklist].basis


class WholeContract(ContractView):
    """A contract with the sites that are guarded under it."""

    def __init__(self, contract: ServiceContract, actor: Actor, today: date) -> None:
        super().__init__(contract, today)
        self.sites = [SiteOfContract(terms, today) for terms in queries.list_sites_of(actor, contract)]


class SiteOfContract:
    """A site in the list of its contract."""

    def __init__(self, terms: SiteTerms, today: date) -> None:
        site = terms.site
        self.site_id, self.site_name, self.address, self.status = site.id, site.name, site.address, site.status
        self.posted_count = site.posted_count  # type: ignore[attr-defined]
        self.flags = flags.of_site(site, terms, today)


class ContractLink:
    """A contract in few words: how a site names it."""

    def __init__(self, contract: ServiceContract, today: date) -> None:
        self.id, self.number, self.client_name = contract.id, contract.number, contract.client.name
        self.starts_on, self.ends_on, self.state = contract.starts_on, contract.last_day, contract.state_on(today)


@dataclass(frozen=True, slots=True)
class SiteNeeds:
    """What is said of a site, what it needs, and what it has.

    version  0 before anything was said
    """

    site_id: UUID
    contract: ContractLink | None
    venue: str | None
    client_kind: str | None
    posts: Sequence[SitePost]
    standing: Standing | None
    flags: list[Flag]
    version: int


def needs_of(site: Site, today: date) -> SiteNeeds:
    """The needs of a site that was found within reach."""
    terms = queries.find_terms(site.id)
    found = needs.standings(today, site_ids=[site.id])
    return SiteNeeds(
        site_id=site.id,
        contract=None if terms is None or terms.contract is None else ContractLink(terms.contract, today),
        venue=terms.venue if terms else None,
        client_kind=site.client.kind if site.client else None,
        posts=queries.list_posts(site.id),
        standing=found[0] if found else None,
        flags=flags.of_site(site, terms, today),
        version=terms.version if terms else 0,
    )
