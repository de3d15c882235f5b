"""Signing in and out."""

from tests.support.world import World


def test_an_officer_signs_in_and_sees_who_he_is(world: World) -> None:
    browser = world.officer("440106000000")
    account = browser.get("/session").json["account"]
    assert account["role"] == "county_officer"
    assert account["agency_name"] == "广州市公安局天河分局"
