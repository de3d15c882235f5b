"""Where warnings come from. A room above gives a query, and gets its line in `SOURCES`.

To join: write in your own room a function of units and a day that yields what is wrong there, set-based (it is asked for some
hundred units at once, and for one unit whenever something happens in it); put beside the others here a function of the form
`find(unit_ids, today) -> Iterable[Found]` that reads yours; add its kinds to `SUBJECTS` and its line to `SOURCES`; give each kind
its words in the app (`pwa/src/app/words/*/warnings.ts`) and its row in `docs/warnings.md`. Whatever a manager does leads to a new
look at his unit within half a minute (`marks.follow_audit`); what others do that concerns a unit calls `marks.look_again`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.warnings import from_contracts, from_guard_files, from_notices, from_rosters, from_transfers, from_watches
from backend.warnings.found import Found

SUBJECTS = {
    "certificate_revoked": "guard",
    "certificate_cancelled": "guard",
    "certificate_suspended": "guard",
    "certificate_expired": "guard",
    "certificate_expiring": "guard",
    "guard_without_photo": "guard",
    "guard_without_contract": "employment",
    "notice_due": "notice",
    "watched_changed": "watch",
    "shortfall": "site",
    "contract_ending": "contract",
    "contract_ended": "contract",
    "transfer_waiting": "transfer",
}
"""What each kind is about."""

KINDS = tuple(SUBJECTS)

QUIET = ("guard_without_photo", "guard_without_contract")
"""The unit's own files are incomplete: a roster that was just imported would ring thousands of times. The list and the digest have them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who finds some kinds of warnings. find: all there are at these units on that day, and so which are no more."""

    kinds: tuple[str, ...]
    find: Callable[[Collection[UUID], date], Iterable[Found]]


SOURCES = (
    Source(from_rosters.CERTIFICATE_KINDS, from_rosters.certificates),
    Source(("guard_without_photo",), from_rosters.without_photo),
    Source(("guard_without_contract",), from_guard_files.without_contract),
    Source(("notice_due",), from_notices.due),
    Source(("watched_changed",), from_watches.changed),
    Source(("shortfall",), from_contracts.short),
    Source(("contract_ending",), from_contracts.ending),
    Source(("contract_ended",), from_contracts.ended),
    Source(("transfer_waiting",), from_transfers.waiting),
)
"""Every source. What one of them no longer finds is done."""
