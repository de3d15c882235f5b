"""What other rooms do when a visit has been recorded: they stand below this one, so they register here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.inspections.models import Inspection

AfterRecord = Callable[[Inspection, dict[str, Any]], None]

after_record: list[AfterRecord] = []
"""Called by `record_inspection` in its transaction with the record, flushed with all its parts, and the InspectionInput as it was
sent. `received_at` of the record is the present. What one raises takes the record back."""
