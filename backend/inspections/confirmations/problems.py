"""What can be wrong with a confirmation."""

from backend.errors import constraint, define

Forged = define("confirmation.signature", 422, "The device's signature does not fit what is confirmed")
WrongTime = define("confirmation.time", 422, "It was signed more than a day before the visit, or in the future")
OtherPlace = define("confirmation.place", 409, "The record is about another place than was confirmed")
Repeated = define("confirmation.repeated", 409, "Another confirmation of this visit is being kept just now")

constraint(
    "uq_inspection_confirmations_inspection_id_account_id",
    "inspection_confirmations.inspection_id, inspection_confirmations.account_id",
    Repeated,
)
