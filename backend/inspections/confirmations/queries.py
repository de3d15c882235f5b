"""What an officer has not confirmed yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.accounts.models import Account
from backend.extensions import db
from backend.inspections.models import TO_CONFIRM, Inspection, InspectionOfficer
from backend.permissions import Actor
from backend.roster.models import Site
from backend.units.models import Unit

AT_MOST = 100


def list_to_confirm(actor: Actor) -> list[Any]:
    """Rows of `ToConfirmSchema`: records that name the actor among their officers and that he has not confirmed."""
    return list(
        db.session.execute(
            select(
                Inspection.id.label("inspection_id"),
                Inspection.number,
                Inspection.unit_id,
                Unit.name.label("unit_name"),
                Inspection.site_id,
                Site.name.label("site_name"),
                Inspection.finished_at,
                Account.name.label("officer_name"),
            )
            .select_from(InspectionOfficer)
            .join(Inspection, Inspection.id == InspectionOfficer.inspection_id)
            .join(Unit, Unit.id == Inspection.unit_id)
            .outerjoin(Site, Site.id == Inspection.site_id)
            .join(Account, Account.id == Inspection.account_id)
            .where(InspectionOfficer.account_id == actor.account_id, InspectionOfficer.confirmation.in_(TO_CONFIRM))
            .order_by(Inspection.finished_at.desc(), Inspection.id)
            .limit(AT_MOST)
        )
    )
