"""What can be wrong with what is handed in."""

from backend.errors import define

Unreadable = define("handed_in.unreadable", 422, "This is no line of a file of records that was sealed to this server")
UnknownOfficer = define("handed_in.unknown_officer", 422, "It is of no officer who is known here")
