"""Why guards leave: a list, so that reasons can be counted, and a note for what it does not say."""

from __future__ import annotations

from backend.errors import field_error

LEAVING_REASONS = ("resigned", "dismissed", "contract_ended", "retired", "died", "moved", "other")
"""What a manager chooses from. Rosters of before have free text instead, which is read as the note."""
TRANSFERRED = "transferred"
"""Written by a transfer alone: the guard went to another unit, which took him over on the same day."""
ALL_REASONS = (*LEAVING_REASONS, TRANSFERRED)
NEEDS_NOTE = "other"


def check_reason(reason: str, note: str) -> None:
    """Refuse a reason that nobody may choose, and the last one without words. Raises Invalid about the field."""
    if reason not in LEAVING_REASONS:
        raise field_error("leaving_reason", "choice", "Not one of the reasons known here")
    if reason == NEEDS_NOTE and not note:
        raise field_error("leaving_note", "required", "Say why")
