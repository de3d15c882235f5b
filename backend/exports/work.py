"""The job of an export: read the list chunk by chunk, then write the file.

What was read is kept sealed, chunk by chunk, together with the place in the list; so a worker that dies costs one
chunk, and no row comes twice. A workbook cannot be gone on with in the middle, so that part begins anew from the
rows that were kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backend import audit
from backend.clock import CHINA, china_date
from backend.database import will_write
from backend.errors import NotFound
from backend.exports import parts, workbook
from backend.exports.lists import LISTS, Column, Exported
from backend.exports.models import FILE, ROWS
from backend.exports.reading import reading
from backend.exports.words import enum_word, word
from backend.extensions import settings
from backend.guards.masking import mask_identity_number
from backend.guards.search import understand
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.problems import RightsLost
from backend.pagination import Page, counting
from backend.permissions import Actor, Permission

CHUNK = 1000
READING, WRITING = "reading", "writing"

Row = list[Any]


def kind_of(name: str) -> str:
    """The kind of job that exports a list."""
    return f"export.{name}"


def run(context: Context) -> dict[str, Any]:
    """Read, write, and say what came of it. Raises RightsLost when who asked may no longer see the list, or sees another part of it."""
    exported = LISTS[context.params["list"]]
    actor = _judged(context, exported)
    state = context.kept or {"reach": _reach(actor), "cursor": None, "part": 0, "rows": 0, "total": None, "as_of": None, "read": False}
    if state["reach"] != _reach(actor):
        raise RightsLost()
    if not state["read"]:
        state = _read_all(context, exported, actor, state)
    return _write_file(context, exported, actor, state)


def _read_all(context: Context, exported: Exported, actor: Actor, state: dict[str, Any]) -> dict[str, Any]:
    today = china_date(context.created_at)
    query = {**exported.filter().load(context.params["filter"]), "limit": CHUNK}
    unit_id = UUID(context.params["unit_id"]) if context.params.get("unit_id") else None
    if state["total"] is None:
        state = {**state, "total": _count(exported, actor, query, today, unit_id, context.now())}
    while not state["read"]:
        context.progress(state["rows"], max(state["total"], state["rows"]), READING)
        with reading(context.now()) as as_of:
            page = _page(exported, actor, {**query, "cursor": state["cursor"]}, today, unit_id)
            rows = [_row(item, exported.columns, context.params["language"]) for item in page.items]
        will_write.set(True)
        if rows:
            parts.add_rows(context.job_id, state["part"], rows)
        state = {
            **state,
            "cursor": page.next_cursor,
            "part": state["part"] + bool(rows),
            "rows": state["rows"] + len(rows),
            "as_of": min(filter(None, (state["as_of"], as_of.isoformat()))),
            "read": page.next_cursor is None,
        }
        context.checkpoint(state)
        if _reach(_judged(context, exported)) != state["reach"]:
            raise RightsLost()
    return state


def _write_file(context: Context, exported: Exported, actor: Actor, state: dict[str, Any]) -> dict[str, Any]:
    language, now = context.params["language"], context.now()
    parts.delete_parts(context.job_id, FILE)
    context.checkpoint(state)
    target = parts.FileParts(context.job_id, lambda: context.checkpoint(state))
    about = _about(context, exported, actor, state)
    with workbook.WorkFolder(Path(settings().data_dir), context.job_id) as folder:
        workbook.write(target, exported, language, _counted(context, state["rows"]), about, folder)
    target.finish()
    parts.delete_parts(context.job_id, ROWS)
    audit.record("export", "export", context.job_id, actor=actor, now=now, after={**told(context.params), "rows": state["rows"]})
    context.progress(state["rows"], state["rows"])
    file = {
        "name": f"{word(exported.name, language)}_{context.created_at.astimezone(CHINA):%Y%m%d_%H%M}.xlsx",
        "size": target.size,
        "rows": state["rows"],
        "expires_at": (now + timedelta(hours=settings().export_hours)).isoformat(),
    }
    return {"file": file}


def _counted(context: Context, total: int) -> Iterator[list[Row]]:
    done = 0
    for rows in parts.read_rows(context.job_id):
        context.progress(done, total, WRITING)
        yield rows
        done += len(rows)


def _count(exported: Exported, actor: Actor, query: dict[str, Any], today: date, unit_id: UUID | None, now: datetime) -> int:
    with reading(now), counting() as count:
        _page(exported, actor, {**query, "cursor": None}, today, unit_id)
    return count.rows


def _page(exported: Exported, actor: Actor, query: dict[str, Any], today: date, unit_id: UUID | None) -> Page:
    try:
        return exported.page(actor, query, today, unit_id)
    except NotFound as error:  # the unit of a roster went out of reach since it was asked for
        raise RightsLost() from error


def _row(item: Any, columns: tuple[Column, ...], language: str) -> Row:
    return [_plain(enum_word(column.enum, column.value(item), language) if column.enum else column.value(item)) for column in columns]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _judged(context: Context, exported: Exported) -> Actor:
    """Who asked, with the rights of this moment. Raises RightsLost."""
    actor = context.actor()
    if actor is None or not actor.can(exported.permission):
        raise RightsLost()
    return actor


def _reach(actor: Actor) -> list[Any]:
    """What decides which rows are seen; when it changes in the middle, the file would be of two minds."""
    return [str(actor.role), actor.reach_prefix, sorted(map(str, actor.unit_ids))]


def _about(context: Context, exported: Exported, actor: Actor, state: dict[str, Any]) -> workbook.About:
    language = context.params["language"]
    as_of = state["as_of"] and datetime.fromisoformat(state["as_of"])
    values = {
        "file": word(exported.name, language),
        "made_by": actor.name,
        "reach": context.params["reach_name"],
        "asked_at": _clock_time(context.created_at),
        "as_of": _clock_time(as_of),
        "rows": f"{state['rows']:,}",
        "filter": _filter_words(context.params, language),
        "number_rule": word("masked", language),
        "time_zone": word("china", language),
    }
    return workbook.About(tuple((word(key, language), value) for key, value in values.items()), actor.name, context.created_at)


def _clock_time(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def told(params: dict[str, Any]) -> dict[str, Any]:
    """What the audit and the file say was asked for: an identity number that was searched stays masked."""
    values = {key: value for key, value in params["filter"].items() if value not in (None, "")}
    wanted = understand(values.get("q") or "")
    if wanted and wanted.kind == "identity_number":
        values["q"] = mask_identity_number(wanted.value)
    if params.get("unit_id"):
        values["unit_id"] = params["unit_id"]
    return {"list": params["list"], **values}


def _filter_words(params: dict[str, Any], language: str) -> str:
    values = {key: value for key, value in told(params).items() if key != "list"}
    known = [f"{word(key, language)}: {_value_word(params['list'], key, value, language)}" for key, value in values.items()]
    return "; ".join(known) or word("no_filter", language)


def _value_word(name: str, key: str, value: str, language: str) -> str:
    enums = {"certificate_state": "certificate_state", "state": "certificate_state", "kind": "unit_kind", "result": "inspection_result"}
    enum = "unit_status" if (name, key) == ("units", "status") else enums.get(key)
    return str(enum_word(enum, value, language)) if enum else str(value)


for _name in LISTS:
    declare(Kind(kind_of(_name), run, Permission.EXPORT_CREATE))
