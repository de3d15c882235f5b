"""What ought to be allowed, worked out a second time: by hand and by walking the agency tree.

Nothing here asks the code under test. The table of grants is typed from the rules, the reach follows
parents upwards (the code compares prefixes), and who sees what is read from the tables.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

READS = (
    "jurisdiction:read officer:read unit:read guard:read certificate:read roster:read site:read contract:read checklist:read "
    "inspection:read paper:read verification:read device:read notice:read task:read"
)
GRANTS = {
    "province_officer": (
        f"{READS} account:read account:manage unit:manage guard:disclose verification:record inspection:record "
        "media:send notice:decide quarantine:decide alert:read export:create audit:read"
    ),
    "city_officer": (
        f"{READS} account:read account:manage unit:manage guard:register guard:edit guard:disclose verification:record "
        "inspection:record media:send notice:decide penalty:propose export:create audit:read certificate:issue certificate:suspend "
        "certificate:revoke certificate:cancel certificate:replace alert:read alert:settle task:assign card:print card:design "
        "quarantine:decide"
    ),
    "county_officer": (
        f"{READS} account:read account:manage guard:register guard:edit guard:disclose verification:record inspection:record "
        "media:send notice:decide penalty:propose quarantine:decide task:assign export:create"
    ),
    "station_officer": f"{READS} verification:record inspection:record media:send notice:decide",
    "company_manager": (
        "jurisdiction:read unit:read guard:read guard:edit certificate:read card:hand_out roster:read roster:manage site:read site:manage "
        "roster:import contract:read contract:manage document:send colleague:manage certificate:check checklist:read "
        "inspection:read paper:read media:send notice:read notice:answer warning:read warning:mute export:create"
    ),
    "system_administrator": "jurisdiction:read account:read account:manage device:read audit:read signing_key:manage",
}
"""Role by role, as docs/permissions.md has it."""

PROFILES = {
    "rosters": "certificate:check roster:manage roster:import document:send guard:edit card:hand_out warning:mute export:create",
    "contracts": "certificate:check site:manage contract:manage document:send warning:mute export:create",
    "read_only": "certificate:check",
}
"""What somebody with narrower rights may do beside reading what his role reads."""

SECOND_STEP = {("DELETE", "/api/session"), ("POST", "/api/session/second-factor"), ("GET", "/api/session/second-factor/challenge")}
"""All that is open to those whose password was right and whose second step is due."""
FIRST_PASSWORD = SECOND_STEP | {("PUT", "/api/own/password"), ("DELETE", "/api/own/sessions")}
"""All that is open to those who must first choose a password of their own."""


@dataclass(frozen=True)
class Person:
    """Somebody who sends requests.

    keeper  of a manager: the agency that keeps the own unit
    """

    name: str
    role: str | None = None
    agency_code: str | None = None
    unit_ids: frozenset[UUID] = frozenset()
    account_id: UUID | None = None
    keeper: str | None = None
    disabled: bool = False
    first_password: bool = False
    half_way: bool = False
    profile: str = "all"

    @property
    def signed_in(self) -> bool:
        """Whether the server knows who this is."""
        return self.role is not None and not self.disabled

    def may(self, permission: str) -> bool:
        """Whether the role has the verb, and the profile leaves it."""
        if self.profile != "all" and not permission.endswith(":read") and permission not in PROFILES[self.profile].split():
            return False
        return permission in GRANTS[self.role or ""].split()


@dataclass(frozen=True)
class Facts:
    """Where a record belongs, read from the tables.

    agency_codes  the agencies in whose area it is
    unit_id       the unit whose managers see it
    account_id    the officer to whom it belongs, wherever it is
    """

    agency_codes: frozenset[str]
    unit_id: UUID | None = None
    account_id: UUID | None = None


class Tree:
    """The agencies, by code, with their parents."""

    def __init__(self, parents: dict[str, str | None]) -> None:
        self.parents = parents

    def is_at_or_below(self, code: str, top: str) -> bool:
        """Whether one comes from `code` to `top` by going upwards."""
        here: str | None = code
        while here is not None and here != top:
            here = self.parents[here]
        return here is not None

    def city_of(self, code: str) -> str:
        """The city bureau above an agency; the province for the province."""
        way: list[str] = [code]
        while (parent := self.parents[way[-1]]) is not None:
            way.append(parent)
        return way[-2] if len(way) > 1 else way[-1]


def reaches(person: Person, facts: Facts, tree: Tree, kind: str) -> bool:
    """Whether a record exists for that person."""
    if facts.account_id is not None and facts.account_id == person.account_id:
        return True
    if person.role == "system_administrator":
        return kind in ("account", "agency", "kept_unit", "job", "device")
    if person.agency_code is not None:
        return any(tree.is_at_or_below(code, person.agency_code) for code in facts.agency_codes)
    return person.keeper in facts.agency_codes if kind == "agency" else facts.unit_id in person.unit_ids


def reachable(person: Person, facts: dict[Any, Facts], tree: Tree, kind: str) -> set[Any]:
    """The keys of all records that exist for that person."""
    return {key for key, its in facts.items() if reaches(person, its, tree, kind)}


def refusal(person: Person, permission: str, method: str, rule: str) -> tuple[int, str] | None:
    """Status and code of the refusal that comes before any record is looked for; None when there is none."""
    if permission == "public":
        return None
    if not person.signed_in:
        return 401, "unauthenticated"
    if person.half_way and (method, rule) not in SECOND_STEP:
        return 403, "account.second_factor_required"
    if person.first_password and (method, rule) not in FIRST_PASSWORD:
        return 403, "account.password_change_required"
    if permission != "signed_in" and not person.may(permission):
        return 403, "permission.denied"
    return None


def names(values: Collection[Any]) -> set[str]:
    """Ids as JSON has them."""
    return {str(value) for value in values}
