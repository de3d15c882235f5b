"""The fields of a row of a roster, and the closed sets that rows and batches are told in."""

from __future__ import annotations

FIELDS = (
    "name",
    "identity_number",
    "certificate_number",
    "position",
    "started_on",
    "site",
    "site_until",
    "phone",
    "ended_on",
    "leaving_reason",
)
"""What a column can mean. A row needs the name and one of the two numbers; with `ended_on` it is a leaving."""

SECRET_FIELDS = ("identity_number", "phone")
"""Shown masked, but in the call that opens one row for editing."""

MODES = ("add", "full_roster")
STATES = ("reading", "mapping", "checking", "ready", "applying", "applied", "undoing", "undone", "failed", "cancelled")
BUSY = ("reading", "checking", "applying", "undoing")
"""States in which a job works; one that stopped leaves its import there, and it goes on or is given up."""
ENDED = ("applied", "undone", "failed", "cancelled")

HIRE, CHANGE, LEAVE, SAME, REFUSED, LEFT_OUT = VERDICTS = ("hire", "change", "leave", "same", "refused", "left_out")
ACTING = (HIRE, CHANGE, LEAVE)
"""Verdicts that change the register when applied."""

ACTS = ("hire", "change_position", "post", "end_posting", "leave")
