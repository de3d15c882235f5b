"""What the rules object to in a contract or at a site, each with its article. Worked out whenever it is asked; never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.contracts import law
from backend.contracts.models import DRAFT, DUE, NO, ServiceContract, SiteTerms
from backend.roster.models import ENTERTAINMENT, Client, Site
from backend.units.models import Unit

IN_HOUSE = "in_house_unit"
SERVING = ("security_company", "branch")
"""Those who stand guard for others, and so under a contract."""
PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Flag:
    """One objection."""

    code: str

    @property
    def article(self) -> str:
        """What it rests on."""
        return law.articles()[self.code]


def of_contract(contract: ServiceContract, today: date) -> list[Flag]:
    """What is wrong with a contract. Its unit, client, checks and filing must have been loaded."""
    found = {
        "in_house_outside": _serves_others(contract.unit, contract.client),
        "unlawful_request": any(one.answer == NO for one in contract.checks),
        "province_not_filed": _not_filed(contract, today),
    }
    return [Flag(code) for code, true in found.items() if true]


def of_site(site: Site, terms: SiteTerms | None, today: date) -> list[Flag]:
    """What is wrong with an active site; its unit, client and count of guards, and its contract with client and filing, must be loaded."""
    if site.status != "active":
        return []
    contract = terms.contract if terms else None
    venue = (terms and terms.venue) or (site.client and site.client.kind)
    posted: bool = site.posted_count > 0  # type: ignore[attr-defined]
    over = contract is not None and contract.state != DRAFT and contract.last_day < today
    outside = site.division_code[:PROVINCE_DIGITS] != site.unit.division_code[:PROVINCE_DIGITS]
    found = {
        "entertainment_own_guards": site.unit.kind == IN_HOUSE and venue == ENTERTAINMENT,
        "in_house_outside": _serves_others(site.unit, site.client or (contract.client if contract else None)),
        "contract_missing": site.unit.kind in SERVING and (contract is None or contract.state == DRAFT) and posted,
        "contract_ended": over and posted,
        "province_not_filed": _not_filed(contract, today) if contract else False,
    }
    if outside and (contract is None or contract.filing is None or contract.filing.state == DUE):
        found["province_not_filed"] = True
    return [Flag(code) for code, true in found.items() if true]


def _serves_others(unit: Unit, client: Client | None) -> bool:
    """An in-house unit guards what is its own; a client with its own credit code is itself under another name."""
    return unit.kind == IN_HOUSE and client is not None and client.uscc != unit.uscc


def _not_filed(contract: ServiceContract, today: date) -> bool:
    """The last day in time has passed, or service has begun, and nobody was told."""
    filing = contract.filing
    return filing is not None and filing.state == DUE and filing.due_on < today and contract.last_day >= today
