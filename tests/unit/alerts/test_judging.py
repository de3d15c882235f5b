"""Whether a card was seen elsewhere too soon: the cases that the phone's own judge reads too."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.alerts.judging import Rule, Sighting, distance_m, matters_for, seen_too_soon
from backend.alerts.sightings import ROUNDED, ROUNDED_BY_M, Corner

CASES = json.loads((Path(__file__).parents[2] / "vectors" / "sightings.json").read_text())["cases"]


def sighting(values: dict[str, Any]) -> Sighting:
    return Sighting(datetime.fromisoformat(values["at"]), values["latitude"], values["longitude"], values["accuracy_m"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_is_too_soon(case: dict[str, Any]) -> None:
    others = [sighting(one) for one in case["others"]]
    found = seen_too_soon(sighting(case["here"]), others, Rule(**case["rule"]))
    assert (None if found is None else others.index(found)) == case["too_soon"]


def test_a_sighting_matters_until_even_the_farthest_could_have_come() -> None:
    rule = Rule(150, 2000, 300)
    seen, here = (sighting(CASES[5][place] if place == "here" else CASES[5][place][0]) for place in ("others", "here"))
    until = seen.at + matters_for(distance_m(seen, here), rule)
    for moment, too_soon in ((until - timedelta(seconds=1), True), (until + timedelta(seconds=1), False)):
        there = Sighting(moment, here.latitude, here.longitude, None)
        assert (seen_too_soon(there, [seen], rule) is not None) == too_soon


def test_what_is_rounded_away_is_allowed_for() -> None:
    half = 10**-ROUNDED / 2
    assert distance_m(Corner(0, 0), Corner(half, half)) < ROUNDED_BY_M
