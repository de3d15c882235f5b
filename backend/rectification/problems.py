"""What can stand in the way of putting right."""

from __future__ import annotations

from backend.errors import constraint, define
from backend.inspections.problems import MediaUnknown

Ended = define("notice.ended", 409, "The notice is closed")
NothingToAnswer = define("notice.nothing_to_answer", 409, "What is answered here is put right already")
ItemUnknown = define("notice.item_unknown", 422, "An item does not belong to this notice")
ItemsUnanswered = define("notice.items_unanswered", 409, "Each item is answered before a re-check is asked for")
RecheckRequested = define("notice.recheck_requested", 409, "A re-check was asked for already")
NotCorrected = define("notice.not_corrected", 409, "An item is not corrected, so the notice stays open")
DeadlineNotLater = define("notice.deadline_not_later", 422, "The new deadline lies after the present one, and not in the past")
ExtensionTooLong = define("notice.extension_too_long", 403, "An extension as long as this is for the city to decide")
NoticeUnsuitable = define("inspection.notice_unsuitable", 422, "The notice that was re-checked is not there, or is another unit's")
ProvisionUnknown = define("penalty.provision_unknown", 422, "The law knows no such penalty on this day")
AmountOutOfRange = define("penalty.amount_out_of_range", 422, "The amount lies outside what the law allows")

constraint("pk_answer_photos", "answer_photos.media_id", MediaUnknown)
