"""Say under which contract a site is guarded, what kind of place it is, and how many guards each shift needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from backend import audit
from backend.contracts.models import TERMINATED, ServiceContract, SitePost, SiteTerms
from backend.errors import field_error
from backend.extensions import db
from backend.permissions import Actor
from backend.roster.models import Site
from backend.roster.problems import SiteClosed

POST = ("shift", "begins", "ends", "weekdays", "needed", "position")


def set_terms(site: Site, terms: SiteTerms | None, values: dict[str, Any], actor: Actor, now: datetime) -> None:
    """Put these needs in the place of what was said before, whole.

    site   locked
    terms  what was said before, if anything
    Raises SiteClosed, Invalid about `contract_id`.
    """
    if site.status != "active":
        raise SiteClosed()
    if values["contract_id"] and (terms is None or values["contract_id"] != terms.contract_id):
        _require_contract(site, values["contract_id"])
    before = facts(site.id, terms)
    if terms is None:
        terms = SiteTerms(site_id=site.id)
        db.session.add(terms)
    terms.contract_id, terms.venue, terms.updated_at = values["contract_id"], values["venue"], now
    db.session.execute(delete(SitePost).where(SitePost.site_id == site.id))
    db.session.add_all(
        SitePost(site_id=site.id, place=place, **post | {"weekdays": sorted(post["weekdays"])})
        for place, post in enumerate(values["posts"])
    )
    db.session.flush()  # the audit reads the rows, and the next version number is known only now
    audit.record("set_needs", "site", site.id, actor=actor, now=now, before=before, after=facts(site.id, terms))


def facts(site_id: UUID, terms: SiteTerms | None) -> dict[str, Any]:
    """What is said of a site, for the audit."""
    posts = db.session.scalars(select(SitePost).where(SitePost.site_id == site_id).order_by(SitePost.place))
    said = {"contract_id": terms and terms.contract_id, "venue": terms and terms.venue}
    return {**said, "posts": [{name: _plain(getattr(post, name)) for name in POST} for post in posts]}


def _plain(value: Any) -> Any:
    return value.strftime("%H:%M") if hasattr(value, "strftime") else value


def _require_contract(site: Site, contract_id: UUID) -> None:
    contract = db.session.get(ServiceContract, contract_id)
    if contract is None or contract.unit_id != site.unit_id or contract.state == TERMINATED:
        raise field_error("contract_id", "unknown", "The unit has no such contract that can still be performed")
    if site.client_id is not None and contract.client_id != site.client_id:
        raise field_error("contract_id", "other_client", "This contract is with another client than the site's")
