"""What can stand against a transfer."""

from __future__ import annotations

from backend.errors import define

NotEmployed = define("transfer.not_employed", 409, "This person is on no unit's roster and can be hired at once")
UnitUnknown = define("transfer.unit_unknown", 422, "No active unit has this credit code")
SameUnit = define("transfer.same_unit", 409, "The person is on that unit's roster already")
NotToAnswer = define("transfer.not_to_answer", 409, "The other unit has to answer this transfer")
NotToWithdraw = define("transfer.not_to_withdraw", 409, "The unit that proposed may withdraw; the other one answers")
DayHasCome = define("transfer.day_has_come", 409, "The day of an agreed transfer has come; it takes effect within a minute")
NotOpen = define("transfer.not_open", 409, "This transfer is no longer open")
