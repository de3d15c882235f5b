"""A roster that the story's manager once imported: applied, its rows deleted since, as the settings ask."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from backend import audit
from backend.demo import story
from backend.demo.ids import named
from backend.extensions import db
from backend.imports.counting import NONE
from backend.imports.models import Import
from backend.permissions import Actor

DAYS_AGO = 120


def make(manager: Actor, now: datetime) -> None:
    """Write the batch as the tidying left it."""
    began = now - timedelta(days=DAYS_AGO)
    done = began + timedelta(minutes=6)
    counts = {**NONE, "hire": 6, "change": 2, "same": 31, "refused": 1, "left_out": 1, "applied": 8}
    batch = Import(
        id=named("import"), version=9, unit_id=story.UNIT_ID, account_id=manager.account_id, file_name="天河项目部花名册.xlsx", size=18_204,
        digest=hashlib.sha256(b"demo").digest(), mode="add", state="applied", counts=counts, created_at=began, applied_at=done,
        ended_at=done, rows_gone=True,
    )  # fmt: skip
    db.session.add(batch)
    db.session.flush()  # the audit names it
    audit.record("apply", "import", batch.id, actor=manager, now=done, after=counts)
