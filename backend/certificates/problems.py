"""What can stand against an act on a certificate."""

from __future__ import annotations

from backend.errors import define

AlreadyOpen = define("certificate.already_open", 409, "This person holds a certificate that has not ended")
NumberTaken = define("certificate.number_taken", 409, "This certificate number has been used")
NumbersExhausted = define("certificate.numbers_exhausted", 409, "The agency's pattern has no number left for this year")
GuardWithoutPhoto = define("certificate.guard_without_photo", 409, "A certificate needs a photo of its holder")
Barred = define("certificate.barred", 409, "The Regulation bars this person from holding a certificate on that day")
NotAllowedInState = define("certificate.not_allowed_in_state", 409, "The present state does not allow this act")
OtherAgency = define("certificate.other_agency", 403, "Another agency issued this certificate")
EffectiveOnOutOfRange = define(
    "certificate.effective_on_out_of_range",
    422,
    "The day lies before the present state began, or ahead of today",
)
ExpiresBeforeIssue = define("certificate.expires_before_issue", 422, "The expiry must be after the day of issue")
KeysExhausted = define("signing_key.exhausted", 409, "Every key id was given out: the card's format has one byte for it")
NoKeyPlanned = define("signing_key.none_planned", 409, "No key is planned that could take over")
KeyNotRipe = define("signing_key.not_ripe", 409, "The planned keys are listed too short a time for phones to know them")
SignerUnavailable = define("signing_key.signer_unavailable", 503, "The signing hardware does not answer; nothing was signed")
