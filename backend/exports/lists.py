"""The lists that can be taken out: read through the very queries of their pages, so the file shows what the page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.certificates.queries import list_certificates
from backend.certificates.schemas import CertificateQuery
from backend.fields import Schema
from backend.guards.schemas import GuardSearch
from backend.guards.search import search
from backend.inspections.queries import list_inspections
from backend.inspections.schemas import InspectionQuery
from backend.pagination import Page
from backend.permissions import Actor, Permission
from backend.roster.queries import search_roster
from backend.roster.schemas import RosterSearch
from backend.units.queries import get_unit, list_units
from backend.units.schemas import UnitQuery

TEXT, DATE, TIME, NUMBER = "text", "date", "time", "number"


class GuardFilter(GuardSearch):
    """Which guards."""

    class Meta(GuardSearch.Meta):
        exclude = ("cursor", "limit")


class UnitFilter(UnitQuery):
    """Which units."""

    class Meta(UnitQuery.Meta):
        exclude = ("cursor", "limit")


class CertificateFilter(CertificateQuery):
    """Which certificates."""

    class Meta(CertificateQuery.Meta):
        exclude = ("cursor", "limit")


class InspectionFilter(InspectionQuery):
    """Which inspections."""

    class Meta(InspectionQuery.Meta):
        exclude = ("cursor", "limit")


class RosterFilter(RosterSearch):
    """Which entries of a roster."""

    class Meta(RosterSearch.Meta):
        exclude = ("cursor", "limit")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    key    its heading, a word of `words.WORDS`
    value  what stands in it for one item of the list
    form   text, date, time (an instant) or number
    enum   the closed set it belongs to, a word of `words.ENUMS`
    width  in characters
    """

    key: str
    value: Callable[[Any], Any]
    width: int = 16
    form: str = TEXT
    enum: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A list that can be taken out.

    page  one page of it for an actor: query, today, and the unit for a roster
    """

    name: str
    permission: Permission
    filter: type[Schema]
    columns: tuple[Column, ...]
    page: Callable[[Actor, dict[str, Any], date, UUID | None], Page]


def _column(name: str, width: int = 16, form: str = TEXT, enum: str = "", key: str = "") -> Column:
    return Column(key or name, lambda item: getattr(item, name), width, form, enum)


def _shown(name: str, width: int = 16, form: str = TEXT, enum: str = "", key: str = "") -> Column:
    return Column(key or name, lambda item: item[name], width, form, enum)


def _of_guard(name: str, width: int = 16, form: str = TEXT, key: str = "") -> Column:
    return Column(key or name, lambda item: getattr(item.guard, name), width, form)


def _guard_page(actor: Actor, query: dict[str, Any], today: date, _unit_id: UUID | None) -> Page:
    page = search(actor, query, today)
    for guard in page.items:
        guard.state_today = guard.certificate_state_on(today)
    return page


def _roster_page(actor: Actor, query: dict[str, Any], today: date, unit_id: UUID | None) -> Page:
    assert unit_id is not None  # noqa: S101 - the route of a roster has its unit
    page = search_roster(actor, get_unit(actor, unit_id), query, today)
    for entry in page.items:
        entry.state_today = entry.guard.certificate_state_on(today)
    return page


LISTS: dict[str, Exported] = {
    one.name: one
    for one in (
        Exported(
            "guards",
            Permission.GUARD_READ,
            GuardFilter,
            (
                _column("name", 12),
                _column("identity_number_masked", 20, key="identity_number"),
                _column("phone_masked", 14, key="phone"),
                _column("unit_name", 32),
                _column("certificate_number", 18),
                _column("state_today", 10, enum="certificate_state", key="certificate_state"),
                _column("certificate_expires_on", 12, DATE, key="expires_on"),
                _column("status", 12, enum="guard_status", key="guard_status"),
                _column("agency_name", 28),
                _column("registered_on", 12, DATE),
            ),
            _guard_page,
        ),
        Exported(
            "roster",
            Permission.ROSTER_READ,
            RosterFilter,
            (
                _of_guard("name", 12),
                _of_guard("identity_number_masked", 20, key="identity_number"),
                _of_guard("certificate_number", 18),
                _column("state_today", 10, enum="certificate_state", key="certificate_state"),
                _of_guard("certificate_expires_on", 12, DATE, key="expires_on"),
                _column("position", 12),
                _column("started_on", 12, DATE),
                Column("sites", lambda entry: "、".join(posting.site_name for posting in entry.postings) or None, 40),
            ),
            _roster_page,
        ),
        Exported(
            "units",
            Permission.UNIT_READ,
            UnitFilter,
            (
                _column("name", 36, key="unit"),
                _column("kind", 20, enum="unit_kind", key="unit_kind"),
                _column("uscc", 22),
                _column("status", 10, enum="unit_status", key="unit_status"),
                _column("address", 40),
                _column("division_name", 14),
                _column("agency_name", 28),
            ),
            lambda actor, query, _today, _unit_id: list_units(actor, query),
        ),
        Exported(
            "certificates",
            Permission.CERTIFICATE_READ,
            CertificateFilter,
            (
                _shown("number", 18, key="certificate_number"),
                _shown("guard_name", 12),
                _shown("state", 10, enum="certificate_state"),
                _shown("state_since", 12, DATE),
                _shown("issued_on", 12, DATE),
                _shown("expires_on", 12, DATE),
                _shown("agency_name", 28),
            ),
            lambda actor, query, today, _unit_id: list_certificates(actor, query, today),
        ),
        Exported(
            "inspections",
            Permission.INSPECTION_READ,
            InspectionFilter,
            (
                _column("number", 20, key="inspection_number"),
                _column("finished_at", 17, TIME),
                Column("unit_name", lambda row: row.unit.name, 36),
                Column("site_name", lambda row: row.site.name if row.site else None, 28),
                _column("result", 16, enum="inspection_result", key="inspection_result"),
                _column("rectify_by", 12, DATE),
                _column("problem_count", 8, NUMBER),
                Column("officer_names", lambda row: "、".join(officer.name for officer in row.officers), 20),
            ),
            lambda actor, query, _today, _unit_id: list_inspections(actor, query),
        ),
    )
}
