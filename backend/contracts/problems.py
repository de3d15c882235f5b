"""What can stand against a change of a contract."""

from __future__ import annotations

from backend.errors import define

ContractSigned = define("contract.signed", 409, "A signed contract can only be prolonged")
NotSigned = define("contract.not_signed", 409, "This contract is not in force: it is a draft, or has ended")
CheckIncomplete = define("contract.check_incomplete", 409, "The legality check (M. art. 25) does not allow signing yet")
NoFiling = define("contract.no_filing", 409, "No filing of this contract is due")
DateOutOfRange = define("contract.date_out_of_range", 422, "The day does not fit the contract")
