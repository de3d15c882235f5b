"""Two officers in two cities with one card: what is told of it, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.alerts import finding
from backend.alerts.models import Alert
from backend.extensions import db
from tests.conftest import SettableClock
from tests.factories.certificates import candidate, card_url, certificate, number_of
from tests.factories.devices import SigningPhone
from tests.support.world import SHENZHEN, TIANHE, World

CANTON = {"latitude": 23.1291, "longitude": 113.2644, "accuracy_m": 20}
SHENZHEN_GATE = {"latitude": 22.5431, "longitude": 114.0579, "accuracy_m": 20}
"""104 km apart."""


@dataclass
class Street:
    """Two officers with a phone each, and one card."""

    world: World
    clock: SettableClock
    card: UUID
    names: list[str]
    code: str = ""
    phones: list[SigningPhone] = field(default_factory=list)

    def scan(self, who: int, position: Any, *, ago: float = 0, clock_error: float = 0, known: bool = True, **more: Any) -> dict[str, Any]:
        """Show the card to one of the two; `ago` minutes before it arrives, made without network then.

        clock_error  minutes the phone's clock is ahead; known: whether the phone said so when it sent
        """
        told = self.world.clock.now() + timedelta(minutes=clock_error)
        values = {"code": self.code, "position": position, **more}
        if ago:
            values |= {"mode": "offline", "checked_at": (told - timedelta(minutes=ago)).isoformat()}
        phone = self.signed_in(who)
        key = {"X_Device_Time": str(int(told.timestamp() * 1000))} if known else {}
        values = {"device_id": str(phone.id), "checked_at": told.isoformat(), "mode": "online", **values}
        response = phone.post("/verifications", values, **key)
        assert response.status_code == 201, response.text
        return dict(response.json)

    def signed_in(self, who: int) -> SigningPhone:
        """One of the two, also where hours have passed."""
        phone = self.phones[who]
        if phone.browser.get("/session").json["account"] is None:
            phone.browser.sign_in(self.names[who])
        return phone

    def elsewhere(self, who: int, check: dict[str, Any]) -> Any:
        """What one of the two is told of his own check."""
        answer = self.phones[who].browser.get(f"/verifications/{check['id']}/elsewhere")
        assert answer.status_code == 200, answer.text
        return answer.json["elsewhere"]

    def look(self, minutes: float = 2) -> list[Alert]:
        """What a worker does each minute; all alerts there are."""
        self.clock.forward(minutes=minutes)
        with self.world.session():
            while finding.find(self.world.clock.now(), 3):
                db.session.commit()
        with self.world.app.app_context():
            return list(db.session.scalars(select(Alert).order_by(Alert.id)))


def a_street(world: World, clock: SettableClock) -> Street:
    """A good card."""
    card = certificate(world, candidate(world))
    names = [world.officer_name(TIANHE), world.officer_name(SHENZHEN)]
    phones = [SigningPhone(world.browser(name)) for name in names]
    return Street(world, clock, card, names, card_url(world, card), phones)


Story = Callable[[Street], None]


def _by_train(street: Street) -> None:
    street.scan(0, CANTON)
    street.clock.forward(minutes=50)
    street.scan(1, SHENZHEN_GATE)


def _twice_at_once(street: Street) -> None:
    street.scan(0, CANTON)
    street.scan(0, CANTON)
    street.scan(0, {**SHENZHEN_GATE})  # the phone's position jumped; its officer did not


def _no_place(street: Street) -> None:
    street.scan(0, CANTON)
    street.scan(1, None)


def _vague(street: Street) -> None:
    street.scan(0, CANTON)
    street.scan(1, {**SHENZHEN_GATE, "accuracy_m": 6000})


def _next_door(street: Street) -> None:
    street.scan(0, CANTON)
    street.scan(1, {**CANTON, "longitude": 113.395, "accuracy_m": 400})  # 13 km at the same moment, within what is tolerated


def _clock_off_and_not_known(street: Street) -> None:
    """Really two hours later; by one phone's clock, which is slow and never said so, it was five minutes."""
    street.scan(0, CANTON)
    street.clock.forward(hours=3)
    street.scan(1, SHENZHEN_GATE, ago=60, clock_error=-115, known=False)


def _clock_off_and_known(street: Street) -> None:
    """Three hours lie between; by the wrong clock it would be two minutes."""
    street.scan(0, CANTON)
    street.clock.forward(hours=6)
    street.scan(1, SHENZHEN_GATE, ago=180, clock_error=-178)


def _clock_set_on_the_way(street: Street) -> None:
    """When it was sent the clock was right again: the check would have been made after it arrived."""
    street.scan(0, CANTON)
    street.clock.forward(hours=3)
    now = street.world.clock.now()
    later = (now + timedelta(hours=1)).isoformat()
    street.scan(1, SHENZHEN_GATE, mode="offline", checked_at=later)
    street.clock.forward(hours=1)
    street.scan(0, CANTON)


def _typed(street: Street) -> None:
    """A number can be typed anywhere."""
    number = number_of(street.world, street.card)
    street.scan(0, CANTON)
    phone = street.phones[1]
    assert phone.check(street.world, number=number, position=SHENZHEN_GATE).status_code == 201


HARMLESS: tuple[Story, ...] = (
    _by_train, _twice_at_once, _no_place, _vague, _next_door, _clock_off_and_not_known, _clock_off_and_known, _clock_set_on_the_way, _typed,
)  # fmt: skip
"""What has an innocent reason."""
