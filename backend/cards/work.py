"""The job of a batch: some cards at a time are drawn and put into a PDF, then written down together with how far one is.

A worker that dies costs one file of cards; the next one draws it anew. That a card stands in a batch twice is refused by
the database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from backend import audit
from backend.cards import choosing, files, front, pictures, printing, sheets, templates
from backend.cards.choosing import Chosen, Wanted
from backend.cards.designs import Design
from backend.cards.front import GlyphMissing
from backend.cards.models import CardBatch, CardFailure, CardPrint
from backend.clock import china_date
from backend.database import new_id, will_write
from backend.extensions import db, settings
from backend.guards.models import state_on
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.problems import RightsLost
from backend.permissions import Actor, Permission

KIND = "print_cards"
IN_A_FILE = 100
"""Ten sheets: what a tray takes, what is lost to a jam, and about ten megabytes at a time in memory."""
DRAWING = "drawing"

Failure = tuple[Chosen, str, str | None]


def run(context: Context) -> dict[str, Any]:
    """Print what was asked for. Raises RightsLost when who asked may no longer do that."""
    actor, wanted = _judged(context), wanted_of(context.params, context)
    with _only_reading():
        batch = db.session.execute(select(CardBatch).where(CardBatch.job_id == context.job_id)).scalar_one()
        batch_id, design = batch.id, templates.design_of(batch.agency_code, batch.template_version)
        state = context.kept or {"cursor": None, "taken": 0, "printed": 0, "failed": 0, "file": 0, "total": choosing.count(wanted)}
    while True:
        context.progress(state["taken"], state["total"], DRAWING)
        at_most = min(IN_A_FILE, state["total"] - state["taken"])
        with _only_reading():
            chosen, cursor = choosing.some(wanted, state["cursor"], at_most) if at_most else ([], None)
        if not chosen:
            break
        state = _print(context, actor, batch_id, design, chosen, {**state, "cursor": cursor})
        context.progress(state["taken"], state["total"], DRAWING)
        context.checkpoint(state)
        _judged(context)
        if cursor is None:
            break
    return _end(context, actor, batch_id, state)


def wanted_of(params: dict[str, Any], context: Context) -> Wanted:
    """What was asked for, as it was kept; days count as when it was asked."""
    unit_id = UUID(params["unit_id"]) if params["unit_id"] else None
    numbers = tuple(params["numbers"])
    return Wanted(params["agency_code"], china_date(context.created_at), unit_id, params["unprinted"], params["most"], numbers)


def _print(context: Context, actor: Actor, batch_id: UUID, design: Design, chosen: list[Chosen], state: dict[str, Any]) -> dict[str, Any]:
    """Draw, then write: nothing is locked while it draws. Committed by the checkpoint that follows."""
    drawn, failures = _draw(
        chosen, design, china_date(context.created_at), lambda n: context.progress(state["taken"] + n, state["total"], DRAWING)
    )
    good = [card for card, _ in drawn]
    if drawn:
        behind = printing.back_jpeg(design, good[0].row.agency_name, settings().official_domain)
        title = f"{good[0].number} - {good[-1].number}"
        document = sheets.document([its for _, its in drawn], behind, context.params["layout"], title)
        files.store(batch_id, state["file"], document, [card.number for card in good])
        _note_prints(batch_id, good, state["printed"], design.version, actor, context)
    if failures:
        values = [
            {
                "id": new_id(),
                "batch_id": batch_id,
                "number": card.number,
                "certificate_id": card.row and card.row.id,
                "code": code,
                "detail": detail,
            }
            for card, code, detail in failures
        ]
        db.session.execute(insert(CardFailure), values)
    state = {
        **state,
        "taken": state["taken"] + len(chosen),
        "printed": state["printed"] + len(good),
        "failed": state["failed"] + len(failures),
        "file": state["file"] + bool(drawn),
    }
    db.session.execute(update(CardBatch).where(CardBatch.id == batch_id).values(printed=state["printed"], failed=state["failed"]))
    return state


def _draw(
    chosen: list[Chosen], design: Design, today: date, tell: Callable[[int], None]
) -> tuple[list[tuple[Chosen, sheets.Drawn]], list[Failure]]:
    """Each card or why it cannot be. `tell` hears how many are done, and raises when the work has to stop."""
    drawn: list[tuple[Chosen, sheets.Drawn]] = []
    failures: list[Failure] = []
    for done, card in enumerate(chosen):
        tell(done)
        try:
            drawn.append((card, _draw_one(card.row, design, today)))
        except _Unprintable as error:
            failures.append((card, *error.args))
    return drawn, failures


class _Unprintable(Exception):
    """Why a card cannot be drawn: the code, and more words or None."""


def _draw_one(row: Any, design: Design, today: date) -> sheets.Drawn:
    if row is None:
        raise _Unprintable("not_found", None)
    if state_on(row.state, row.expires_on, today) != "valid":
        raise _Unprintable("not_valid", None)
    photo = printing.photo_of(row.photo_media)
    if photo is None:
        raise _Unprintable("no_photo", None)
    says = printing.says(row.payload, row.agency_name, row.unit_name, photo)
    try:
        return sheets.Drawn(pictures.jpeg(front.image(says, design, code=False)), front.code_of(says.url))
    except GlyphMissing as error:
        raise _Unprintable("glyph_missing", _named(error.characters)) from error


def _named(characters: str) -> str:
    return " ".join(f"{character} U+{ord(character):04X}" for character in characters)[:200]


def _note_prints(batch_id: UUID, good: list[Chosen], before: int, version: int, actor: Actor, context: Context) -> None:
    now = context.now()
    values = [
        {
            "id": new_id(),
            "batch_id": batch_id,
            "place": before + index,
            "certificate_id": card.row.id,
            "template_version": version,
            "account_name": actor.name,
            "at": now,
        }
        for index, card in enumerate(good)
    ]
    db.session.execute(insert(CardPrint), values)


def _end(context: Context, actor: Actor, batch_id: UUID, state: dict[str, Any]) -> dict[str, Any]:
    now = context.now()
    until = now + timedelta(hours=settings().export_hours)
    db.session.execute(update(CardBatch).where(CardBatch.id == batch_id).values(files_until=until))
    counted = {name: state[name] for name in ("printed", "failed")}
    audit.record("print", "card_batch", batch_id, actor=actor, now=now, after=counted)
    return counted


def _judged(context: Context) -> Actor:
    """Who asked, with the rights of this moment. Raises RightsLost."""
    actor = context.actor()
    if actor is None or not actor.reaches_agency(context.params["agency_code"]):
        raise RightsLost()
    return actor


@contextmanager
def _only_reading() -> Iterator[None]:
    """Inside, a transaction that keeps no writer waiting; what it read must not be changed."""
    before = will_write.set(False)
    try:
        yield
        db.session.expunge_all()
        db.session.rollback()
    finally:
        will_write.reset(before)


declare(Kind(KIND, run, Permission.CARD_PRINT))
