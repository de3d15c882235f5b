"""Whether two checks of one card can both be true. Plain values in and out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

EARTH_M = 6_371_008.8
"""Mean radius (IUGG)."""
VAGUE_M = 5_000
"""A position known no better says nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a traveller can do at most, and how far places and clocks are trusted.

    speed_kmh    in a straight line, so a journey by road is slower
    tolerance_m  taken off each distance beside the accuracies the phones gave
    tolerance_s  added to each time between
    """

    speed_kmh: int
    tolerance_m: int
    tolerance_s: int

    def kept(self) -> dict[str, int]:
        """As an alert keeps it."""
        return {"speed_kmh": self.speed_kmh, "tolerance_m": self.tolerance_m, "tolerance_s": self.tolerance_s}

    @property
    def longest(self) -> timedelta:
        """Beyond this time between them no two places are too far apart."""
        return timedelta(hours=math.pi * EARTH_M / 1000 / self.speed_kmh)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A card at a place and a moment by our clock; accuracy_m as the phone gave it."""

    at: datetime
    latitude: float
    longitude: float
    accuracy_m: float | None
    told: Any = None


def made_at(scan: Any, tolerance_s: int) -> datetime | None:
    """When a check was really made, by our clock; None when that is not known.

    One with network was made when it arrived. Of one without, the phone said how far its clock was off when it sent it;
    a check that would then have been made after it arrived shows that the clock was set meanwhile.
    """
    if scan.mode == "online":
        received: datetime = scan.received_at
        return received
    if scan.clock_error_s is None:
        return None
    try:
        at: datetime = scan.checked_at - timedelta(seconds=scan.clock_error_s)
    except OverflowError:
        return None
    return at if at <= scan.received_at + timedelta(seconds=tolerance_s) else None


def has_place(scan: Any) -> bool:
    """Whether it is known well enough where a check was made."""
    return scan.latitude is not None and scan.longitude is not None and (scan.accuracy_m or 0) <= VAGUE_M


def distance_m(one: Any, other: Any) -> float:
    """Metres between two checks along the surface (haversine, WGS 84 taken for a sphere: 0.5 % at most)."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat, half_lon = (lat2 - lat1) / 2, math.radians(other.longitude - one.longitude) / 2
    part = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(part)))


def too_far(one: Any, other: Any, seconds: float, rule: Rule) -> bool:
    """Whether nobody could have carried one card from the one place to the other, with every doubt in the holder's favour."""
    metres = distance_m(one, other) - (one.accuracy_m or 0) - (other.accuracy_m or 0) - rule.tolerance_m
    return metres > (seconds + rule.tolerance_s) * rule.speed_kmh / 3.6


def sighting_of(check: Any, rule: Rule) -> Sighting | None:
    """Where and when a card was shown, None where that is not known or where only a number was typed.

    check  with the columns of a check, and of its site `site_latitude` and `site_longitude`: they stand for a position that the
           phone did not give, or knew no better than VAGUE_M
    """
    at = None if check.presented == "number" else made_at(check, rule.tolerance_s)
    if at is None:
        return None
    if has_place(check):
        return Sighting(at, check.latitude, check.longitude, check.accuracy_m, check)
    if check.site_latitude is None or check.site_longitude is None:
        return None
    return Sighting(at, check.site_latitude, check.site_longitude, None, check)


def seen_too_soon(here: Sighting, others: Iterable[Sighting], rule: Rule) -> Sighting | None:
    """The earlier sighting of the same card from which nobody could have come here by now; of several the least possible.

    The phone judges so too without network (pwa/src/offline/sightings.ts), by the same cases: tests/vectors/sightings.json.
    """
    found: Sighting | None = None
    for other in others:
        if other.at > here.at or not (has_place(here) and has_place(other)):
            continue
        if too_far(here, other, _between(here, other), rule) and (found is None or _pace(here, other) > _pace(here, found)):
            found = other
    return found


def matters_for(metres: float, rule: Rule) -> timedelta:
    """So long after a card was seen it may still be too soon for somebody so far away."""
    return timedelta(seconds=max(0.0, (metres - rule.tolerance_m) / rule.speed_kmh * 3.6 - rule.tolerance_s))


def _between(here: Sighting, other: Sighting) -> float:
    return (here.at - other.at).total_seconds()


def _pace(here: Sighting, other: Sighting) -> float:
    return distance_m(here, other) / (_between(here, other) + 1)
