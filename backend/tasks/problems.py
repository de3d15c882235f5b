"""What can go wrong with a task."""

from __future__ import annotations

from backend.errors import define

NotOpen = define("task.not_open", 409, "This task is no longer open")
NotAssignable = define("task.not_assignable", 422, "This officer cannot be given this task")
NotDroppable = define("task.not_droppable", 409, "Only a duty can be dropped")
