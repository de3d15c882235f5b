"""A card that was seen elsewhere too short a time before: what an officer is told in a visit, and what his phone takes along."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.conftest import SettableClock
from tests.factories.certificates import candidate, card_url, certificate, number_of
from tests.factories.devices import SigningPhone
from tests.factories.roster import site
from tests.factories.street import CANTON, HARMLESS, SHENZHEN_GATE, Story, Street, a_street
from tests.factories.verifications import hire, post
from tests.support.world import PROVINCE, TIANHE, World


@pytest.fixture
def street(world: World, clock: SettableClock) -> Street:
    """A good card."""
    return a_street(world, clock)


class TestInTheVisit:
    """What the officer is told of a card that he has just checked (docs/visit.md)."""

    def test_he_is_told_agency_and_time_of_what_was_too_soon(self, street: Street, clock: SettableClock) -> None:
        made = clock.now()
        street.scan(0, CANTON)
        clock.forward(minutes=20)
        check = street.scan(1, SHENZHEN_GATE)
        told = street.elsewhere(1, check)
        assert told == {"at": made.isoformat(), "agency_name": "广州市公安局天河分局", "site_name": None}

    def test_the_place_is_the_sites_where_the_phone_gave_none(self, street: Street, world: World, clock: SettableClock) -> None:
        unit = world.unit()
        gate = site(world.manager(unit), unit, latitude=CANTON["latitude"], longitude=CANTON["longitude"])
        for position in (None, {**SHENZHEN_GATE, "accuracy_m": 6000}):
            street.scan(0, position, site_id=gate["id"])
            clock.forward(minutes=20)
            told = street.elsewhere(1, street.scan(1, SHENZHEN_GATE))
            assert told is not None
            assert told["site_name"] is None, "the site lies outside his reach"
            clock.forward(hours=8)
            street.scan(1, SHENZHEN_GATE)
            clock.forward(minutes=20)
            assert street.elsewhere(0, street.scan(0, None, site_id=gate["id"]))["agency_name"] == "深圳市公安局"
            clock.forward(hours=8)

    def test_it_names_the_site_to_who_may_see_it(self, street: Street, world: World, clock: SettableClock) -> None:
        unit = world.unit()
        gate = site(world.manager(unit), unit, latitude=CANTON["latitude"], longitude=CANTON["longitude"])
        street.scan(0, CANTON, site_id=gate["id"])
        province = SigningPhone(world.officer(PROVINCE))
        check = province.check(world, code=street.code, position=SHENZHEN_GATE).json
        assert province.browser.get(f"/verifications/{check['id']}/elsewhere").json["elsewhere"]["site_name"] == gate["name"]

    @pytest.mark.same_on_all("the judgement is made here, of rows that other tests read on each database")
    @pytest.mark.parametrize("story", HARMLESS, ids=lambda story: story.__name__.strip("_"))
    def test_he_is_told_nothing_that_has_an_innocent_reason(self, street: Street, story: Story) -> None:
        story(street)
        for who in (0, 1):
            for check in street.signed_in(who).browser.get("/verifications").json["items"]:
                assert street.elsewhere(who, check) is None

    def test_nobody_else_is_told_nor_he_after_a_day(self, street: Street, world: World, clock: SettableClock) -> None:
        street.scan(0, CANTON)
        check = street.scan(1, SHENZHEN_GATE)
        path = f"/verifications/{check['id']}/elsewhere"
        assert street.phones[0].browser.get(path).status_code == 404
        assert world.officer(PROVINCE).get(path).status_code == 404
        clock.forward(hours=25)
        assert street.signed_in(1).browser.get(path).status_code == 404


class TestTakenAlong:
    """What a phone takes along of where cards were seen, to judge by without network (docs/field-pack.md)."""

    @pytest.fixture
    def gate(self, street: Street, world: World) -> dict[str, Any]:
        """A site in Canton, with the card's holder on its roster."""
        unit = world.unit()
        manager = world.manager(unit)
        gate = site(manager, unit, latitude=CANTON["latitude"], longitude=CANTON["longitude"])
        post(manager, world, gate["id"], hire(manager, world, unit, number_of(world, street.card)))
        return gate

    def test_it_is_the_least_that_can_be_judged_by(self, street: Street, world: World, clock: SettableClock, gate: dict[str, Any]) -> None:
        clock.forward(seconds=42)
        street.scan(1, SHENZHEN_GATE)
        made = clock.now()
        clock.forward(minutes=20)
        sightings = street.signed_in(0).browser.get("/field-pack").json["sightings"]
        assert sightings["rule"] == {"speed_kmh": 150, "tolerance_m": 2000, "tolerance_s": 300}
        (seen,) = sightings["items"]
        (row,) = world.officer(TIANHE).get("/field-pack").json["rosters"]
        assert datetime.fromisoformat(seen.pop("at")) == made.replace(second=0, microsecond=0)
        assert seen == {
            "guard_id": row["entries"][0]["guard_id"], "agency_name": "深圳市公安局", "site_name": None,
            "latitude": 22.54, "longitude": 114.06, "accuracy_m": 820,
        }  # fmt: skip

    def test_it_goes_when_it_can_matter_no_more(self, street: Street, clock: SettableClock, gate: dict[str, Any]) -> None:
        street.scan(1, SHENZHEN_GATE)
        for minutes, known in ((35, 1), (2, 0)):  # 104 km are 36 minutes with what is tolerated
            clock.forward(minutes=minutes)
            assert len(street.signed_in(0).browser.get("/field-pack").json["sightings"]["items"]) == known

    def test_nothing_else_is_in_it(self, street: Street, world: World, gate: dict[str, Any]) -> None:
        """Neither one's own checks, nor where a number was typed, nor strangers to the pack's rosters."""
        street.scan(0, SHENZHEN_GATE)
        number = number_of(world, street.card)
        assert street.phones[1].check(world, number=number, position=SHENZHEN_GATE).status_code == 201
        street.code = card_url(world, certificate(world, candidate(world, born=date(1991, 5, 17))))
        street.scan(1, SHENZHEN_GATE)
        assert street.phones[0].browser.get("/field-pack").json["sightings"]["items"] == []
