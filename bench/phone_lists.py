"""What a status list of a million certificates costs a browser: to verify and open it, and to look one card up."""

from __future__ import annotations

import base64
import random
import statistics

from bench.own_browser import opened
from bench.rows import Row
from tests.vectors.make_lists import CARD_8, KEYS, LIST_20, lists, signed_card, status, trust

PLACES = 1_000_000
SAMPLES = 15
OPEN_AIM_MS, LOOK_UP_AIM_MS = 50, 1
STATES = ("revoked", "suspended", "cancelled", "superseded")


def rows() -> list[Row]:
    """Medians over lists with 1 % and 5 % not valid, at random places."""
    with opened() as page:
        measured = {share: _time(page, share) for share in (1, 5)}
    return [
        *(
            Row(f"status list of 1,000,000, {share} % not valid: verify and open in a browser", told["open"], "ms", OPEN_AIM_MS)
            for share, told in measured.items()
        ),
        Row("look one card up in it", round(measured[5]["lookUp"], 6), "ms", LOOK_UP_AIM_MS),
        Row("check one card's signature", measured[1]["card"], "ms"),
    ]


def _time(page, share: int) -> dict[str, float]:
    chance = random.Random(share)
    states = ((index, chance.choice(STATES)) for index in chance.sample(range(PLACES), PLACES * share // 100))
    packed = bytes(lists.pack(PLACES, states)[0])
    given = [base64.b64encode(made).decode() for made in (trust(KEYS, LIST_20), status(packed, LIST_20), signed_card(CARD_8))]
    told = [page.evaluate("given => bench.timeLists(...given)", given) for _ in range(SAMPLES)]
    return {name: round(statistics.median(one[name] for one in told), 6 if name == "lookUp" else 1) for name in ("open", "lookUp", "card")}
