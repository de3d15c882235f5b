"""Whatever order a phone's numbers arrive in, once, twice or never: the server names exactly those that are missing."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID, uuid4

import hypothesis.strategies as st
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings

from backend.accounts.models import Account
from backend.devices.models import Device
from backend.devices.queries import list_gaps
from backend.devices.signing import Signed, Stamp
from backend.extensions import db
from tests.conftest import NOW
from tests.support.world import World

arrivals = st.lists(st.integers(1, 40), min_size=1, max_size=60)
"""Numbers as they come: out of order, and some more than once."""


@pytest.fixture
def device_id(world: World, app: Flask) -> UUID:
    """A device of somebody."""
    name = world.account()
    with world.session():
        account_id = db.session.scalars(db.select(Account.id).where(Account.user_name == name)).one()
        device = Device(id=uuid4(), account_id=account_id, public_key=b"\4" + bytes(64), name="手机", enrolled_at=NOW)
        db.session.add(device)
        return device.id


@given(numbers=arrivals)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_what_is_missing_is_named(app: Flask, device_id: UUID, numbers: list[int]) -> None:
    pair = Signed("verification").pair
    with app.app_context():
        try:
            for number in dict.fromkeys(numbers):  # a repeat is answered before it comes here
                row = {"device_id": device_id, "sequence": number, "command_key": uuid4(), "kind": "verification", "at": NOW}
                Stamp(device_id, number, row, pair).keep()
            found = list_gaps(device_id)["items"]
            named = {number for gap in found for number in range(gap["first"], gap["last"] + 1)}
            assert named == set(range(1, max(numbers))) - set(numbers)
            assert all(one["last"] + 1 < other["first"] for one, other in pairwise(found)), "two gaps touch"
            device = db.session.get(Device, device_id)
            assert (device.last_sequence, device.missing) == (max(numbers), len(named))
        finally:
            db.session.rollback()
