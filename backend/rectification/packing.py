"""The notices that an officer takes along: those of the pack's units and sites that are not closed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from backend.extensions import db
from backend.inspections.field_pack import Packed
from backend.permissions import Actor
from backend.rectification.models import RectificationNotice
from backend.rectification.queries import in_reach
from backend.rectification.schemas import PackedNoticeSchema

MOST = 200


def notices(actor: Actor, packed: Packed) -> dict[str, Any]:
    """Values of `PackedNoticeSchema`; those due first where they are too many."""
    statement = (
        select(RectificationNotice)
        .where(
            in_reach(actor),
            RectificationNotice.state != "closed",
            or_(RectificationNotice.unit_id.in_(packed.unit_ids), RectificationNotice.site_id.in_(packed.site_ids)),
        )
        .order_by(RectificationNotice.due_on, RectificationNotice.id)
        .limit(MOST)
        .options(selectinload(RectificationNotice.items))
    )
    return {"notices": PackedNoticeSchema(many=True).dump(db.session.scalars(statement))}
