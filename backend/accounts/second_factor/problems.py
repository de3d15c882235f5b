"""What can go wrong with a second factor."""

from __future__ import annotations

from backend.errors import define

CodeWrong = define("second_factor.code_wrong", 422, "This code is not right, or was used already", keeps=True)
PasskeyRefused = define("second_factor.passkey_refused", 422, "This passkey does not fit here", keeps=True)
ChallengeOver = define("second_factor.challenge_over", 409, "That took too long or was answered already; begin again", keeps=True)
ConfirmationRequired = define("second_factor.confirmation_required", 403, "Say once more who you are")
PasskeyKnown = define("second_factor.passkey_known", 409, "This passkey is registered already")
TooMany = define("second_factor.too_many", 409, "There are as many passkeys as one account may have")
NoSetup = define("second_factor.no_setup", 409, "No authenticator app is being set up; begin again")
NothingThere = define("second_factor.none", 409, "There is no second factor")
LastOfRequired = define("second_factor.last_of_required", 409, "This role needs a second factor; add another one first")
