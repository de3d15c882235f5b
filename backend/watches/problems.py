"""What can stand in the way of checking many numbers, and of watching them."""

from __future__ import annotations

from backend.errors import define

TooManyNumbers = define("check.too_many_numbers", 429, "This account has asked about so many numbers today; wait until tomorrow")
NoColumn = define("check.no_column", 422, "No column of the file is known to hold certificate numbers")
TooManyWatches = define("watch.too_many", 409, "The unit watches twenty lists already")
