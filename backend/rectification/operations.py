"""The acts on a notice: the unit answers and asks for a re-check; officers extend, close, propose a penalty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from backend.clock import china_date
from backend.errors import PreconditionFailed
from backend.extensions import db
from backend.inspections.models import MediaFile
from backend.inspections.problems import MediaUnknown
from backend.permissions import Actor, Role
from backend.rectification import events, provisions, terms
from backend.rectification.models import PENDING, AnswerPhoto, PenaltyProposal, RectificationItem, RectificationNotice
from backend.rectification.problems import (
    AmountOutOfRange,
    DeadlineNotLater,
    Ended,
    ExtensionTooLong,
    ItemsUnanswered,
    ItemUnknown,
    NotCorrected,
    NothingToAnswer,
    ProvisionUnknown,
    RecheckRequested,
)

WITHOUT_LIMIT = (Role.CITY_OFFICER, Role.PROVINCE_OFFICER)
DONE = ("answered", "corrected")


def require_version(notice: RectificationNotice, seen: int) -> None:
    """Refuse an act of somebody who saw another version than the present one. Raises PreconditionFailed."""
    if notice.version != seen:
        raise PreconditionFailed()


def answer(
    notice: RectificationNotice, item_ids: Sequence[UUID], text: str, media_ids: Sequence[UUID], actor: Actor, now: datetime
) -> RectificationNotice:
    """The unit says what it did about some items, with photos. Raises Ended, ItemUnknown, NothingToAnswer, MediaUnknown."""
    _require_not_closed(notice)
    items = _items(notice, item_ids)
    if any(item.state == "corrected" for item in items):
        raise NothingToAnswer()
    _check_photos(media_ids, actor)
    for item in items:
        item.state, item.answer = "answered", text
    if notice.state == "open" and all(item.state in DONE for item in notice.items):
        notice.state = "answered"
    events.write(notice, "answered", actor, now, text, {"item_ids": [item.id for item in items]}, media_ids)
    return notice


def request_recheck(notice: RectificationNotice, note: str, actor: Actor, now: datetime) -> RectificationNotice:
    """The unit asks to be looked at again. Raises Ended, RecheckRequested, ItemsUnanswered."""
    _require_not_closed(notice)
    if notice.recheck_requested_at is not None:
        raise RecheckRequested()
    if any(item.state not in DONE for item in notice.items):
        raise ItemsUnanswered()
    notice.recheck_requested_at = now
    terms.set_recheck(notice)
    events.write(notice, "recheck_requested", actor, now, note, {"recheck_due_on": notice.recheck_due_on})
    return notice


def extend(notice: RectificationNotice, due_on: date, reason: str, longest: int, actor: Actor, now: datetime) -> RectificationNotice:
    """Set a later deadline.

    longest  days after the first deadline that a county or a station may give; more is for the city
    Raises Ended, DeadlineNotLater, ExtensionTooLong.
    """
    if notice.state not in PENDING:
        raise Ended()
    if due_on <= notice.due_on or due_on < china_date(now):
        raise DeadlineNotLater(errors=[{"field": "due_on", "code": "not_later", "message": DeadlineNotLater.title}])
    if (due_on - notice.original_due_on).days > longest and actor.role not in WITHOUT_LIMIT:
        raise ExtensionTooLong()
    before, notice.due_on = notice.due_on, due_on
    for item in notice.items:
        if item.state != "corrected":
            item.due_on = due_on
    terms.set_recheck(notice)
    terms.set_climb(notice, due_on)
    events.write(notice, "extended", actor, now, reason, {"from": before, "to": due_on})
    return notice


def close(notice: RectificationNotice, basis: str, note: str, actor: Actor, now: datetime) -> RectificationNotice:
    """End a notice.

    basis  recheck: every item was found corrected; documents: the answers prove it, and the officer stands for that; penalty: one
           was proposed, and the notice ends with it
    Raises Ended, NotCorrected.
    """
    _require_not_closed(notice)
    ready = {
        "recheck": all(item.state == "corrected" for item in notice.items),
        "documents": all(item.state in DONE for item in notice.items),
        "penalty": notice.state == "proposed",
    }
    if not ready[basis]:
        raise NotCorrected()
    if basis == "documents":
        for item in notice.items:
            item.state = "corrected"
    notice.state, notice.closed_at = "closed", now
    terms.set_recheck(notice)
    terms.set_climb(notice, notice.due_on)
    events.write(notice, "closed", actor, now, note, {"basis": basis})
    return notice


def propose_penalty(
    notice: RectificationNotice, provision_id: UUID, amount_yuan: int | None, reason: str, actor: Actor, now: datetime
) -> RectificationNotice:
    """Propose a penalty that the law in force today allows. Raises Ended, ProvisionUnknown, AmountOutOfRange."""
    _require_not_closed(notice)
    provision = provisions.find_in_force(provision_id, china_date(now))
    if provision is None:
        raise ProvisionUnknown(errors=[{"field": "provision_id", "code": "unknown", "message": ProvisionUnknown.title}])
    if not _allowed(amount_yuan, provision.from_yuan, provision.to_yuan):
        raise AmountOutOfRange(errors=[{"field": "amount_yuan", "code": "range", "message": AmountOutOfRange.title}])
    proposal = PenaltyProposal(
        notice_id=notice.id,
        provision_id=provision.id,
        amount_yuan=amount_yuan,
        reason=reason,
        proposed_at=now,
        proposed_by_id=actor.account_id,
        proposed_by_name=actor.name,
        agency_code=actor.agency_code or "",
    )
    notice.proposals.append(proposal)
    notice.state = "proposed"
    terms.set_recheck(notice)
    terms.set_climb(notice, notice.due_on)
    db.session.flush()  # the event names it
    facts = {"proposal_id": proposal.id, "article": provision.article, "kind": provision.kind, "amount_yuan": amount_yuan}
    events.write(notice, "penalty_proposed", actor, now, reason, facts)
    return notice


def _allowed(amount: int | None, least: int | None, most: int | None) -> bool:
    if least is None or most is None:
        return amount is None
    return amount is not None and least <= amount <= most


def _require_not_closed(notice: RectificationNotice) -> None:
    if notice.state == "closed":
        raise Ended()


def _items(notice: RectificationNotice, item_ids: Sequence[UUID]) -> list[RectificationItem]:
    items = [item for item in notice.items if item.id in item_ids]
    if len(items) != len(set(item_ids)):
        raise ItemUnknown(errors=[{"field": "item_ids", "code": "unknown", "message": ItemUnknown.title}])
    return items


def _check_photos(media_ids: Sequence[UUID], actor: Actor) -> None:
    if not media_ids:
        return
    own = select(MediaFile.id).where(
        MediaFile.id.in_(media_ids),
        MediaFile.kind == "answer_photo",
        MediaFile.account_id == actor.account_id,
        MediaFile.id.not_in(select(AnswerPhoto.media_id)),
    )
    if set(db.session.scalars(own)) != set(media_ids) or len(set(media_ids)) != len(media_ids):
        raise MediaUnknown(errors=[{"field": "media_ids", "code": "unknown", "message": MediaUnknown.title}])
