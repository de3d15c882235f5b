"""What other rooms do when an alert is raised or settled: they stand below this one, so they register here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend.alerts.models import Alert

after_raise: list[Callable[[UUID, datetime], None]] = []
"""Called with each new alert's id and the present, in the transaction that raises it."""

after_settle: list[Callable[[Alert, datetime], None]] = []
"""Called with each alert that is settled and the present, in the transaction that settles it."""
