"""Begin an import, map its columns, mend its rows, apply it, undo it, give it up."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from sqlalchemy import delete, func, select

from backend import audit
from backend.clock import china_date
from backend.errors import TooLarge, field_error
from backend.extensions import db, settings
from backend.imports import counting, parts
from backend.imports.checking import told_sheets
from backend.imports.fields import ENDED, LEAVE
from backend.imports.mending import mend_row
from backend.imports.models import CELLS, FILE, Import, ImportRow
from backend.imports.problems import LeavingUnconfirmed, NothingToApply, RowsRefused, TooMany, WrongState
from backend.imports.queries import require_rows
from backend.imports.showing import leaving_to_confirm
from backend.jobs.models import OPEN_STATES
from backend.jobs.operations import cancel_job, create_job, retry_job
from backend.permissions import Actor
from backend.roster.leaving import check_reason
from backend.units.models import Unit

MOST_OPEN = 5
"""Imports of one unit that have not ended; each holds a roster."""
LONGEST_NAME = 200

__all__ = ["apply", "begin", "cancel", "choose_mapping", "mend_row", "undo"]


def begin(unit: Unit, data: bytes, name: str, mode: str, actor: Actor, now: datetime) -> Import:
    """Take a file in, and have it read.

    unit  found within the actor's reach
    name  of the file, percent-encoded UTF-8, as the header has it
    Raises TooLarge, TooMany, Invalid about the file or its name.
    """
    if len(data) > settings().import_mb * 1024 * 1024:
        raise TooLarge()
    if not data:
        raise field_error("file", "required", "The file is empty")
    open_ones = select(func.count(Import.id)).where(Import.unit_id == unit.id, Import.state.not_in(ENDED))
    if (db.session.scalar(open_ones) or 0) >= MOST_OPEN:
        raise TooMany()
    import_ = Import(
        unit_id=unit.id, account_id=actor.account_id, file_name=_file_name(name), size=len(data), digest=hashlib.sha256(data).digest(),
        mode=mode, state="reading", counts=dict(counting.NONE), created_at=now,
    )  # fmt: skip
    db.session.add(import_)
    db.session.flush()  # the parts refer to the row
    parts.keep_file(import_.id, data)
    _have_done(import_, "read", actor, now, file_name=import_.file_name)
    after = {"unit_id": unit.id, "mode": mode, "size": import_.size, "digest": import_.digest.hex()}
    audit.record("import", "import", import_.id, actor=actor, now=now, after=after)
    return import_


def choose_mapping(import_: Import, values: dict[str, Any], actor: Actor, now: datetime) -> Import:
    """Say what the columns are, and have the rows checked; anew when they were checked before.

    import_  locked
    Raises WrongState, Invalid about `sheet`, `leaving_reason` or `leaving_note`.
    """
    if import_.state not in ("mapping", "ready") and not _stopped(import_, "checking"):
        raise WrongState()
    if values["sheet"] not in {sheet["index"] for sheet in told_sheets(import_)}:
        raise field_error("sheet", "unknown", "The file has no such sheet")
    if values["leaving_reason"]:
        check_reason(values["leaving_reason"], values["leaving_note"])
    day = values["leaving_on"]
    import_.mapping = {**values, "leaving_on": day and day.isoformat(), "checked_on": china_date(now).isoformat()}
    import_.state, import_.counts = "checking", dict(counting.NONE)
    _have_done(import_, "check", actor, now)
    return import_


def apply(import_: Import, values: dict[str, Any], actor: Actor, now: datetime) -> Import:
    """Have the rows applied that change something; go on where that stopped.

    import_  locked
    Raises WrongState, RowsRefused, LeavingUnconfirmed, NothingToApply.
    """
    require_rows(import_)
    if _stopped(import_, "applying"):
        return _go_on(import_, "apply", actor, now)
    if import_.state != "ready":
        raise WrongState()
    counts = counting.count(import_)
    if counts["refused"] and not values["only_good"]:
        raise RowsRefused(refused=counts["refused"])
    leaving = leaving_to_confirm(import_)
    if leaving is not None and values["confirm_leaving"] != leaving:
        raise LeavingUnconfirmed(leaving=leaving)
    if not counts["hire"] + counts["change"] + counts[LEAVE]:
        raise NothingToApply()
    import_.state = "applying"
    _have_done(import_, "apply", actor, now)
    audit.record("begin_apply", "import", import_.id, actor=actor, now=now, after={**counts, "only_good": values["only_good"]})
    return import_


def undo(import_: Import, actor: Actor, now: datetime) -> Import:
    """Have what was applied taken back, row by row; go on where that stopped.

    import_  locked
    Raises WrongState, RowsGone, NothingToApply.
    """
    require_rows(import_)
    if _stopped(import_, "undoing"):
        return _go_on(import_, "undo", actor, now)
    if import_.state != "applied":
        raise WrongState()
    if not counting.count(import_)["applied"]:
        raise NothingToApply()
    import_.state, import_.ended_at = "undoing", None
    _have_done(import_, "undo", actor, now)
    audit.record("begin_undo", "import", import_.id, actor=actor, now=now, after={"applied": import_.counts.get("applied", 0)})
    return import_


def cancel(import_: Import, actor: Actor, now: datetime) -> Import:
    """Give an import up. What was applied so far stays, and can be undone.

    import_  locked: a step that runs has ended, and the next one will not begin
    Raises WrongState.
    """
    if import_.state in (*ENDED, "undoing"):
        raise WrongState()
    if import_.job is not None and import_.job.state in OPEN_STATES:
        cancel_job(import_.job, now)
    applying = import_.state == "applying"
    import_.ended_at = now
    if applying:
        import_.state, import_.applied_at, import_.counts = "applied", now, counting.count(import_)
    else:
        import_.state = "cancelled"
        db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_.id))
        parts.forget(import_.id, FILE, CELLS)
        import_.told, import_.rows_gone = None, True
    audit.record("cancel", "import", import_.id, actor=actor, now=now, after={"state": import_.state, "applied": import_.counts["applied"]})
    return import_


def _stopped(import_: Import, state: str) -> bool:
    """Whether the work of a busy state ended without having come to its end."""
    return import_.state == state and (import_.job is None or import_.job.state not in OPEN_STATES)


def _go_on(import_: Import, kind: str, actor: Actor, now: datetime) -> Import:
    """The job again, from its last step on; another one where its row was forgotten or it was somebody else's."""
    if import_.job is not None and import_.job.account_id == actor.account_id and import_.job.state in ("failed", "cancelled"):
        retry_job(import_.job, now)
    else:
        _have_done(import_, kind, actor, now)
    return import_


def _have_done(import_: Import, kind: str, actor: Actor, now: datetime, **more: str) -> None:
    import_.job_id = create_job(f"import.{kind}", {"import_id": str(import_.id), **more}, actor, now).id


def _file_name(text: str) -> str:
    """The name alone, without a path and what cannot be shown. Raises Invalid."""
    name = unquote(text, errors="replace").replace("\\", "/").rpartition("/")[2]
    name = "".join(character for character in name if character.isprintable()).strip()
    if not name or "\ufffd" in name:
        raise field_error("file_name", "required", "Give the name of the file in X-File-Name, percent-encoded UTF-8")
    return name[-LONGEST_NAME:]
