"""What can stand in the way of delegating."""

from __future__ import annotations

from backend.errors import define

InvitationEnded = define("invitation.ended", 404, "This invitation is used, withdrawn or too old, or there is none")
TooManyOpen = define("invitation.too_many_open", 409, "Too many invitations of this unit are open")
AlreadyEnded = define("invitation.already_ended", 409, "This invitation is not open any more")
TooManyTries = define("invitation.too_many_tries", 429, "Too many tries; wait a little")
LastManager = define("colleague.last_manager", 409, "The unit needs one colleague with all rights")
AlreadyProfile = define("colleague.already_profile", 409, "The colleague has these rights already")
