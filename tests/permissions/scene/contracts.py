"""A draft that is ready to be signed, a signed contract with a paper, one in another province, and a site with needs; at each place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from backend.clock import china_date
from backend.contracts import operations
from backend.contracts.models import ServiceContract, SiteTerms
from backend.documents import operations as documents
from backend.extensions import db
from backend.permissions import Actor, Role
from backend.roster.models import Client, Site
from backend.units.models import Unit
from tests.factories.contracts import PDF, POINTS
from tests.permissions.oracle import Facts

NAMES = ("contract", "signed_contract", "far_contract")


def furnish(things: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The ids of what was made for the unit of a place."""
    actor, today = Actor(things["account"], "经办人", Role.COMPANY_MANAGER, things["agency"]), china_date(now)
    unit = db.session.get(Unit, things["unit"])
    assert unit is not None
    client = db.session.scalars(select(Client.id).where(Client.unit_id == unit.id)).one()
    made: dict[str, Any] = {"client": client}
    for name in NAMES:
        values = {"client_id": client, "number": name, "services": ["01"], "province_code": "43" if name == "far_contract" else None}
        contract = operations.draft(unit, {**values, "starts_on": today, "ends_on": today + timedelta(days=364)}, actor, now)
        made[name] = contract.id
        for point in POINTS if name != "far_contract" else ():
            operations.answer(contract, {"point": point, "answer": "yes", "note": ""}, actor, now)
        if name == "signed_contract":
            operations.sign(contract, today, actor, now)
        if name == "contract":  # a draft, so that its paper can be taken away
            made |= {"paper_document": documents.keep(PDF, unit, actor, now).id, "spare_document": documents.keep(PDF, unit, actor, now).id}
            paper = {"document_id": made["paper_document"], "kind": "other", "title": "附件"}
            operations.add_paper(contract, paper, actor, now)
    db.session.add(SiteTerms(site_id=things["site"], contract_id=made["signed_contract"], venue=None, updated_at=now))
    db.session.flush()
    return made


def facts() -> dict[str, dict[Any, Facts]]:
    """Where contracts and clients belong: to the unit's agency, and a contract to those of its sites too."""
    units = db.session.execute(
        select(ServiceContract.id, Unit.agency_code, Unit.id.label("unit_id")).join(Unit, Unit.id == ServiceContract.unit_id)
    )
    found: dict[Any, Facts] = {row.id: Facts(frozenset({row.agency_code}), row.unit_id) for row in units}
    for row in db.session.execute(select(SiteTerms.contract_id, Site.agency_code).join(Site, Site.id == SiteTerms.site_id)):
        found[row.contract_id] = Facts(found[row.contract_id].agency_codes | {row.agency_code}, found[row.contract_id].unit_id)
    return {"contract": found}
