"""Notices over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, current_app
from flask_smorest import Blueprint

from backend import media
from backend.clock import china_date
from backend.extensions import clock, settings
from backend.http import endpoint
from backend.limits import PHOTOS
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission
from backend.rectification import operations, provisions, queries
from backend.rectification.models import RectificationNotice
from backend.rectification.schemas import (
    AnswerInput,
    ClosureInput,
    ExtensionInput,
    NoticeCountSchema,
    NoticeQuery,
    NoticeSchema,
    NoticeSummarySchema,
    PenaltyProposalInput,
    ProvisionQuery,
    ProvisionsSchema,
    RecheckRequestInput,
)

blueprint = Blueprint("rectification", __name__, description="Rectification notices: answers, re-checks, deadlines, penalties")
ONE = "/notices/<uuid:notice_id>"


@endpoint(blueprint, "GET", "/notices", permission=Permission.NOTICE_READ, query=NoticeQuery, returns=page_of(NoticeSummarySchema))
def list_notices(actor: Actor, query: dict[str, Any]) -> Page:
    """Notices within one's reach, the latest first or by deadline."""
    return queries.list_notices(actor, query, china_date(clock().now()))


@endpoint(blueprint, "GET", "/notices/count", permission=Permission.NOTICE_READ, returns=NoticeCountSchema)
def count_notices(actor: Actor) -> dict[str, int]:
    """How many wait, are overdue, and are to be looked at again."""
    return queries.count(actor, china_date(clock().now()))


@endpoint(blueprint, "GET", ONE, permission=Permission.NOTICE_READ, returns=NoticeSchema)
def show_notice(actor: Actor, notice_id: UUID) -> RectificationNotice:
    """One notice with its items, what happened, and proposed penalties."""
    return queries.get_notice(actor, notice_id)


@endpoint(blueprint, "GET", f"{ONE}/photos/<uuid:media_id>", permission=Permission.NOTICE_READ, limits=PHOTOS)
def show_photo(actor: Actor, notice_id: UUID, media_id: UUID) -> Response:
    """A photo of an answer."""
    row = queries.get_photo(actor, notice_id, media_id)
    return current_app.response_class(media.read(row.file_name), mimetype=row.media_type)


@endpoint(
    blueprint, "POST", f"{ONE}/answers", permission=Permission.NOTICE_ANSWER, body=AnswerInput, returns=NoticeSchema, command=True
)  # fmt: skip
def answer(actor: Actor, notice_id: UUID, body: dict[str, Any]) -> RectificationNotice:
    """Say what the unit did about some items, with photos sent before as `answer_photo`."""
    notice = queries.get_notice(actor, notice_id, lock=True)
    return operations.answer(notice, body["item_ids"], body["text"], body["media_ids"], actor, clock().now())


@endpoint(
    blueprint,
    "POST",
    f"{ONE}/recheck-requests",
    permission=Permission.NOTICE_ANSWER,
    body=RecheckRequestInput,
    returns=NoticeSchema,
    command=True,
)
def request_recheck(actor: Actor, notice_id: UUID, body: dict[str, Any]) -> RectificationNotice:
    """Ask the police to look again, once every item is answered."""
    return operations.request_recheck(queries.get_notice(actor, notice_id, lock=True), body["note"], actor, clock().now())


@endpoint(
    blueprint, "POST", f"{ONE}/extensions", permission=Permission.NOTICE_DECIDE, body=ExtensionInput, returns=NoticeSchema, command=True
)  # fmt: skip
def extend(actor: Actor, notice_id: UUID, body: dict[str, Any]) -> RectificationNotice:
    """Set a later deadline, with the reason."""
    notice = queries.get_notice(actor, notice_id, lock=True)
    operations.require_version(notice, body["version"])
    return operations.extend(notice, body["due_on"], body["reason"], settings().extension_days, actor, clock().now())


@endpoint(
    blueprint, "POST", f"{ONE}/closure", permission=Permission.NOTICE_DECIDE, body=ClosureInput, returns=NoticeSchema, command=True
)  # fmt: skip
def close(actor: Actor, notice_id: UUID, body: dict[str, Any]) -> RectificationNotice:
    """End a notice whose items are put right, or on which a penalty follows."""
    notice = queries.get_notice(actor, notice_id, lock=True)
    operations.require_version(notice, body["version"])
    return operations.close(notice, body["basis"], body["note"], actor, clock().now())


@endpoint(
    blueprint,
    "POST",
    f"{ONE}/penalty-proposals",
    permission=Permission.PENALTY_PROPOSE,
    body=PenaltyProposalInput,
    returns=NoticeSchema,
    command=True,
)
def propose_penalty(actor: Actor, notice_id: UUID, body: dict[str, Any]) -> RectificationNotice:
    """Propose a penalty by a provision in force today."""
    notice = queries.get_notice(actor, notice_id, lock=True)
    operations.require_version(notice, body["version"])
    return operations.propose_penalty(notice, body["provision_id"], body["amount_yuan"], body["reason"], actor, clock().now())


@endpoint(
    blueprint, "GET", "/penalty-provisions", permission=Permission.NOTICE_READ, query=ProvisionQuery, returns=ProvisionsSchema
)  # fmt: skip
def list_provisions(actor: Actor, query: dict[str, Any]) -> dict[str, Any]:
    """The law's penalties in force on a day."""
    return {"items": provisions.list_in_force(query.get("on") or china_date(clock().now()))}
