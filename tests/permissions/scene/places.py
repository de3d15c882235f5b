"""Where things are, and the secrets that the tests know."""

from __future__ import annotations

from tests.support.world import FUTIAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, YUEXIU

NEXT_STATION, TOWN, TOWN_STATION = "440106003000", "441900003000", "441900003001"
COOKIE = "__Host-gangwei"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CARD_CODE = "2345678923"
INVITATION_CODE = "an invitation's code"

PLACES = {
    "province": (PROVINCE, "44"),
    "city": (GUANGZHOU, "4401"),
    "county": (TIANHE, "440106"),
    "station": (SHIPAI, "440106004"),
    "next station": (NEXT_STATION, "440106003"),
    "next county": (YUEXIU, "440104"),
    "other company": (TIANHE, "440106"),
    "next city": (SHENZHEN, "4403"),
    "far county": (FUTIAN, "440304"),
    "far town": (TOWN_STATION, "441900003"),
}
"""Seen from each officer these are the own agency, its parent, child and sibling, and those of other cities; the
manager's company is at "county", its branch at "next county". At "far town" there are no counties (Dongguan)."""
