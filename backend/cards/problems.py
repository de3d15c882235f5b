"""What can stand in the way of cards."""

from __future__ import annotations

from backend.errors import define

CardUnprintable = define("certificate.card_unprintable", 409, "The card cannot be drawn")
TemplateChanged = define("card.template_changed", 409, "Somebody else saved another version of this template meanwhile")
BatchOpen = define("card.batch_open", 409, "Another batch of this agency is being printed; wait until it has ended")
NothingToPrint = define("card.nothing_to_print", 409, "No certificate fits, so there is nothing to print")
FileGone = define("card.file_gone", 410, "The sheets were deleted; print the cards again if they are needed")
NoMatch = define("card.no_match", 404, "Number, identity number and code do not belong together, or the code has ended")
TooManyTries = define("card.too_many", 429, "Too many tries; wait before the next one")
NoCertificate = define("card.no_certificate", 409, "This guard has no certificate that is valid now")
