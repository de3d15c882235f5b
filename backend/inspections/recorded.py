"""What other rooms do when a visit has been recorded: they stand below this one, so they register here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from backend.inspections.models import Inspection

AfterRecord = Callable[[Inspection, dict[str, Any]], None]

after_record: list[AfterRecord] = []
"""Called by `record_inspection` in its transaction with the record, flushed with all its parts, and the InspectionInput as it was
sent. `received_at` of the record is the present. What one raises takes the record back."""

served_by: list[Callable[[UUID], list[dict[str, Any]]]] = []
"""What a record served, by its id: values of `ServedTaskSchema`, from the room that keeps the tasks."""


def serves(inspection_id: UUID) -> list[dict[str, Any]]:
    """The tasks that a record served."""
    return [task for find in served_by for task in find(inspection_id)]
