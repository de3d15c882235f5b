"""Transfers to tell stories about, made over HTTP by managers, as people do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.extensions import db
from backend.permissions import Role
from backend.roster.transfers import carrying_out
from backend.units.models import Unit
from tests.factories.roster import day, employee
from tests.support.world import Browser, World


class Two:
    """Two companies with a manager each, and a guard of the first."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.old, self.new = world.unit(), world.unit()
        self._names = [world.account(Role.COMPANY_MANAGER, None, unit) for unit in (self.old, self.new)]
        self.giver, self.taker = (world.browser(name) for name in self._names)
        self.entry = employee(world, self.giver, self.old)

    @property
    def guard_id(self) -> str:
        """The guard."""
        return str(self.entry["guard"]["id"])

    @property
    def number(self) -> str:
        """The number of his certificate."""
        return str(self.entry["guard"]["certificate_number"])

    def later(self, days: int) -> None:
        """Days later; both sign in again, and a worker looks."""
        self.world.clock.forward(days=days)  # type: ignore[attr-defined]
        self.giver, self.taker = (self.world.browser(name) for name in self._names)
        look(self.world)

    def take(self, unit: UUID | None = None, browser: Browser | None = None, **more: Any) -> Any:
        """The answer to a unit that would take the guard over."""
        values = {"certificate_number": self.number, "name": "陈志强", "position": "班长", "effective_on": day(self.world), **more}
        return (browser or self.taker).post(f"/units/{unit or self.new}/transfers", values)

    def send(self, **more: Any) -> Any:
        """The answer to the employer who would let him go to the other."""
        with self.world.app.app_context():
            uscc = db.session.get_one(Unit, self.new).uscc
        values = {"uscc": uscc, "effective_on": day(self.world), **more}
        return self.giver.post(f"/employments/{self.entry['employment_id']}/transfers", values)


def ahead(world: World, days: int) -> str:
    """A day to come."""
    return (date.fromisoformat(day(world)) + timedelta(days=days)).isoformat()


def look(world: World) -> None:
    """What a worker does with its tidying."""
    with world.session():
        carrying_out.watch(world.clock.now())
