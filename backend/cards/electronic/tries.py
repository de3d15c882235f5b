"""How often somebody without an account may try: from an address, and about one person.

Counted about the pair of numbers, so that who knows only the card's cannot shut its holder out; counted alike whether there
is such a person or not, so that being refused tells nothing.
"""

from __future__ import annotations

from datetime import datetime

from backend import identity_number as rules
from backend.cards.problems import TooManyTries
from backend.extensions import settings
from backend.limits import DAY, MINUTE, Limit, count_together, network_of


def count_try(address: str, number: str, identity_number: str, now: datetime) -> None:
    """Count one try to fetch a card. Raises TooManyTries with the seconds until the next is answered."""
    known = rules.find(identity_number) or identity_number
    about = Limit("card.person", f"{number}:{known}", DAY, settings().card_tries_per_day)
    count_together([_from(address), about], now, TooManyTries)


def count_look(address: str, now: datetime) -> None:
    """Count a phone's question about its own card. Raises TooManyTries."""
    count_together([_from(address)], now, TooManyTries)


def _from(address: str) -> Limit:
    return Limit("card.address", network_of(address), MINUTE, settings().lookup_per_minute)
