"""What is to be done today: the duties of the periods, and a plan of the day for the story's officers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.accounts.actors import find_actor
from backend.accounts.models import Account
from backend.clock import china_date
from backend.demo import story
from backend.demo.cast import Stage
from backend.extensions import db
from backend.permissions import Role
from backend.tasks.duties import make_duties
from backend.tasks.operations import change_plan, get_plan_for_change

PLANNERS = (Role.COUNTY_OFFICER, Role.STATION_OFFICER)


def make(stage: Stage, now: datetime) -> None:
    """Make them as the daily job and the officers do."""
    make_duties(china_date(now), now, db.session.flush)
    stops: list[dict[str, Any]] = [
        {"unit_id": stage.unit.id, "site_id": stage.site.id},
        {"unit_id": stage.unit.id, "site_id": stage.second_site.id},
        {"unit_id": stage.unit.id, "site_id": None},
    ]
    names = [story.USER_NAMES[role] for role in PLANNERS]
    for account_id in db.session.scalars(select(Account.id).where(Account.user_name.in_(names)).order_by(Account.user_name)).all():
        actor = find_actor(account_id)
        if actor is not None:
            change_plan(get_plan_for_change(actor, china_date(now), now), stops, now)
