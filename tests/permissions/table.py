"""Every route, with the permission it ought to ask for and a request that succeeds for who may.

Typed by hand from the rules, room by room in `tables`. `test_matrix` fails for a route without a row, and for a row without a route.
"""

from __future__ import annotations

from tests.permissions.tables import accounts, checks, company, desk, everybody, own, register, visits

PLACEHOLDERS = {"code": "agency", "batch_id": "card_batch", "token": "paper_token"}
"""Else `<unit_id>` stands for the thing called "unit"."""

TABLE = [
    *everybody.PAGES, *everybody.ROWS, *own.ROWS, *accounts.ROWS, *register.ROWS, *company.ROWS, *checks.ROWS, *visits.ROWS, *desk.ROWS,
]  # fmt: skip
