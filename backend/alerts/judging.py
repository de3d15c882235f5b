"""Whether two checks of one card can both be true. Plain values in and out."""

from __future__ import annotations

import math
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
