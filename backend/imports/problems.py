"""What can stand in the way of an import as a whole. What stands against single rows is in `reasons`."""

from __future__ import annotations

from backend.errors import define

TooMany = define("import.too_many", 409, "So many imports of this unit are open that no more is begun; end one first")
WrongState = define("import.wrong_state", 409, "The import has come too far for this, or not far enough; load it again")
RowsRefused = define("import.rows_refused", 409, "Some rows cannot be imported; mend them, or apply only the good ones")
LeavingUnconfirmed = define("import.leaving_unconfirmed", 409, "More than half of the roster would leave; say how many to go on")
NothingToApply = define("import.nothing_to_apply", 409, "No row changes anything")
RowFixed = define("import.row_fixed", 409, "This row is not from the file, or was applied; it cannot be edited")
RowsGone = define("import.rows_gone", 410, "The rows of this import were deleted when their time was over")
